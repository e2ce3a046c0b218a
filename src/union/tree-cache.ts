import type { Store } from '../store/store.ts';
import { indexNames, indexTree, type UnionIndex, type UnionNames } from './tree-index.ts';

export type TreeCache = {
  /** The tree as it is now. The store is asked for its version only, which is one small read; the tree is read when that changed. */
  current(): Promise<UnionIndex>;
};

/**
 * The tree in memory. The version is asked for each time, by whoever asks at the same moment together: an officer who has just bound
 * an account must be found by the next message, and a small read is cheaper than a case that nobody is told of.
 */
export function createTreeCache({ store }: { store: Pick<Store, 'union'> }): TreeCache {
  let known: UnionIndex | null = null;
  let names: { of: string; are: UnionNames } | null = null;
  let asking: Promise<UnionIndex> | null = null;

  async function ask(): Promise<UnionIndex> {
    const version = await store.union.version();
    if (known?.tree.version === version) return known;
    const tree = await store.union.tree();
    // An officer who binds an account makes a new version too; the names are then as they were.
    const units = JSON.stringify(tree.units);
    if (names?.of !== units) names = { of: units, are: indexNames(tree.units) };
    known = indexTree(tree, names.are);
    return known;
  }

  return {
    current() {
      asking ??= ask().finally(() => {
        asking = null;
      });
      return asking;
    },
  };
}
