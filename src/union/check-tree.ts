import type { Officer, UnionTree, Unit } from '../model/union.ts';
import { groupBy } from './group-by.ts';

/**
 * Something about the tree that somebody should mend; `code` names the unit or officer. What `breaks` the tree's shape is never
 * imported; the rest is to be known and may wait.
 */
export type TreeGap = { code: string; message: string; breaks: boolean };
type Found = Omit<TreeGap, 'breaks'>;

const RANK = { grassroots: 0, upper: 1, province: 2 } as const;

/** Whether a message could reach this officer: an account they bound, or one the file names. */
const isOnPlatform = ({ persons, channels }: Officer): boolean => persons.length > 0 || channels.length > 0;
/** … or a case could find them at the console. */
const isReachable = (officer: Officer): boolean => isOnPlatform(officer) || officer.isAtDesk === true;

/** What is wrong with a tree that has been read: gaps, cycles, officers who cannot be reached. Ended ones are left out. */
export function checkTree(tree: UnionTree): TreeGap[] {
  const units = tree.units.filter(({ endedAt }) => endedAt === null);
  const officers = tree.officers.filter(({ endedAt }) => endedAt === null);
  const byCode = new Map(units.map((unit) => [unit.code, unit]));
  const broken = [
    ...provinces(units),
    ...units.flatMap((unit) => parentGaps(unit, byCode)),
    ...homeless(officers, byCode),
  ];
  const silent = [...unreachable(officers), ...silentUnits(units, officers), ...sharedWorkplaces(units)];
  return [
    ...broken.map((gap) => ({ ...gap, breaks: true })),
    ...silent.map((gap) => ({ ...gap, breaks: false })),
  ];
}

function provinces(units: Unit[]): Found[] {
  const found = units.filter(({ level }) => level === 'province');
  if (units.length === 0) return [{ code: '', message: 'no unit has been imported' }];
  if (found.length === 0) return [{ code: '', message: 'no unit is of the level province' }];
  return found
    .slice(1)
    .map(({ code }) => ({ code, message: `is a second province beside ${found[0]?.code ?? ''}` }));
}

function parentGaps({ code, level, parent }: Unit, byCode: ReadonlyMap<string, Unit>): Found[] {
  if (level === 'province')
    return parent === undefined ? [] : [{ code, message: 'a province has no parent' }];
  if (parent === undefined) return [{ code, message: 'has no parent' }];
  const above = byCode.get(parent);
  if (!above) return [{ code, message: `its parent ${parent} is not there or has ended` }];
  if (isInCycle(code, byCode)) return [{ code, message: 'is its own parent through others' }];
  // A grassroots union may have smaller ones below it.
  const fits = RANK[above.level] > RANK[level] || (level === 'grassroots' && above.level === 'grassroots');
  return fits ? [] : [{ code, message: `its parent ${parent} is not of a higher level` }];
}

function isInCycle(code: string, byCode: ReadonlyMap<string, Unit>): boolean {
  const seen = new Set<string>();
  for (let at = byCode.get(code)?.parent; at !== undefined && !seen.has(at); at = byCode.get(at)?.parent) {
    if (at === code) return true;
    seen.add(at);
  }
  return false;
}

const homeless = (officers: Officer[], byCode: ReadonlyMap<string, Unit>): Found[] =>
  officers.flatMap(({ code, unit }) =>
    byCode.has(unit) ? [] : [{ code, message: `its unit ${unit} is not there or has ended` }],
  );

const unreachable = (officers: Officer[]): Found[] =>
  officers.flatMap((officer) => {
    const { code } = officer;
    return isReachable(officer)
      ? []
      : [{ code, message: `cannot be reached: give them a code with staff link-code ${code}` }];
  });

/** Units from the commune up that nobody answers for, and a province without anybody on duty. */
function silentUnits(units: Unit[], officers: Officer[]): Found[] {
  const byUnit = groupBy(officers.filter(isReachable), ({ unit }) => unit);
  return units.flatMap(({ code, level }) => {
    const there = byUnit.get(code) ?? [];
    const has = (duty: Officer['duties'][number]) => there.some(({ duties }) => duties.includes(duty));
    if (level === 'province') return provinceGaps(code, there);
    if (level === 'upper' && !has('cases'))
      return [{ code, message: 'no officer for cases can be reached: its cases go further up' }];
    return [];
  });
}

const NOBODY = 'nobody at the province can be reached: neither danger nor a case gets to anybody';
const AT_DESK_ONLY =
  'everybody at the province is reached at the console only: danger waits until somebody looks there';

function provinceGaps(code: string, there: Officer[]): Found[] {
  const fitting = there.filter(({ duties }) => duties.includes('duty') || duties.includes('cases'));
  if (fitting.length === 0) return [{ code, message: NOBODY }];
  return fitting.some(isOnPlatform) ? [] : [{ code, message: AT_DESK_ONLY }];
}

function sharedWorkplaces(units: Unit[]): Found[] {
  const named = units.flatMap((unit) => unit.workplaces.map((workplace) => ({ code: unit.code, workplace })));
  return [...groupBy(named, ({ workplace }) => workplace.toLowerCase()).values()].flatMap((same) => {
    const codes = [...new Set(same.map(({ code }) => code))];
    const [first] = same;
    return codes.length > 1 && first
      ? [{ code: codes.join(', '), message: `all have the workplace "${first.workplace}"` }]
      : [];
  });
}
