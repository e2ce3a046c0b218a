import { DANGERS, type Danger } from '../model/understanding.ts';
import type { DangerFile } from './danger-file.ts';
import {
  compilePattern,
  firstFound,
  type Haystack,
  haystackOf,
  type Pattern,
  without,
} from './vietnamese/pattern.ts';
import type { Reading } from './vietnamese/read-text.ts';

/** `danger`: its words are there. `now`: it happens, or must be acted on at once. `calm`: the text itself says that it does not. */
export type DangerFound = { danger: Danger | null; now: boolean; calm: boolean; words: string[] };

export type FindDanger = (reading: Reading) => DangerFound;

type Named = Pick<DangerFound, 'danger' | 'now' | 'words'>;
type Kind = { danger: Danger; now: Pattern[]; words: Pattern[]; calm: Pattern[] };

/** Recall first: rather one officer called for nothing than one cry for help unheard. */
export function createFindDanger(file: DangerFile): FindDanger {
  const compiled = (sources: readonly string[]) => sources.map(compilePattern);
  const idioms = compiled(file.idioms);
  const calm = compiled(file.calm);
  const urgent = compiled(file.urgent);
  const kinds: Kind[] = DANGERS.map((danger) => ({
    danger,
    now: compiled(file.kinds[danger].now),
    words: compiled(file.kinds[danger].words),
    calm: compiled(file.kinds[danger].calm),
  }));
  return (reading) => {
    const spoken = haystackOf(reading);
    const text = idioms.reduce(withoutIdiom, spoken);
    const mood = { urgent: has(urgent, text), calm: has(calm, text) };
    const found = kinds.flatMap((kind) => judge(kind, text, mood));
    const first = found.find(({ now }) => now) ?? found[0] ?? { danger: null, now: false, words: [] };
    return { ...first, calm: (mood.calm && !mood.urgent) || text !== spoken };
  };
}

/** Nothing when the kind's words are not there. A kind without `now` (a strike) is never more than named. */
function judge(kind: Kind, text: Haystack, mood: { urgent: boolean; calm: boolean }): Named[] {
  const happens = firstFound(kind.now, text);
  const words = [happens, firstFound(kind.words, text)].filter((found) => found !== null);
  if (words.length === 0) return [];
  const calm = mood.calm || has(kind.calm, text);
  return [
    { danger: kind.danger, now: kind.now.length > 0 && (mood.urgent || (happens !== null && !calm)), words },
  ];
}

const has = (patterns: readonly Pattern[], text: Haystack) => firstFound(patterns, text) !== null;

function withoutIdiom(text: Haystack, idiom: Pattern): Haystack {
  const found = idiom.find(text);
  return found === null ? text : withoutIdiom(without(text, found), idiom);
}
