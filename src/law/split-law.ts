import {
  type ArticleHeading,
  type ArticleNumber,
  annexHeading,
  articleHeading,
  endsSentence,
  isAfter,
  isCapitals,
  isNext,
  structureHeading,
} from './headings.ts';
import { endingAt } from './law-ending.ts';
import type { Line } from './read-lines.ts';

/** An article or annex with the lines that stand below its heading, and the line the heading stands on. */
export type LawPart = { name: string; title: string; heading: string; n: number; lines: Line[] };
type Remark = { line: number; message: string };

export type SplitLaw = {
  preamble: Line[];
  parts: LawPart[];
  ending: Line[];
  problems: Remark[];
  notes: Remark[];
};

/** Divides the lines of a law among its articles and annexes. Every line is in one of the places of the result, or is a heading. */
export function splitLaw(lines: readonly Line[]): SplitLaw {
  const ignored: number[] = [];
  for (;;) {
    const { split, open } = walk(lines, new Set(ignored));
    if (open.length === 0) return { ...split, notes: [...ignored.map(unclosed), ...split.notes] };
    // A quotation that never ends would swallow the rest of the law, so that it counts as none.
    ignored.push(...open);
  }
}

const unclosed = (line: number): Remark => ({ line, message: 'a quotation begins here and never ends' });

type Walk = {
  split: SplitLaw;
  last: ArticleNumber | null;
  seen: Map<string, number>;
  levels: string[];
  /** A chapter's name was read and its title may follow. */
  titleOpen: 'none' | 'awaited' | 'going on';
  isAnnex: boolean;
  /** A text that shall be amended is quoted, until the article that comes next. */
  isAmending: boolean;
  quotes: number[];
  before: Line | null;
};

function walk(lines: readonly Line[], ignored: ReadonlySet<number>): { split: SplitLaw; open: number[] } {
  const state: Walk = {
    split: { preamble: [], parts: [], ending: [], problems: [], notes: [] },
    last: null,
    seen: new Map(),
    levels: [],
    titleOpen: 'none',
    isAnnex: false,
    isAmending: false,
    quotes: [],
    before: null,
  };
  for (const line of lines) {
    take(state, line);
    countQuotes(state, line, ignored);
    state.before = line;
  }
  cutEnding(state.split);
  return { split: state.split, open: [...new Set(state.quotes)] };
}

function take(state: Walk, line: Line): void {
  const isStart = beginsSomething(state, line);
  if (state.quotes.length === 0 && (takeAnnex(state, line, isStart) || takeArticle(state, line, isStart)))
    return;
  if (state.quotes.length === 0 && !state.isAnnex && takeStructure(state, line, isStart)) return;
  const part = state.split.parts.at(-1);
  (part ? part.lines : state.split.preamble).push(line);
}

/** Behind a gap, a whole sentence or another heading; words in the middle of a paragraph are no heading. */
function beginsSomething({ before, split, titleOpen }: Walk, line: Line): boolean {
  if (line.opens || before === null || titleOpen !== 'none' || endsSentence(before.text)) return true;
  // A number that stands alone is no beginning of a sentence.
  if (!/\p{L}/u.test(before.text)) return true;
  const part = split.parts.at(-1);
  const isFirstLine = part !== undefined && part.lines.length === 0 && part.title !== '';
  return isFirstLine && articleHeading(line, true) !== null;
}

function takeAnnex(state: Walk, line: Line, isStart: boolean): boolean {
  if (state.split.parts.length === 0) return false;
  const annex = annexHeading(line, isStart);
  const current = state.split.parts.at(-1);
  if (!annex || current?.name === annex.name) return false;
  const before = state.seen.get(annex.name) ?? 0;
  state.seen.set(annex.name, before + 1);
  const name = before === 0 ? annex.name : `${annex.name} (${before + 1})`;
  state.split.parts.push({ name, title: annex.title, heading: '', n: line.n, lines: [] });
  Object.assign(state, { isAnnex: true, titleOpen: 'none' });
  return true;
}

function takeArticle(state: Walk, line: Line, isStart: boolean): boolean {
  if (state.isAnnex) return false;
  const heading = articleHeading(line, isStart);
  if (!heading || isQuoted(state, heading)) return false;
  const { number, name, title } = heading;
  complain(state, line, heading);
  if (isAfter(number, state.last)) state.last = number;
  state.seen.set(name, line.n);
  state.split.parts.push({
    name,
    title,
    heading: state.levels.filter((level) => level !== '').join(' › '),
    n: line.n,
    lines: [],
  });
  Object.assign(state, { titleOpen: 'none', isAmending: false });
  return true;
}

/** "Điều 60 được sửa đổi như sau:", and then the new article without quotation marks. */
function isQuoted(state: Walk, { number }: ArticleHeading): boolean {
  if (isNext(number, state.last)) return false;
  if (/(?:như sau|sau đây) ?:$/u.test(state.before?.text ?? '') && state.last !== null)
    state.isAmending = true;
  return state.isAmending;
}

function complain({ split, last, seen }: Walk, { n: line }: Line, { number, name }: ArticleHeading): void {
  const first = seen.get(name);
  if (first !== undefined)
    split.problems.push({ line, message: `article ${name} stands twice, on line ${first} too` });
  else if (!isAfter(number, last))
    split.problems.push({
      line,
      message: `article ${name} comes after article ${last?.n}${last?.letters}; what is quoted stands in “quotation marks”`,
    });
  else if (!isNext(number, last))
    split.notes.push({
      line,
      message: `article ${name} follows ${last === null ? 'nothing' : `article ${last.n}${last.letters}`}: something between is missing`,
    });
}

function takeStructure(state: Walk, line: Line, isStart: boolean): boolean {
  const heading = structureHeading(line, isStart);
  if (heading) {
    const { level, name, title } = heading;
    state.levels = [...Array.from({ length: level }, (_, at) => state.levels[at] ?? ''), join(name, title)];
    state.titleOpen = title === '' ? 'awaited' : 'going on';
    return true;
  }
  if (state.titleOpen === 'none' || (state.titleOpen === 'going on' && !isCapitals(line.text))) {
    state.titleOpen = 'none';
    return false;
  }
  const at = state.levels.length - 1;
  state.levels[at] = join(state.levels[at] ?? '', line.text);
  state.titleOpen = 'going on';
  return true;
}

/** "Chương I: Những quy định chung", whatever the case it is printed in. */
function join(name: string, more: string): string {
  const words = isCapitals(more) ? sentence(more) : more;
  if (more === '') return name;
  return name.includes(': ')
    ? `${name} ${words.slice(0, 1).toLowerCase()}${words.slice(1)}`
    : `${name}: ${words}`;
}

const sentence = (text: string): string => `${text.slice(0, 1)}${text.slice(1).toLowerCase()}`;

function countQuotes(state: Walk, { text, n }: Line, ignored: ReadonlySet<number>): void {
  if (ignored.has(n) || state.isAnnex) return;
  for (const [mark] of text.matchAll(/[“”]/gu)) {
    if (mark === '“') state.quotes.push(n);
    else state.quotes.pop();
  }
}

/** The signatures stand behind the last article, before the annexes; with those that an annex ends with they are no part of it. */
function cutEnding(split: SplitLaw): void {
  const last = split.parts.findLast(({ name }) => /^\d/.test(name));
  if (!last) return;
  const at = endingAt(last.lines);
  split.ending.push(...last.lines.slice(at));
  last.lines = last.lines.slice(0, at);
}
