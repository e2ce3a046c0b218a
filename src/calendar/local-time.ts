/** Vietnam keeps UTC+7 all year. */
const OFFSET_MS = 7 * 3_600_000;
export const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Days since 1970-01-01 in Vietnam, and the milliseconds since that day's midnight. */
export type LocalTime = { day: number; ms: number };

export function toLocal(at: Date): LocalTime {
  const local = at.getTime() + OFFSET_MS;
  const day = Math.floor(local / DAY_MS);
  return { day, ms: local - day * DAY_MS };
}

export const toInstant = ({ day, ms }: LocalTime): Date => new Date(day * DAY_MS + ms - OFFSET_MS);

/** 1 = Monday … 7 = Sunday. Day 0 was a Thursday. */
export const weekdayOf = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1;

export const isoDay = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);
