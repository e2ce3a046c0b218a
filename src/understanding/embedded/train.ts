import type { Intent } from '../../model/intent.ts';
import { fold } from '../vietnamese/fold.ts';
import { type Lexicon, type WordTables, wordTables } from '../vietnamese/lexicon.ts';
import { readText } from '../vietnamese/read-text.ts';
import { type FeatureTable, featureTable, rowOf } from './feature-table.ts';
import { type Features, featuresOf } from './features.ts';
import { hashText, seededRandom } from './hash.ts';
import { addScores, softmax } from './scores.ts';
import { DEFAULTS, type Settings } from './settings.ts';

/** All that recognising needs: plain data, so that a worker thread can make it and post it. */
export type Model = {
  version: string;
  intents: { name: string; topic: string }[];
  table: FeatureTable;
  /** What a feature is worth: rare ones more (inverse document frequency). One number a row. */
  worth: Float32Array;
  /** `intents.length` weights a row. */
  weights: Float32Array;
  bias: Float32Array;
  temperature: number;
};

type Example = { rows: Int32Array; values: Float32Array; label: number; weight: number };

/** A softmax classifier from the phrases of the intents. Pure and without chance: the same phrases give the same model. */
export function train(intents: readonly Intent[], lexicon: Lexicon, settings: Settings = DEFAULTS): Model {
  const tables = wordTables(lexicon);
  const texts = intents.flatMap((intent, label) =>
    variants(intent, tables).map((features) => ({ features, label })),
  );
  const { table, worth } = countFeatures(
    texts.map(({ features }) => features),
    settings,
  );
  const model: Model = {
    version: versionOf(intents, lexicon),
    intents: intents.map(({ name, topic }) => ({ name, topic })),
    table,
    worth,
    weights: new Float32Array(table.size * intents.length),
    bias: new Float32Array(intents.length),
    temperature: settings.temperature,
  };
  const sizes = countBy(texts.map(({ label }) => label));
  const typical = texts.length / Math.max(1, sizes.size);
  const examples = texts.map(({ features, label }) => ({
    ...lookUp(features, table, worth),
    label,
    weight: (typical / (sizes.get(label) ?? 1)) ** settings.balance,
  }));
  descend(model, examples, settings);
  return model;
}

/** Each phrase as it is written and, where that differs, as it is typed without diacritics. */
function variants({ examples }: Intent, tables: WordTables): Features[] {
  return examples.flatMap((example) => {
    const plain = fold(example);
    const written = featuresOf(readText(example, tables), tables);
    return plain === example ? [written] : [written, featuresOf(readText(plain, tables), tables)];
  });
}

function countFeatures(
  texts: readonly Features[],
  { fewest }: Settings,
): { table: FeatureTable; worth: Float32Array } {
  const counts = new Map<number, number>();
  for (const { hashes } of texts) for (const hash of hashes) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  const kept = [...counts].filter(([, count]) => count >= fewest);
  const worth = Float32Array.from(kept, ([, count]) => 1 + Math.log(texts.length / count));
  return { table: featureTable(kept.map(([hash]) => hash)), worth };
}

/** The rows of those features that the model knows, weighed by their worth and scaled to length 1. */
export function lookUp({ hashes, values }: Features, table: FeatureTable, worth: Float32Array) {
  const rows: number[] = [];
  const found: number[] = [];
  let squares = 0;
  let missed = 0;
  for (const [n, hash] of hashes.entries()) {
    const row = rowOf(table, hash);
    const value = values[n] ?? 0;
    if (row < 0) {
      missed += value * value;
      continue;
    }
    const weighed = value * (worth[row] ?? 0);
    rows.push(row);
    found.push(weighed);
    squares += weighed * weighed;
  }
  const scale = 1 / Math.sqrt(Math.max(squares, 1e-9));
  return { rows: Int32Array.from(rows), values: Float32Array.from(found, (value) => value * scale), missed };
}

/** Stochastic gradient descent with a step for each weight that shrinks as it moves (AdaGrad). */
function descend(model: Model, examples: readonly Example[], { epochs, step, decay }: Settings): void {
  const { weights, bias } = model;
  const many = model.intents.length;
  const moved = new Float32Array(weights.length).fill(1e-3);
  const scores = new Float64Array(many);
  const random = seededRandom(1);
  const order = examples.map((_, n) => n);
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random);
    for (const n of order) {
      const example = examples[n];
      if (example === undefined) continue;
      addScores(model, example, scores);
      softmax(scores, 1);
      scores[example.label] = (scores[example.label] ?? 0) - 1;
      learn(example, scores, { weights, bias, moved, step, decay });
    }
  }
}

type Learning = {
  weights: Float32Array;
  bias: Float32Array;
  moved: Float32Array;
  step: number;
  decay: number;
};

/** Errors too small to move anything are skipped: with many intents that is nearly all of them. */
const NOTICEABLE = 1e-3;

function learn({ rows, values, weight }: Example, errors: Float64Array, learning: Learning): void {
  const { weights, bias, moved, step, decay } = learning;
  const many = errors.length;
  for (let label = 0; label < many; label++) {
    const error = (errors[label] ?? 0) * weight;
    if (Math.abs(error) < NOTICEABLE) continue;
    bias[label] = (bias[label] ?? 0) - step * 0.02 * error;
    for (let n = 0; n < rows.length; n++) {
      const at = (rows[n] ?? 0) * many + label;
      const old = weights[at] ?? 0;
      const slope = error * (values[n] ?? 0) + decay * old;
      const sum = (moved[at] ?? 0) + slope * slope;
      moved[at] = sum;
      weights[at] = old - (step * slope) / Math.sqrt(sum);
    }
  }
}

function shuffle(order: number[], random: () => number): void {
  for (let n = order.length - 1; n > 0; n--) {
    const other = Math.floor(random() * (n + 1));
    const kept = order[n] ?? 0;
    order[n] = order[other] ?? 0;
    order[other] = kept;
  }
}

function countBy(labels: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
}

/** Changes whenever a phrase, a name or the lexicon does. */
function versionOf(intents: readonly Intent[], lexicon: Lexicon): string {
  const all = JSON.stringify([intents, lexicon]);
  return hashText(all, 0).toString(36) + hashText(all, 1).toString(36);
}
