import type { LawShown } from '../../src/model/law.ts';
import { effectsOf, facts, KNOWN, say, textOf, titlesOf } from './facts.ts';

const HIT: LawShown = {
  law: '01/2099/NĐ-CP',
  article: '12a',
  title: 'Xe đưa đón',
  score: 50,
  snippet: '1. Xe đưa đón phải có ghế (ví dụ).',
  name: 'Nghị định ví dụ',
  source: 'https://example.vn/nghi-dinh',
};
const withHit = (more: Partial<LawShown> = {}) => facts({ law: () => ({ ...HIT, ...more }) });
const UNSURE = { topic: 'minimum-wage', verdict: 'unsure', confidence: 0.4 } as const;
const RANKED = [
  { intent: 'late-wages', topic: 'late-wages', score: 0.4 },
  { intent: 'overtime-pay', topic: 'overtime-pay', score: 0.3 },
];

test('an unsure question gets the article, its words, its link, what it is not, and an officer', () => {
  const decision = say(KNOWN, 'xe đưa đón có ghế không', UNSURE, withHit());
  expect(decision).toMatchObject({
    outcome: 'law',
    answer: '',
    citations: [{ law: '01/2099/NĐ-CP', article: '12a' }],
  });
  const text = textOf(decision);
  for (const part of [
    'Điều 12a, Nghị định ví dụ (Xe đưa đón)',
    HIT.snippet,
    HIT.source,
    'không phải lời tư vấn',
  ])
    expect(text).toContain(part);
  expect(titlesOf(decision)).toEqual(['0. Gặp cán bộ công đoàn']);
  expect(effectsOf(decision)).toEqual([]);
});

test('guesses that are likely stand beside it', () => {
  const decision = say(KNOWN, 'xe đưa đón có ghế không', { ...UNSURE, ranked: RANKED }, withHit());
  expect(titlesOf(decision)).toHaveLength(3);
  expect(textOf(decision)).toContain('chọn một số');
});

test('a link is never made up, a law without a name goes by its number, an annex by its own', () => {
  const text = textOf(
    say(KNOWN, 'x', UNSURE, withHit({ source: null, name: null, title: '', article: 'Phụ lục I' })),
  );
  expect(text).toContain('Phụ lục I, văn bản 01/2099/NĐ-CP:');
  expect(text).not.toMatch(/http|Toàn văn/);
});

test('the longest article fits a bubble', () => {
  const long = { title: 'dài '.repeat(100), snippet: 'x'.repeat(300), name: 'Tên '.repeat(12) };
  for (const { text } of say(KNOWN, 'x', { ...UNSURE, ranked: RANKED }, withHit(long)).replies)
    expect(text.length).toBeLessThanOrEqual(760);
});

test.each([
  ['a sure question', { topic: 'late-wages' }, 'answer'],
  ['off-topic words', {}, 'fallback'],
  ['danger that happens now', { ...UNSURE, dangerNow: true, danger: 'accident' as const }, 'emergency'],
])('%s gets no article', (_name, meant, outcome) => {
  expect(say(KNOWN, 'xe đưa đón có ghế không', meant, withHit()).outcome).toBe(outcome);
});

test('without a clear hit the bot asks', () => {
  expect(say(KNOWN, 'xe đưa đón có ghế không', UNSURE).outcome).toBe('clarify');
});
