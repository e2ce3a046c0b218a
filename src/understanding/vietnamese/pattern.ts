import { z } from 'zod';
import { fold } from './fold.ts';
import type { Reading } from './read-text.ts';

/** A text made ready to be searched by many patterns. */
export type Haystack = { line: string; words: ReadonlySet<string>; marked: boolean };

/** Patterns of words made ready to look for. `find` gives the words that one of them matched. */
export type Patterns = { find(haystack: Haystack): string | null };

const WORD = '[^ ]+';

/** With the marks where the writer uses them, else by letters alone. */
export function haystackOf({ words, plain, marked }: Reading): Haystack {
  return haystack(marked ? words.map(oneTone) : plain, marked);
}

const haystack = (words: readonly string[], marked: boolean): Haystack => ({
  line: ` ${words.join(' ')} `,
  words: new Set(words),
  marked,
});

/** The same without the words that were found, and a gap where they stood. */
export function without({ line, marked }: Haystack, found: string): Haystack {
  return haystack(line.replace(` ${found} `, ' ~ ').trim().split(' '), marked);
}

/**
 * Patterns are words as people say them: `(a|b c)` for alternatives, `[x]` for what may be missing, `*` for up to four words in
 * between: "máy * (cuốn|kẹp) * (tay|chân)". A text with diacritics is compared with them, one without by letters alone. A
 * pattern that begins with `=` means too many things without its marks ("=nổ": nợ, nó, no); it is looked for only in
 * texts that have them.
 */
export function compilePatterns(sources: readonly string[]): Patterns {
  const written = sources.map((source) => source.normalize('NFC').toLowerCase());
  const marked = index(written.map((source) => oneTone(source.replace(/^=/, ''))));
  const plain = index(written.filter((source) => !source.startsWith('=')).map(fold));
  return { find: (text) => firstFound(text.marked ? marked : plain, text) };
}

/** Hỏi and ngã sound the same to many who write to us, and are written for each other. */
const oneTone = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\u0303/g, '\u0309')
    .normalize('NFC');

type Search = { expression: RegExp; needed: readonly string[][] };

/** Patterns by each word of which one must be there: nearly all are out at once because it is not. */
type Index = ReadonlyMap<string, readonly Search[]>;

function index(sources: readonly string[]): Index {
  const byWord = new Map<string, Search[]>();
  for (const source of sources) {
    const { search, rarest } = compile(source);
    for (const word of new Set(rarest)) byWord.set(word, [...(byWord.get(word) ?? []), search]);
  }
  return byWord;
}

function compile(source: string): { search: Search; rarest: readonly string[] } {
  const parts = source
    .trim()
    .replace(/\s*\|\s*/g, '|')
    .split(/\s+(?![^(]*\))(?![^[]*\])/);
  const expression = new RegExp(` ${parts.map(toExpression).join('')}`, 'u');
  const needed = parts.filter((part) => part !== '*' && !part.startsWith('[')).map(firstWords);
  const [rarest = []] = [...needed].sort((a, b) => a.length - b.length);
  return { search: { expression, needed }, rarest };
}

function firstFound(byWord: Index, { line, words }: Haystack): string | null {
  for (const word of words)
    for (const { expression, needed } of byWord.get(word) ?? []) {
      const found = needed.every((any) => any.some((one) => words.has(one))) ? expression.exec(line) : null;
      if (found !== null) return found[0].trim();
    }
  return null;
}

/** Words become groups with their trailing space, so that everything optional takes its space along. */
function toExpression(part: string): string {
  if (part === '*') return `(?:${WORD} ){0,4}`;
  const words = part.replace(/[.+^${}\\?]/g, '\\$&');
  if (words.startsWith('[')) return `(?:(?:${words.slice(1, -1)}) )?`;
  if (words.startsWith('(')) return `(?:${words.slice(1, -1)}) `;
  return `${words} `;
}

const firstWords = (part: string): string[] =>
  part
    .replace(/[()]/g, '')
    .split('|')
    .map((choice) => choice.split(' ')[0] ?? '');

/** A pattern as it stands in a file: brackets are balanced and not nested, and something besides gaps is there. */
export const pattern = z.string().superRefine((source, context) => {
  const message = problemOf(source);
  if (message !== null) context.addIssue({ code: 'custom', message });
});

function problemOf(source: string): string | null {
  const bare = source.replace(/\([^()[\]]+\)|\[[^()[\]]+\]/g, 'x');
  if (/[()[\]|]/.test(bare)) return 'brackets must be balanced and not nested, and | only stands inside them';
  if (/\*/.test(source.replace(/(^|\s)\*(?=\s|$)/g, ''))) return '* stands alone between words';
  return /[\p{L}\p{N}]/u.test(source) ? null : 'a pattern needs at least one word';
}
