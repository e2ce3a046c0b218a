import type { Line } from './read-lines.ts';

const BARE_NUMBER = /^[-–—]?\s?(\d{1,4})\s?[-–—]?$/u;
const NAMED_NUMBER = /^(?:Trang|Page|Tr\.)\s?\d{1,4}(?:\s?(?:\/|of|trên)\s?\d{1,4})?$/iu;
/** The head of a page of the official gazette: "12 CÔNG BÁO/Số 993 + 994/Ngày 30-12-2019". */
const GAZETTE = /^(?:\d{1,4}\s)?CÔNG BÁO\s?\/\s?Số\s.{1,60}$/u;
/** What a law says ends like a sentence; what stands on every page does not. */
const SENTENCE_END = /[.;:,!?)”"]$/u;
const LONGEST_HEAD = 90;
/** A page's own line stands on at least so many pages. */
const FEWEST_PAGES = 3;
/** Lines between the numbers of two pages, at least. */
const LEAST_LINES = 8;

/** The lines of the law, and those that belong to its pages: numbers, heads and feet that repeat. */
export function splitFurniture(lines: readonly Line[]): { law: Line[]; furniture: Line[] } {
  const numbers = pageNumbers(lines);
  const isPageEdge = (at: number) => numbers.has(at) || GAZETTE.test(lines[at]?.text ?? '');
  const near = lines.flatMap((line, at) =>
    !isPageEdge(at) && isHeadLike(line) && (isPageEdge(at - 1) || isPageEdge(at + 1)) ? [line.text] : [],
  );
  const repeated = new Set(near.filter((text) => near.filter((one) => one === text).length >= FEWEST_PAGES));
  const isFurniture = (line: Line, at: number) =>
    isPageEdge(at) || (repeated.has(line.text) && (isPageEdge(at - 1) || isPageEdge(at + 1)));
  const law: Line[] = [];
  const furniture: Line[] = [];
  for (const [at, line] of lines.entries()) (isFurniture(line, at) ? furniture : law).push(line);
  return { law, furniture };
}

const isHeadLike = ({ text }: Line) => text.length <= LONGEST_HEAD && !SENTENCE_END.test(text);

/**
 * A bare number may be a cell of a table, so it is a page's only as one of a row of numbers that grow by one, a page of lines between
 * them. A page that begins again with 1 begins a new row.
 */
function pageNumbers(lines: readonly Line[]): Set<number> {
  const found = new Set<number>();
  let row: { at: number; n: number }[] = [];
  const close = () => {
    if (row.length > 1) for (const { at } of row) found.add(at);
    row = [];
  };
  for (const [at, { text }] of lines.entries()) {
    if (NAMED_NUMBER.test(text)) found.add(at);
    const n = Number(BARE_NUMBER.exec(text)?.[1] ?? Number.NaN);
    if (Number.isNaN(n)) continue;
    const last = row.at(-1);
    const isFar = last === undefined || at - last.at > LEAST_LINES;
    if (last === undefined || (n === last.n + 1 && isFar)) row.push({ at, n });
    else if (row.length < 2 || (n === 1 && isFar)) {
      close();
      row = [{ at, n }];
    }
  }
  close();
  return found;
}
