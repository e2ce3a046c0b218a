import { groupBy } from './group-by.ts';

/** One word of a name or a message. `kind` is set where a word only says that a workplace's name follows ("công ty"). */
export type Word = { plain: string; marked: string; kind: string | null };

/** Short forms people write, opened word by word. */
const SHORT: Record<string, string> = {
  cty: 'cong ty',
  cti: 'cong ty',
  ctyy: 'cong ty',
  congty: 'cong ty',
  ct: 'cong ty',
  nm: 'nha may',
  xn: 'xi nghiep',
  dn: 'doanh nghiep',
  nt: 'nong truong',
  htx: 'hop tac xa',
  bv: 'benh vien',
  ks: 'khach san',
  kcn: 'khu cong nghiep',
  ccn: 'cum cong nghiep',
  cdcs: 'cong doan co so',
  cp: 'co phan',
  sx: 'san xuat',
  tm: 'thuong mai',
  dv: 'dich vu',
  xnk: 'xuat nhap khau',
  xd: 'xay dung',
  vn: 'viet nam',
  daklak: 'dak lak',
};

/** What stands before a workplace's name. */
const KINDS = [
  'tong cong ty',
  'cong ty',
  'cong ti',
  'nha may',
  'xi nghiep',
  'doanh nghiep',
  'chi nhanh',
  'hop tac xa',
  'nong truong',
  'lam truong',
  'phan xuong',
  'xuong',
  'benh vien',
  'thuy dien',
  'khach san',
  'nha hang',
  'tap doan',
  'cong doan co so',
];

/** Legal forms: part of the name on paper, left out by everybody who speaks. */
const FORMS = ['trach nhiem huu han', 'mot thanh vien', 'co phan', 'tu nhan', 'tnhh', 'mtv', 'ltd', 'jsc'];

/** Runs of plain words, by their first. */
type Sequences = ReadonlyMap<string, string[][]>;

const sequencesOf = (texts: string[]): Sequences =>
  groupBy(
    texts.map((text) => text.split(' ')),
    ([first]) => first ?? '',
  );
const FORM_WORDS = sequencesOf(FORMS);
const KIND_WORDS = sequencesOf(KINDS);

/** A text as words that can be compared: without legal forms, with "cty TNHH" as the sign that a name follows. */
export function wordsOf(text: string): Word[] {
  const opened = (text.normalize('NFC').match(/[\p{L}\p{N}]+/gu) ?? []).flatMap(open);
  const words: Word[] = [];
  for (let at = 0; at < opened.length; ) {
    const form = sequenceAt(opened, at, FORM_WORDS);
    const kind = form ? null : sequenceAt(opened, at, KIND_WORDS);
    const word = opened[at];
    if (kind) words.push({ plain: '', marked: '', kind: kind.join(' ') });
    else if (word && !form) words.push(word);
    at += (form ?? kind)?.length ?? 1;
  }
  return words;
}

function open(raw: string): Word[] {
  const word = read(raw);
  const full = Object.hasOwn(SHORT, word.plain) ? SHORT[word.plain] : undefined;
  if (full) return full.split(' ').map((plain) => ({ plain, marked: plain, kind: null }));
  return word.plain === '' ? [] : [word];
}

/** `marked` is the base letters, then the marks sorted: "hoà" and "hòa" are one word. */
function read(raw: string): Word {
  const lower = raw.toLowerCase();
  if (/^[a-z0-9]+$/.test(lower)) return { plain: lower, marked: lower, kind: null };
  const parts = lower.replace(/đ/g, 'd\u0335').normalize('NFD');
  const plain = parts.replace(/\p{M}/gu, '');
  const marks = [...parts.matchAll(/\p{M}/gu)].map(([mark]) => mark);
  return { plain, marked: plain + marks.sort().join(''), kind: null };
}

const sequenceAt = (words: Word[], at: number, sequences: Sequences): string[] | null =>
  sequences
    .get(words[at]?.plain ?? '')
    ?.find((sequence) => sequence.every((word, n) => words[at + n]?.plain === word)) ?? null;
