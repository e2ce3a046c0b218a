import { isColleague, mayHave } from '../cases/may-have.ts';
import { excludedOf } from '../cases/excluded.ts';
import type { Case } from '../model/case.ts';
import type { StaffAccount } from '../model/staff.ts';
import type { OfficersNow } from '../union/officers-now.ts';
import { canSee } from './can-see.ts';

/**
 * What somebody may do with a case. acts: as the officer they are. stands-in: staff, in the place of whoever holds it. reads: of the
 * unit or one above it. none: there is no such case for them.
 */
export type CaseAccess = 'none' | 'reads' | 'acts' | 'stands-in';
type Who = Pick<StaffAccount, 'role' | 'unit' | 'officer'>;

/**
 * As on Zalo, an officer acts on what they hold or were told of; without Zalo too they may take what is new in their own unit. Who is
 * excluded, or works where the name is hidden, has nothing of it, whatever their role.
 */
export function caseAccess(now: Pick<OfficersNow, 'union' | 'reach'>, who: Who, one: Case): CaseAccess {
  const { union, reach } = now;
  const officer = who.officer === null ? null : union.officer(who.officer);
  if (who.officer !== null && excludedOf(one).includes(officer?.code ?? who.officer)) return 'none';
  if (who.unit !== null && isColleague(union, one, { unit: who.unit })) return 'none';
  if (officer && isColleague(union, one, officer)) return 'none';
  const isActive = officer !== null && officer.endedAt === null;
  if (isActive && (mayHave(union, one, officer, reach) || isNewAt(one, officer.unit))) return 'acts';
  if (who.role !== 'officer') return 'stands-in';
  return canSee(union, who, one.unit) ? 'reads' : 'none';
}

const isNewAt = ({ status, unit }: Case, own: string): boolean => status === 'new' && unit === own;
