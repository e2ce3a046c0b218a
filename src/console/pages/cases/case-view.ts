import { caseStory, exchangesOfCase, type StoryItem } from '../../../exchanges/case-story.ts';
import type { Case } from '../../../model/case.ts';
import { maskNumbers } from '../../../model/mask-numbers.ts';
import type { StaffAccount } from '../../../model/staff.ts';
import type { CaseAccess } from '../../../staff/case-access.ts';
import type { Store } from '../../../store/store.ts';
import type { OfficersNow } from '../../../union/officers-now.ts';
import type { World } from '../../../world.ts';
import { type ClockWords, clockWords } from './clock-words.ts';
import type { Desk } from './desk.ts';
import { criteriaWords, programmeWords } from './hardship-list.ts';
import { matterOf, type Names, namesOf, placeOf } from './names.ts';
import { type WindowHint, windowHint } from './window-hint.tsx';

/** What one person can do with a case now. */
export type Can = {
  /** Send words to the worker (a new case is taken by it), hand it on. */
  work: boolean;
  accept: boolean;
  /** What only its holder can: note, extend, resolve. */
  hold: boolean;
  /** "This concerns me": only for themselves. */
  stepAside: boolean;
  /** In the holder's place: said on the page. */
  standsIn: boolean;
  /** Their own officer has no account on a platform: the worker's words come to this page only. */
  isUnbound: boolean;
};

export type CaseView = {
  one: Case;
  can: Can;
  clock: ClockWords;
  window: WindowHint;
  story: StoryItem[];
  names: Names;
  place: string;
  matter: string;
  identity: string;
  /** What a request for help names beside its story. */
  asked: { of: string; is: string }[];
  /** Words as this reader may have them: whoever has the case as they were written, others without numbers of people. */
  shown(text: string): string;
  /** Changes with the case. */
  stamp: string;
};

type ViewDeps = { store: Store; world: Pick<World, 'now'>; desk: Desk };
export type Seen = { one: Case; now: OfficersNow; access: CaseAccess; account: StaffAccount };

export async function viewCase({ store, world, desk }: ViewDeps, seen: Seen): Promise<CaseView> {
  const { one, now, access } = seen;
  const [exchanges, lastHeard, accounts] = await Promise.all([
    exchangesOfCase(store, one),
    store.exchanges.lastHeard(one.person),
    store.staff.list(),
  ]);
  const at = world.now();
  return {
    one,
    can: canOf(seen),
    clock: clockWords(one, at, desk.calendar),
    window: windowHint(one.channel, desk.limitsOf(one.channel), lastHeard, at),
    story: caseStory(one, exchanges),
    names: namesOf(now.union, accounts),
    place: placeOf(now.union, one),
    matter: matterOf(one, desk),
    identity: desk.content.say(`identity.${one.identity}`),
    asked: askedOf(one, access, desk),
    shown: access === 'acts' ? (text) => text : (text) => maskNumbers(text),
    stamp: stampOf(one),
  };
}

function askedOf(one: Case, access: CaseAccess, desk: Desk): CaseView['asked'] {
  if (one.kind !== 'hardship') return [];
  const { facts, identity } = one;
  const name = identity === 'named' ? (facts.name ?? '') : '';
  return [
    { of: 'Diện ưu tiên', is: criteriaWords(facts, desk) || 'chưa chọn' },
    { of: 'Chương trình', is: programmeWords(facts, desk) },
    { of: 'Họ tên người gửi ghi', is: access === 'reads' ? maskNumbers(name) : name },
  ].filter(({ is }) => is !== '');
}

export const stampOf = ({ history, applied }: Case): string => `${history.length}.${applied.length}`;

function canOf({ one, now, access, account }: Seen): Can {
  const officer = account.officer === null ? null : now.union.officer(account.officer);
  const { status, holder } = one;
  const isNew = status === 'new';
  const isActive = isNew || status === 'open' || status === 'waiting';
  const isTheirs = access === 'stands-in' || (access === 'acts' && (isNew || holder === officer?.code));
  const work = isActive && isTheirs;
  return {
    work,
    accept: isNew && work,
    hold: !isNew && work,
    stepAside: isActive && access === 'acts',
    standsIn: access === 'stands-in',
    isUnbound: access === 'acts' && officer !== null && now.onPlatform(officer) === null,
  };
}
