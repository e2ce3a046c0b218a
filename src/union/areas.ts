import type { Unit } from '../model/union.ts';
import { alike } from './alike.ts';
import { type Word, wordsOf } from './words.ts';

/** A commune, ward or zone, and the units that look after it. */
export type Area = { name: string; kind: string; words: Word[]; initials: string; units: string[] };

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

export function areasOf(units: readonly Unit[]): Area[] {
  const areas = new Map<string, Area>();
  for (const unit of units) {
    for (const name of unit.areas) {
      const area = areas.get(name) ?? toArea(name);
      areas.set(name, { ...area, units: [...area.units, unit.code] });
    }
  }
  return [...areas.values()];
}

function toArea(name: string): Area {
  const words = wordsOf(name);
  const kind = KINDS.find((one) => startsWith(words, one)) ?? '';
  const own = words.slice(kind === '' ? 0 : kind.split(' ').length);
  return { name, kind, words: own, initials: own.map(({ plain }) => plain[0] ?? '').join(''), units: [] };
}

const startsWith = (words: readonly Word[], text: string): boolean =>
  text.split(' ').every((word, at) => words[at]?.plain === word);

/**
 * Areas that these words name: with their kind, or by the bare name when it has several words; "bmt" for three words or more.
 * The ward and the commune of one name are both meant unless the kind is said.
 */
export function areasIn(words: readonly Word[], areas: readonly Area[]): Area[] {
  const found = areas.flatMap((area) => {
    const at = positionOf(area, words);
    return at === null ? [] : [{ area, hasKind: kindBefore(area, words, at) }];
  });
  const said = found.filter(({ hasKind }) => hasKind);
  const names = new Set(said.map(({ area }) => nameOf(area)));
  return found.filter(({ area, hasKind }) => hasKind || !names.has(nameOf(area))).map(({ area }) => area);
}

const nameOf = ({ words }: Area): string => words.map(({ plain }) => plain).join(' ');

function positionOf(area: Area, words: readonly Word[]): number | null {
  const { length } = area.words;
  for (let at = 0; at < words.length; at++) {
    if (length >= 3 && words[at]?.plain === area.initials) return at;
    const isHere = length > 0 && area.words.every((word, n) => isSame(words[at + n], word));
    if (isHere && (length > 1 || kindBefore(area, words, at))) return at;
  }
  return null;
}

const isSame = (written: Word | undefined, named: Word): boolean =>
  written !== undefined && written.plain === named.plain && alike(written, named) === 1;

/** "phường Tân An", "p. Tân An". */
function kindBefore({ kind }: Area, words: readonly Word[], at: number): boolean {
  if (kind === '') return false;
  const long = kind.split(' ');
  const isLong = long.every((word, n) => words[at - long.length + n]?.plain === word);
  return (
    isLong || (kind.length > 1 && words[at - 1]?.plain === kind[0] && (kind === 'phuong' || kind === 'xa'))
  );
}
