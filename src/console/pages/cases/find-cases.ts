import { CASE_KINDS, CASE_STATUSES, type Case, type CaseKind, type CaseStatus } from '../../../model/case.ts';
import type { StaffAccount } from '../../../model/staff.ts';
import { caseAccess } from '../../../staff/case-access.ts';
import type { CaseFilter, CasePlace, Store } from '../../../store/store.ts';
import type { OfficersNow } from '../../../union/officers-now.ts';

const ACTIVE: readonly CaseStatus[] = ['new', 'open', 'waiting'];
/** Only these have a clock that can be over. */
const RUNNING: readonly CaseStatus[] = ['new', 'open'];

/** What the list's address asks for; '' is no filter. */
export type Wanted = {
  status: CaseStatus | 'all' | '';
  kind: CaseKind | '';
  unit: string;
  due: 'over' | '';
  whose: 'mine' | '';
};

export const NOTHING_WANTED: Wanted = { status: '', kind: '', unit: '', due: '', whose: '' };

export function readWanted(query: URLSearchParams): Wanted {
  const oneOf = <T extends string>(name: string, values: readonly T[]): T | '' =>
    values.find((value) => value === query.get(name)) ?? '';
  return {
    status: oneOf('status', [...CASE_STATUSES, 'all'] as const),
    kind: oneOf('kind', CASE_KINDS),
    unit: query.get('unit') ?? '',
    due: oneOf('due', ['over'] as const),
    whose: oneOf('whose', ['mine'] as const),
  };
}

export const isActiveOnly = ({ status }: Wanted): boolean => status === '';

type Seeing = { now: OfficersNow; account: StaffAccount; units: ReadonlySet<string> | null; at: Date };

/** The same as a filter of the store. Null when nothing can match: a unit that is not theirs. */
export function filterOf(wanted: Wanted, seeing: Seeing): CaseFilter | null {
  const { kind, due, whose } = wanted;
  const units = unitsOf(wanted, seeing);
  if (units?.length === 0) return null;
  const statuses = statusesOf(wanted);
  return {
    ...(statuses ? { statuses } : {}),
    ...(kind === '' ? {} : { kinds: [kind] }),
    ...(units ? { units } : {}),
    ...(due === '' ? {} : { dueBefore: seeing.at }),
    ...(whose === '' ? {} : { having: nameIn(seeing) }),
  };
}

/** The chosen unit and those below it, as far as they are theirs; null: every unit. */
function unitsOf({ unit, whose }: Wanted, { now: { union }, units }: Seeing): string[] | null {
  const chosen = unit === '' ? null : union.below(unit);
  // What somebody was told of may be held by a unit that is not theirs.
  const own = whose === 'mine' ? null : units;
  if (chosen && own) return [...chosen].filter((code) => own.has(code));
  const all = chosen ?? own;
  return all && [...all];
}

/** Under which name somebody holds cases. */
function nameIn({ now: { union }, account: { officer, login } }: Seeing): string {
  return (officer === null ? null : union.officer(officer)?.code) ?? `account:${login}`;
}

function statusesOf({ status, due }: Wanted): readonly CaseStatus[] | null {
  if (status === 'all') return due === '' ? null : RUNNING;
  if (status === '') return due === '' ? ACTIVE : RUNNING;
  return [status];
}

export type FoundCases = { cases: Case[]; older: CasePlace | null };

/**
 * The cases that this person may see, newest first. A page is as long as asked for or the list is at its end; what they may not
 * have is passed over, so that it does not even show as a gap.
 */
export async function findCases(
  store: Pick<Store, 'cases'>,
  seeing: Seeing,
  { filter, after, limit }: { filter: CaseFilter | null; after: CasePlace | null; limit: number },
): Promise<FoundCases> {
  const cases: Case[] = [];
  let behind = after;
  let isMore = filter !== null;
  while (filter && isMore && cases.length <= limit) {
    const read = await store.cases.page(filter, behind, limit + 1);
    cases.push(...read.filter((one) => caseAccess(seeing.now, seeing.account, one) !== 'none'));
    const last = read.at(-1);
    if (last) behind = placeOf(last);
    isMore = read.length > limit;
  }
  const shown = cases.slice(0, limit);
  const last = shown.at(-1);
  return { cases: shown, older: cases.length > limit && last ? placeOf(last) : null };
}

const placeOf = ({ openedAt, code }: Case): CasePlace => ({ at: openedAt, code });
