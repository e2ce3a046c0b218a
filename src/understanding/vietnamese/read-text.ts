import { fold } from './fold.ts';
import type { WordTables } from './lexicon.ts';
import { normalise } from './normalise.ts';
import { mendSpelling, openWords, repair } from './open-words.ts';
import { type Token, tokenise } from './tokens.ts';

/** A message read: what it says, in the forms that everything behind needs. */
export type Reading = {
  /** Normalised, as people may see it. */
  text: string;
  tokens: Token[];
  /** Lower case, repaired, abbreviations opened, with the marks that were written. */
  words: string[];
  /** The same without marks, and as one line. */
  plain: string[];
  folded: string;
  /** True when the writer uses diacritics, so that a word without them means what it says ("danh" is not "đánh"). */
  marked: boolean;
};

/** The whole pipeline: normalise → words → repair → open abbreviations → mend spelling → fold. */
export function readText(text: string, tables: WordTables): Reading {
  const tidy = normalise(text);
  const tokens = tokenise(tidy);
  const repaired = tokens.map(({ raw }) => repair(raw, tables));
  const words = mendSpelling(openWords(repaired, tables).flat(), tables);
  // Folded in one go: a word has no space, so that the words stay the same.
  const folded = fold(words.join(' '));
  const plain = words.length === 0 ? [] : folded.split(' ');
  return { text: tidy, tokens, words, plain, folded, marked: isMarked(repaired) };
}

/** Two of three Vietnamese words carry a mark; a text with fewer than one in three was typed without, or half so. */
function isMarked(words: readonly string[]): boolean {
  const letters = words.filter((word) => /\p{L}/u.test(word));
  const marked = letters.filter((word) => /[^\x20-\x7e]/.test(word));
  return letters.length > 0 && marked.length / letters.length > 1 / 3;
}
