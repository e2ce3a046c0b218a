import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import MiniSearch from 'minisearch';
import { loadContent } from '../../src/content/load-content.ts';
import { createAskedFor } from '../../src/law/asked-for.ts';
import { indexLaws } from '../../src/law/index-laws.ts';
import { parseLawLines } from '../../src/law/parse-jsonl.ts';
import { createSearchLaws } from '../../src/law/search-laws.ts';
import { loadIntents } from '../../src/understanding/load-intents.ts';
import { fold } from '../../src/understanding/vietnamese/fold.ts';
import { wordTables } from '../../src/understanding/vietnamese/lexicon.ts';

// node --expose-gc --import tsx --no-warnings tests/load/law-search.ts STATUTES QUESTIONS: how well and how fast articles are found beside
// BM25 over syllables (minisearch) in the same run. STATUTES: {"law","article","title","text"} a line; QUESTIONS: {"question","golds"} a line.
const ROOT = join(import.meta.dirname, '../..');
const [statutes = '', questionsFile = '', ...options] = process.argv.slice(2);
const TOP = 10;
const ROUNDS = 5;

type Article = { law: string; article: string };
type Judged = { question: string; golds: Article[] };
type Search = (question: string) => Article[];

const parsed = parseLawLines(readFileSync(statutes, 'utf8'), statutes, null);
const questions = readFileSync(questionsFile, 'utf8')
  .trim()
  .split('\n')
  .map((line): Judged => JSON.parse(line));
const entries = parsed.laws.flatMap(({ law, articles }) => articles.map((one) => ({ ...one, law })));
const keyOf = ({ law, article }: Article) => `${law} ${article}`;

function heapMiB(): number {
  global.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 2 ** 20;
}

async function ours() {
  const { intents, lexicon } = loadIntents(join(ROOT, 'intents'));
  const { content } = loadContent(ROOT);
  const askedFor = createAskedFor({ intents: new Map(intents.map((one) => [one.name, one])), content });
  const before = heapMiB();
  const started = performance.now();
  const index = await indexLaws(entries, { askedFor, pause: async () => {} });
  const buildMs = performance.now() - started;
  const search = createSearchLaws(index, wordTables(lexicon));
  return { buildMs, heapMiB: heapMiB() - before, search: (question: string) => search(question, TOP) };
}

function baseline() {
  const before = heapMiB();
  const started = performance.now();
  const mini = new MiniSearch<Article & { id: number }>({
    fields: ['title', 'text'],
    storeFields: ['law', 'article'],
    tokenize: (text) => text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [],
    processTerm: (term) => term,
  });
  mini.addAll(entries.map((entry, id) => ({ ...entry, id })));
  const buildMs = performance.now() - started;
  const search: Search = (question) =>
    mini
      .search(question.normalize('NFC'))
      .slice(0, TOP)
      .map(({ law, article }) => ({ law, article }));
  return { buildMs, heapMiB: heapMiB() - before, search };
}

function judge(search: Search, asWritten: (text: string) => string) {
  let [gain, recall, reciprocal] = [0, 0, 0];
  for (const { question, golds } of questions) {
    const wanted = new Set(golds.map(keyOf));
    const found = search(asWritten(question)).map((one) => wanted.has(keyOf(one)));
    const ideal = [...wanted].slice(0, TOP).reduce((sum, _gold, at) => sum + 1 / Math.log2(at + 2), 0);
    gain += found.reduce((sum, isGold, at) => sum + (isGold ? 1 / Math.log2(at + 2) : 0), 0) / ideal;
    recall += found.filter(Boolean).length / wanted.size;
    reciprocal += found.includes(true) ? 1 / (found.indexOf(true) + 1) : 0;
  }
  const mean = (sum: number) => (sum / questions.length).toFixed(3);
  return { 'nDCG@10': mean(gain), 'R@10': mean(recall), MRR: mean(reciprocal) };
}

function times(search: Search) {
  const took: number[] = [];
  for (let round = 0; round < ROUNDS; round++)
    for (const { question } of questions) {
      const started = performance.now();
      search(question);
      took.push(performance.now() - started);
    }
  took.sort((a, b) => a - b);
  const at = (part: number) => (took[Math.floor(part * (took.length - 1))] ?? 0).toFixed(2);
  return { p50: at(0.5), p95: at(0.95), max: at(1) };
}

const rows: Record<string, Record<string, string>> = {};
const [mine, theirs] = [await ours(), baseline()];
for (const [name, { search, buildMs, heapMiB: heap }] of Object.entries({ ours: mine, minisearch: theirs })) {
  rows[name] = {
    ...judge(search, (text) => text),
    ...times(search),
    'build ms': buildMs.toFixed(0),
    'heap MiB': heap.toFixed(1),
  };
  rows[`${name}, no marks`] = judge(search, fold);
}
console.log(
  `${entries.length} articles of ${parsed.laws.length} laws, ${questions.length} questions; times in ms`,
);
console.table(rows);

if (options.includes('--show'))
  for (const { question, golds } of questions) {
    console.log(`\n${question}\n  wanted: ${golds.map(keyOf).join(' · ')}`);
    for (const { law, article, title, score, clarity, snippet } of mine.search(question).slice(0, 3))
      console.log(`  ${article} ${law} ${title} (${score}, ${clarity.toFixed(2)})\n    ${snippet}`);
  }
