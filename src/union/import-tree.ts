import type { Problem } from '../content/problem.ts';
import type { Store } from '../store/store.ts';
import type { World } from '../world.ts';
import { checkMerged, checkRows } from './check-rows.ts';
import { type MergedTree, mergeTree } from './merge-tree.ts';
import { parseTree } from './parse-tree.ts';

type ImportDeps = { store: Pick<Store, 'union'>; world: Pick<World, 'now'> };
export type ImportOptions = { dryRun: boolean; endMissing: boolean };

/** `merged` is what was stored, or with `dryRun` what would be; null when something is wrong, and then nothing was. */
export type Imported = { merged: MergedTree | null; problems: Problem[] };

/** Reads units and officers from the text of a file into the store: all of them or none. */
export async function importTree(
  { store, world }: ImportDeps,
  source: { text: string; file: string },
  { dryRun, endMissing }: ImportOptions,
): Promise<Imported> {
  const { tree: file, problems } = parseTree(source.text, source.file);
  if (!file) return { merged: null, problems };
  const rowProblems = checkRows(file);
  if (rowProblems.length > 0) return { merged: null, problems: rowProblems };
  const merged = mergeTree(await store.union.tree(), file, { endMissing, now: world.now() });
  const shapeProblems = checkMerged(file, merged);
  if (shapeProblems.length > 0) return { merged: null, problems: shapeProblems };
  if (!dryRun) await store.union.replace({ units: merged.units, officers: merged.officers });
  return { merged, problems: [] };
}
