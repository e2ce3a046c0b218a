import { fold } from './vietnamese/fold.ts';
import type { WordTables } from './vietnamese/lexicon.ts';
import type { Reading } from './vietnamese/read-text.ts';
import { isPlainSyllable } from './vietnamese/syllable.ts';

// Letters that Ê Đê, M'nông and Gia Rai write and Vietnamese does not.
const HIGHLAND = /[čƀñŏŭĕĭ]|[oôơuưei]̆/iu;

/** False for English, Ê Đê and other scripts; a text too short or too odd to tell counts as Vietnamese. */
export function isVietnamese(reading: Reading, tables: WordTables): boolean {
  const letters = [...reading.text].filter((sign) => /\p{L}/u.test(sign));
  if (letters.length < 2) return true;
  if (letters.filter((sign) => !/\p{Script=Latin}/u.test(sign)).length > letters.length / 2) return false;
  if (HIGHLAND.test(reading.text)) return false;
  if (reading.marked) return true;
  const words = reading.tokens.map(({ raw }) => raw.toLowerCase()).filter((word) => /^\p{L}+$/u.test(word));
  const english = words.filter((word) => tables.english.has(word)).length;
  const spelled = words.filter((word) => isPlainSyllable(fold(word)) && !tables.english.has(word)).length;
  return words.length < 2 || english < 2 || english < spelled;
}
