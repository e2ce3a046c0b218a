import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { evaluateAside } from '../evaluation/evaluate-aside.ts';
import { reportHtml } from '../evaluation/report-html.tsx';
import { reportText } from '../evaluation/report-text.ts';
import { loadIntents } from '../understanding/load-intents.ts';
import type { Io } from './io.ts';

/** `data`: questions that nobody trained on; `html`: where the page goes; `curve`: also the learning curve. */
export type EvaluateOptions = { data: string | null; html: string | null; curve: boolean };

/** Phrases a topic at which the learning curve is looked at. */
const CURVE = [20, 40, 80, 120];

/** Prints the report; progress goes to stderr. Returns the exit code. */
export async function evaluate(
  { root, stdout, stderr }: Pick<Io, 'stdout' | 'stderr' | 'root'>,
  { data, html, curve }: EvaluateOptions,
  at: Date,
): Promise<number> {
  const { problems } = loadIntents(join(root, 'intents'));
  if (problems.length > 0) {
    for (const { file, line, message } of problems) stderr(`${file}:${line} ${message}`);
    return 1;
  }
  let told = '';
  const progress = (what: string, done: number) => {
    const line = `${what} ${Math.floor(done * 10) * 10} %`;
    if (line !== told) stderr(line);
    told = line;
  };
  const asked = { root, data, curve: curve ? CURVE : [], at: at.getTime() };
  const evaluation = await evaluateAside(asked, progress);
  for (const line of reportText(evaluation)) stdout(line);
  if (html === null) return 0;
  await writeFile(html, reportHtml(evaluation, at));
  stderr(`written: ${html}`);
  return 0;
}
