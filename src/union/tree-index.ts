import type { Officer, UnionTree, Unit } from '../model/union.ts';
import { type AreaIndex, areasOf } from './areas.ts';
import { groupBy } from './group-by.ts';
import { namedPlacesOf } from './named-places.ts';
import { indexPlaces, type PlaceIndex } from './place-index.ts';

/**
 * The tree made quick to ask. Ended units keep their name, but nothing is routed to them or matched with them; the code that a unit
 * or officer had before (`was`) still finds it.
 */
export type UnionIndex = {
  tree: UnionTree;
  /** Ended ones too. */
  unit(code: string | null): Unit | null;
  officer(code: string): Officer | null;
  /** Active officers of an active unit. */
  officersOf(unit: string): Officer[];
  /** The unit itself, then its parent and so on to the root; ended units are left out. */
  lineOf(unit: string): Unit[];
  /** The unit and everything below it. */
  below(unit: string): Set<string>;
  province: Unit | null;
} & UnionNames;

/** What people may call areas and workplaces. */
export type UnionNames = { areas: AreaIndex; places: PlaceIndex };

/** The slow part of an index, which only units change. */
export function indexNames(units: readonly Unit[]): UnionNames {
  const active = units.filter(({ endedAt }) => endedAt === null);
  const areas = areasOf(active);
  return { areas, places: indexPlaces(namedPlacesOf(active, byCode(units), areas)) };
}

export function indexTree(tree: UnionTree, names: UnionNames = indexNames(tree.units)): UnionIndex {
  const units = byCode(tree.units);
  const officers = byCode(tree.officers);
  const active = tree.units.filter(({ endedAt }) => endedAt === null);
  const children = groupBy(active, ({ parent }) => parent ?? null);
  const byUnit = groupBy(
    tree.officers.filter(({ endedAt }) => endedAt === null),
    ({ unit }) => unit,
  );

  function lineOf(code: string): Unit[] {
    const line: Unit[] = [];
    const seen = new Set<string>();
    for (let unit = units.get(code); unit && !seen.has(unit.code); unit = units.get(unit.parent ?? '')) {
      seen.add(unit.code);
      if (unit.endedAt === null) line.push(unit);
    }
    return line;
  }

  function below(code: string): Set<string> {
    const found = new Set([units.get(code)?.code ?? code]);
    for (const one of found) for (const child of children.get(one) ?? []) found.add(child.code);
    return found;
  }

  return {
    tree,
    ...names,
    unit: (code) => (code === null ? null : (units.get(code) ?? null)),
    officer: (code) => officers.get(code) ?? null,
    officersOf: (code) => (units.get(code)?.endedAt === null ? (byUnit.get(code) ?? []) : []),
    lineOf,
    below,
    province: active.find(({ level }) => level === 'province') ?? null,
  };
}

const byCode = <T extends { code: string; was?: string | undefined }>(rows: readonly T[]): Map<string, T> =>
  new Map([
    ...rows.flatMap((row): [string, T][] => (row.was === undefined ? [] : [[row.was, row]])),
    ...rows.map((row): [string, T] => [row.code, row]),
  ]);
