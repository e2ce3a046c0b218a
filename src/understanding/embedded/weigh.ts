import { rowOf } from './feature-table.ts';
import type { Features } from './features.ts';
import type { Model } from './train.ts';

/** The features of a text that the model knows, as rows of its weights; those it never met say nothing. */
export type Weighed = { rows: Int32Array; values: Float32Array };

/** Weighed by what each feature is worth, and scaled to length 1. */
export function weigh(groups: readonly Features[], model: Pick<Model, 'table' | 'worth'>): Weighed {
  const most = groups.reduce((sum, { hashes }) => sum + hashes.length, 0);
  const rows = new Int32Array(most);
  const values = new Float32Array(most);
  let size = 0;
  for (const group of groups) size = addKnown(group, model, { rows, values, size });
  const known = values.subarray(0, size);
  let squares = 0;
  for (const value of known) squares += value * value;
  const scale = 1 / Math.sqrt(Math.max(squares, 1e-9));
  for (let n = 0; n < size; n++) known[n] = (known[n] ?? 0) * scale;
  return { rows: rows.subarray(0, size), values: known };
}

function addKnown(
  { hashes, values }: Features,
  { table, worth }: Pick<Model, 'table' | 'worth'>,
  into: Weighed & { size: number },
): number {
  let size = into.size;
  for (let n = 0; n < hashes.length; n++) {
    const row = rowOf(table, hashes[n] ?? 0);
    if (row < 0) continue;
    into.rows[size] = row;
    into.values[size++] = (values[n] ?? 0) * (worth[row] ?? 0);
  }
  return size;
}
