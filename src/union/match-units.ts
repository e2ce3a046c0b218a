import type { UnitMatch } from '../model/union.ts';
import { alike } from './alike.ts';
import { type Area, areasIn } from './areas.ts';
import { groupBy } from './group-by.ts';
import type { NamedPlace, NameWord } from './named-places.ts';
import type { UnionIndex } from './tree-index.ts';
import { type Word, wordsOf } from './words.ts';

const MOST = 3;
/** A message longer than this names its workplace in its beginning. */
const MOST_WORDS = 250;
const LEAST_COVERED = 0.5;
/** Of two words or more, so that they are a name and no turn of speech. */
const LEAST_LETTERS = 7;
/** Below what is taken without asking. */
const MOST_UNSURE = 0.85;
/** Points off: no "công ty" before the name, another kind of workplace, another area than the one that was named. */
const OFF = { unannounced: 0.2, otherKind: 0.05, otherArea: 0.3 };
/** A union of the area, when no workplace is recognised. */
const AREA_SCORE = 0.4;
/** Words around a short answer to "where": "em làm ở công ty A". */
const AROUND = new Set(
  'o tai ben la lam toi tui em e minh chi anh cho trong day do nha a ah dc duoc'.split(' '),
);

/**
 * Workplaces that the text may mean, best first, at most three, and never a far guess: nothing is better than a wrong firm. Without
 * one, the unions that look after the area that is named.
 */
export function matchUnits(union: UnionIndex, text: string): UnitMatch[] {
  const words = wordsOf(text.slice(0, 4000)).slice(0, MOST_WORDS);
  if (words.length === 0) return [];
  const named = areasIn(words, union.areas);
  const scored = mentionsIn(union, words).flatMap(({ place, score }) => {
    const total = score - (isElsewhere(place, named) ? OFF.otherArea : 0);
    return total >= LEAST_COVERED ? [toMatch(place, total)] : [];
  });
  const best = [...groupBy(scored, ({ code, name }) => `${code} ${name}`).values()].map(highest);
  const there = best.filter(({ area }) => named.some(({ name }) => name === area));
  const firms = there.length > 0 ? there : best;
  const found =
    firms.length > 1
      ? firms.map(unsure)
      : firms.length > 0
        ? firms
        : named.flatMap((area) => unionsOf(union, area));
  return found.sort((a, b) => b.score - a.score || a.name.localeCompare(b.name, 'vi')).slice(0, MOST);
}

/** Where two are possible none is certain, and the person is asked which. */
const unsure = (match: UnitMatch): UnitMatch => ({ ...match, score: Math.min(match.score, MOST_UNSURE) });

const toMatch = ({ unit, name, area }: NamedPlace, score: number): UnitMatch => ({
  code: unit,
  name,
  area,
  score: Math.round(score * 100) / 100,
});

const highest = (matches: UnitMatch[]): UnitMatch =>
  matches.reduce((best, one) => (one.score > best.score ? one : best));

/** Units above the firms that look after an area. */
const unionsOf = (union: UnionIndex, area: Area): UnitMatch[] =>
  area.units.flatMap((code) => {
    const unit = union.unit(code);
    return unit && unit.level !== 'grassroots'
      ? [{ code, name: unit.name, area: area.name, score: AREA_SCORE }]
      : [];
  });

const isElsewhere = (place: NamedPlace, named: Area[]): boolean =>
  named.length > 0 && place.area !== '' && !named.some(({ name }) => name === place.area);

/** Each place that is mentioned, with the best of its mentions. */
function mentionsIn({ places }: UnionIndex, words: readonly Word[]): { place: NamedPlace; score: number }[] {
  const best = new Map<NamedPlace, number>();
  for (const [at, word] of words.entries()) {
    if (word.kind !== null) continue;
    for (const place of places.having(word)) {
      const score = mentionAt(place, words, at);
      if (score > (best.get(place) ?? 0)) best.set(place, score);
    }
  }
  return [...best].map(([place, score]) => ({ place, score }));
}

/** How well the words from here on are this name; 0 when they are not. */
function mentionAt({ words: name, kind }: NamedPlace, words: readonly Word[], at: number): number {
  const before = words[at - 1]?.kind ?? null;
  const found = align(name, words, at) ?? alignEnd(name, words, at);
  if (found === null) return 0;
  if (before !== null) return announced(found, kind !== null && before !== kind);
  if (isWholeAnswer(words, at, found.end)) return found.allStrong ? found.covered : 0;
  return isUnmistakable(name, found) ? found.covered - OFF.unannounced : 0;
}

/** "công ty" stands before it: the name need not be complete. */
const announced = ({ allStrong, covered }: Aligned, isOtherKind: boolean): number =>
  allStrong || covered >= LEAST_COVERED ? covered - (isOtherKind ? OFF.otherKind : 0) : 0;

/** What a name ends with, as people leave out what the firm does: "Việt Nhật" for "Điện tử Việt Nhật". Two telling words at least. */
function alignEnd(name: readonly NameWord[], words: readonly Word[], at: number): Aligned | null {
  for (let from = 1; from < name.length; from++) {
    const end = name.slice(from);
    const strong = end.filter(({ isStrong }) => isStrong);
    if (strong.length < 2 || lettersOf(strong) < LEAST_LETTERS) return null;
    const found = align(end, words, at);
    if (found?.allStrong)
      return { ...found, covered: (found.covered * weightOf(end)) / weightOf(name), isExact: false };
  }
  return null;
}

type Aligned = { covered: number; end: number; allStrong: boolean; isExact: boolean };
type Step = { covered: number; at: number; met: boolean; missed: boolean; isExact: boolean };

/**
 * Follows the name's words through the text in order. Common words of the name may be left out, the first telling one not:
 * "công ty Bình Minh" is not "An Bình".
 */
function align(name: readonly NameWord[], words: readonly Word[], from: number): Aligned | null {
  let step: Step | null = { covered: 0, at: from, met: false, missed: false, isExact: true };
  for (const word of name) {
    step = follow(step, word, words[step.at]);
    if (step === null) return null;
  }
  if (!step.met) return null;
  return {
    covered: step.covered / weightOf(name),
    end: step.at,
    allStrong: !step.missed,
    isExact: step.isExact,
  };
}

function follow(step: Step, word: NameWord, written: Word | undefined): Step | null {
  const likeness = written && written.kind === null ? alike(written, word) : 0;
  if (likeness === 0) {
    if (!word.isStrong) return step;
    return step.met ? { ...step, missed: true } : null;
  }
  return {
    ...step,
    covered: step.covered + word.weight * likeness,
    at: step.at + 1,
    met: step.met || word.isStrong,
    isExact: step.isExact && likeness === 1,
  };
}

/** Nothing but this was said, apart from "em làm ở …". */
const isWholeAnswer = (words: readonly Word[], from: number, to: number): boolean =>
  words.length <= to - from + 4 &&
  [...words.slice(0, from), ...words.slice(to)].every(
    ({ plain, kind }) => kind === null && AROUND.has(plain),
  );

/** Long and telling enough to be a name without "công ty" before it. */
function isUnmistakable(name: readonly NameWord[], { allStrong, isExact }: Aligned): boolean {
  const strong = name.filter(({ isStrong }) => isStrong);
  return allStrong && isExact && lettersOf(strong) >= (strong.length > 1 ? LEAST_LETTERS : 5);
}

const weightOf = (name: readonly NameWord[]): number => name.reduce((sum, { weight }) => sum + weight, 0);
const lettersOf = (name: readonly NameWord[]): number =>
  name.reduce((sum, { plain }) => sum + plain.length, 0);
