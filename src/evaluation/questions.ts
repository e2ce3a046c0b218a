import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../errors.ts';

/** A message whose topic somebody has said. `group` is what it is reported under: its form, its noise or its file. */
export type Question = { text: string; topic: string; group: string };

export const OFF_TOPIC = 'off-topic';
/** Asked for what no topic covers: whatever is guessed is wrong, so it says nothing about an engine. */
const NO_TOPIC = 'other';

const row = z.object({
  text: z.string().min(1),
  topic: z.string().optional(),
  form: z.string().optional(),
  noise: z.string().optional(),
  kind: z.string().optional(),
});

/**
 * Reads JSON lines `{"text","topic","form"?,"noise"?,"kind"?}`: of one file, or of every `.jsonl` file of a folder that holds such
 * lines. A line without a topic but with a `kind` is off topic (`abusive` counts as abuse). Throws for what cannot be read.
 */
export function readQuestions(path: string): Question[] {
  if (!existsSync(path)) throw new AppError('invalid', `there is no ${path}`);
  if (!statSync(path).isDirectory()) return readFile(path, true);
  const files = readdirSync(path).filter((name) => name.endsWith('.jsonl'));
  const found = files.sort().flatMap((name) => readFile(join(path, name), false));
  if (found.length === 0)
    throw new AppError('invalid', `no .jsonl file in ${path} holds lines {"text","topic"}`);
  return found;
}

/** A file that was not asked for by name may hold something else: its other lines are left out. */
function readFile(path: string, isStrict: boolean): Question[] {
  const name = basename(path, '.jsonl');
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.flatMap((line, index): Question[] => {
    if (line.trim() === '') return [];
    const question = readLine(line, name);
    if (question === null && isStrict)
      throw new AppError('invalid', `${path}:${index + 1}: a line is {"text","topic"}`);
    return question === null || question.topic === NO_TOPIC ? [] : [question];
  });
}

function readLine(line: string, file: string): Question | null {
  try {
    const { success, data } = row.safeParse(JSON.parse(line));
    if (!success || (data.topic === undefined && data.kind === undefined)) return null;
    const { text, form, noise, kind } = data;
    const topic = data.topic ?? (kind === 'abusive' ? 'abuse' : OFF_TOPIC);
    return { text, topic, group: data.topic === undefined ? file : (form ?? noise ?? file) };
  } catch {
    return null;
  }
}
