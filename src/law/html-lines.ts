import { Parser } from 'htmlparser2';
import { type Line, tidy } from './read-lines.ts';

/** Text of one block of a page, and where in the source it begins. */
type Block = { text: string; at: number; opens: boolean };

const UNREAD: ReadonlySet<string> = new Set(['script', 'style', 'head', 'template', 'noscript', 'svg']);
const BLOCKS: ReadonlySet<string> = new Set(
  'address article aside blockquote body caption center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section table tbody tfoot thead tr ul'.split(
    ' ',
  ),
);
const CELLS: ReadonlySet<string> = new Set(['td', 'th']);

/** The lines of a page, numbered as in its source. */
export function htmlLines(html: string): Line[] {
  let line = 1;
  let seen = 0;
  return htmlBlocks(html).map(({ text, at, opens }) => {
    for (; seen < at; seen++) if (html.charCodeAt(seen) === 0x0a) line++;
    return { text, n: line, opens };
  });
}

/** What a browser would show, block by block; numbers that a browser gives to the items of a list are written out. */
export function htmlBlocks(html: string): Block[] {
  const blocks: Block[] = [];
  const lists: { next: number; ordered: boolean }[] = [];
  let text = '';
  let at = 0;
  let opens = true;
  let unread = 0;

  function end(isBlock: boolean): void {
    // The words of an item may stand in a block of their own.
    if (MARK.test(text)) return;
    const line = tidy(text).replace(/\s+/gu, ' ').trim();
    if (line !== '' && line !== '|') {
      blocks.push({ text: line.replace(/ ?\| ?$/, ''), at, opens });
      opens = false;
    }
    text = '';
    if (isBlock) opens = true;
  }

  function openTag(name: string, start: string | undefined): void {
    if (name === 'ol' || name === 'ul')
      lists.push({ next: Number.parseInt(start ?? '', 10) || 1, ordered: name === 'ol' });
    const list = lists.at(-1);
    if (name === 'li' && list) text = markOf(list, lists.filter(({ ordered }) => ordered).length);
  }

  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (UNREAD.has(name)) unread++;
        if (BLOCKS.has(name)) end(true);
        if (name === 'br') end(false);
        openTag(name, attributes.start);
      },
      ontext(words) {
        if (unread > 0) return;
        if (text.trim() === '' || MARK.test(text)) at = parser.startIndex + leading(words);
        text = MARK.test(text) && OWN_MARK.test(words) ? words : text + words;
      },
      onclosetag(name) {
        if (UNREAD.has(name)) unread--;
        if (name === 'li' && MARK.test(text)) text = '';
        if (CELLS.has(name) && text.trim() !== '') text += ' | ';
        if (BLOCKS.has(name)) end(true);
        if (name === 'ol' || name === 'ul') lists.pop();
      },
    },
    { decodeEntities: true },
  );
  parser.end(html);
  end(true);
  return blocks;
}

/** The mark of a list's item that has no words yet, and a mark that was typed although the list has its own. */
const MARK = /^(?:\d+\.|[a-zđ]\)|-) $/u;
const OWN_MARK = /^\s*(?:\d+[a-zđ]?\.|[a-zđ]\)|[-–+•])\s/u;
const POINTS = 'abcdđeghiklmnopqrstuvxy';

/** Clauses are numbered, what is inside them goes by letters, as in every law. */
function markOf(list: { next: number; ordered: boolean }, depth: number): string {
  if (!list.ordered) return '- ';
  const n = list.next++;
  return depth > 1 && n <= POINTS.length ? `${POINTS[n - 1]}) ` : `${n}. `;
}

const leading = (words: string): number => words.length - words.trimStart().length;
