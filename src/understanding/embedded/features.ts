import { sequenceAt, type WordTables } from '../vietnamese/lexicon.ts';
import type { Reading } from '../vietnamese/read-text.ts';
import { hashPart, hashText } from './hash.ts';

/** What the classifier sees of a text: hashes of features and their weights, in three groups of equal say. */
export type Features = { hashes: number[]; values: number[] };

const SEEDS = { word: 1, pair: 2, written: 3, writtenPair: 4, letters: 5, meaning: 6, skip: 7 } as const;
const GRAM_MIN = 3;
const GRAM_MAX = 5;

/** How much each group counts in the whole; the sum of squares of a text's features is 1. */
const SHARE = { words: 0.5, letters: 0.3, meanings: 0.2 } as const;

/** Words without politeness; a text of nothing but politeness stays whole, for that is what it says. */
export function contentWords(reading: Reading, tables: WordTables): { plain: string[]; words: string[] } {
  const keep = keptPositions(reading.plain, tables);
  if (keep.length === 0) return { plain: reading.plain.map(shape), words: reading.words.map(shape) };
  const pick = (list: readonly string[]) => keep.map((at) => shape(list[at] ?? ''));
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
function shape(word: string): string {
  if (!/^\d/.test(word)) return word;
  if (/^\d+(tr|trieu|k|cu|d)/.test(word) || /^\d{1,3}([.,]\d{3})+/.test(word)) return '<tien>';
  return /[/-]/.test(word) ? '<ngay>' : '<so>';
}

/** Word 1- and 2-grams with and without marks, 3- to 5-grams of letters, and the lexicon's synonyms. */
export function featuresOf(reading: Reading, tables: WordTables): Features {
  const { plain, words } = contentWords(reading, tables);
  const spoken = [...hashesOfWords(plain, SEEDS.word, SEEDS.pair)];
  if (reading.marked) spoken.push(...hashesOfWords(words, SEEDS.written, SEEDS.writtenPair));
  const letters = hashesOfLetters(` ${plain.join(' ')} `);
  const meanings = hashesOfMeanings(plain, tables);
  const features: Features = { hashes: [], values: [] };
  addGroup(features, spoken, SHARE.words);
  addGroup(features, letters, SHARE.letters);
  addGroup(features, meanings, SHARE.meanings);
  return features;
}

function hashesOfWords(words: readonly string[], single: number, pair: number): number[] {
  const found = words.map((word) => hashText(word, single));
  for (let at = 1; at < words.length; at++) found.push(hashText(`${words[at - 1]} ${words[at]}`, pair));
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
  return hashesOfWords(found, SEEDS.meaning, SEEDS.skip);
}

/** Each feature once, with the logarithm of its count, all scaled to the group's share. */
function addGroup(features: Features, hashes: readonly number[], share: number): void {
  const counts = new Map<number, number>();
  for (const hash of hashes) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  let squares = 0;
  for (const [hash, count] of counts) {
    const value = 1 + Math.log(count);
    counts.set(hash, value);
    squares += value * value;
  }
  const scale = Math.sqrt(share / Math.max(squares, 1e-9));
  for (const [hash, value] of counts) {
    features.hashes.push(hash);
    features.values.push(value * scale);
  }
}
