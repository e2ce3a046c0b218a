import { AppError } from '../errors.ts';
import type { Choice } from '../model/exchange.ts';
import { parseYaml } from './parse-yaml.ts';
import type { Problem } from './problem.ts';
import { isWordingId, wordingShape } from './shapes.ts';

export type WordingEntry = { text: string; choices: Choice[]; readonly line: number };
export type Wording = {
  entries: ReadonlyMap<string, WordingEntry>;
  /** Every placeholder that may be used, with an example. */
  placeholders: ReadonlyMap<string, string>;
  problems: Problem[];
  lineOf(path: PropertyKey[]): number;
};

/** Reads wording.yaml; its format stands at the top of that file. */
export function parseWording(text: string, file: string): Wording {
  const { value, problems, lineOf } = parseYaml(wordingShape, text.normalize('NFC'), file);
  const entries = new Map<string, WordingEntry>();
  const { placeholders = {}, ...lines } = value ?? {};
  for (const [id, entry] of Object.entries(lines)) {
    if (!isWordingId(id))
      problems.push({
        file,
        line: lineOf([id]),
        message: `"${id}" is not an id: lower-case words joined by - and .`,
      });
    entries.set(id, {
      text: entry.text.trimEnd(),
      choices: numbered(entry.choices),
      get line() {
        return lineOf([id]);
      },
    });
  }
  const known = Object.entries(placeholders).map(([name, example]): [string, string] => [
    name,
    String(example),
  ]);
  return { entries, placeholders: new Map(known), problems, lineOf };
}

/** Choices count 1, 2, 3 … as written; one with its own number (0, the way out) does not count. */
export function numbered(
  choices: readonly { n?: number | undefined; title: string; say: string }[],
): Choice[] {
  let next = 1;
  return choices.map(({ n, title, say }) => ({ n: n ?? next++, title, say }));
}

const PLACEHOLDER = /\{\{|\}\}|\{([A-Za-z][\w-]*)\}/g;

export const placeholdersOf = (text: string): string[] =>
  [...text.matchAll(PLACEHOLDER)].flatMap(([, name]) => (name === undefined ? [] : [name]));

/** Fills `{placeholders}`; what is filled in is never looked at again, so a person's own words cannot name one. */
export function fill(text: string, facts: Record<string, string | number>, id: string): string {
  return text.replace(PLACEHOLDER, (whole, name: string | undefined) => {
    if (name === undefined) return whole.charAt(0);
    const value = Object.hasOwn(facts, name) ? facts[name] : undefined;
    if (value === undefined) throw new AppError('invalid', `wording ${id} needs a value for {${name}}`);
    return String(value);
  });
}
