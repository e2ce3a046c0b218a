// 17 bits hold more words than the laws have; three of them fit the 53 bits of a number.
const BASE = 2 ** 17;
const MOST_WORDS = BASE - 1;

export type Vocabulary = {
  /** The word's number, a new one when it has none. */
  learn(word: string): number;
  /** 0 for a word that was never learnt. */
  number(word: string): number;
};

/** Numbers words as they come, from 1. */
export function createVocabulary(): Vocabulary {
  const known = new Map<string, number>();
  return {
    learn(word) {
      const found = known.get(word);
      if (found !== undefined) return found;
      // The rest of an impossibly large vocabulary shares one number.
      const next = Math.min(known.size + 1, MOST_WORDS);
      known.set(word, next);
      return next;
    },
    number: (word) => known.get(word) ?? 0,
  };
}

/** A word, or two or three neighbours, as one number. */
export type Gram = number;
export type GramKind = 'marked' | 'plain' | 'pair' | 'three';

/** Calls `each` for every gram of a row of words, with the place of its first and last word; one with an unknown word is none. */
export function eachGram(
  { marked, plain }: { marked: Uint32Array; plain: Uint32Array },
  each: (gram: Gram, kind: GramKind, first: number, last: number) => void,
): void {
  let before = 0;
  let previous = 0;
  for (let at = 0; at < plain.length; at++) {
    const n = plain[at] ?? 0;
    const withMarks = marked[at] ?? 0;
    if (withMarks > 0) each(BASE ** 3 + withMarks, 'marked', at, at);
    if (n > 0) {
      each(n, 'plain', at, at);
      if (previous > 0) each(previous * BASE + n, 'pair', at - 1, at);
      if (previous > 0 && before > 0) each((before * BASE + previous) * BASE + n, 'three', at - 2, at);
    }
    before = previous;
    previous = n;
  }
}
