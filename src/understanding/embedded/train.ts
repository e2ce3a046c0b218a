import type { Intent } from '../../model/intent.ts';
import { type Lexicon, wordTables } from '../vietnamese/lexicon.ts';
import { readText } from '../vietnamese/read-text.ts';
import { type FeatureTable, featureTable } from './feature-table.ts';
import { contentWords, type FeatureGroups, featuresOf } from './features.ts';
import { hashText, seededRandom } from './hash.ts';
import { softmax } from './scores.ts';
import { DEFAULTS, type Settings } from './settings.ts';
import { type SparseWeights, sparse } from './sparse-weights.ts';
import { type Weighed, weigh } from './weigh.ts';

/** All that recognising needs: plain data, so that a worker thread can make it and post it. */
export type Model = {
  version: string;
  intents: { name: string; topic: string }[];
  table: FeatureTable;
  /** What a feature is worth: rare ones more (inverse document frequency). One number a row. */
  worth: Float32Array;
  weights: SparseWeights;
  bias: Float32Array;
  temperature: number;
  /** Every word of the phrases, without marks: ordinary words, of which no firm's name is made. */
  words: string[];
  /** Every phrase as its content words, and the intent it belongs to; −1 when two topics have it. */
  phrases: { words: string[]; intents: Int32Array };
};

/** While it learns a model has every weight, `bias.length` a row. */
type Dense = { weights: Float32Array; bias: Float32Array };

/** A phrase twice: as it was written, and as it is typed without diacritics. */
type Example = { written: Weighed; bare: Weighed; label: number };

/** A softmax classifier from the phrases of the intents. Pure and without chance: the same phrases give the same model. */
export function train(intents: readonly Intent[], lexicon: Lexicon, settings: Settings = DEFAULTS): Model {
  const tables = wordTables(lexicon);
  const phrases = intents.flatMap(({ examples }, label) =>
    examples.map((text) => {
      const reading = readText(text, tables);
      const said = contentWords(reading, tables).plain.join(' ');
      return { plain: reading.plain, said, groups: featuresOf(reading, tables), label };
    }),
  );
  const { table, worth } = countFeatures(
    phrases.map(({ groups }) => groups),
    settings,
  );
  const examples = phrases.map(({ groups: { bare, written }, label }) => ({
    bare: weigh([bare], { table, worth }),
    written: weigh([bare, written], { table, worth }),
    label,
  }));
  const { weights, bias } = descend(examples, table.size, intents.length, settings);
  return {
    version: versionOf(intents, lexicon),
    intents: intents.map(({ name, topic }) => ({ name, topic })),
    table,
    worth,
    weights: sparse(weights, intents.length),
    bias,
    temperature: settings.temperature,
    words: [...new Set(phrases.flatMap(({ plain }) => plain))],
    phrases: phraseTable(phrases, intents),
  };
}

function phraseTable(phrases: readonly { said: string; label: number }[], intents: readonly Intent[]) {
  const labels = new Map<string, number>();
  for (const { said, label } of phrases) {
    const other = labels.get(said);
    const isShared = other !== undefined && intents[other]?.topic !== intents[label]?.topic;
    labels.set(said, isShared ? -1 : (other ?? label));
  }
  return { words: [...labels.keys()], intents: Int32Array.from(labels.values()) };
}

function countFeatures(phrases: readonly FeatureGroups[], { fewest }: Settings) {
  const counts = new Map<number, number>();
  for (const { bare, written } of phrases)
    for (const { hashes } of [bare, written])
      for (const hash of hashes) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  const kept = [...counts].filter(([, count]) => count >= fewest);
  const worth = Float32Array.from(kept, ([, count]) => 1 + Math.log(phrases.length / count));
  return { table: featureTable(kept.map(([hash]) => hash)), worth };
}

/** Stochastic gradient descent with a step for each weight that shrinks as it moves (AdaGrad). */
function descend(
  examples: readonly Example[],
  rows: number,
  labels: number,
  { epochs, step, decay }: Settings,
): Dense {
  const weights = new Float32Array(rows * labels);
  const bias = new Float32Array(labels);
  const moved = new Float32Array(weights.length).fill(1e-3);
  const errors = new Float64Array(labels);
  const learning: Learning = { weights, bias, moved, errors, step, decay };
  const random = seededRandom(1);
  const order = examples.map((example) => ({ example, rest: 0 }));
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random);
    let n = 0;
    for (const one of order) {
      // In turns, so that both ways of typing are learned at the price of one.
      const way = (epoch + n++) % 2 === 0 ? 'written' : 'bare';
      one.rest = one.rest > 0 ? one.rest - 1 : visit(one.example, way, learning);
    }
  }
  return { weights, bias };
}

/** Learns from one phrase, typed one way. How many rounds it may now be left out, being known well. */
function visit(example: Example, way: 'written' | 'bare', learning: Learning): number {
  const { errors } = learning;
  addDense(learning, example[way], errors);
  softmax(errors, 1);
  const right = errors[example.label] ?? 0;
  errors[example.label] = right - 1;
  learn(example[way], learning);
  return right > 0.97 ? 2 : right > 0.9 ? 1 : 0;
}

type Learning = Dense & {
  /** How far each weight has moved: sums of squares. */
  moved: Float32Array;
  /** One for each intent, of the phrase that is looked at. */
  errors: Float64Array;
  step: number;
  decay: number;
};

/** Errors too small to move anything are skipped: with many intents that is nearly all of them. */
const NOTICEABLE = 5e-3;

function addDense({ weights, bias }: Dense, { rows, values }: Weighed, scores: Float64Array): void {
  const many = scores.length;
  for (let label = 0; label < many; label++) scores[label] = bias[label] ?? 0;
  for (let n = 0; n < rows.length; n++) {
    const value = values[n] ?? 0;
    const start = (rows[n] ?? 0) * many;
    for (let label = 0; label < many; label++)
      scores[label] = (scores[label] ?? 0) + value * (weights[start + label] ?? 0);
  }
}

function learn({ rows, values }: Weighed, { weights, bias, moved, errors, step, decay }: Learning): void {
  const many = errors.length;
  const wrong: number[] = [];
  for (let label = 0; label < many; label++) {
    const error = errors[label] ?? 0;
    if (Math.abs(error) < NOTICEABLE) continue;
    wrong.push(label);
    bias[label] = (bias[label] ?? 0) - step * 0.02 * error;
  }
  for (let n = 0; n < rows.length; n++) {
    const start = (rows[n] ?? 0) * many;
    const value = values[n] ?? 0;
    for (const label of wrong) {
      const at = start + label;
      const old = weights[at] ?? 0;
      const slope = (errors[label] ?? 0) * value + decay * old;
      const sum = (moved[at] ?? 0) + slope * slope;
      moved[at] = sum;
      weights[at] = old - (step * slope) / Math.sqrt(sum);
    }
  }
}

function shuffle<T>(order: T[], random: () => number): void {
  for (let n = order.length - 1; n > 0; n--) {
    const other = Math.floor(random() * (n + 1));
    const [here, there] = [order[n], order[other]];
    if (here === undefined || there === undefined) continue;
    order[n] = there;
    order[other] = here;
  }
}

/** Changes whenever a phrase, a name or the lexicon does. */
function versionOf(intents: readonly Intent[], lexicon: Lexicon): string {
  const all = JSON.stringify([intents, lexicon]);
  return hashText(all, 0).toString(36) + hashText(all, 1).toString(36);
}
