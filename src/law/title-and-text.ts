import { endsSentence } from './headings.ts';
import type { Line } from './read-lines.ts';

/** A clause, a point, a dash: something that begins a paragraph wherever it stands. */
const ITEM = /^(?:\d{1,3}[a-zđ]?(?:\.\d{1,3})*[.)]|[a-zđ]{1,2}\d{0,2}\)|[-–+•*“"])(?:\s|(?<=[“"]))/u;
/** The heading of an article that is quoted, or of a form in an annex. */
const HEADING = /^[“"]?(?:Điều|ĐIỀU) \d+[a-zđ]{0,2} ?[.:]/u;
const BEGINS_SMALL = /^\p{Ll}/u;
/** A title is a phrase; more words than these are the article itself. */
const MOST_TITLE_WORDS = 40;

/** The title, which may go on over several lines, and the paragraphs below it without the breaks of the page. */
export function titleAndText(first: string, lines: readonly Line[]): { title: string; text: string } {
  const [title, rest] = wholeTitle(first, lines);
  const text = paragraphs(rest);
  if (!isSentence(title, text)) return { title: title.replace(/[.]$/, '').trim(), text: text.join('\n') };
  return { title: '', text: [title, ...text].join('\n') };
}

function wholeTitle(first: string, lines: readonly Line[]): [string, readonly Line[]] {
  let title = first;
  let at = 0;
  for (const { text, opens } of lines) {
    const isRest =
      title === '' ? !ITEM.test(text) : !opens && !endsSentence(title) && BEGINS_SMALL.test(text);
    if (!isRest || ITEM.test(text)) break;
    title = title === '' ? text : `${title} ${text}`;
    at++;
  }
  return [title, lines.slice(at)];
}

/** "Điều 3. Thông tư này có hiệu lực từ ngày …" has no title: what stands there is the law. */
function isSentence(title: string, text: readonly string[]): boolean {
  if (/[;:]$/u.test(title)) return true;
  if (/[.]$/u.test(title)) return text.length === 0 || title.split(' ').length > MOST_TITLE_WORDS;
  return text.length === 0 && title.split(' ').length > MOST_TITLE_WORDS;
}

/** A line goes on with the one before unless something begins: after a gap, after a full stop, with a clause or a point. */
function paragraphs(lines: readonly Line[]): string[] {
  const done: string[] = [];
  for (const { text, opens } of lines) {
    const before = done.at(-1);
    const isWhole = before === undefined || endsSentence(before) || HEADING.test(before);
    const begins = before === undefined || ITEM.test(text) || (isWhole && !BEGINS_SMALL.test(text));
    const isApart = opens && (isWhole || !BEGINS_SMALL.test(text));
    if (begins || isApart) done.push(text);
    else done[done.length - 1] = `${before} ${text}`;
  }
  return done;
}
