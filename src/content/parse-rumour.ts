import type { Answer } from './parse-answer.ts';
import { parseYaml } from './parse-yaml.ts';
import type { Problem } from './problem.ts';
import { rumourShape, type Verdict } from './rumour-shape.ts';
import { parseTemplate } from './template.ts';

/** A published rebuttal: rendered, cited and reviewed like an answer, but found by the claim it is about. */
export type Rumour = Answer & { verdict: Verdict; claims: string[]; needs: string[]; hints: string[] };

/** Reads a file of content/rumours; its name is the id. */
export function parseRumour(source: string, file: string): { rumour: Rumour | null; problems: Problem[] } {
  const text = source.normalize('NFC').replace(/\r\n/g, '\n');
  const { value, problems, lineOf } = parseYaml(rumourShape, text, file);
  if (value === null) return { rumour: null, problems };
  const { text: said, ...rest } = value;
  // The text of a block scalar begins on the line below its key.
  const line = text.slice(0, text.search(/^text:/m)).split('\n').length + 1;
  const { pieces, problems: wrong } = parseTemplate(said, line);
  const rumour: Rumour = {
    ...rest,
    id: `rumour-${file.replace(/^.*\//, '').replace(/\.yaml$/, '')}`,
    topic: 'rumour',
    asks: [],
    moreCitations: [],
    file,
    source: text,
    bubbles: [{ pieces, source: said, line }],
    more: null,
    lineOf,
  };
  return { rumour, problems: [...problems, ...wrong.map((one) => ({ file, ...one }))] };
}
