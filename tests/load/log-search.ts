import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog } from '../../src/log.ts';
import { deliveryOf } from '../../src/model/delivery.ts';
import type { Exchange, Processed, Reply } from '../../src/model/exchange.ts';
import { FRESH } from '../../src/model/exchange.ts';
import type { LogFrom, LogSearch } from '../../src/model/log-search.ts';
import { createSeal } from '../../src/seal.ts';
import { toDocument } from '../../src/store/exchange-document.ts';
import { openStore } from '../../src/store/open-store.ts';
import { createCatalog } from '../../src/store/sqlite/catalog.ts';
import { openDatabase } from '../../src/store/sqlite/database.ts';
import { createPendingWords } from '../../src/store/sqlite/words-table.ts';
import { runWrite } from '../../src/store/sqlite/write.ts';
import type { NewExchange, Store } from '../../src/store/store.ts';
import { realWorld } from '../../src/world.ts';

// node --import tsx --no-warnings tests/load/log-search.ts [exchanges]: what a search of the log costs beside a look at every
// exchange in the same run, and what a turn costs at that size beside an
// empty store. Turns and searches go through the store's own verbs; the store is filled by the driver's own code in large transactions.
const SIZE = Number(process.argv[2] ?? 300_000);
const ROUNDS = Number(process.argv[3] ?? 40);
const AT_ONCE = 400;
/** Turns that are taken side by side to measure what one costs. */
const TURNS = 1200;
const START = Date.parse('2026-01-01T00:00:00Z');
const STEP_MS = 90_000;

const folder = mkdtempSync(join(tmpdir(), 'cau-noi-load-'));
const seal = createSeal(Buffer.alloc(32, 5));
const open = (name: string): Promise<Store> =>
  openStore({
    url: `file:${folder}/${name}.db`,
    seal,
    world: realWorld,
    log: silentLog,
    role: 'command',
    strictFilters: true,
  });

// Words as often as they are in Vietnamese: the n-th one in n-th proportion.
const SYLLABLES = [
  'luong',
  'cong',
  'ty',
  'tra',
  'cham',
  'thang',
  'bao',
  'hiem',
  'nghi',
  'viec',
  'toi',
  'em',
  'anh',
  'chi',
  'lam',
].concat(
  [
    'b',
    'c',
    'ch',
    'd',
    'g',
    'h',
    'k',
    'kh',
    'l',
    'm',
    'n',
    'ng',
    'nh',
    'ph',
    'qu',
    's',
    't',
    'th',
    'tr',
    'v',
    'x',
  ].flatMap((head) =>
    ['a', 'an', 'anh', 'ao', 'e', 'en', 'i', 'inh', 'o', 'on', 'ong', 'u', 'ung', 'uong'].map(
      (tail) => head + tail,
    ),
  ),
);
let seed = 42;
const random = (): number => {
  seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
  return seed / 2 ** 31;
};
const word = (): string => SYLLABLES[Math.floor(SYLLABLES.length ** random()) - 1] ?? 'luong';
const words = (count: number): string => Array.from({ length: count }, word).join(' ');
const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] ?? (all[0] as T);

const TOPICS = Array.from({ length: 25 }, (_, i) => `topic-${i}`);
const OUTCOMES = ['answer', 'answer', 'answer', 'clarify', 'flow', 'officer', 'fallback'] as const;
/** What the bot says, again and again. */
const ANSWERS = TOPICS.map(() => words(90));

const replyOf = (topic: number): Reply => ({
  n: 1,
  kind: 'reply',
  by: 'bot',
  text: ANSWERS[topic] ?? '',
  choices: [],
  status: 'queued',
  attempts: 0,
  platformId: null,
  held: null,
  once: false,
  keep: false,
  supersedes: false,
  resent: false,
  final: false,
  failure: null,
  notBefore: null,
  sendingSince: null,
  sentAt: null,
});

const processedOf = (key: string, topic: number, at: Date): Processed => ({
  intent: TOPICS[topic] ?? '',
  topic: TOPICS[topic] ?? '',
  confidence: 0.9,
  outcome: pick(OUTCOMES),
  ranked: TOPICS.slice(0, 5).map((name) => ({ intent: name, topic: name, score: 0.2 })),
  danger: null,
  entities: {},
  engine: 'embedded load',
  answer: 'load',
  answerVersion: 'v1',
  citations: [],
  after: FRESH,
  effects: [],
  results: [],
  covers: [key],
  turnKey: '',
  at,
});

/** What somebody writes. */
function messageOf(i: number): NewExchange {
  const at = new Date(START + i * STEP_MS);
  const rare = i === Math.floor(SIZE / 3) ? ' hiemthay' : '';
  return {
    key: `zalo-oa:load:${i}`,
    person: `person-${i % 20_000}`,
    channel: i % 5 === 0 ? 'messenger' : 'zalo-oa',
    account: 'load',
    at,
    arrival: at.getTime() * 1000,
    line: 0,
    wantsTurn: true,
    received: {
      kind: 'text',
      text: `${words(12)}${rare}`,
      attachments: [],
      platformId: `m${i}`,
      quotes: null,
      event: null,
      verified: true,
      told: null,
      heard: true,
      raw: '{}',
    },
  };
}

/** Every fiftieth is not taken by the platform. */
function ended(i: number, first: Reply, at: Date) {
  const isLost = i % 50 === 0;
  const sent: Reply = { ...first, status: isLost ? 'failed' : 'sent', attempts: 1, final: true };
  return { replies: [sent], nextReplyAt: null, troubleSince: isLost ? at : null };
}

const turnNumber = (i: number): number => Math.floor(i / 20_000) + 1;

/** One turn as the spine takes it: received, tried, decided, sent. */
async function turn({ exchanges }: Store, i: number): Promise<void> {
  const message = messageOf(i);
  const { key, person, at } = message;
  await exchanges.receive(message);
  await exchanges.countTry(key);
  const topic = Math.floor(random() * TOPICS.length);
  const first = replyOf(topic);
  const commit = { key, person, turn: turnNumber(i), parked: false, unfinishedSince: null };
  const processed = processedOf(key, topic, at);
  await exchanges.commitTurn({ ...commit, processed, replies: [first], nextReplyAt: at, troubleSince: null });
  await exchanges.change(key, 1, ended(i, first, at));
}

/** Finished turns, written by the driver's own code in large transactions: what the verbs would leave, without waiting for each. */
function fillAtOnce(file: string): void {
  const connection = openDatabase(file, 'writer');
  const catalog = createCatalog(connection);
  const pending = createPendingWords(catalog.hasWords);
  for (let i = 0; i < SIZE; i += 1000) {
    connection.begin();
    catalog.refresh();
    for (let k = i; k < Math.min(SIZE, i + 1000); k++) {
      const body = { document: finished(k) };
      const request = { id: 0, kind: 'insertOne' as const, collection: 'exchanges', body };
      runWrite({ connection, catalog, words: pending }, request);
    }
    pending.flush(connection);
    connection.commit();
    if (i % 20_000 === 0) process.stderr.write(`${i} of ${SIZE}\n`);
  }
  connection.close();
}

function finished(i: number): Record<string, unknown> {
  const message = messageOf(i);
  const { key, person, at } = message;
  const topic = Math.floor(random() * TOPICS.length);
  const { waitingSince: _waiting, inbox: _inbox, ...document } = toDocument(message, seal);
  const { replies, troubleSince } = ended(i, replyOf(topic), at);
  return {
    ...document,
    rev: 2,
    tries: 1,
    turn: turnNumber(i),
    turnKey: `${person}#${turnNumber(i)}`,
    processed: processedOf(key, topic, at),
    replies,
    delivery: deliveryOf(replies),
    ...(troubleSince ? { troubleSince } : {}),
  };
}

/** Turns side by side, as many people write at once. */
async function fill(store: Store, from: number, to: number): Promise<void> {
  for (let i = from; i < to; i += AT_ONCE) {
    const group = Array.from({ length: Math.min(AT_ONCE, to - i) }, (_, k) => turn(store, i + k));
    await Promise.all(group);
    if ((i - from) % (AT_ONCE * 50) === 0) process.stderr.write(`${i + AT_ONCE} of ${to}\n`);
  }
}

const say = (facts: Record<string, unknown>): void => void process.stdout.write(`${JSON.stringify(facts)}\n`);
const round = (ms: number): number => Math.round(ms * 100) / 100;
const at = (sorted: number[], share: number): number =>
  round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);

async function timed(rounds: number, act: () => Promise<unknown>): Promise<{ p50: number; p95: number }> {
  const took: number[] = [];
  for (let i = 0; i < rounds; i++) {
    const start = performance.now();
    await act();
    took.push(performance.now() - start);
  }
  took.sort((a, b) => a - b);
  return { p50: at(took, 0.5), p95: at(took, 0.95) };
}

/** One turn after another, each waiting for its own fsyncs. */
async function turnCost(store: Store, from: number): Promise<Record<string, unknown>> {
  let i = from;
  const alone = await timed(100, () => turn(store, i++));
  const start = performance.now();
  await fill(store, i, i + TURNS);
  return { alone, perSecond: Math.round(TURNS / ((performance.now() - start) / 1000)) };
}

const empty = await open('empty');
say({ turn: 'in an almost empty store', ...(await turnCost(empty, SIZE + 200_000)) });
await empty.close();

await (await open('full')).close();
const begun = performance.now();
fillAtOnce(`${folder}/full.db`);
const seconds = (performance.now() - begun) / 1000;
const bytes = statSync(`${folder}/full.db`).size;
say({
  filled: SIZE,
  seconds: Math.round(seconds),
  perSecond: Math.round(SIZE / seconds),
  MiB: Math.round(bytes / 2 ** 20),
});
const store = await open('full');
say({ turn: `in a store of ${SIZE}`, ...(await turnCost(store, SIZE)) });

// What a search without an index would be: every exchange read, its text folded and looked at.
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
const startOfScan = performance.now();
let seen = 0;
for (let after: { at: Date; key: string } | null = null; ; ) {
  const page: Exchange[] = await store.exchanges.list({}, after, 1000);
  for (const { received, replies } of page)
    if (` ${plain([received.text, ...replies.map(({ text }) => text)].join(' '))} `.includes(' hiemthay '))
      seen++;
  const last = page.at(-1);
  if (!last || page.length < 1000) break;
  after = { at: last.at, key: last.key };
}
const scan = performance.now() - startOfScan;
say({ scan: 'every exchange read and looked at', ms: Math.round(scan), found: seen });

const deep: LogFrom = { older: { at: new Date(START + (SIZE / 10) * STEP_MS), key: '' } };
const middle = new Date(START + (SIZE / 2) * STEP_MS);
const SEARCHES: [string, LogSearch, LogFrom | null][] = [
  ['first page', {}, null],
  ['deep page', {}, deep],
  ['deep page, back', {}, { newer: deep.older }],
  ['one word', { words: 'luong' }, null],
  ['one word, deep', { words: 'luong' }, deep],
  ['two words', { words: 'luong cham' }, null],
  ['two middling words', { words: 'phung xuong' }, null],
  ['five words', { words: 'luong cong ty bao hiem' }, null],
  ['prefix of 2', { words: 'ng' }, null],
  ['word and prefix', { words: 'luong th' }, null],
  ['prefix of 4', { words: 'nuon' }, null],
  ['quoted', { words: '"cong ty"' }, null],
  ['quoted, three', { words: '"luong cong ty"' }, null],
  ['quoted, absent', { words: '"luong xuong phung quung"' }, null],
  ['topic', { topic: 'topic-7' }, null],
  ['topic and word', { topic: 'topic-7', words: 'cham' }, null],
  ['channel, topic, outcome', { channel: 'messenger', topic: 'topic-3', outcome: 'clarify' }, null],
  ['failed', { delivery: 'failed' }, null],
  ['failed and word', { delivery: 'failed', words: 'cham' }, null],
  ['waiting and word', { delivery: 'waiting', words: 'luong' }, null],
  ['sent and word', { delivery: 'sent', words: 'cham' }, null],
  ['month and word', { words: 'cham', to: middle }, null],
  ['person', { person: 'person-77' }, null],
  ['person and word', { person: 'person-77', words: 'luong' }, null],
  ['trouble', { trouble: true }, null],
  ['rare word', { words: 'hiemthay' }, null],
  ['rare and frequent word', { words: 'luong hiemthay' }, null],
  ['absent word', { words: 'khongcotunay' }, null],
];
const all: number[] = [];
for (const [name, filter, from] of SEARCHES) {
  await store.exchanges.search(filter, from, 50);
  const found = (await store.exchanges.search(filter, from, 50)).exchanges.length;
  const cost = await timed(ROUNDS, () => store.exchanges.search(filter, from, 50));
  all.push(cost.p95);
  say({ search: name, found, ...cost, scanIsTimes: Math.round(scan / cost.p50) });
}
say({ worstP95: Math.max(...all), scanMs: Math.round(scan) });
await store.close();
rmSync(folder, { recursive: true });
