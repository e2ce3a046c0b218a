import { AppError } from '../../errors.ts';

/**
 * The weights that matter, row after row: those of row `r` stand from `starts[r]` to before `starts[r + 1]`, each an intent's number and
 * a whole number of steps of `scales[r]`. A fifth of the size of all weights as they were learned, and quicker to go through.
 */
export type SparseWeights = {
  starts: Uint32Array;
  scales: Float32Array;
  labels: Uint8Array;
  values: Int8Array;
};

const STEPS = 127;
const MOST_LABELS = 256;

/** Rounds learned weights, `many` a row, to 127 steps either way of each row's largest; what rounds to nothing is left out. */
export function sparse(dense: Float32Array, many: number): SparseWeights {
  if (many > MOST_LABELS) throw new AppError('invalid', `at most ${MOST_LABELS} intents can be told apart`);
  const rows = many === 0 ? 0 : dense.length / many;
  const starts = new Uint32Array(rows + 1);
  const scales = new Float32Array(rows);
  const labels: number[] = [];
  const values: number[] = [];
  for (let row = 0; row < rows; row++) {
    const weights = dense.subarray(row * many, (row + 1) * many);
    const scale = largest(weights) / STEPS;
    scales[row] = scale;
    for (let label = 0; label < many; label++) {
      const value = scale === 0 ? 0 : Math.round((weights[label] ?? 0) / scale);
      if (value === 0) continue;
      labels.push(label);
      values.push(value);
    }
    starts[row + 1] = labels.length;
  }
  return { starts, scales, labels: Uint8Array.from(labels), values: Int8Array.from(values) };
}

function largest(weights: Float32Array): number {
  let most = 0;
  for (const weight of weights) most = Math.max(most, Math.abs(weight));
  return most;
}
