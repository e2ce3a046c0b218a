import { maskNumbers } from '../model/mask-numbers.ts';
import { fold } from '../understanding/vietnamese/fold.ts';

/** What one word or quotation of a search asks for: these words, side by side; the last may go on when it is a prefix. */
export type Wanted = { words: string[]; isPrefix: boolean };

/** Between two texts, so that nothing is adjacent across it. No word has it. */
export const BREAK = '¦';

/** One letter is a word of its own ("e", "k") and begins too many others to be looked for. */
const LEAST_PREFIX = 2;
/** Longer searches say nothing more. */
const MOST_WORDS = 20;

/** The words of a text, in order: lower case, no diacritics; phone and identity numbers are not among them. */
export const foldedWords = (text: string): string[] =>
  fold(maskNumbers(text, ` ${BREAK} `).toLowerCase()).match(/[\p{L}\p{N}]+|¦/gu) ?? [];

/** Takes a search apart; null when it asks for nothing that can be found (a phone number, punctuation). */
export function parseWords(text: string): Wanted[] | null {
  const masked = maskNumbers(text, ` ${BREAK} `);
  // Of a number that is not searched for only its absence would be left.
  if (masked.includes(BREAK) && !text.includes(BREAK)) return null;
  const chunks = [...masked.matchAll(/["“”]([^"“”]*)(["“”]|$)|([^\s"“”]+)/gu)];
  const wanted = chunks.flatMap(([whole, quoted, end, bare], at) => {
    const words = foldedWords(quoted ?? bare ?? '').filter((word) => word !== BREAK);
    const isOpen = quoted === undefined || end === '';
    const isLast = at === chunks.length - 1 && isOpen && !/[^\p{L}\p{M}\p{N}]$/u.test(whole);
    const isPrefix = isLast && [...(words.at(-1) ?? '')].length >= LEAST_PREFIX;
    return words.length > 0 ? [{ words, isPrefix }] : [];
  });
  return wanted.length > 0 ? wanted.slice(0, MOST_WORDS) : null;
}

/** Whether the words of a document, in order and with their breaks, are what is wanted. */
export const hasWanted = (words: readonly string[], wanted: readonly Wanted[]): boolean =>
  wanted.every((one) => words.some((_, at) => isAt(words, at, one)));

function isAt(words: readonly string[], at: number, { words: wanted, isPrefix }: Wanted): boolean {
  return wanted.every((word, i) => {
    const found = words[at + i];
    if (found === undefined) return false;
    return isPrefix && i === wanted.length - 1 ? found.startsWith(word) : found === word;
  });
}
