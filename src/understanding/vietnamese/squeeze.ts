import { fold } from './fold.ts';

/** "luonggg", "đâuuuu", "ạaa", "alooo" → the word as it is spelled. Takes a lower-case word. */
export const squeeze = (word: string): string => (/(\p{L})\1/u.test(fold(word)) ? squeezed(word) : word);

const squeezed = (word: string): string =>
  word
    .normalize('NFD')
    .replace(/(\p{L})(\p{M}*)\1{2,}/gu, '$1$2')
    .replace(/(\p{L})(\p{M}+)\1+$/u, '$1$2')
    // Doubled a, d, e and o are left: telex writes â, đ, ê and ô so, and `untangle` knows which is a word.
    .replace(/([b-cf-np-z])\1$/u, '$1')
    .normalize('NFC');

/** What `untangle` could not read as a word either: "nhaa", "coo". */
export const squeezeEnd = (word: string): string => word.replace(/([aeo])\1$/, '$1');
