/** "luonggg", "đâuuuu", "ạaa", "alooo" → the word as it is spelled. Takes a lower-case word. */
export const squeeze = (word: string): string => (MAY_STRETCH.test(word) ? squeezed(word) : word);

// Twice the same letter, or a marked vowel and a bare one ("ạa"); most words have neither and are left in peace.
const MAY_STRETCH = /(\p{L})\1|[^\x20-\x7e][aeiouy]$/u;

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
