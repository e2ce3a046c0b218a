import { fold } from '../understanding/vietnamese/fold.ts';
import { sequenceAt, type WordTables } from '../understanding/vietnamese/lexicon.ts';
import { readText } from '../understanding/vietnamese/read-text.ts';
import { eachGram, type Gram, type GramKind, type Vocabulary } from './vocabulary.ts';
import { findWords, spelled, wordsIn } from './words.ts';

/** What is looked for: grams with their weights, and of the question's own words those that say something. */
export type Question = {
  weights: ReadonlyMap<Gram, number>;
  /** The words one by one, without marks; for each what the law may call it instead. 0: no law has this word. */
  own: readonly { gram: Gram; instead: readonly Gram[] }[];
};

/** With marks a word says which it is; without them its neighbours have to. */
const MARKED: Record<GramKind, number> = { marked: 1, plain: 0, pair: 0.7, three: 0.35 };
const PLAIN: Record<GramKind, number> = { marked: 0, plain: 1, pair: 0.7, three: 0.35 };
/** What the law calls it counts less than what was written. */
const INSTEAD = 0.45;

/** Reads a question as people type it, with the words that the law has for theirs. */
export function readQuestion(text: string, tables: WordTables, vocabulary: Vocabulary): Question {
  const reading = readText(text, tables);
  const kept = withoutPadding(reading.plain, tables);
  const words = kept.flatMap((at) => spelled(reading.words[at] ?? ''));
  const kinds = reading.marked ? MARKED : PLAIN;
  const weights = new Map<Gram, number>();
  const row = findWords(words, vocabulary);
  const look = (looked: typeof row, factor: number) =>
    eachGram(looked, (gram, kind) => {
      const weight = kinds[kind] * factor;
      if (weight > (weights.get(gram) ?? 0)) weights.set(gram, weight);
    });
  look(row, 1);
  const own = [...row.plain].map((gram) => ({ gram, instead: [] as Gram[] }));
  for (const { from, to, ways } of waysFor(words, tables)) {
    const rows = ways.map((way) => findWords(way, vocabulary));
    for (const way of rows) look(way, INSTEAD / Math.sqrt(ways.length));
    const grams = rows.flatMap(({ plain }) => [...plain].filter((gram) => gram > 0));
    for (const one of own.slice(from, to)) one.instead.push(...grams);
  }
  return { weights, own };
}

/** What the lexicon has for the law's words, wherever it fits. */
function waysFor(words: readonly string[], tables: WordTables) {
  const plain = words.map(fold);
  return plain.flatMap((_word, from) => {
    const found = sequenceAt(plain, from, tables.statutes);
    return found === null ? [] : [{ from, to: from + found.words.length, ways: waysOf(found.to) }];
  });
}

/** The table keeps the ways of the law in one row, a bar between them. */
const waysOf = (to: readonly string[]): string[][] => to.join(' ').split(' | ').map(wordsIn);

function withoutPadding(plain: readonly string[], tables: WordTables): number[] {
  const kept: number[] = [];
  for (let at = 0; at < plain.length; ) {
    const polite = sequenceAt(plain, at, tables.padding);
    if (polite === null) kept.push(at);
    at += polite?.words.length ?? 1;
  }
  return kept.length > 0 ? kept : [...plain.keys()];
}
