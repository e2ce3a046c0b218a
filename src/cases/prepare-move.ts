import type { Calendar } from '../model/calendar.ts';
import type { Case, CaseEvent, CaseStatus, Move } from '../model/case.ts';
import type { CasePatch } from '../store/store.ts';
import { firstAnswerDue, handedTo, type Moment, running, STOPPED, wordsDue } from './case-clock.ts';
import { excludedOf } from './excluded.ts';

/** The states and holders a move may start from; with `clockDue` only while that very deadline stands. */
type MoveMatch = { from: CaseStatus[]; holders: (string | null)[] | null; clockDue?: Date };
export type PreparedMove = { match: MoveMatch; patch: CasePatch; facts: Record<string, string> };

const ACTIVE: CaseStatus[] = ['new', 'open', 'waiting'];
const TAKEN: CaseStatus[] = ['open', 'waiting'];
/** No state at all: the move is refused. */
const NEVER: MoveMatch = { from: [], holders: null };
const REOPEN_MS = 10 * 86_400_000;

/** What one move does to the case that was read: where it may start from, and the one update it is. Pure. */
export function prepareMove(one: Case, move: Move, now: Date, calendar: Calendar): PreparedMove {
  const { match, set, by, why = '', exchange } = plan(one, move, { now, calendar });
  const history: CaseEvent = { at: now, what: EVENTS[move.as], by: ('by' in move && move.by) || by, why };
  const due = (set.clock === undefined ? one.clock : set.clock)?.due;
  const unit = (set.unit === undefined ? one.unit : set.unit) ?? '';
  return {
    match,
    patch: { set, history, ...(exchange === undefined ? {} : { exchange }) },
    facts: { code: one.code, unit, due: due ? calendar.moment(due, now) : '' },
  };
}

const EVENTS: Record<Move['as'], CaseEvent['what']> = {
  accept: 'accepted',
  answer: 'answered',
  ask: 'asked',
  note: 'noted',
  add: 'added',
  transfer: 'transferred',
  exclude: 'excluded',
  escalate: 'escalated',
  extend: 'extended',
  resolve: 'resolved',
  reopen: 'reopened',
  withdraw: 'withdrawn',
  undelivered: 'undelivered',
};

type Plan = { match: MoveMatch; set: Partial<Case>; by: string; why?: string; exchange?: string };

function plan(one: Case, move: Move, at: Moment): Plan {
  switch (move.as) {
    case 'accept':
      return accept(one, move.officer, at);
    case 'answer':
      return answer(one, move, at);
    case 'ask':
      return ask(one, move, at);
    case 'note':
      return { match: heldBy(move.officer), set: {}, by: move.officer, why: move.text };
    case 'transfer':
      return transfer(one, move, at);
    case 'exclude':
      return exclude(one, move, at);
    case 'extend':
      return extend(one, move, at);
    case 'resolve':
      return { match: heldBy(move.officer), set: { status: 'resolved', ...STOPPED }, by: move.officer };
    case 'add':
      return add(one, move, at);
    case 'escalate':
      return escalate(one, move, at);
    case 'reopen':
      return reopen(one, move, at);
    case 'withdraw':
      return {
        match: { from: ACTIVE, holders: null },
        set: { status: 'withdrawn', ...STOPPED },
        by: 'worker',
      };
    case 'undelivered':
      return undelivered(one, move, at);
  }
}

const heldBy = (officer: string): MoveMatch => ({ from: TAKEN, holders: [officer] });
/** Whoever said that a case concerns them never gets it, whatever was decided before. */
const mayTake = (one: Case, officer: string): boolean => !excludedOf(one).includes(officer);

function accept(one: Case, officer: string, at: Moment): Plan {
  const clock = running(one, 'answer', firstAnswerDue(one, at), at);
  return {
    match: mayTake(one, officer) ? { from: ['new'], holders: null } : NEVER,
    set: { status: 'open', holder: officer, acceptedAt: at.now, ...clock },
    by: officer,
  };
}

/** The officer's words: a `new` case is theirs from now on, a taken one must be theirs already. */
function wordsFrom(one: Case, officer: string, accepts: boolean): MoveMatch {
  if (!accepts || one.status !== 'new') return heldBy(officer);
  return mayTake(one, officer) ? { from: ACTIVE, holders: [null, officer] } : NEVER;
}

type Words = { officer: string; text: string; accepts: boolean };

function answer(one: Case, { officer, text, accepts }: Words, { now }: Moment): Plan {
  return {
    match: wordsFrom(one, officer, accepts),
    set: {
      status: 'open',
      holder: officer,
      acceptedAt: one.acceptedAt ?? now,
      answeredAt: now,
      unansweredSince: null,
      ...STOPPED,
    },
    by: officer,
    why: text,
  };
}

/** A question stops the clock until the worker writes. */
function ask(one: Case, { officer, text, accepts }: Words, at: Moment): Plan {
  const running = one.clock?.kind === 'answer' ? one.clock.due : (one.pausedDue ?? null);
  const due = one.clock?.kind === 'accept' ? firstAnswerDue(one, at) : running;
  return {
    match: wordsFrom(one, officer, accepts),
    set: {
      status: 'waiting',
      holder: officer,
      acceptedAt: one.acceptedAt ?? at.now,
      unansweredSince: null,
      ...STOPPED,
      pausedDue: due,
    },
    by: officer,
    why: text,
  };
}

/** Handed on by its holder, or by somebody it was told to while nobody has taken it. */
function transfer(one: Case, { officer, to, why = '' }: Move & { as: 'transfer' }, at: Moment): Plan {
  const match = one.status === 'new' ? { from: ACTIVE, holders: [null, officer] } : heldBy(officer);
  return { match, set: handedTo(one, to, at), by: officer, why };
}

/** "This concerns me": never theirs again; whoever else holds it keeps it. */
function exclude(one: Case, { officer, to }: Move & { as: 'exclude' }, at: Moment): Plan {
  const excluded = [...new Set([...excludedOf(one), officer])];
  const isElsewhere = one.holder !== null && one.holder !== officer;
  const told = (codes: string[]) => codes.filter((code) => code !== officer);
  const set = isElsewhere
    ? { told: told(one.told), excluded }
    : { ...handedTo(one, { ...to, told: told(to.told) }, at), excluded };
  return { match: { from: ACTIVE, holders: null }, set, by: officer };
}

function extend(one: Case, { officer, why, due }: Move & { as: 'extend' }, at: Moment): Plan {
  const wanted = new Date(due);
  // It may be done later than it was said: never a deadline that has gone by.
  const until = wanted > at.now ? wanted : at.calendar.answerDue(one.urgency, at.now);
  // Only in the state that was read: while the clock stands still there is nothing to set going.
  const match =
    one.status === 'waiting'
      ? { from: [one.status], holders: [officer] }
      : { from: ['open' as const], holders: [officer] };
  const set = one.status === 'waiting' ? { pausedDue: until } : running(one, 'answer', until, at);
  return { match, set, by: officer, why };
}

/** The worker's words: a running answer clock moves with them, a stopped one runs again, the accept clock stays. */
function add(one: Case, { text, key }: Move & { as: 'add' }, at: Moment): Plan {
  const rest = { by: 'worker', why: text, exchange: key };
  if (one.status === 'new')
    return { match: { from: ACTIVE, holders: null }, set: { unansweredSince: at.now }, ...rest };
  const clock = running(one, 'answer', wordsDue(one, at), at);
  return {
    match: { from: TAKEN, holders: [one.holder] },
    set: { status: 'open', unansweredSince: at.now, ...clock },
    ...rest,
  };
}

function escalate(one: Case, { clock, due, to }: Move & { as: 'escalate' }, at: Moment): Plan {
  const match: MoveMatch = { from: ['new', 'open'], holders: null, clockDue: new Date(due) };
  return { match, set: handedTo(one, to, at), by: 'clock', why: clock };
}

/** Within ten days of being marked done: to its holder again, or to whoever is responsible now. */
function reopen(one: Case, { to }: Move & { as: 'reopen' }, at: Moment): Plan {
  const resolved = one.history.findLast(({ what }) => what === 'resolved')?.at;
  const isOpen = resolved === undefined || at.now.getTime() - resolved.getTime() <= REOPEN_MS;
  const { now, calendar } = at;
  const set = to
    ? handedTo(one, to, at)
    : { status: 'open' as const, ...running(one, 'answer', calendar.answerDue(one.urgency, now), at) };
  return {
    match: isOpen ? { from: ['resolved'], holders: null } : NEVER,
    set: { ...set, unansweredSince: now },
    by: 'worker',
  };
}

/** The officer's words may not have arrived: the worker still waits, so an answer is due again. */
function undelivered(one: Case, { why }: Move & { as: 'undelivered' }, at: Moment): Plan {
  const rest = { by: 'system', why };
  if (!TAKEN.includes(one.status)) return { match: { from: [one.status], holders: null }, set: {}, ...rest };
  const clock = running(one, 'answer', wordsDue(one, at), at);
  return { match: { from: TAKEN, holders: [one.holder] }, set: { status: 'open', ...clock }, ...rest };
}
