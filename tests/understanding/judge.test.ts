import type { RankedIntent } from '../../src/model/exchange.ts';
import { verdictOn } from '../../src/understanding/judge.ts';

const one = (topic: string, score: number): RankedIntent => ({ intent: topic, topic, score });
const usual = { strange: 0, isVague: false };

test.each<[string, RankedIntent[], { strange: number; isVague: boolean }, string, string]>([
  ['sure of one', [one('sick-leave', 0.9)], usual, 'sure', 'sick-leave'],
  [
    'sure of one, though it may be off topic',
    [one('sick-leave', 0.88), one('off-topic', 0.1)],
    usual,
    'sure',
    'sick-leave',
  ],
  [
    'far ahead of off-topic',
    [one('minimum-wage', 0.487), one('off-topic', 0.127)],
    usual,
    'unsure',
    'minimum-wage',
  ],
  [
    'hardly ahead of off-topic',
    [one('health-insurance', 0.3), one('off-topic', 0.1)],
    usual,
    'refused',
    'off-topic',
  ],
  ['off-topic ahead of all', [one('off-topic', 0.25), one('minors', 0.2)], usual, 'refused', 'off-topic'],
  [
    'words that nobody taught',
    [one('minors', 0.1)],
    { strange: 0.5, isVague: false },
    'refused',
    'off-topic',
  ],
  [
    'one word that may mean many things',
    [one('late-wages', 0.9)],
    { strange: 0, isVague: true },
    'unsure',
    'late-wages',
  ],
  ['nothing at all', [], usual, 'refused', 'off-topic'],
])('%s', (_name, ranked, about, verdict, topic) => {
  expect(verdictOn(ranked, about)).toMatchObject({ verdict, topic });
});
