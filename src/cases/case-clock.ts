import type { Calendar } from '../model/calendar.ts';
import type { Case, CaseClock, Holding } from '../model/case.ts';
import { nextMark } from './clock-marks.ts';

/** What setting or stopping the clock changes on the case. */
export type ClockFields = Pick<Case, 'clock' | 'clockAt'> & { pausedDue: Date | null };

export const STOPPED: ClockFields = { clock: null, clockAt: null, pausedDue: null };

export type Moment = { now: Date; calendar: Calendar };

/** A clock that runs from now. */
export function running(
  one: Case,
  kind: CaseClock['kind'],
  due: Date,
  { now, calendar }: Moment,
): ClockFields {
  const clock: CaseClock = { kind, from: now, due };
  return { clock, clockAt: nextMark(clock, one.urgency, now, calendar), pausedDue: null };
}

/**
 * When the first answer is due: counted from the deadline of accepting, or from the worker's last words nobody answered when those
 * are later. Who accepts early gains the time; who accepts after the deadline still gets a whole one.
 */
export function firstAnswerDue(one: Case, { now, calendar }: Moment): Date {
  const acceptDue = one.clock?.kind === 'accept' ? one.clock.due : now;
  const words = one.unansweredSince ?? acceptDue;
  const due = calendar.answerDue(one.urgency, words > acceptDue ? words : acceptDue);
  return due > now ? due : calendar.answerDue(one.urgency, now);
}

/** The worker wrote: an answer is due, but never earlier than it was due before. */
export function wordsDue(one: Case, { now, calendar }: Moment): Date {
  const due = calendar.answerDue(one.urgency, now);
  const before = one.clock?.due ?? one.pausedDue ?? null;
  return before && before > due ? before : due;
}

/** Someone else's turn to take the case: `new` again, with its own time to accept. */
export function handedTo(one: Case, to: Holding, at: Moment) {
  const { unit, level, told, unreachable } = to;
  return {
    status: 'new' as const,
    holder: null,
    acceptedAt: null,
    unit,
    level,
    told,
    unreachable,
    ...(to.acceptDue === null ? STOPPED : running(one, 'accept', acceptDueOf(one, to.acceptDue, at), at)),
  };
}

/** A deadline that passed while this waited to be done (the process was down) is given anew. */
function acceptDueOf(one: Case, acceptDue: string, { now, calendar }: Moment): Date {
  const due = new Date(acceptDue);
  return due > now ? due : calendar.escalatedDue(one.urgency, now);
}
