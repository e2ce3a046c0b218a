import { isoDay, toInstant, toLocal, weekdayOf } from '../../calendar/local-time.ts';
import { usePage } from '../page-context.ts';

const WEEKDAYS = ['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật'];

type WhenProps = { at: Date; withDay?: boolean; withSeconds?: boolean };

/** "10:15" or "10:15:03", in words with its day when `withDay`: "10:15 thứ Sáu 27/11". */
export function When({ at, withDay = false, withSeconds = false }: WhenProps) {
  const { now } = usePage();
  const clock = (withSeconds ? SECONDS : CLOCK).format(at);
  return <time dateTime={at.toISOString()}>{withDay ? `${clock} ${dayOf(at, now)}` : clock}</time>;
}

const OF_CLOCK = {
  timeZone: 'Asia/Ho_Chi_Minh',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
} as const;
const CLOCK = new Intl.DateTimeFormat('vi-VN', OF_CLOCK);
const SECONDS = new Intl.DateTimeFormat('vi-VN', { ...OF_CLOCK, second: '2-digit' });

/** "thứ Sáu 27/11"; with its year when that is another one. */
function dayOf(at: Date, now: Date): string {
  const { day } = toLocal(at);
  const [year, month, date] = isoDay(day).split('-');
  const isThisYear = isoDay(toLocal(now).day).startsWith(`${year}-`);
  return `${WEEKDAYS[weekdayOf(day) - 1]} ${date}/${month}${isThisYear ? '' : `/${year}`}`;
}

/** Head of a day in a list: "Hôm nay, thứ Tư 25/11". */
export function dayHead(at: Date, now: Date): string {
  const ago = toLocal(now).day - toLocal(at).day;
  const words = dayOf(at, now);
  if (ago === 0) return `Hôm nay, ${words}`;
  if (ago === 1) return `Hôm qua, ${words}`;
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** When this day began in Vietnam. */
export const startOfDay = (at: Date): Date => toInstant({ day: toLocal(at).day, ms: 0 });
