import type { Law } from '../model/calculation.ts';

const DAY_MS = 86_400_000;
const at = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

export const addDays = (day: string, days: number): string => iso(at(day) + days * DAY_MS);

export const daysBetween = (from: string, to: string): number => Math.round((at(to) - at(from)) / DAY_MS);

/** The same day so many months later; the last of the month where it has no such day. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return iso(Date.UTC(year, month - 1 + months, Math.min(date, last)));
}

const isSunday = (day: string): boolean => new Date(at(day)).getUTCDay() === 0;

/** A working day where Sunday is the weekly rest. A holiday on a Sunday gives the next working day off (law 3.12). */
function isWorkday(law: Law, day: string): boolean {
  if (isSunday(day) || law.holiday(day) === 'holiday') return false;
  let before = addDays(day, -1);
  let owed = 0;
  // Back over the days off that lie directly before: each Sunday among them that was a holiday is owed a day.
  while (isSunday(before) || law.holiday(before) === 'holiday') {
    if (isSunday(before) && law.holiday(before) === 'holiday') owed++;
    before = addDays(before, -1);
  }
  return owed === 0;
}

/** So many working days after a day, that day itself not counted; whether a day on the way may yet become a holiday. */
export function addWorkdays(law: Law, from: string, count: number): { day: string; isUndecided: boolean } {
  let day = from;
  let isUndecided = false;
  for (let left = count; left > 0; ) {
    day = addDays(day, 1);
    if (law.holiday(day) === 'undecided') isUndecided = true;
    if (isWorkday(law, day)) left--;
  }
  return { day, isUndecided };
}
