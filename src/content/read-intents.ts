import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Intent, intentFile } from '../model/intent.ts';
import { filesIn } from './files-in.ts';
import { parseYaml } from './parse-yaml.ts';
import type { Problem } from './problem.ts';

export type IntentFile = { file: string; intent: Intent; lineOf(path: PropertyKey[]): number };

/** Files of intents/ that are none: words of danger, and how people write. */
const OTHERS = ['danger.yaml', 'lexicon.yaml'];

/** The intents as far as content has to know them: what each responds with. */
export function readIntents(root: string): { intents: IntentFile[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const intents: IntentFile[] = [];
  for (const name of filesIn(join(root, 'intents'), '.yaml').filter((file) => !OTHERS.includes(file))) {
    const file = `intents/${name}`;
    const parsed = parseYaml(intentFile, readFileSync(join(root, file), 'utf8').normalize('NFC'), file);
    problems.push(...parsed.problems);
    if (parsed.value !== null) intents.push({ file, intent: parsed.value, lineOf: parsed.lineOf });
  }
  return { intents, problems };
}
