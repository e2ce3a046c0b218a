import type { Case } from '../model/case.ts';
import type { Officer } from '../model/union.ts';
import type { Reach } from '../union/route.ts';
import { responsibleFor } from '../union/route.ts';
import type { UnionIndex } from '../union/tree-index.ts';
import { excludedOf } from './excluded.ts';

/**
 * Whether an officer may see this case and act on it: its holder, or one who was told of it; one of the responsible unit while nobody
 * could be told. Never somebody it concerns, and never a colleague at the workplace when the name is hidden from there.
 */
export function mayHave(union: UnionIndex, one: Case, officer: Officer, reach: Reach): boolean {
  if (excludedOf(one).includes(officer.code) || isColleague(union, one, officer)) return false;
  if (one.holder === officer.code || one.told.includes(officer.code)) return true;
  return isUntold(one) && responsibleFor(union, heldOf(one), reach).includes(officer.code);
}

/** New, and nobody could be told. */
export const isUntold = ({ status, told }: Case): boolean => status === 'new' && told.length === 0;

export const heldOf = (one: Case) => ({
  unit: one.unit,
  level: one.level,
  kind: one.kind,
  holder: one.holder,
  excluded: excludedOf(one),
});

/** Somebody of the workplace from which the name is hidden. */
export function isColleague(
  union: UnionIndex,
  { identity, workplace }: Case,
  { unit }: { unit: string },
): boolean {
  if (identity === 'named' || workplace === null) return false;
  return union.unit(workplace)?.level === 'grassroots' && union.below(workplace).has(unit);
}
