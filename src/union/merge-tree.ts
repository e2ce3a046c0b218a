import type { Officer, UnionTree, Unit } from '../model/union.ts';
import type { TreeFile } from './parse-tree.ts';

type Rename = { from: string; to: string };

/** The tree after an import, and what the import changes. Nothing is ever deleted: what is missing stays, or ends with a date. */
export type MergedTree = {
  units: Unit[];
  officers: Officer[];
  added: string[];
  changed: string[];
  renamed: { units: Rename[]; officers: Rename[] };
  /** In the store, active, and not in the file. */
  missing: string[];
  ended: string[];
};

type Ends = { endMissing: boolean; now: Date };

export function mergeTree(stored: UnionTree, file: TreeFile, ends: Ends): MergedTree {
  const units = mergeList(stored.units, file.units, ends);
  // Accounts that officers have, on a platform or at the console, are no part of the file.
  const officers = mergeList(stored.officers, file.officers, ends, (row, before) => ({
    ...row,
    persons: before?.persons ?? [],
    ...(before?.isAtDesk === true ? { isAtDesk: true } : {}),
  }));
  const renames = new Map(units.renamed.map(({ from, to }) => [from, to]));
  const renamed = (code: string | undefined) =>
    code === undefined ? undefined : (renames.get(code) ?? code);
  return {
    // Rows that stay as they were still point to where they belong when that is called anew.
    units: units.list.map((unit) => withParent(unit, renamed(unit.parent))),
    officers: officers.list.map((officer) => ({ ...officer, unit: renamed(officer.unit) ?? officer.unit })),
    added: [...units.added, ...officers.added],
    changed: [...units.changed, ...officers.changed],
    renamed: { units: units.renamed, officers: officers.renamed },
    missing: [...units.missing, ...officers.missing],
    ended: [...units.ended, ...officers.ended],
  };
}

const withParent = (unit: Unit, parent: string | undefined): Unit =>
  parent === undefined ? unit : { ...unit, parent };

type Row = { code: string; was?: string | undefined; endedAt: Date | null };

function mergeList<T extends Row>(
  stored: T[],
  rows: T[],
  { endMissing, now }: Ends,
  keep: (row: T, before: T | undefined) => T = (row) => row,
) {
  const byCode = new Map(stored.map((one) => [one.code, one]));
  const beforeOf = (row: T) => byCode.get(row.code) ?? byCode.get(row.was ?? '');
  const merged = rows.map((row) => keep(row, beforeOf(row)));
  const renamed = rows.flatMap((row) =>
    !byCode.has(row.code) && row.was !== undefined && byCode.has(row.was)
      ? [{ from: row.was, to: row.code }]
      : [],
  );
  const taken = new Set([...rows.map(({ code }) => code), ...renamed.map(({ from }) => from)]);
  const left = stored.filter(({ code }) => !taken.has(code));
  const missing = left.filter(({ endedAt }) => endedAt === null).map(({ code }) => code);
  return {
    list: [
      ...merged,
      ...left.map((one) => (endMissing && one.endedAt === null ? { ...one, endedAt: now } : one)),
    ],
    added: rows.filter((row) => beforeOf(row) === undefined).map(({ code }) => code),
    changed: merged.filter((row) => isChanged(row, byCode.get(row.code))).map(({ code }) => code),
    renamed,
    missing: endMissing ? [] : missing,
    ended: endMissing ? missing : [],
  };
}

/** Compared by what they say, whatever the order of their fields. */
const isChanged = <T extends Row>(row: T, before: T | undefined): boolean =>
  before !== undefined && inOrder(row) !== inOrder(before);

const inOrder = (row: object): string =>
  JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));
