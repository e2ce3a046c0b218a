import { isMap, isNode, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Problem } from './problem.ts';

export type Parsed<T> = { value: T | null; problems: Problem[]; lineOf(path: PropertyKey[]): number };

/** YAML checked against a schema; every problem names its line. `firstLine` is where the text starts in its file. */
export function parseYaml<T>(schema: z.ZodType<T>, text: string, file: string, firstLine = 1): Parsed<T> {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  const line = (offset: number) => counter.linePos(offset).line + firstLine - 1;
  const lineOf = (path: PropertyKey[]) => line(offsetOf(document.contents, path));
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) => ({
      file,
      line: line(error.pos[0]),
      message: error.message.split('\n')[0]?.replace(/ at line \d+.*$/, '') ?? 'not YAML',
    }));
    return { value: null, problems, lineOf };
  }
  const checked = schema.safeParse(document.toJS() ?? {});
  if (checked.success) return { value: checked.data, problems: [], lineOf };
  const problems = checked.error.issues.map((issue) => ({
    file,
    line: lineOf(issue.path),
    message: `${issue.path.map(String).join('.') || 'file'}: ${issue.message}`,
  }));
  return { value: null, problems, lineOf };
}

/** Where the deepest part of the path that exists begins: at its key, where it has one. */
function offsetOf(root: Node | null, path: PropertyKey[]): number {
  let found = root?.range?.[0] ?? 0;
  let here: unknown = root;
  for (const step of path) {
    const next = childOf(here, step);
    if (next === null) return found;
    found = next.offset;
    here = next.node;
  }
  return found;
}

function childOf(parent: unknown, step: PropertyKey): { node: unknown; offset: number } | null {
  if (isSeq(parent)) {
    const item = parent.items[Number(step)];
    return isNode(item) ? { node: item, offset: item.range?.[0] ?? 0 } : null;
  }
  if (!isMap(parent)) return null;
  const pair = parent.items.find(
    (entry) => isPair(entry) && isScalar(entry.key) && String(entry.key.value) === String(step),
  );
  if (pair === undefined || !isScalar(pair.key)) return null;
  return { node: pair.value, offset: pair.key.range?.[0] ?? 0 };
}
