import { fold } from '../understanding/vietnamese/fold.ts';
import { tokenise } from '../understanding/vietnamese/tokens.ts';
import type { Vocabulary } from './vocabulary.ts';

/** The words of a text as numbers, with their marks and without, and where each stands in the text. */
export type WordRow = {
  marked: Uint32Array;
  plain: Uint32Array;
  from: Uint32Array;
  to: Uint32Array;
};

/** Reads the words of a normalised text; the vocabulary learns those that are new. */
export function learnWords(text: string, vocabulary: Vocabulary): WordRow {
  const tokens = tokenise(text);
  const words: string[] = [];
  const from: number[] = [];
  const to: number[] = [];
  for (const { raw, at } of tokens)
    for (const word of spelled(raw.toLowerCase())) {
      words.push(word);
      from.push(at);
      to.push(at + raw.length);
    }
  return {
    marked: Uint32Array.from(words, (word) => vocabulary.learn(markedKey(word))),
    plain: Uint32Array.from(withoutMarks(words), vocabulary.learn),
    from: Uint32Array.from(from),
    to: Uint32Array.from(to),
  };
}

/** The same for a question: a word that no law has is 0. */
export function findWords(
  words: readonly string[],
  vocabulary: Vocabulary,
): Pick<WordRow, 'marked' | 'plain'> {
  return {
    marked: Uint32Array.from(words, (word) => vocabulary.number(markedKey(word))),
    plain: Uint32Array.from(withoutMarks(words), vocabulary.number),
  };
}

/** A word with its marks is another word than the same letters without any. */
const markedKey = (word: string): string => `=${word}`;

/** Lower-case words of a short text. */
export const wordsIn = (text: string): string[] =>
  tokenise(text.normalize('NFC')).flatMap(({ raw }) => spelled(raw.toLowerCase()));

/** "07" is 7, "8h" is 8 giờ, "30/4" is 30 tháng 4: laws and people write numbers differently. */
export function spelled(word: string): string[] {
  if (!/^\d/.test(word)) return [word];
  const day = /^(\d{1,2})\/(\d{1,2})$/.exec(word);
  if (day) return [bare(day[1] ?? ''), 'tháng', bare(day[2] ?? '')];
  const hours = /^(\d{1,2})h$/.exec(word);
  return hours ? [bare(hours[1] ?? ''), 'giờ'] : [bare(word)];
}

const bare = (digits: string): string => digits.replace(/^0+(?=\d)/, '');

// In one go: a word has no space, so that they stay as many.
const withoutMarks = (words: readonly string[]): string[] =>
  words.length === 0 ? [] : fold(words.join(' ')).split(' ');
