import type { Qualify } from '../../model/programme.ts';

/** Whether a list may have somebody: never more than how it looks. */
export type Verdict = 'likely' | 'not-seen' | 'not-member' | 'officer';

/** What somebody said of themselves; null for what they do not know. */
export type Told = { member: 'yes' | 'no' | 'none' | null; criteria: readonly string[] | null };

/**
 * A circumstance that is enough makes it likely, none makes it unlikely, and what only weighs beside others is for a person. A
 * programme for members is not seen for others; where anybody may be listed, a workplace without a union is for a person too.
 */
export function verdictOf({ members, criteria }: Qualify, { member, criteria: told }: Told): Verdict {
  if (told === null) return 'officer';
  const theirs = criteria.filter(({ id }) => told.includes(id));
  if (theirs.length === 0) return 'not-seen';
  if (members === 'needed' && (member === 'no' || member === 'none')) return 'not-member';
  if (member === null || member === 'none') return 'officer';
  return theirs.some(({ isEnough }) => isEnough) ? 'likely' : 'officer';
}
