import type { Calendar } from '../model/calendar.ts';
import type { CaseClock } from '../model/case.ts';

/** Half the time is gone, four fifths, all of it. */
export type Mark = { mark: 50 | 80 | 'over'; at: Date };

/** When somebody is reminded of this clock, in order; the last is its deadline. */
export function marksOf({ from, due }: CaseClock, urgency: Urgency, calendar: Calendar): Mark[] {
  const at = (share: number): Date =>
    urgency === 'emergency'
      ? new Date(from.getTime() + share * (due.getTime() - from.getTime()))
      : calendar.addWorkingMinutes(from, share * calendar.workingMinutesBetween(from, due));
  return [
    { mark: 50, at: at(0.5) },
    { mark: 80, at: at(0.8) },
    { mark: 'over', at: due },
  ];
}

/** The first mark after `now`; a clock that is over is looked at at once. */
export const nextMark = (clock: CaseClock, urgency: Urgency, now: Date, calendar: Calendar): Date =>
  marksOf(clock, urgency, calendar).find(({ at }) => at > now)?.at ?? clock.due;

type Urgency = Parameters<Calendar['acceptDue']>[0];
