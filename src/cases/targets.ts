import type { Case } from '../model/case.ts';
import type { Destination } from '../model/decision.ts';
import type { Officer, Unit } from '../model/union.ts';
import type { OfficersNow } from '../union/officers-now.ts';
import { othersOf } from '../union/route.ts';
import type { Target } from './console-effects.ts';
import { heldOf, isColleague } from './may-have.ts';

type Now = Pick<OfficersNow, 'union' | 'reach'>;

/** Where a case can be sent by hand: units whose officers can be reached, and by name those of the unit that has it. */
export type Targets = { officers: Officer[]; units: Unit[] };

/** Nobody whom the case concerns, and nobody of the workplace from which the name is hidden. */
export function targetsOf(now: Now, one: Case): Targets {
  const { union } = now;
  const own = union.unit(one.unit) ?? union.province;
  const near = own ? [...union.lineOf(own.code).map(({ code }) => code), ...union.below(own.code)] : [];
  const wide = union.tree.units.filter(({ level }) => level !== 'grassroots').map(({ code }) => code);
  const codes = new Set([...near, ...wide, ...(one.workplace === null ? [] : [one.workplace])]);
  const units = [...codes].flatMap((code) => union.unit(code) ?? []);
  return {
    officers: own ? officersAt(now, one, own.code) : [],
    units: units.filter(({ code, endedAt }) => endedAt === null && officersAt(now, one, code).length > 0),
  };
}

/** Who gets it when it is sent there; nobody when that place may not have it. */
export function destinationAt({ union, reach }: Now, one: Case, { unit, officer }: Target): Destination {
  const there = othersOf(union, { ...heldOf(one), unit }, null, reach);
  const isOpen = there.unit === (union.unit(unit)?.code ?? null) && !isColleague(union, one, { unit });
  const officers = there.officers.filter(({ code }) => officer === null || code === officer);
  return { ...there, officers: isOpen ? officers : [] };
}

const officersAt = (now: Now, one: Case, unit: string): Officer[] =>
  destinationAt(now, one, { unit, officer: null }).officers.flatMap(
    ({ code }) => now.union.officer(code) ?? [],
  );
