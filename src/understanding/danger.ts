import { DANGERS, type Danger } from '../model/understanding.ts';
import type { DangerFile } from './danger-file.ts';
import { compilePatterns, type Haystack, haystackOf, type Patterns, without } from './vietnamese/pattern.ts';
import type { Reading } from './vietnamese/read-text.ts';

/** `danger`: its words are there. `now`: it happens, or must be acted on at once. `calm`: the text itself says that it does not. */
export type DangerFound = { danger: Danger | null; now: boolean; calm: boolean; words: string[] };

export type FindDanger = (reading: Reading) => DangerFound;

type Named = Pick<DangerFound, 'danger' | 'now' | 'words'>;
type Kind = { danger: Danger; now: Patterns | null; words: Patterns; calm: Patterns };

/** Recall first: rather one officer called for nothing than one cry for help unheard. */
export function createFindDanger(file: DangerFile): FindDanger {
  const idioms = compilePatterns(file.idioms);
  const calm = compilePatterns(file.calm);
  const urgent = compilePatterns(file.urgent);
  const kinds: Kind[] = DANGERS.map((danger) => ({
    danger,
    // A kind without `now` (a strike) is never more than named.
    now: file.kinds[danger].now.length > 0 ? compilePatterns(file.kinds[danger].now) : null,
    words: compilePatterns(file.kinds[danger].words),
    calm: compilePatterns(file.kinds[danger].calm),
  }));
  return (reading) => {
    const spoken = haystackOf(reading);
    const text = withoutIdioms(spoken, idioms);
    const mood = { urgent: has(urgent, text), calm: has(calm, text) };
    const found = kinds.flatMap((kind) => judge(kind, text, mood));
    const first = found.find(({ now }) => now) ?? found[0] ?? { danger: null, now: false, words: [] };
    return { ...first, calm: (mood.calm && !mood.urgent) || text !== spoken };
  };
}

/** Nothing when the kind's words are not there. */
function judge(kind: Kind, text: Haystack, mood: { urgent: boolean; calm: boolean }): Named[] {
  const happens = kind.now?.find(text) ?? null;
  const words = [happens, kind.words.find(text)].filter((found) => found !== null);
  if (words.length === 0) return [];
  const calm = mood.calm || has(kind.calm, text);
  const now = kind.now !== null && (mood.urgent || (happens !== null && !calm));
  return [{ danger: kind.danger, now, words }];
}

const has = (patterns: Patterns, text: Haystack) => patterns.find(text) !== null;

function withoutIdioms(text: Haystack, idioms: Patterns): Haystack {
  const found = idioms.find(text);
  return found === null ? text : withoutIdioms(without(text, found), idioms);
}
