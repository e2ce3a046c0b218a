import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { embedded, nlpjs } from '../../src/evaluation/engines.ts';
import { evaluate } from '../../src/evaluation/evaluate.ts';
import { createNoise } from '../../src/evaluation/noise.ts';
import { readQuestions } from '../../src/evaluation/questions.ts';
import { reportHtml } from '../../src/evaluation/report-html.tsx';
import { reportText } from '../../src/evaluation/report-text.ts';
import { loadIntents } from '../../src/understanding/load-intents.ts';

const FEW = ['late-wages', 'annual-leave', 'union-dues', 'off-topic'];
const loaded = loadIntents(join(import.meta.dirname, '../../intents'), (name) => FEW.includes(name));
const NOW = new Date('2026-11-24T03:00:00Z');

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cau-noi-evaluate-'));
});
afterEach(() => rmSync(folder, { recursive: true }));
const write = (name: string, ...lines: unknown[]) => {
  const path = join(folder, name);
  const texts = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
  writeFileSync(path, texts.join('\n'));
  return path;
};

test('a folder gives the questions of all its files, and nothing else in them', () => {
  write('a.jsonl', { text: 'một', topic: 'late-wages', form: 'letter' }, { text: 'hai', topic: 'other' });
  write('b.jsonl', { text: 'ba', kind: 'weather' }, { text: 'bốn', kind: 'abusive' });
  write('laws.jsonl', { law: 'x', article: '1', text: 'điều' }, 'not JSON');
  write('notes.txt', 'nothing');
  expect(readQuestions(folder)).toEqual([
    { text: 'một', topic: 'late-wages', group: 'letter' },
    { text: 'ba', topic: 'off-topic', group: 'b' },
    { text: 'bốn', topic: 'abuse', group: 'b' },
  ]);
});

test.each([
  [
    'a line that is not JSON',
    () => write('q.jsonl', { text: 'a', topic: 'b' }, '{'),
    /q\.jsonl:2: a line is/,
  ],
  ['a line without a topic', () => write('q.jsonl', { text: 'a' }), /q\.jsonl:1/],
  ['a file that is not there', () => join(folder, 'none'), /there is no /],
  ['a folder without questions', () => folder, /no \.jsonl file/],
])('%s is said, not skipped', (_what, make, message) => {
  expect(() => readQuestions(make())).toThrow(message);
});

test('the same message is typed as others would', () => {
  const noisy = createNoise(loaded.lexicon);
  const text = 'Công ty không trả lương';
  expect(noisy(text, 'bare')).toBe('Cong ty khong tra luong');
  const short = noisy(text, 'teencode');
  expect(short).not.toContain('Công ty');
  expect(short).toMatch(/^c\w+ /);
  expect(noisy(text, 'polite')).toContain(text);
  expect(noisy(text, 'teencode')).toBe(short);
});

test('both engines learn the same phrases and are judged by the same questions', async () => {
  const known = loaded.intents[0]?.examples[0] ?? '';
  const questions = [
    { text: 'xưởng em hai tháng rồi chưa phát lương cho ai', topic: 'late-wages', group: 'chat' },
    { text: 'mỗi tháng trừ bao nhiêu đoàn phí công đoàn vậy', topic: 'union-dues', group: 'chat' },
    { text: known, topic: loaded.intents[0]?.topic ?? '', group: 'known' },
    { text: 'tối nay đội nào đá vậy mọi người', topic: 'off-topic', group: 'off' },
  ];
  const other = await nlpjs();
  const told: string[] = [];
  const found = await evaluate({
    loaded,
    questions,
    ours: embedded(loaded, () => NOW),
    others: other === null ? [] : [other],
    curve: [10, 30],
    progress: (what, done) => told.push(`${what} ${done}`),
  });
  expect(found.near).toBeGreaterThan(0);
  expect(found.heldOut.map(({ engine, real }) => [engine, real.count])).toEqual([
    ['embedded', 3],
    ['nlp.js', 3],
  ]);
  const [ours] = found.heldOut;
  expect(ours?.groups.chat?.accuracy).toBe(1);
  expect(ours?.offTopic).toEqual({ count: 1, refused: expect.any(Number), auroc: expect.any(Number) });
  expect(ours?.matrix.counts.flat().reduce((sum, one) => sum + one, 0)).toBe(questions.length);
  expect(found.crossValidated.real.count + (found.crossValidated.offTopic?.count ?? 0)).toBe(found.phrases);
  expect(found.crossValidated.real.accuracy).toBeGreaterThan(0.8);
  expect(found.curve.map(({ phrases }) => phrases)).toEqual([10, 30]);
  expect(told.at(-1)).toBe('done 1');

  const text = reportText(found).join('\n');
  expect(text).toContain('points of accuracy ahead of nlp.js');
  const html = reportHtml(found, NOW);
  expect(html).toMatch(/^<!doctype html><html lang="en">/);
  expect(html.match(/<table>/g)).toHaveLength(3);
}, 120_000);

test('without questions the report says so', async () => {
  const few = { ...loaded, intents: loaded.intents.slice(0, 2) };
  const ours = embedded(few, () => NOW);
  const found = await evaluate({
    loaded: few,
    questions: [],
    ours,
    others: [],
    curve: [20],
    progress: () => {},
  });
  expect([found.heldOut, found.curve]).toEqual([[], []]);
  expect(reportText(found).join('\n')).toContain('nothing held out was judged');
});
