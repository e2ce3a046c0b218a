import type { RankedIntent } from '../model/exchange.ts';
import { UNCLEAR } from '../model/intent.ts';
import type { Understanding } from '../model/understanding.ts';
import { contentWords } from './embedded/features.ts';
import { createRecognise } from './embedded/recognise.ts';
import { THRESHOLDS } from './embedded/settings.ts';
import type { Model } from './embedded/train.ts';
import type { WordTables } from './vietnamese/lexicon.ts';
import type { Reading } from './vietnamese/read-text.ts';

/** What a text is about, as far as words alone tell. */
export type Judged = Pick<Understanding, 'ranked' | 'intent' | 'topic' | 'confidence' | 'verdict'>;

export type Judge = (reading: Reading) => Judged;

const OFF_TOPIC: RankedIntent = { intent: 'off-topic', topic: 'off-topic', score: 1 };

/** `talk`: topics that one word may say ("dừng", "cảm ơn"); "lương" alone may mean ten others. */
export function createJudge(model: Model, tables: WordTables, talk: ReadonlySet<string>): Judge {
  const known = new Set(model.words);
  const recognise = createRecognise(model, tables);
  return (reading) => {
    const ranked = recognise(reading);
    const { plain } = contentWords(reading, tables);
    const [best = OFF_TOPIC] = ranked;
    const strange = plain.filter((word) => !known.has(word)).length / Math.max(1, plain.length);
    // One word said twice ("zz z" is "vậy vậy", and no loan) says no more than once.
    const isFew = new Set(plain).size < 2;
    const isVague = best.intent === UNCLEAR || (isFew && !talk.has(best.topic));
    return verdictOn(ranked, { strange, isVague });
  };
}

/** What is done with a ranking; `strange` is the share of words that are in no phrase. */
export function verdictOn(
  ranked: RankedIntent[],
  { strange, isVague }: { strange: number; isVague: boolean },
): Judged {
  const [best = OFF_TOPIC] = ranked;
  const off = ranked.find(({ topic }) => topic === OFF_TOPIC.topic)?.score ?? 0;
  const isOff =
    best.topic === OFF_TOPIC.topic ||
    (best.score < THRESHOLDS.sure && off >= THRESHOLDS.offTopic * best.score);
  const isNonsense = best.score < THRESHOLDS.ask && strange > THRESHOLDS.strange;
  const refused = isOff || isNonsense;
  const said = refused ? OFF_TOPIC : best;
  return {
    // One more than is told, for an emergency that may have to be taken out again.
    ranked: ranked.slice(0, MOST_RANKED + 1),
    intent: said.intent,
    topic: said.topic,
    confidence: best.score,
    verdict: refused ? 'refused' : best.score >= THRESHOLDS.sure && !isVague ? 'sure' : 'unsure',
  };
}

export const MOST_RANKED = 5;
