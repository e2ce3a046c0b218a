import { fold } from '../vietnamese/fold.ts';
import type { Token } from '../vietnamese/tokens.ts';

const MARKERS = [
  'cong ty',
  'cty',
  'cong ti',
  'cti',
  'nha may',
  'nmay',
  'xuong',
  'phan xuong',
  'xi nghiep',
  'doanh nghiep',
  'tap doan',
  'hop tac xa',
  'htx',
  'dntn',
  'nong truong',
  'lam truong',
  'benh vien',
  'truong',
  'khach san',
  'sieu thi',
];
const MARKER_WORDS = MARKERS.map((marker) => marker.split(' ')).sort((a, b) => b.length - a.length);

/** What stands between "công ty" and the name. */
const FORM = new Set(
  'tnhh cp co phan mtv mot thanh vien sx san xuat tm thuong mai dv dich vu xnk xuat nhap khau dau tu xay dung che bien may det go giay da ca phe cao su thuy san hai san nong san dien tu bao bi thuc pham duoc in an van tai quoc te vn viet nam mien trung tay nguyen so'.split(
    ' ',
  ),
);
/** "công ty a" may be "công ty ạ": a small letter is a name only where words follow that call nobody. */
const LAST_PARTICLE = /^[a-z]$/;

/** Firms and workplaces as they are named ("cong ty A", "xưởng may X"). `isOrdinary` knows the words that are no names. */
export function findWorkplaces(tokens: readonly Token[], isOrdinary: (word: string) => boolean): string[] {
  const plain = tokens.map(({ raw }) => fold(raw).toLowerCase());
  const shouts = tokens.every(({ raw }) => raw === raw.toUpperCase());
  const found: string[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const marker = MARKER_WORDS.find((words) => words.every((word, n) => plain[at + n] === word));
    if (marker === undefined) continue;
    const end = nameEnd({ tokens, plain, isOrdinary, shouts }, at + marker.length);
    if (end === null) continue;
    found.push(
      tokens
        .slice(at, end)
        .map(({ raw }) => raw)
        .join(' '),
    );
    at = end - 1;
  }
  return [...new Set(found)];
}

type Line = {
  tokens: readonly Token[];
  plain: readonly string[];
  isOrdinary(word: string): boolean;
  shouts: boolean;
};

/** Where the name ends that begins at `from`, its form of company included. Null when there is no name. */
function nameEnd(line: Line, from: number): number | null {
  let at = from;
  while (FORM.has(line.plain[at] ?? '') && at - from < 8) at++;
  let end = at;
  while (end - at < 4 && isName(line, end)) end++;
  return end === at ? null : end;
}

function isName(line: Line, at: number): boolean {
  const { tokens, plain, isOrdinary, shouts } = line;
  const raw = tokens[at]?.raw ?? '';
  const word = plain[at] ?? '';
  if (LAST_PARTICLE.test(word)) return isLetterName(line, at);
  if (/^\d{1,2}$/.test(raw)) return /^\p{Lu}/u.test(tokens[at - 1]?.raw ?? '') && !isCounted(plain, at);
  if (!shouts && /^\p{Lu}/u.test(raw)) return true;
  return /^\p{L}+$/u.test(raw) && !isOrdinary(word);
}

/** "Công ty A", and "cong ty a" in a sentence that goes on; never "công ty ạ". */
function isLetterName({ tokens, plain, shouts }: Line, at: number): boolean {
  const raw = tokens[at]?.raw ?? '';
  if (fold(raw) !== raw) return false;
  if (raw !== raw.toLowerCase() || shouts) return true;
  const goesOn = at < tokens.length - 1 && !/^(oi|em|chi|anh)$/.test(plain[at + 1] ?? '');
  return goesOn && /^[a-dx-z]$/.test(raw);
}

const isCounted = (plain: readonly string[], at: number) =>
  /^(thang|nam|ngay|tuan|nguoi|gio|tieng|lan)$/.test(plain[at + 1] ?? '');
