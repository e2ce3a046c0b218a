import type { LawHit } from '../model/law.ts';
import type { WordTables } from '../understanding/vietnamese/lexicon.ts';
import type { LawIndex } from './index-laws.ts';
import { type Question, readQuestion } from './question.ts';
import { snippetOf } from './snippet.ts';
import type { Gram } from './vocabulary.ts';

/** A hit with how much of what was asked the article and its neighbours in the list speak of, 0 to 1. */
export type Found = LawHit & { clarity: number };

/** Articles that a question is about, best first. */
export type SearchLaws = (question: string, most: number) => Found[];

/** Articles that are looked at more closely. */
const CANDIDATES = 50;
/** What a title that is asked for word by word adds. */
const TITLE = 0.3;
/** What the best article passes on to those that it refers to. */
const REFERENCE = 0.25;
/** Letters of a question that are read; of a longer letter the rest repeats. */
const MOST_LETTERS = 2000;

type Ranked = { at: number; score: number };

/** Finds articles by words, neighbours and the law's own words for what people say, then looks again at titles and references. */
export function createSearchLaws(index: LawIndex, tables: WordTables): SearchLaws {
  return (text, most) => {
    const question = readQuestion(text.slice(0, MOST_LETTERS), tables, index.vocabulary);
    const ranked = withReferences(index, withTitles(index, question, candidates(index, question)));
    return ranked.slice(0, most).map(({ at, score }) => toFound(index, question, at, score));
  };
}

function candidates({ entries, postings, prior }: LawIndex, { weights }: Question): Ranked[] {
  const scores = new Float64Array(entries.length);
  for (const [gram, weight] of weights) {
    const found = postings(gram);
    if (!found) continue;
    for (const [i, at] of found.entries.entries())
      scores[at] = (scores[at] ?? 0) + weight * (found.impacts[i] ?? 0);
  }
  const ranked: Ranked[] = [];
  for (const [at, score] of scores.entries())
    if (score > 0) ranked.push({ at, score: score * (prior[at] ?? 1) });
  return ranked.sort(byScore).slice(0, CANDIDATES);
}

/** "Quyền và nghĩa vụ của người lao động" is the article of that title, and not the longer one about somebody else. */
function withTitles(index: LawIndex, { weights, own }: Question, ranked: Ranked[]): Ranked[] {
  const said = new Map<Gram, number>();
  const say = (gram: Gram, weight: number) => said.set(gram, Math.max(said.get(gram) ?? 0, weight));
  for (const { gram, instead } of own) {
    say(gram, 1);
    for (const other of instead) say(other, weights.get(other) ?? INSTEAD);
  }
  return ranked
    .map(({ at, score }) => ({ at, score: score * (1 + TITLE * coveredTitle(index, at, said)) }))
    .sort(byScore);
}
const INSTEAD = 0.6;

function coveredTitle(index: LawIndex, at: number, said: ReadonlyMap<Gram, number>): number {
  const words = new Set(index.rows[at]?.title.plain);
  if (words.size < 2) return 1;
  let [covered, all] = [0, 0];
  for (const gram of words) {
    const rarity = index.rarity(gram);
    all += rarity;
    covered += rarity * (said.get(gram) ?? 0);
  }
  return all > 0 ? covered / all : 0;
}

function withReferences({ references }: LawIndex, ranked: Ranked[]): Ranked[] {
  const [best] = ranked;
  if (!best) return ranked;
  const named = new Set(references[best.at]);
  const bonus = best.score * REFERENCE;
  const listed = new Set(ranked.map(({ at }) => at));
  const others = [...named].filter((at) => !listed.has(at)).map((at) => ({ at, score: bonus }));
  const lifted = ranked.map(({ at, score }) => ({ at, score: named.has(at) ? score + bonus : score }));
  return [...lifted, ...others].sort(byScore);
}

function toFound(index: LawIndex, question: Question, at: number, score: number): Found {
  const entry = index.entries[at];
  if (!entry) throw new RangeError(`no article at ${at}`);
  const { law, article, title, text } = entry;
  return {
    law,
    article,
    title,
    score: Math.round(score * 100) / 100,
    snippet: text === '' ? title : snippetOf(at, question, index),
    clarity: clarityOf(index, question, at),
  };
}

/** The part of the question's words, rare ones counting more, that the law itself has in one wording or the other. */
function clarityOf({ rows, rarity }: LawIndex, { own }: Question, at: number): number {
  const row = rows[at];
  const words = new Set<Gram>([...(row?.title.plain ?? []), ...(row?.text.plain ?? [])]);
  let [there, all] = [0, 0];
  for (const { gram, instead } of own) {
    const weight = rarity(gram);
    all += weight;
    if (words.has(gram)) there += weight;
    else if (instead.length > 0)
      there += (weight * INSTEAD * instead.filter((one) => words.has(one)).length) / instead.length;
  }
  return all > 0 ? there / all : 0;
}

const byScore = (a: Ranked, b: Ranked): number => b.score - a.score || a.at - b.at;
