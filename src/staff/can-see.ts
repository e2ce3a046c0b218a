import type { StaffAccount } from '../model/staff.ts';
import type { UnionIndex } from '../union/tree-index.ts';

type Who = Pick<StaffAccount, 'role' | 'unit'>;

/** The units whose cases somebody may see: their own and those below it; null means every unit. */
export function unitsOf(
  union: Pick<UnionIndex, 'unit' | 'below'>,
  { role, unit }: Who,
): ReadonlySet<string> | null {
  if (role !== 'officer') return null;
  const own = union.unit(unit);
  return own === null || own.endedAt !== null ? new Set() : union.below(own.code);
}

/**
 * Whether somebody may see a case that this unit holds. That says nothing about a case from which they are excluded, or whose
 * sender's name is hidden from their workplace: `cases/may-have.ts` does.
 */
export function canSee(
  union: Pick<UnionIndex, 'unit' | 'below'>,
  who: Who,
  caseUnit: string | null,
): boolean {
  const units = unitsOf(union, who);
  if (units === null) return true;
  return caseUnit !== null && units.has(union.unit(caseUnit)?.code ?? caseUnit);
}
