import { DANGERS, type Danger } from '../model/understanding.ts';
import type { DangerFile } from './danger-file.ts';
import { compilePattern, firstFound, type Pattern } from './vietnamese/pattern.ts';
import type { Reading } from './vietnamese/read-text.ts';

/** `danger`: its words are there. `now`: it happens, or somebody must act on it at once. */
export type DangerFound = { danger: Danger | null; now: boolean };

export type FindDanger = (reading: Reading) => DangerFound;

type Kind = { danger: Danger; now: Pattern[]; words: Pattern[]; calm: Pattern[] };
type Words = Pick<Reading, 'words' | 'plain' | 'marked'>;

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
    const words = idioms.reduce<Words>(withoutIdiom, reading);
    const mood = { urgent: has(urgent, words), calm: has(calm, words) };
    const found = kinds.flatMap((kind) => judge(kind, words, mood));
    return found.find(({ now }) => now) ?? found[0] ?? { danger: null, now: false };
  };
}

/** Nothing when the kind's words are not there. A kind without `now` (a strike) is never more than named. */
function judge(kind: Kind, words: Words, mood: { urgent: boolean; calm: boolean }): DangerFound[] {
  const happens = has(kind.now, words);
  if (!happens && !has(kind.words, words)) return [];
  const calm = mood.calm || has(kind.calm, words);
  return [{ danger: kind.danger, now: kind.now.length > 0 && (mood.urgent || (happens && !calm)) }];
}

const has = (patterns: readonly Pattern[], words: Words) => firstFound(patterns, words) !== null;

function withoutIdiom(reading: Words, idiom: Pattern): Words {
  const found = idiom.find(reading);
  if (found === null) return reading;
  const blank = (list: readonly string[]) =>
    list.map((word, at) => (at >= found.from && at < found.to ? '~' : word));
  return withoutIdiom({ ...reading, words: blank(reading.words), plain: blank(reading.plain) }, idiom);
}
