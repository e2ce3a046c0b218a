import type { Case, Identity } from '../model/case.ts';
import type { Destination } from '../model/decision.ts';
import type { DUTIES, Officer, Unit } from '../model/union.ts';
import { groupBy } from './group-by.ts';
import type { UnionIndex } from './tree-index.ts';

/** The account through which an officer can be told something now; null when there is none. */
export type Reach = (officer: Officer) => string | null;
type Duty = (typeof DUTIES)[number];
/** The kinds of officers who may have a case, in the order in which they are asked for: the first that somebody has decides. */
type Wanted = readonly (readonly Duty[])[];

const FOR_CASES: Wanted = [['cases']];
const AT_PROVINCE: Wanted = [['cases'], ['duty']];
const FOR_DANGER: Wanted = [['duty'], ['cases']];
const FOR_PUBLIC: Wanted = [['cases', 'communication'], ['duty']];

/** A case that is to be routed, or that is being held somewhere. */
export type Asked = { workplace: string | null; identity: Identity; excluded: readonly string[] };
export type Held = Pick<Case, 'unit' | 'level' | 'kind' | 'holder'> & { excluded: readonly string[] };

/**
 * Who is responsible for this workplace: its own union, else the one above it and so on to the province, wherever somebody can be
 * reached. With a hidden name nobody at the workplace is told, and they may never have it later.
 */
export function destinationOf(union: UnionIndex, asked: Asked, reach: Reach): Destination {
  const { workplace, identity } = asked;
  const own = identity === 'named' ? new Set<string>() : colleaguesOf(union, workplace);
  const atWork = [...own].flatMap((unit) => union.officersOf(unit).map(({ code }) => code));
  const excluded = [...new Set([...asked.excluded, ...atWork])];
  const line = upwards(union, workplace).filter(({ code }) => !own.has(code));
  return { ...firstReached(union, line, excluded, reach), workplace, excluded };
}

/** The workplace's own unit and what belongs to it; an upper union is nobody's workplace. */
function colleaguesOf(union: UnionIndex, workplace: string | null): Set<string> {
  const unit = union.unit(workplace);
  return unit?.level === 'grassroots' ? union.below(unit.code) : new Set();
}

/** Who is told of danger at once: the duty officers of the province, else its other officers, else duty officers of any union above the workplaces. */
export function dutyOf(union: UnionIndex, reach: Reach): Destination {
  const { province } = union;
  const there = province ? officersFor(union, province, FOR_DANGER, [], reach) : [];
  const elsewhere = () =>
    union.tree.units
      .filter(({ level, endedAt }) => level === 'upper' && endedAt === null)
      .flatMap((unit) => officersFor(union, unit, [['duty']], [], reach));
  return atProvince(province, there.length > 0 ? there : elsewhere());
}

/** The province's spokesman and staff: press questions, privacy requests. */
export const provinceOf = (union: UnionIndex, reach: Reach): Destination =>
  atProvince(union.province, union.province ? officersFor(union, union.province, FOR_PUBLIC, [], reach) : []);

/** Where a held case would go next: the first union above where somebody can be reached; at the top to others there. */
export function aboveOf(union: UnionIndex, held: Held, officer: string | null, reach: Reach): Destination {
  const line = upwards(union, held.unit).filter(({ code }) => code !== held.unit);
  if (line.length === 0) return othersOf(union, held, officer, reach);
  return {
    ...firstReached(union, line, held.excluded, reach),
    workplace: null,
    excluded: [...held.excluded],
  };
}

/** Other officers of the unit that has the case; `officer` is the one who asks. */
export function othersOf(union: UnionIndex, held: Held, officer: string | null, reach: Reach): Destination {
  const unit = union.unit(held.unit) ?? union.province;
  const not = [...held.excluded, ...[officer, held.holder].filter((code) => code !== null)];
  const officers = unit ? officersFor(union, unit, wantedFor(held.kind, unit), not, reach) : [];
  return {
    workplace: null,
    unit: unit?.code ?? null,
    unitName: unit?.name ?? '',
    level: unit?.level ?? 'province',
    officers,
    excluded: [...held.excluded],
  };
}

/** Officers who may be told of a case that nobody could be told of when it was opened. */
export const responsibleFor = (union: UnionIndex, held: Held, reach: Reach): string[] =>
  othersOf(union, { ...held, holder: null }, null, reach).officers.map(({ code }) => code);

function wantedFor(kind: Case['kind'], { level }: Unit): Wanted {
  if (level !== 'province') return FOR_CASES;
  if (kind === 'emergency') return [['duty', 'cases']];
  return kind === 'press' || kind === 'rumour' || kind === 'privacy' ? FOR_PUBLIC : AT_PROVINCE;
}

/** From a unit to the province, which is always the last, even for a unit that hangs in the air. */
function upwards(union: UnionIndex, code: string | null): Unit[] {
  const line = code === null ? [] : union.lineOf(code);
  const { province } = union;
  return province && !line.some((unit) => unit.code === province.code) ? [...line, province] : line;
}

type Reached = Omit<Destination, 'workplace' | 'excluded'>;
const NOWHERE: Destination = {
  workplace: null,
  unit: null,
  unitName: '',
  level: 'province',
  officers: [],
  excluded: [],
};

function firstReached(union: UnionIndex, line: Unit[], excluded: readonly string[], reach: Reach): Reached {
  for (const unit of line) {
    const wanted = unit.level === 'province' ? AT_PROVINCE : FOR_CASES;
    const officers = officersFor(union, unit, wanted, excluded, reach);
    if (officers.length > 0) return { unit: unit.code, unitName: unit.name, level: unit.level, officers };
  }
  const { unit, unitName, level } = atProvince(union.province, []);
  return { unit, unitName, level, officers: [] };
}

const atProvince = (province: Unit | null, officers: Destination['officers']): Destination => ({
  ...NOWHERE,
  unit: province?.code ?? null,
  unitName: province?.name ?? '',
  officers,
});

/** Officers of a unit who can be reached, each account once. Whoever shares an account with someone excluded is excluded too. */
function officersFor(
  union: UnionIndex,
  unit: Unit,
  wanted: Wanted,
  excluded: readonly string[],
  reach: Reach,
): Destination['officers'] {
  const banned = new Set(excluded.map((code) => accountOf(union, code, reach)));
  const reached = union.officersOf(unit.code).flatMap((officer) => {
    const { code, duties } = officer;
    const person = reach(officer);
    return person === null || banned.has(person) || excluded.includes(code) ? [] : [{ code, person, duties }];
  });
  for (const duties of wanted) {
    const fitting = reached.filter((officer) => duties.some((duty) => officer.duties.includes(duty)));
    const byAccount = groupBy(fitting, ({ person }) => person);
    if (byAccount.size > 0)
      return [...byAccount].flatMap(([person, [first]]) => (first ? [{ code: first.code, person }] : []));
  }
  return [];
}

function accountOf(union: UnionIndex, code: string, reach: Reach): string | null {
  const officer = union.officer(code);
  return officer && reach(officer);
}
