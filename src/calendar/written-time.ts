import { isoDay, MINUTE_MS, toLocal, weekdayOf } from './local-time.ts';
import type { CalendarSettings } from './settings.ts';

type Words = CalendarSettings['words'];

/** "14:00 thứ Tư 25/11"; with its year when that is another one than `now`'s. */
export function writeMoment({ weekdays, moment }: Words, at: Date, now: Date): string {
  const { day } = toLocal(at);
  const [year, month, date] = isoDay(day).split('-');
  const isThisYear = isoDay(toLocal(now).day).startsWith(`${year}-`);
  const values: Record<string, string> = {
    time: timeOf(at),
    weekday: weekdays[weekdayOf(day) - 1] ?? '',
    date: isThisYear ? `${date}/${month}` : `${date}/${month}/${year}`,
  };
  return moment.replace(/\{(\w+)\}/g, (_whole, name: string) => values[name] ?? '');
}

/** "09:12" on the day of `now`, else as a moment. */
export const writeClock = (words: Words, at: Date, now: Date): string =>
  toLocal(at).day === toLocal(now).day ? timeOf(at) : writeMoment(words, at, now);

function timeOf(at: Date): string {
  const minutes = Math.floor(toLocal(at).ms / MINUTE_MS);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
