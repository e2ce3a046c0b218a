import { AppError } from '../errors.ts';
import type { Calendar, Urgency } from '../model/calendar.ts';
import { isoDay, type LocalTime, MINUTE_MS, toInstant, toLocal, weekdayOf } from './local-time.ts';
import type { Allowance, CalendarSettings } from './settings.ts';
import { writeClock, writeMoment } from './written-time.ts';

/** The clockwork comes a little after a deadline; the hours of the next level count from the deadline itself. */
const LATE_MS = 5 * MINUTE_MS;
const onTime = (from: Date): Date => new Date(Math.floor(from.getTime() / LATE_MS) * LATE_MS);

/** A year without a working day is a mistake in the settings, not a long holiday. */
const MOST_DAYS_OFF = 366;

/** Working time of the offices. Pure: knows only its settings. */
export function createCalendar(settings: CalendarSettings): Calendar {
  const spans = settings.hours.spans.map(({ from, to }) => ({ from: from * MINUTE_MS, to: to * MINUTE_MS }));
  const weekdays = new Set(settings.hours.days);
  const off = new Set([...settings.holidays, ...settings.daysOff].map(({ day }) => day));
  const worked = new Set(settings.workDays.map(({ day }) => day));

  const isWorkday = (day: number): boolean => {
    const iso = isoDay(day);
    return worked.has(iso) || (weekdays.has(weekdayOf(day)) && !off.has(iso));
  };

  function nextWorkday(day: number): number {
    for (let later = day + 1; later <= day + MOST_DAYS_OFF; later++) if (isWorkday(later)) return later;
    throw new AppError('invalid', `content/calendar.yaml leaves no working day after ${isoDay(day)}`);
  }

  /** The instant itself in working time, closing times included; else the next opening. */
  function startAt(at: Date): LocalTime {
    const { day, ms } = toLocal(at);
    if (isWorkday(day)) {
      const span = spans.find(({ to }) => ms <= to);
      if (span) return { day, ms: Math.max(ms, span.from) };
    }
    return { day: nextWorkday(day), ms: spans[0]?.from ?? 0 };
  }

  function addWorkingMs(from: Date, amount: number): Date {
    let { day, ms } = startAt(from);
    let left = amount;
    for (;;) {
      const end = within(ms, left);
      if (end !== null) return toInstant({ day, ms: end });
      left -= restOf(ms);
      day = nextWorkday(day);
      ms = 0;
    }
  }

  /** Working milliseconds of a working day from `ms` on. */
  const restOf = (ms: number): number =>
    spans.reduce((sum, { from, to }) => sum + Math.max(0, to - Math.max(ms, from)), 0);

  /** When so much working time after `ms` is over, null when not on this day. */
  function within(ms: number, amount: number): number | null {
    let left = amount;
    for (const span of spans) {
      // At the very end of a span nothing is left of it: what is still owed begins with the next one.
      if (ms >= span.to) continue;
      const begin = Math.max(ms, span.from);
      if (left <= span.to - begin) return begin + left;
      left -= span.to - begin;
    }
    return null;
  }

  function addWorkingDays(from: Date, days: number): Date {
    const { day: first, ms } = startAt(from);
    let day = first;
    for (let n = 0; n < days; n++) day = nextWorkday(day);
    return toInstant({ day, ms });
  }

  /** Working milliseconds of a day before `ms`. */
  const workedBefore = (day: number, ms: number): number =>
    isWorkday(day) ? spans.reduce((sum, { from, to }) => sum + Math.max(0, Math.min(ms, to) - from), 0) : 0;

  function workingMsBetween(from: Date, to: Date): number {
    if (to <= from) return 0;
    const begin = toLocal(from);
    const end = toLocal(to);
    let sum = workedBefore(end.day, end.ms) - workedBefore(begin.day, begin.ms);
    for (let day = begin.day; day < end.day; day++) sum += workedBefore(day, Number.POSITIVE_INFINITY);
    return sum;
  }

  const isWorking = (at: Date): boolean => {
    const { day, ms } = toLocal(at);
    return isWorkday(day) && spans.some(({ from, to }) => from <= ms && ms < to);
  };

  function after(from: Date, allowance: Allowance): Date {
    if ('workHours' in allowance) return addWorkingMs(from, allowance.workHours * 60 * MINUTE_MS);
    if ('workDays' in allowance) return addWorkingDays(from, allowance.workDays);
    const minutes = isWorking(from) ? allowance.minutes : (allowance.outside ?? allowance.minutes);
    return new Date(from.getTime() + minutes * MINUTE_MS);
  }

  const levelOf = (urgency: Urgency) => settings.levels[urgency];
  return {
    isWorking,
    addWorkingMinutes: (from, minutes) => addWorkingMs(from, minutes * MINUTE_MS),
    addWorkingDays,
    workingMinutesBetween: (from, to) => workingMsBetween(from, to) / MINUTE_MS,
    acceptDue: (urgency, from) => after(from, levelOf(urgency).accept),
    answerDue: (urgency, from) => after(from, levelOf(urgency).answer),
    escalatedDue: (urgency, from) => {
      const { next } = levelOf(urgency);
      return after('workHours' in next ? onTime(from) : from, next);
    },
    moment: (at, now) => writeMoment(settings.words, at, now),
    clock: (at, now) => writeClock(settings.words, at, now),
  };
}
