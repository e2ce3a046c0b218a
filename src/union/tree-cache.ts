import type { Store } from '../store/store.ts';
import { indexTree, type UnionIndex } from './tree-index.ts';

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
  let asking: Promise<UnionIndex> | null = null;

  async function ask(): Promise<UnionIndex> {
    const version = await store.union.version();
    if (known?.tree.version === version) return known;
    known = indexTree(await store.union.tree());
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
