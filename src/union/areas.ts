import type { Unit } from '../model/union.ts';
import { alike } from './alike.ts';
import { groupBy } from './group-by.ts';
import { type Word, wordsOf } from './words.ts';

/** A commune, ward or zone, and the units that look after it. */
export type Area = { name: string; kind: string; words: Word[]; units: string[] };
/** Areas by the word a mention of them begins with: the first of their name, or its initials. */
export type AreaIndex = { byFirst: ReadonlyMap<string, Area[]>; byInitials: ReadonlyMap<string, Area[]> };

const KINDS = [
  'phuong',
  'xa',
  'thi tran',
  'khu cong nghiep',
  'cum cong nghiep',
  'thanh pho',
  'huyen',
  'p',
  'x',
];

export function areasOf(units: readonly Unit[]): AreaIndex {
  const areas = new Map<string, Area>();
  for (const unit of units) {
    for (const name of unit.areas) {
      const area = areas.get(name) ?? toArea(name);
      areas.set(name, { ...area, units: [...area.units, unit.code] });
    }
  }
  const all = [...areas.values()].filter(({ words }) => words.length > 0);
  const long = all.filter(({ words }) => words.length > 2);
  return {
    byFirst: groupBy(all, ({ words }) => words[0]?.plain ?? ''),
    byInitials: groupBy(long, ({ words }) => words.map(({ plain }) => plain[0] ?? '').join('')),
  };
}

function toArea(name: string): Area {
  const words = wordsOf(name);
  const kind = KINDS.find((one) => startsWith(words, one)) ?? '';
  return { name, kind, words: words.slice(kind === '' ? 0 : kind.split(' ').length), units: [] };
}

const startsWith = (words: readonly Word[], text: string): boolean =>
  text.split(' ').every((word, at) => words[at]?.plain === word);

/**
 * Areas that these words name: with their kind, or by the bare name when it has several words; "bmt" for three words or more.
 * The ward and the commune of one name are both meant unless the kind is said.
 */
export function areasIn(words: readonly Word[], areas: AreaIndex): Area[] {
  const mentions = words.flatMap((_word, at) => mentionsAt(words, at, areas));
  const said = new Set(mentions.filter(({ hasKind }) => hasKind).map(({ area }) => nameOf(area)));
  const meant = mentions.filter(({ area, hasKind }) => hasKind || !said.has(nameOf(area)));
  return [...new Set(meant.map(({ area }) => area))];
}

function mentionsAt(words: readonly Word[], at: number, { byFirst, byInitials }: AreaIndex) {
  const plain = words[at]?.plain ?? '';
  const written = (byFirst.get(plain) ?? []).filter(
    (area) => isAt(area, words, at) && (area.words.length > 1 || kindBefore(area, words, at)),
  );
  return [...(byInitials.get(plain) ?? []), ...written].map((area) => ({
    area,
    hasKind: kindBefore(area, words, at),
  }));
}

const nameOf = ({ words }: Area): string => words.map(({ plain }) => plain).join(' ');

const isAt = (area: Area, words: readonly Word[], at: number): boolean =>
  area.words.every((word, n) => isSame(words[at + n], word));

const isSame = (written: Word | undefined, named: Word): boolean =>
  written !== undefined && written.plain === named.plain && alike(written, named) === 1;

/** "phường Tân An", "p. Tân An". */
function kindBefore({ kind }: Area, words: readonly Word[], at: number): boolean {
  if (kind === '') return false;
  const long = kind.split(' ');
  const isLong = long.every((word, n) => words[at - long.length + n]?.plain === word);
  return isLong || ((kind === 'phuong' || kind === 'xa') && words[at - 1]?.plain === kind[0]);
}
