/** From a feature's hash to its row of weights. Plain typed arrays, so that a model can be posted to another thread. */
export type FeatureTable = { hashes: Uint32Array; rows: Int32Array; size: number };

/** The row of a feature, or −1 when training never met it. */
export function rowOf({ hashes, rows }: FeatureTable, hash: number): number {
  const mask = hashes.length - 1;
  for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
    const there = hashes[slot];
    if (there === hash) return rows[slot] ?? -1;
    if (there === 0) return -1;
  }
}

/** Rows 0 … n−1 in the order in which the hashes are given; they must be distinct. */
export function featureTable(distinct: readonly number[]): FeatureTable {
  const slots = 2 ** Math.ceil(Math.log2(Math.max(16, distinct.length * 2)));
  const table = { hashes: new Uint32Array(slots), rows: new Int32Array(slots), size: distinct.length };
  for (const [row, hash] of distinct.entries()) {
    let slot = hash & (slots - 1);
    while (table.hashes[slot] !== 0) slot = (slot + 1) & (slots - 1);
    table.hashes[slot] = hash;
    table.rows[slot] = row;
  }
  return table;
}
