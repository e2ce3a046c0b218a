import { rowOf } from './feature-table.ts';
import type { Features } from './features.ts';
import type { Model } from './train.ts';

/** The features of a text that the model knows, as rows of its weights; those it never met say nothing. */
export type Weighed = { rows: Int32Array; values: Float32Array };

/** Weighed by what each feature is worth, and scaled to length 1. */
export function weigh(
  groups: readonly Features[],
  { table, worth }: Pick<Model, 'table' | 'worth'>,
): Weighed {
  const rows: number[] = [];
  const found: number[] = [];
  let squares = 0;
  for (const { hashes, values } of groups)
    for (const [n, hash] of hashes.entries()) {
      const row = rowOf(table, hash);
      if (row < 0) continue;
      const weighed = (values[n] ?? 0) * (worth[row] ?? 0);
      rows.push(row);
      found.push(weighed);
      squares += weighed * weighed;
    }
  const scale = 1 / Math.sqrt(Math.max(squares, 1e-9));
  return {
    rows: Int32Array.from(rows),
    values: Float32Array.from(found, (value) => value * scale),
  };
}
