const DAY_MS = 86_400_000;
/** People tell us what happened more often than what will. */
const PAST_IS_NEARER = 0.6;
const VIETNAM_MS = 7 * 3_600_000;

/** Words that make "t7" a month and not a Saturday. */
const MONTHLY = '(?:tu|hoi|den|toi|het|dau|cuoi|luong|thang|sang|qua|giua|vao)';

type Ymd = { y: number; m: number; d: number };
type Way = { look: RegExp; read(found: readonly (string | undefined)[], today: Ymd): string | null };

const num = (text: string | undefined) => Number(text ?? 'NaN');

const WAYS: Way[] = [
  // "24/11/2026", "ngày 24-11"
  {
    look: /(?<![\d./-])(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})(?![\d/])/g,
    read: ([, d, m, y]) => iso(num(y) < 100 ? 2000 + num(y) : num(y), num(m), num(d)),
  },
  // "6/2026"
  { look: /(?<![\d./-])(\d{1,2})[/-](\d{4})(?![\d/])/g, read: ([, m, y]) => iso(num(y), num(m), 1) },
  {
    look: /(?<![\d./-])(\d{1,2})[/-](\d{1,2})(?![\d/.,%-])(?! (?:luong|thang luong|so|ngay cong|cong(?! ty)))/g,
    read: ([, d, m], today) => nearest(today, num(m), num(d)),
  },
  // "ngày 5 tháng 6 năm 2026", "tháng 6 năm 2026", "tháng 6"
  {
    look: /\b(?:ngay )?(\d{1,2}) thang (\d{1,2})(?: nam (\d{4}))?\b/g,
    read: ([, d, m, y], today) => (y ? iso(num(y), num(m), num(d)) : nearest(today, num(m), num(d))),
  },
  {
    look: /\bthang (\d{1,2})(?:(?: nam)? (20\d{2}))?\b(?! (?:nam 1|luong))/g,
    read: ([, m, y], today) => (y ? iso(num(y), num(m), 1) : nearest(today, num(m), 1)),
  },
  {
    look: new RegExp(`\\b${MONTHLY} t(\\d{1,2})\\b`, 'g'),
    read: ([, m], today) => nearest(today, num(m), 1),
  },
  { look: /\bt([1-9]|1[0-2])[/.-](20\d{2})\b/g, read: ([, m, y]) => iso(num(y), num(m), 1) },
  { look: /\bt(1|8|9|10|11|12)\b/g, read: ([, m], today) => nearest(today, num(m), 1) },
  { look: /\bhom nay\b/g, read: (_, today) => shifted(today, 0) },
  { look: /\b(?:hom qua|toi qua|dem qua|chieu qua)\b/g, read: (_, today) => shifted(today, -1) },
  { look: /\bhom kia\b/g, read: (_, today) => shifted(today, -2) },
  { look: /\b(?:ngay mai|sang mai|chieu mai|toi mai)\b/g, read: (_, today) => shifted(today, 1) },
];

/** Days the text names, as ISO dates; a month is its first day. Without a year the nearest one is meant. Takes a folded text. */
export function findDates(folded: string, now: Date): string[] {
  const today = ymd(new Date(now.getTime() + VIETNAM_MS));
  let rest = folded;
  const found: { at: number; day: string }[] = [];
  for (const { look, read } of WAYS)
    for (const match of rest.matchAll(look)) {
      const day = read(match, today);
      if (day === null) continue;
      found.push({ at: match.index, day });
      // What one way has read is no longer there for the next; the length stays, so that positions do.
      const end = match.index + match[0].length;
      rest = rest.slice(0, match.index) + '_'.repeat(match[0].length) + rest.slice(end);
    }
  return [...new Set(found.sort((a, b) => a.at - b.at).map(({ day }) => day))];
}

const ymd = (at: Date): Ymd => ({ y: at.getUTCFullYear(), m: at.getUTCMonth() + 1, d: at.getUTCDate() });

/** Null when there is no such day. */
function iso(y: number, m: number, d: number): string | null {
  const at = new Date(Date.UTC(y, m - 1, d));
  const same = at.getUTCMonth() === m - 1 && at.getUTCDate() === d;
  return same && y >= 1990 && y <= 2100 ? at.toISOString().slice(0, 10) : null;
}

function nearest(today: Ymd, m: number, d: number): string | null {
  const base = Date.UTC(today.y, today.m - 1, today.d);
  const distance = (day: string) => {
    const ahead = Date.parse(day) - base;
    return ahead > 0 ? ahead : -ahead * PAST_IS_NEARER;
  };
  const years = [today.y - 1, today.y, today.y + 1].map((y) => iso(y, m, d)).filter((day) => day !== null);
  return years.sort((a, b) => distance(a) - distance(b))[0] ?? null;
}

const shifted = ({ y, m, d }: Ymd, days: number) =>
  new Date(Date.UTC(y, m - 1, d) + days * DAY_MS).toISOString().slice(0, 10);
