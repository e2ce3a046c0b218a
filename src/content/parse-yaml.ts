import { CORE_SCHEMA, load } from 'js-yaml';
import { isMap, isNode, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Problem } from './problem.ts';

export type Parsed<T> = { value: T | null; problems: Problem[]; lineOf(path: PropertyKey[]): number };

/**
 * YAML checked against a schema; every problem names its line. `firstLine` is where the text starts in its file. Lines are worked out
 * only when somebody asks for one: reading without them takes a fifth of the time, and nearly every file is in order.
 */
export function parseYaml<T>(schema: z.ZodType<T>, text: string, file: string, firstLine = 1): Parsed<T> {
  let parsed: ReturnType<typeof parseWithLines> | null = null;
  const withLines = () => {
    parsed ??= parseWithLines(text, firstLine);
    return parsed;
  };
  const lineOf = (path: PropertyKey[]) => withLines().lineOf(path);
  const read = readFast(text) ?? withLines();
  if (read.errors.length > 0)
    return { value: null, problems: read.errors.map((error) => ({ file, ...error })), lineOf };
  const checked = schema.safeParse(read.value ?? {});
  if (checked.success) return { value: checked.data, problems: [], lineOf };
  const problems = checked.error.issues.map((issue) => ({
    file,
    line: lineOf(issue.path),
    message: `${issue.path.map(String).join('.') || 'file'}: ${issue.message}`,
  }));
  return { value: null, problems, lineOf };
}

type Read = { value: unknown; errors: { line: number; message: string }[] };

/** Null for what the fast reader refuses: the other one then says what is wrong, and where. */
function readFast(text: string): Read | null {
  try {
    return { value: load(text, { schema: CORE_SCHEMA }), errors: [] };
  } catch {
    return null;
  }
}

function parseWithLines(text: string, firstLine: number): Read & { lineOf(path: PropertyKey[]): number } {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  const line = (offset: number) => counter.linePos(offset).line + firstLine - 1;
  const errors = document.errors.map((error) => ({
    line: line(error.pos[0]),
    message: error.message.split('\n')[0]?.replace(/ at line \d+.*$/, '') ?? 'not YAML',
  }));
  return {
    value: errors.length > 0 ? null : document.toJS(),
    errors,
    lineOf: (path) => line(offsetOf(document.contents, path)),
  };
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
