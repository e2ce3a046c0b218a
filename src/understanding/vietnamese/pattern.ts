import { fold } from './fold.ts';
import type { Reading } from './read-text.ts';

/** Where a pattern was found: the words, and their positions in the reading. */
export type Found = { words: string; from: number; to: number };

/** A pattern of words made ready to look for. */
export type Pattern = {
  source: string;
  find(reading: Pick<Reading, 'words' | 'plain' | 'marked'>): Found | null;
};

const WORD = '[^ ]+';

/**
 * Patterns are words as people say them: `(a|b c)` for alternatives, `[x]` for what may be missing, `*` for up to four words in
 * between: "máy * (cuốn|kẹp) * (tay|chân)". A text with diacritics is compared with them, one without by letters alone. A
 * pattern that begins with `=` means too many things without its marks ("=nổ": nợ, nó, no); it is looked for only in
 * texts that have them.
 */
export function compilePattern(source: string): Pattern {
  const onlyMarked = source.startsWith('=');
  const written = (onlyMarked ? source.slice(1) : source).normalize('NFC').toLowerCase();
  const plain = expression(fold(written));
  const marked = expression(oneTone(written));
  return {
    source,
    find: ({ marked: hasMarks, words, plain: bare }) => {
      if (onlyMarked && !hasMarks) return null;
      const line = ` ${hasMarks ? oneTone(words.join(' ')) : bare.join(' ')} `;
      const found = (hasMarks ? marked : plain).exec(line);
      if (found === null) return null;
      const from = count(line.slice(0, found.index + 1)) - 1;
      const matched = found[0].trim();
      return { words: matched, from, to: from + count(matched) + 1 };
    },
  };
}

/** Hỏi and ngã sound the same to many who write to us, and are written for each other. */
const oneTone = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\u0303/g, '\u0309')
    .normalize('NFC');

const count = (text: string) => text.split(' ').length - 1;

/** Words become groups with their trailing space, so that everything optional takes its space along. */
function expression(pattern: string): RegExp {
  const body = pattern
    .trim()
    .replace(/[.+^${}\\?]/g, '\\$&')
    .replace(/\s*\|\s*/g, '|')
    .split(/\s+(?![^(]*\))(?![^[]*\])/)
    .map(part)
    .join('');
  return new RegExp(` ${body}`, 'u');
}

function part(piece: string): string {
  if (piece === '*') return `(?:${WORD} ){0,4}`;
  if (piece.startsWith('[')) return `(?:(?:${piece.slice(1, -1)}) )?`;
  if (piece.startsWith('(')) return `(?:${piece.slice(1, -1)}) `;
  return `${piece} `;
}

/** What is wrong with a pattern, or null: brackets are balanced and not nested, and something besides gaps is there. */
export function patternProblem(source: string): string | null {
  const bare = source.replace(/\([^()[\]]+\)|\[[^()[\]]+\]/g, 'x');
  if (/[()[\]|]/.test(bare)) return 'brackets must be balanced and not nested, and | only stands inside them';
  return /[\p{L}\p{N}]/u.test(source) ? null : 'a pattern needs at least one word';
}

/** The first pattern that a text contains. */
export function firstFound(
  patterns: readonly Pattern[],
  reading: Pick<Reading, 'words' | 'plain' | 'marked'>,
): Found | null {
  for (const pattern of patterns) {
    const found = pattern.find(reading);
    if (found !== null) return found;
  }
  return null;
}
