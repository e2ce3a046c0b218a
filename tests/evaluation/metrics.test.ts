import fc from 'fast-check';
import { auroc, confusions, type Judged, measure } from '../../src/evaluation/metrics.ts';

const judged = (
  asked: string,
  ranked: [string, number][],
  verdict: Judged['guess']['verdict'] = 'unsure',
): Judged => ({
  question: { text: 'x', topic: asked, group: 'g' },
  guess: { ranked: ranked.map(([topic, score]) => ({ topic, score })), verdict },
});
const many = (n: number, one: Judged) => Array.from({ length: n }, () => one);

const EXAMPLE = [
  ...many(6, judged('leave', [['leave', 0.9]], 'sure')),
  ...many(
    2,
    judged(
      'leave',
      [
        ['pay', 0.6],
        ['dues', 0.2],
        ['leave', 0.1],
      ],
      'sure',
    ),
  ),
  ...many(5, judged('pay', [['pay', 0.8]])),
  judged('dues', [['off-topic', 0.7]], 'refused'),
];

test('figures are those worked out by hand', () => {
  const { count, accuracy, top3, macroF1, macroF1All, wrongAnswers, sure, refused } = measure(EXAMPLE);
  expect(count).toBe(14);
  expect(accuracy).toBeCloseTo(11 / 14);
  expect(top3).toBeCloseTo(13 / 14);
  // leave: 6 hits, 8 asked, 6 named; pay: 5 hits, 5 asked, 7 named; dues: never.
  expect(macroF1).toBeCloseTo((12 / 14 + 10 / 12) / 2);
  expect(macroF1All).toBeCloseTo((12 / 14 + 10 / 12 + 0) / 3);
  expect(wrongAnswers).toBeCloseTo(2 / 14);
  expect(sure).toBeCloseTo(8 / 14);
  expect(refused).toBeCloseTo(1 / 14);
});

test('the calibration error is what was said less what held, bin by bin', () => {
  // Bin 0.9: 6 said 5.4, 6 right. 0.6: 2 said 1.2, 0 right. 0.8: 5 said 4, 5 right. 0.7: 1 said 0.7, 0 right.
  expect(measure(EXAMPLE).calibrationError).toBeCloseTo((0.6 + 1.2 + 1 + 0.7) / 14);
});

test('nothing judged is nothing, not a division by zero', () => {
  expect(Object.values(measure([])).every((value) => value === 0)).toBe(true);
  expect(auroc([], EXAMPLE)).toBeNull();
});

test.each([
  ['told apart', [0.1, 0.2], [0.8, 0.9], 1],
  ['the wrong way round', [0.8, 0.9], [0.1, 0.2], 0],
  ['all the same', [0.5, 0.5], [0.5], 0.5],
  ['one pair of four crosses', [0.1, 0.6], [0.5, 0.9], 0.75],
])('AUROC when %s', (_what, real, off, expected) => {
  const scored = (score: number) => judged('x', [['off-topic', score]]);
  expect(auroc(real.map(scored), off.map(scored))).toBeCloseTo(expected);
});

test('shares stay between 0 and 1 whatever was guessed', () => {
  const topic = fc.constantFrom('a', 'b', 'c', 'off-topic');
  const one = fc.tuple(topic, topic, fc.double({ min: 0, max: 1, noNaN: true }));
  fc.assert(
    fc.property(fc.array(one), (rows) => {
      const { count, ...shares } = measure(
        rows.map(([asked, said, score]) => judged(asked, [[said, score]])),
      );
      return count === rows.length && Object.values(shares).every((share) => share >= 0 && share <= 1);
    }),
  );
});

test('confusions come most often first, and what was right is none', () => {
  expect(confusions(EXAMPLE)).toEqual([
    { asked: 'leave', guessed: 'pay', count: 2 },
    { asked: 'dues', guessed: 'off-topic', count: 1 },
  ]);
});
