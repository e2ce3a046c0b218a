import type { Model } from './train.ts';

/** Fills `scores` with the score of every intent. */
export function addScores(
  { weights: { starts, scales, labels, values: weights }, bias }: Pick<Model, 'weights' | 'bias'>,
  { rows, values }: { rows: Int32Array; values: Float32Array },
  scores: Float64Array,
): void {
  for (let label = 0; label < scores.length; label++) scores[label] = bias[label] ?? 0;
  for (let n = 0; n < rows.length; n++) {
    const row = rows[n] ?? 0;
    const value = (values[n] ?? 0) * (scales[row] ?? 0);
    const end = starts[row + 1] ?? 0;
    for (let at = starts[row] ?? 0; at < end; at++) {
      const label = labels[at] ?? 0;
      scores[label] = (scores[label] ?? 0) + value * (weights[at] ?? 0);
    }
  }
}

/** Scores become probabilities, in place. */
export function softmax(scores: Float64Array, temperature: number): void {
  let best = Number.NEGATIVE_INFINITY;
  for (const score of scores) if (score > best) best = score;
  let sum = 0;
  for (let n = 0; n < scores.length; n++) {
    const power = Math.exp(((scores[n] ?? 0) - best) / temperature);
    scores[n] = power;
    sum += power;
  }
  for (let n = 0; n < scores.length; n++) scores[n] = (scores[n] ?? 0) / sum;
}
