// Times as people say them, always by the union's clock.

const ZONE = 'Asia/Ho_Chi_Minh';
const CLOCK = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, hour: '2-digit', minute: '2-digit' });
const DATE = new Intl.DateTimeFormat('en-CA', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});
const DAY_MS = 86_400_000;

export const clockTime = (at) => CLOCK.format(new Date(at));

/** `2026-11-24`: names a day. */
export const dayOf = (at) => DATE.format(new Date(at));

/** "Hôm nay, thứ Ba 24/11"; the year only when it is another one. */
export function dayName(day, words) {
  const [year, month, date] = day.split('-');
  const weekday = words.weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()];
  const now = Date.now();
  const tail = dayOf(now).startsWith(year) ? '' : `/${year}`;
  const name = `${weekday} ${Number(date)}/${Number(month)}${tail}`;
  if (day === dayOf(now)) return words.today.replace('{day}', name);
  if (day === dayOf(now - DAY_MS)) return words.yesterday.replace('{day}', name);
  return name.charAt(0).toLocaleUpperCase('vi') + name.slice(1);
}
