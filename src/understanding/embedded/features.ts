import { sequenceAt, type WordTables } from '../vietnamese/lexicon.ts';
import type { Reading } from '../vietnamese/read-text.ts';
import { hashPart, hashText } from './hash.ts';

/** What the classifier sees of a text: hashes of features and their weights. */
export type Features = { hashes: number[]; values: number[] };

/** `bare` is there for every text; `written` comes on top for one that was typed with diacritics. */
export type FeatureGroups = { bare: Features; written: Features };

const SEEDS = {
  word: 1,
  words: 2,
  writtenWord: 3,
  writtenWords: 4,
  letters: 5,
  meaning: 6,
  meanings: 7,
} as const;
const GRAM_MIN = 3;
const GRAM_MAX = 4;

/** How much each group counts: its sum of squares. */
const SHARE = { words: 0.4, written: 0.25, letters: 0.25, meanings: 0.2 } as const;

/** Words without politeness; a text of nothing but politeness stays whole, for that is what it says. */
export function contentWords(reading: Reading, tables: WordTables): { plain: string[]; words: string[] } {
  const keep = keptPositions(reading.plain, tables);
  if (keep.length === 0) return { plain: reading.plain.map(shape), words: reading.words.map(shape) };
  const pick = (list: readonly string[]) => keep.map((at) => list[at] ?? '').map(shape);
  return { plain: pick(reading.plain), words: pick(reading.words) };
}

function keptPositions(plain: readonly string[], tables: WordTables): number[] {
  const keep: number[] = [];
  for (let at = 0; at < plain.length; ) {
    const polite = sequenceAt(plain, at, tables.padding);
    if (polite === null) keep.push(at);
    at += polite?.words.length ?? 1;
  }
  return keep;
}

/** Amounts and dates as kinds: what matters is that there is one. */
function shape(word: string, at: number, words: readonly string[]): string {
  if (!/^\d/.test(word)) return word;
  // "Tháng 13" and "lương 13" are no month and no amount but a name.
  if (word === '13' && /^(th[aá]ng|l[uư][oơ]ng)$/.test(words[at - 1] ?? '')) return word;
  if (/^\d+(tr|trieu|k|cu|d)/.test(word) || /^\d{1,3}([.,]\d{3})+/.test(word)) return '<tien>';
  return /[/-]/.test(word) ? '<ngay>' : '<so>';
}

/** Words, pairs and threes of them with and without marks, 3 and 4 letters in a row, and the lexicon's synonyms. */
export function featuresOf(reading: Reading, tables: WordTables): FeatureGroups {
  const { plain, words } = contentWords(reading, tables);
  const bare: Features = { hashes: [], values: [] };
  const written: Features = { hashes: [], values: [] };
  addGroup(bare, hashesOfWords(plain, SEEDS.word, SEEDS.words), SHARE.words);
  addGroup(bare, hashesOfLetters(` ${plain.join(' ')} `), SHARE.letters);
  addGroup(bare, hashesOfMeanings(plain, tables), SHARE.meanings);
  if (reading.marked)
    addGroup(written, hashesOfWords(words, SEEDS.writtenWord, SEEDS.writtenWords), SHARE.written);
  return { bare, written };
}

/** Each word, each two neighbours, each three, and the outer two of each three. */
function hashesOfWords(words: readonly string[], single: number, several: number): number[] {
  const found: number[] = [];
  let before: string | undefined;
  let previous: string | undefined;
  for (const word of words) {
    found.push(hashText(word, single));
    if (previous !== undefined) found.push(hashText(`${previous} ${word}`, several));
    if (before !== undefined)
      found.push(
        hashText(`${before} ${previous} ${word}`, several),
        hashText(`${before} _ ${word}`, several),
      );
    before = previous;
    previous = word;
  }
  return found;
}

function hashesOfLetters(text: string): number[] {
  const found: number[] = [];
  for (let size = GRAM_MIN; size <= GRAM_MAX; size++)
    for (let at = 0; at + size <= text.length; at++) found.push(hashPart(text, at, at + size, SEEDS.letters));
  return found;
}

function hashesOfMeanings(plain: readonly string[], tables: WordTables): number[] {
  const found: string[] = [];
  for (let at = 0; at < plain.length; ) {
    const meaning = sequenceAt(plain, at, tables.synonyms);
    if (meaning !== null) found.push(meaning.to.join(' '));
    at += meaning?.words.length ?? 1;
  }
  return hashesOfWords(found, SEEDS.meaning, SEEDS.meanings);
}

/** Each feature once, with the logarithm of its count, all scaled to the group's share. */
function addGroup(features: Features, hashes: readonly number[], share: number): void {
  const counts = new Map<number, number>();
  for (const hash of hashes) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  let squares = 0;
  for (const count of counts.values()) squares += (1 + Math.log(count)) ** 2;
  const scale = Math.sqrt(share / Math.max(squares, 1));
  for (const [hash, count] of counts) {
    features.hashes.push(hash);
    features.values.push((1 + Math.log(count)) * scale);
  }
}
