// How well the embedded engine understands questions it never saw. For development, not a test:
//   npx tsx tests/understanding/evaluate.ts DATA_FOLDER [--errors] [--strict]
// --strict trains without the phrases that share half their words with one of the questions: the figure to believe.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Intent } from '../../src/model/intent.ts';
import type { Understanding } from '../../src/model/understanding.ts';
import { createUnderstand } from '../../src/understanding/create-understand.ts';
import { type LoadedIntents, loadIntents } from '../../src/understanding/load-intents.ts';
import type { Understand } from '../../src/understanding/understand.ts';
import { wordTables } from '../../src/understanding/vietnamese/lexicon.ts';
import { readText } from '../../src/understanding/vietnamese/read-text.ts';

type Row = {
  id: string;
  text: string;
  topic: string;
  form?: string;
  kind?: string;
  urgency?: string;
  noise?: string;
};
type Judged = Row & { understood: Understanding };

const [folder = '', ...options] = process.argv.slice(2);
const wantsErrors = options.includes('--errors');
const isStrict = options.includes('--strict');
const NOW = new Date('2026-11-24T03:00:00Z');

function rows(name: string): Row[] {
  const path = join(folder, name);
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as Row);
}

async function judge(understand: Understand, list: Row[]): Promise<Judged[]> {
  return Promise.all(list.map(async (row) => ({ ...row, understood: await understand(row.text) })));
}

const share = (part: number, all: number) =>
  `${((100 * part) / Math.max(1, all)).toFixed(1)} % (${part}/${all})`;
const countIf = (list: Judged[], test: (one: Judged) => boolean) => list.filter(test).length;
const guess = ({ understood }: Judged) => understood.ranked[0]?.topic ?? 'off-topic';
const isWrongAnswer = (one: Judged) =>
  one.understood.verdict === 'sure' && one.understood.topic !== one.topic;

/** Abuse has a topic of its own, and is as good as refused. */
const offTopicOf = ({ kind }: Row) => (kind === 'abusive' ? 'abuse' : 'off-topic');
const isRefused = ({ understood }: Judged) =>
  understood.verdict === 'refused' || understood.topic === 'abuse';

function macroF1(list: Judged[], fewest: number): number {
  const topics = [...new Set(list.map(({ topic }) => topic))].filter(
    (topic) => countIf(list, (one) => one.topic === topic) >= fewest,
  );
  const scores = topics.map((topic) => {
    const hits = countIf(list, (one) => one.topic === topic && guess(one) === topic);
    const named = countIf(list, (one) => guess(one) === topic);
    const there = countIf(list, (one) => one.topic === topic);
    return hits === 0 ? 0 : (2 * hits) / (named + there);
  });
  return scores.reduce((sum, score) => sum + score, 0) / Math.max(1, scores.length);
}

function report(title: string, list: Judged[]): void {
  const top = (n: number) =>
    countIf(list, ({ topic, understood }) =>
      understood.ranked.slice(0, n).some((one) => one.topic === topic),
    );
  const sure = countIf(list, ({ understood }) => understood.verdict === 'sure');
  console.log(
    [
      `${title}: ${list.length}`,
      `macro-F1(≥5) ${macroF1(list, 5).toFixed(3)}`,
      `macro-F1(all) ${macroF1(list, 1).toFixed(3)}`,
      `accuracy ${share(top(1), list.length)}`,
      `top-3 ${share(top(3), list.length)}`,
      `sure ${share(sure, list.length)}`,
      `wrong answers ${share(countIf(list, isWrongAnswer), list.length)}`,
      `refused ${share(countIf(list, isRefused), list.length)}`,
      `danger now ${countIf(list, ({ understood }) => understood.dangerNow)}`,
    ].join(' · '),
  );
}

function errors(list: Judged[]): void {
  for (const one of list.filter((row) => guess(row) !== row.topic))
    console.log(
      `  ${one.understood.verdict === 'sure' ? '!!' : '  '} ${one.topic} ← ${one.understood.ranked
        .slice(0, 3)
        .map(({ topic, score }) => `${topic} ${score.toFixed(2)}`)
        .join(', ')} | ${one.text.slice(0, 160).replace(/\n/g, ' ')}`,
    );
}

function calibration(list: Judged[]): number {
  const bins = Array.from({ length: 10 }, () => ({ right: 0, said: 0 }));
  for (const one of list) {
    const said = one.understood.ranked[0]?.score ?? 0;
    const bin = bins[Math.min(9, Math.floor(said * 10))];
    if (bin === undefined) continue;
    bin.said += said;
    if (guess(one) === one.topic) bin.right++;
  }
  return bins.reduce((sum, { right, said }) => sum + Math.abs(said - right), 0) / list.length;
}

function withoutNear({ intents, lexicon }: LoadedIntents): Intent[] {
  const tables = wordTables(lexicon);
  const words = (text: string) => new Set(readText(text, tables).plain);
  const questions = ['questions.jsonl', 'grievances.jsonl', 'off-topic.jsonl']
    .flatMap(rows)
    .map(({ text }) => words(text));
  const isNear = (text: string) => {
    const own = words(text);
    return own.size > 2 && questions.some((other) => overlap(own, other) >= 0.5);
  };
  return intents.map((intent) => ({ ...intent, examples: intent.examples.filter((text) => !isNear(text)) }));
}

function overlap(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const common = [...one].filter((word) => other.has(word)).length;
  return common / (one.size + other.size - common);
}

async function main(): Promise<void> {
  const loaded = loadIntents(join(import.meta.dirname, '../../intents'));
  for (const { file, line, message } of loaded.problems) console.log(`${file}:${line} ${message}`);
  const intents = isStrict ? withoutNear(loaded) : loaded.intents;
  const began = performance.now();
  const understand = createUnderstand({ ...loaded, intents, now: () => NOW });
  const phrases = intents.reduce((sum, { examples }) => sum + examples.length, 0);
  console.log(
    `${intents.length} intents, ${phrases} phrases, trained in ${Math.round(performance.now() - began)} ms`,
  );

  const questions = await judge(
    understand,
    rows('questions.jsonl').filter(({ topic }) => topic !== 'other'),
  );
  const noisy = await judge(
    understand,
    rows('noisy.jsonl').filter(({ topic }) => topic !== 'other'),
  );
  const grievances = await judge(understand, rows('grievances.jsonl'));
  const offTopic = await judge(
    understand,
    rows('off-topic.jsonl').map((row) => ({ ...row, topic: offTopicOf(row) })),
  );
  report('questions', questions);
  for (const form of new Set(questions.map((one) => one.form ?? '')))
    report(
      `  ${form}`,
      questions.filter((one) => one.form === form),
    );
  report('noisy', noisy);
  for (const noise of ['strip', 'teen'])
    report(
      `  ${noise}`,
      noisy.filter((one) => one.noise === noise),
    );
  report('grievances', grievances);
  report('off-topic', offTopic);
  console.log(`expected calibration error (questions): ${calibration(questions).toFixed(3)}`);
  const emergencies = grievances.filter(({ urgency }) => urgency === 'emergency');
  console.log(
    `danger named in emergencies: ${share(
      countIf(emergencies, ({ understood }) => understood.danger !== null),
      emergencies.length,
    )}`,
  );
  const calm = [...questions, ...offTopic, ...grievances.filter(({ urgency }) => urgency !== 'emergency')];
  console.log(
    `danger now, falsely: ${share(
      countIf(calm, ({ understood }) => understood.dangerNow),
      calm.length,
    )}`,
  );
  console.log(
    `grievance seen in grievances: ${share(
      countIf(grievances, ({ understood }) => understood.grievance),
      grievances.length,
    )}, in questions: ${share(
      countIf(questions, ({ understood }) => understood.grievance),
      questions.length,
    )}`,
  );
  console.log(
    `not Vietnamese: ${countIf([...questions, ...grievances, ...offTopic], ({ understood }) => !understood.vietnamese)}`,
  );
  const texts = [...questions, ...noisy, ...grievances, ...offTopic].map(({ text }) => text);
  const times: number[] = [];
  for (const text of texts) {
    const start = performance.now();
    await understand(text);
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const at = (q: number) => (times[Math.floor(times.length * q)] ?? 0).toFixed(2);
  console.log(`a message: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms`);
  if (!wantsErrors) return;
  for (const [title, list] of Object.entries({ questions, grievances })) {
    console.log(`\n${title}, wrong first guess (!! given as an answer):`);
    errors(list);
  }
  console.log('\noff-topic, not refused:');
  errors(offTopic.filter((one) => !isRefused(one)));
  console.log('\ndanger now, falsely:');
  for (const one of calm.filter(({ understood }) => understood.dangerNow))
    console.log(`  ${one.understood.danger} | ${one.text.slice(0, 300)}`);
}

await main();
