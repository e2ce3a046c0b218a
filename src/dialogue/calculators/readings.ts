import { findDates } from '../../understanding/entities/dates.ts';
import { findMoney } from '../../understanding/entities/money.ts';

/** Something counted in a text: where it stands, and how much it is. */
export type Found = { at: number; end: number; value: number };

const WORDED: Record<string, number> = {
  mot: 1,
  hai: 2,
  ba: 3,
  bon: 4,
  bay: 7,
  tam: 8,
  chin: 9,
  muoi: 10,
};
const NUMBER = `(\\d+(?:[.,]\\d+)?|${Object.keys(WORDED).join('|')})`;

export const numberOf = (text: string): number => WORDED[text] ?? Number(text.replace(',', '.'));

const matches = (text: string, look: RegExp, read: (found: RegExpMatchArray) => number | null): Found[] =>
  [...text.matchAll(look)].flatMap((found) => {
    const value = read(found);
    const at = found.index ?? 0;
    return value === null || Number.isNaN(value) ? [] : [{ at, end: at + found[0].length, value }];
  });

const SPAN =
  /\btu (\d{1,2}) ?(?:h|g|gio)(?: ?(\d{2}))?(?: \S+)? (?:den|toi|-) (\d{1,2}) ?(?:h|g|gio)(?: ?(\d{2}))?/g;
const DAY_MINUTES = 24 * 60;
/** "25k một giờ", "8 giờ tối", "lúc 5h", "ngày làm 8 tiếng", "8 tiếng một ngày" are no hours of overtime. */
const HOURS = new RegExp(
  `(?<!(?:\\dk|k|nghin|ngan|dong|luc|hoi|den|toi|ngay lam|binh thuong|quy dinh|la) )\\b${NUMBER} ?(?:tieng|gio|h)(?: ?(ruoi)| (\\d{1,2}) ?(?:phut|p))?(?! ?(?:dem|toi|sang|chieu|khuya|trua|1 ngay|mot ngay|moi ngay|\\/ ?ngay|kem))(?![a-z])`,
  'g',
);
const MINUTES = /\b(\d{1,3}) ?phut\b/g;

/** Hours of work, in minutes: "3 tiếng rưỡi", "từ 17h đến 20h", "90 phút". */
export function minutesIn(text: string): Found[] {
  const spans = matches(text, SPAN, ([, from = '', fromMinutes = '0', to = '', toMinutes = '0']) => {
    const minutes = Number(to) * 60 + Number(toMinutes) - Number(from) * 60 - Number(fromMinutes);
    return (minutes + DAY_MINUTES) % DAY_MINUTES;
  });
  if (spans.length > 0) return spans;
  const hours = matches(text, HOURS, ([, whole = '', half, minutes]) =>
    Math.round((numberOf(whole) + (half ? 0.5 : 0)) * 60 + Number(minutes ?? 0)),
  );
  return hours.length > 0 ? hours : matches(text, MINUTES, ([, minutes = '']) => Number(minutes));
}

const MONTHS = new RegExp(
  `\\b${NUMBER} nam(?: (?:va )?(\\d{1,2}|${Object.keys(WORDED).join('|')}) thang| (ruoi))?(?! ?(?:ve truoc|\\d))|\\b${NUMBER} thang(?: (ruoi))?(?! ?\\d)`,
  'g',
);

/** Spans of months and years, in months: "5 năm 4 tháng", "2 năm rưỡi", "18 tháng". */
export const monthsIn = (text: string): Found[] =>
  matches(text, MONTHS, ([, years, months, half, only]) =>
    years === undefined
      ? Math.floor(numberOf(only ?? ''))
      : Math.round(numberOf(years) * 12) + (months === undefined ? 0 : numberOf(months)) + (half ? 6 : 0),
  );

/** Numbers that one of these words counts: "26 công", "2 con", "3 ngày rưỡi", "nửa ngày". */
export function countedIn(text: string, units: readonly string[]): Found[] {
  const unit = units.join('|');
  const whole = matches(
    text,
    new RegExp(`\\b${NUMBER} ?(?:${unit})\\b(?: (ruoi)\\b)?`, 'g'),
    ([, n = '', half]) => numberOf(n) + (half ? 0.5 : 0),
  );
  const halves = matches(text, new RegExp(`\\bnua (?:${unit})\\b`, 'g'), () => 0.5);
  return [...whole, ...halves];
}

export function moneyIn(text: string): Found[] {
  return findMoney(text).map((value) => ({ at: 0, end: 0, value }));
}

const AGO = new RegExp(`\\b${NUMBER} (ngay|tuan|thang|nam) (?:truoc|nay|roi|qua)\\b`);

/** Days the text names, and spans back from today ("2 tháng trước"). ISO. */
export function datesIn(text: string, now: Date): string[] {
  // "2/3 lương" is a share of the wage, "ngày 24/11 lương 5tr" is not.
  const named = findDates(text.replace(/\b((?:ngay|hom) \d{1,2}\/\d{1,2}) (?=luong\b)/g, '$1 , '), now);
  const [, count, unit] = AGO.exec(text) ?? [];
  if (named.length > 0 || count === undefined || unit === undefined) return named;
  return [goneBack(now, numberOf(count), unit)];
}

const VIETNAM_MS = 7 * 3_600_000;

function goneBack(now: Date, count: number, unit: string): string {
  const day = new Date(now.getTime() + VIETNAM_MS);
  if (unit === 'ngay' || unit === 'tuan')
    day.setUTCDate(day.getUTCDate() - count * (unit === 'tuan' ? 7 : 1));
  else day.setUTCMonth(day.getUTCMonth() - count * (unit === 'nam' ? 12 : 1));
  return day.toISOString().slice(0, 10);
}

const BIRTHS = [
  /\b(?:\d{1,2}[/.-])?(\d{1,2})[/.-]((?:19|20)\d{2})\b/,
  /\bthang (\d{1,2})(?: nam)? ((?:19|20)\d{2})\b/,
  /\b(\d{1,2}) ((?:19|20)\d{2})\b/,
];

/** Month of birth, as its first day; a year alone is not enough. */
export function birthIn(text: string): string | null {
  for (const look of BIRTHS) {
    const [, month, year] = look.exec(text) ?? [];
    if (month === undefined || Number(month) < 1 || Number(month) > 12) continue;
    return `${year}-${month.padStart(2, '0')}-01`;
  }
  return null;
}

/** The whole reply is one number: "26", "2,5". */
export function bareNumber(text: string): number | null {
  const found = /^(?:khoang |tam |duoc |la )?(\d[\d.,]*|[a-z]+)(?: (?:thoi|a|nha|nhe|do))*$/.exec(
    text.trim(),
  );
  const written = found?.[1];
  if (written === undefined) return null;
  if (WORDED[written] !== undefined) return WORDED[written] ?? null;
  const plain = /^\d{1,3}(?:[.,]\d{3})+$/.test(written)
    ? written.replace(/[.,]/g, '')
    : written.replace(',', '.');
  const value = Number(plain);
  return Number.isFinite(value) && /\d/.test(written) ? value : null;
}
