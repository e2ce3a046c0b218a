import { replaceSequences, type WordTables } from './lexicon.ts';
import { squeeze, squeezeEnd } from './squeeze.ts';
import { untangle } from './untangle.ts';

/** A written word in lower case, without stretched letters and keyboard leftovers; what the lexicon knows stays as it is. */
export function repair(raw: string, tables: WordTables): string {
  const word = raw.toLowerCase().replace(/[’ʼ]/g, "'");
  if (/^\d/.test(word) || word.includes("'") || isKnown(word, tables)) return word;
  const short = squeeze(word);
  return isKnown(short, tables) ? short : squeezeEnd(untangle(short));
}

const isKnown = (word: string, { meanings, english }: WordTables) => meanings.has(word) || english.has(word);

/** Abbreviations opened by the lexicon, then its common misspellings mended. One word may become several. */
export function openWords(words: readonly string[], tables: WordTables): string[][] {
  return words.map((word, at) => meaningOf(words, at, tables) ?? [word]);
}

function meaningOf(words: readonly string[], at: number, tables: WordTables): string[] | null {
  const rules = tables.meanings.get(words[at] ?? '');
  return rules?.find(({ fits }) => fits(words, at))?.means ?? null;
}

export const mendSpelling = (words: readonly string[], tables: WordTables): string[] =>
  replaceSequences(words, tables.spellings);
