import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { parseYaml } from '../content/parse-yaml.ts';
import { checkIntents } from '../understanding/check-intents.ts';
import { loadIntents } from '../understanding/load-intents.ts';
import type { Io } from './io.ts';

/** Refuses what is wrong in intents/; `data`: a folder of questions that no phrase may be too near to. */
export function checkFolder(io: Pick<Io, 'stdout' | 'stderr' | 'root'>, data: string | null): number {
  if (data !== null && !existsSync(data)) {
    io.stderr(`there is no folder ${data}`);
    return 1;
  }
  const loaded = loadIntents(join(io.root, 'intents'));
  const questions = data === null ? [] : questionsIn(data);
  const problems = checkIntents(loaded, { topics: topicsOf(io.root), questions });
  for (const { file, line, message } of problems) io.stderr(`${file}:${line} ${message}`);
  const phrases = loaded.intents.reduce((sum, { examples }) => sum + examples.length, 0);
  const size = `${loaded.intents.length} intents, ${phrases} phrases`;
  io.stdout(
    problems.length === 0 ? `intents are in order: ${size}` : `${problems.length} problems in ${size}`,
  );
  return problems.length === 0 ? 0 : 1;
}

/** The topics that have a title; what else is wrong in that file is said by `content check`. */
function topicsOf(root: string): string[] {
  const file = 'content/topics.yaml';
  const text = readFileSync(join(root, file), 'utf8');
  return Object.keys(parseYaml(z.record(z.string(), z.string()), text, file).value ?? {});
}

const isLaw = z.object({ law: z.string(), article: z.string() });
const asked = z.union([
  z.object({ text: z.string() }).transform(({ text }) => text),
  z.object({ question: z.string() }).transform(({ question }) => question),
]);

/** Every `text` or `question` of the JSON lines in a folder, but not the articles of a law. */
function questionsIn(folder: string): string[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
  const lines = files.flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'));
  return lines.flatMap((line) => {
    if (line.trim() === '') return [];
    const parsed: unknown = JSON.parse(line);
    const { success, data } = asked.safeParse(parsed);
    return success && !isLaw.safeParse(parsed).success ? [data] : [];
  });
}
