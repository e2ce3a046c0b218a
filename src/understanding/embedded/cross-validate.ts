import type { Intent } from '../../model/intent.ts';
import { type Lexicon, wordTables } from '../vietnamese/lexicon.ts';
import { readText } from '../vietnamese/read-text.ts';
import { featuresOf } from './features.ts';
import { addScores, softmax } from './scores.ts';
import { DEFAULTS, type Settings } from './settings.ts';
import { type Model, train } from './train.ts';
import { weigh } from './weigh.ts';

export type CrossValidation = {
  /** Share of phrases whose topic is recognised by a model that was not shown them. */
  accuracy: number;
  /** The temperature under which the probabilities of those phrases are the most honest. */
  temperature: number;
};

/** Every phrase is judged once, by a model trained without the fold that it is in. */
export function crossValidate(
  intents: readonly Intent[],
  lexicon: Lexicon,
  folds = 5,
  settings: Settings = DEFAULTS,
): CrossValidation {
  const judged = Array.from({ length: folds }, (_, fold) =>
    judgeFold(intents, lexicon, { fold, folds, settings }),
  );
  const all = judged.flat();
  const right = all.filter(({ scores, label, topics }) => topics[best(scores)] === topics[label]);
  return { accuracy: right.length / all.length, temperature: mostHonest(all) };
}

type Judged = { scores: Float64Array; label: number; topics: readonly string[] };
type Fold = { fold: number; folds: number; settings: Settings };

function judgeFold(intents: readonly Intent[], lexicon: Lexicon, { fold, folds, settings }: Fold): Judged[] {
  const isHeld = (n: number) => n % folds === fold;
  const shown = intents.map((intent) => ({
    ...intent,
    examples: intent.examples.filter((_, n) => !isHeld(n)),
  }));
  const model = train(shown, lexicon, settings);
  const tables = wordTables(lexicon);
  const topics = intents.map(({ topic }) => topic);
  const scoresOf = (text: string) => score(model, text, tables);
  return intents.flatMap(({ examples }, label) =>
    examples.filter((_, n) => isHeld(n)).map((text) => ({ scores: scoresOf(text), label, topics })),
  );
}

function score(model: Model, text: string, tables: ReturnType<typeof wordTables>): Float64Array {
  const { bare, written } = featuresOf(readText(text, tables), tables);
  const scores = new Float64Array(model.intents.length);
  addScores(model, weigh([bare, written], model), scores);
  return scores;
}

const best = (scores: Float64Array) =>
  scores.reduce((top, value, n) => (value > (scores[top] ?? 0) ? n : top), 0);

/** The one with the smallest surprise (mean negative logarithm of what the truth was given). */
function mostHonest(judged: readonly Judged[]): number {
  const candidates = Array.from({ length: 31 }, (_, n) => 0.5 + n * 0.05);
  const surprise = (temperature: number) =>
    judged.reduce((sum, { scores, label }) => {
      const shares = scores.slice();
      softmax(shares, temperature);
      return sum - Math.log(Math.max(shares[label] ?? 0, 1e-9));
    }, 0);
  const rated = candidates.map((temperature) => ({ temperature, surprise: surprise(temperature) }));
  return rated.sort((a, b) => a.surprise - b.surprise)[0]?.temperature ?? 1;
}
