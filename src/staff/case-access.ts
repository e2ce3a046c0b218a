import { excludedOf } from '../cases/excluded.ts';
import { isColleague, mayHave } from '../cases/may-have.ts';
import type { Case } from '../model/case.ts';
import type { StaffAccount } from '../model/staff.ts';
import type { Officer } from '../model/union.ts';
import type { OfficersNow } from '../union/officers-now.ts';
import type { UnionIndex } from '../union/tree-index.ts';
import { canSee } from './can-see.ts';

/**
 * What somebody may do with a case. acts: as the officer they are. stands-in: staff, in the place of whoever holds it. reads: of the
 * unit or one above it. none: there is no such case for them.
 */
export type CaseAccess = 'none' | 'reads' | 'acts' | 'stands-in';
type Now = Pick<OfficersNow, 'union' | 'reach'>;
type Who = Pick<StaffAccount, 'role' | 'unit' | 'officer'>;

/**
 * As on Zalo, an officer acts on what they hold or were told of; without Zalo too they may take what is new in their own unit. Who is
 * excluded, or works where the name is hidden, has nothing of it, whatever their role.
 */
export function caseAccess(now: Now, who: Who, one: Case): CaseAccess {
  const { union, reach } = now;
  const officer = who.officer === null ? null : union.officer(who.officer);
  if (isKeptFrom(union, who, officer, one)) return 'none';
  const isActive = officer !== null && officer.endedAt === null;
  const isTheirs = isActive && (mayHave(union, one, officer, reach) || isNewAt(one, officer.unit));
  if (who.role !== 'officer')
    return isTheirs && (one.status === 'new' || one.holder === officer.code) ? 'acts' : 'stands-in';
  if (isTheirs) return 'acts';
  return canSee(union, who, one.unit) ? 'reads' : 'none';
}

function isKeptFrom(union: UnionIndex, who: Who, officer: Officer | null, one: Case): boolean {
  if (officer && excludedOf(one).includes(officer.code)) return true;
  return [who.unit, officer?.unit].some(
    (unit) => typeof unit === 'string' && isColleague(union, one, { unit }),
  );
}

const isNewAt = ({ status, unit }: Case, own: string): boolean => status === 'new' && unit === own;
