import type { Calendar } from '../model/calendar.ts';
import type { Destination, Facts } from '../model/decision.ts';

const NOBODY: Destination = {
  workplace: null,
  unit: null,
  unitName: '',
  level: 'province',
  officers: [],
  excluded: [],
};

/** What is known of somebody who is new: no union tree, no case, nobody to tell; laws when there are some. */
export const nobodysFacts = (now: Date, law: Facts['law']): Facts => ({
  now,
  calendar: wallCalendar,
  channel: 'cli',
  person: 'somebody',
  officer: null,
  ownCases: [],
  officerCases: [],
  named: [],
  refusedCodes: [],
  quotedCase: null,
  matches: [],
  law,
  destination: (workplace) => ({ ...NOBODY, workplace }),
  duty: NOBODY,
  province: NOBODY,
  treeIsEmpty: true,
  windowStaysOpen: true,
  mayBeTold: true,
  outOfReach: [],
});

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const later = (from: Date, ms: number) => new Date(from.getTime() + ms);
const written = (at: Date) => at.toLocaleDateString('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh' });

/** Without officers no clock runs, so plain days are enough: nobody is promised anything by them. */
const wallCalendar: Calendar = {
  isWorking: () => true,
  addWorkingMinutes: (from, minutes) => later(from, minutes * MINUTE_MS),
  addWorkingDays: (from, days) => later(from, days * DAY_MS),
  workingMinutesBetween: (from, to) => (to.getTime() - from.getTime()) / MINUTE_MS,
  acceptDue: (_urgency, from) => later(from, DAY_MS),
  answerDue: (_urgency, from) => later(from, DAY_MS),
  escalatedDue: (_urgency, from) => later(from, DAY_MS),
  moment: written,
  clock: written,
};
