import type { UnionTree } from '../../src/model/union.ts';
import type { Store } from '../../src/store/store.ts';
import { createTreeCache } from '../../src/union/tree-cache.ts';
import { OFFICERS, officerOf, treeOf, UNITS } from './example-tree.ts';

/** A store that counts how often the whole tree was read. */
function counted() {
  let tree: UnionTree = treeOf();
  let reads = 0;
  const union: Store['union'] = {
    version: async () => tree.version,
    tree: async () => {
      reads++;
      return tree;
    },
    replace: async (next) => {
      tree = { ...next, version: tree.version + 1 };
    },
  };
  return { store: { union }, reads: () => reads };
}

test('the tree is read once, however many ask', async () => {
  const { store, reads } = counted();
  const trees = createTreeCache({ store });
  await Promise.all([trees.current(), trees.current()]);
  await trees.current();
  expect(reads()).toBe(1);
});

test('a change is seen by whoever asks next', async () => {
  const { store, reads } = counted();
  const trees = createTreeCache({ store });
  const before = await trees.current();
  await store.union.replace({ units: UNITS, officers: [...OFFICERS, officerOf('o-neu', 'cty-a')] });
  const after = await trees.current();
  expect(after.officer('o-neu')?.unit).toBe('cty-a');
  expect([reads(), before.officer('o-neu')]).toEqual([2, null]);
  // Only officers changed: the names that were worked out stay.
  expect(after.places).toBe(before.places);
  await store.union.replace({ units: UNITS.slice(0, 2), officers: [] });
  expect((await trees.current()).places).not.toBe(before.places);
});

test('a store that cannot answer now is asked again', async () => {
  const { store } = counted();
  const { version } = store.union;
  store.union.version = () => Promise.reject(new Error('away'));
  const trees = createTreeCache({ store });
  await expect(trees.current()).rejects.toThrow('away');
  store.union.version = version;
  expect((await trees.current()).province?.code).toBe('dl');
});
