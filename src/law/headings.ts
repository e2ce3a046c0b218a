import type { Line } from './read-lines.ts';

/** The number of an article, in the order of the law: 12 < 12a < 12b < 13. */
export type ArticleNumber = { n: number; letters: string };

const ARTICLE =
  /^(?:Điều|ĐIỀU) (\d{1,4})([a-zđ]{0,2})\s?(?:\[\d+\])?\s?(?:([.:](?:\s?[-–])?|[-–])\s?(?:\[\d+\])?\s?(.*))?$/u;
const LEVELS = ['Phần', 'Chương', 'Mục', 'Tiểu mục'] as const;
const STRUCTURE =
  /^(Phần thứ|Phần|Chương|Tiểu mục|Mục) ([IVXLC]+[a-z]?|\d+[a-z]?|nhất|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười)(?:\s?\[\d+\])?(?:\s?([.:–-])\s?(.*)|\s(.*))?$/iu;
const ANNEX =
  /^(?:(?:PHỤ LỤC|Phụ lục)(?: (?:SỐ|số))?( (?:[IVXLC]+|\d+)(?:[A-Z]|-[A-Z0-9]+)?)?|(MẪU SỐ|Mẫu số)( \d\S*?))(?:\s?[.:–-]\s?|\s|$)(.*)$/u;
const SENTENCE_END = /[.;:!?…”")\]]$/u;
const LETTERS = 'abcdđeghiklmnopqrstuvxy';

export type ArticleHeading = { number: ArticleNumber; name: string; title: string };

/** "Điều 12a. Tên điều" at the beginning of a paragraph; a law that is only referred to goes on without a full stop. */
export function articleHeading(line: Line, isStart: boolean): ArticleHeading | null {
  const found = isStart ? ARTICLE.exec(line.text) : null;
  if (!found) return null;
  const [, n = '', letters = '', , title = ''] = found;
  return { number: { n: Number(n), letters }, name: `${Number(n)}${letters}`, title: title.trim() };
}

/** Whether a number is the one after another: 13 and 12a after 12, 12b and 13 after 12a. */
export function isNext(number: ArticleNumber, last: ArticleNumber | null): boolean {
  if (last === null) return number.n === 1;
  if (number.n === last.n + 1) return number.letters === '';
  const letter = last.letters === '' ? 'a' : (LETTERS[LETTERS.indexOf(last.letters) + 1] ?? '');
  return number.n === last.n && number.letters === letter;
}

export function isAfter(number: ArticleNumber, last: ArticleNumber | null): boolean {
  if (last === null || number.n !== last.n) return last === null || number.n > last.n;
  return place(number.letters) > place(last.letters);
}

const place = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * LETTERS.length + LETTERS.indexOf(letter) + 1, 0);

/** Part, chapter, section: how deep it stands, its name, and the title where it is on the same line. */
export function structureHeading(
  { text }: Line,
  isStart: boolean,
): { level: number; name: string; title: string } | null {
  const found = isStart ? STRUCTURE.exec(text) : null;
  if (!found) return null;
  const [, kind = '', number = '', mark, marked, loose] = found;
  // "Chương III của Bộ luật này" is a reference; a title without a mark is in capitals.
  if (mark === undefined && loose !== undefined && !isCapitals(loose)) return null;
  const level = LEVELS.findIndex((name) => kind.toLowerCase().startsWith(name.toLowerCase()));
  return { level, name: `${kind} ${number}`, title: (marked ?? loose ?? '').trim() };
}

/** "PHỤ LỤC I" behind the articles: its name, and the title where it is on the same line. */
export function annexHeading({ text }: Line, isStart: boolean): { name: string; title: string } | null {
  const found = isStart ? ANNEX.exec(text) : null;
  if (!found) return null;
  const [, annex = '', form, formNumber = '', title = ''] = found;
  // "Phụ lục I ban hành kèm theo …" is a reference; a title on the same line is in capitals.
  if (title !== '' && !isCapitals(title)) return null;
  return { name: form === undefined ? `Phụ lục${annex}` : `Mẫu số${formNumber}`, title: title.trim() };
}

export const isCapitals = (text: string): boolean => /\p{Lu}/u.test(text) && !/\p{Ll}/u.test(text);

/** Whether a line says all of it, so that the next one begins something new. */
export const endsSentence = (text: string): boolean => SENTENCE_END.test(text);
