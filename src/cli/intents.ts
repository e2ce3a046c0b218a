import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { parseYaml } from '../content/parse-yaml.ts';
import { evaluateAside } from '../evaluation/evaluate-aside.ts';
import { reportHtml } from '../evaluation/report-html.tsx';
import { reportText } from '../evaluation/report-text.ts';
import { checkIntents } from '../understanding/check-intents.ts';
import { loadIntents } from '../understanding/load-intents.ts';
import type { Io } from './io.ts';

export const usage = `intents check [--data FOLDER]
  refuses what is wrong in intents/, with file and line
  --data: also phrases too near to a question of the *.jsonl files there
intents evaluate [--data FILE] [--html FILE] [--curve]
  trains and judges the engine by cross-validation, and nlp.js beside it where it is installed; takes minutes
  --data: a file of lines {"text","topic","form"?}, or a folder of such .jsonl files: questions that nobody trained on
  --html: also as a page with a confusion matrix
  --curve: also the accuracy by 20, 40, 80 and 120 phrases a topic`;

type Out = Pick<Io, 'stdout' | 'stderr' | 'root'>;
type Wanted = { what: string; help: boolean; data: string | null; html: string | null; curve: boolean };

/** 0 when all is well, 1 when something is wrong, 2 when the command is. */
export async function run(args: string[], io: Out, now: () => Date): Promise<number> {
  const wanted = readArgs(args);
  if (wanted === null) {
    io.stderr(usage);
    return 2;
  }
  if (wanted.help) {
    io.stdout(usage);
    return 0;
  }
  return wanted.what === 'check' ? check(io, wanted.data) : evaluate(io, wanted, now());
}

/** Null when it makes no sense. */
function readArgs(args: string[]): Wanted | null {
  try {
    const options = {
      data: { type: 'string' },
      html: { type: 'string' },
      curve: { type: 'boolean' },
      help: { type: 'boolean' },
    } as const;
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    const { data = null, html = null, curve = false, help = false } = values;
    const [what = '', ...rest] = positionals;
    const isSane = help || (rest.length === 0 && ['check', 'evaluate'].includes(what));
    return isSane ? { what, help, data, html, curve } : null;
  } catch {
    // parseArgs throws for options it does not know: wrong usage, nothing else.
    return null;
  }
}

/** Phrases a topic at which the learning curve is looked at. */
const CURVE = [20, 40, 80, 120];

async function evaluate(
  { root, stdout, stderr }: Out,
  { data, html, curve }: Wanted,
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

function check(io: Out, data: string | null): number {
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
