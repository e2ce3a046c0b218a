import type { Unit } from '../model/union.ts';
import { type Area, type AreaIndex, areasIn } from './areas.ts';
import { type Word, wordsOf } from './words.ts';

/** A word of a name and how much it tells this workplace from others. */
export type NameWord = Word & { weight: number; isStrong: boolean };

/** A workplace as people may call it. */
export type NamedPlace = {
  unit: string;
  /** As it is shown. */
  name: string;
  area: string;
  /** What the name begins with ("nha may"); null when nothing is said. */
  kind: string | null;
  words: NameWord[];
};

/** What half of all firms have in their name. */
const COMMON = [
  ...['sản xuất', 'thương mại', 'dịch vụ', 'xây dựng', 'đầu tư', 'phát triển', 'xuất nhập khẩu', 'chế biến'],
  ...['may mặc', 'dệt may', 'dệt sợi', 'may', 'dệt', 'thực phẩm', 'nông sản', 'điện tử', 'cơ khí', 'đa khoa'],
  ...['môi trường', 'đô thị', 'lâm nghiệp', 'cà phê', 'quốc tế', 'group'],
].map(wordsOf);
/** Says where, never which. */
const REGION = ['Việt Nam', 'Đắk Lắk', 'Tây Nguyên'].map(wordsOf);
const EMPTY = new Set(['va', 'cua', 'tai']);
const WEIGHT = { common: 0.25, place: 0.2, most: 1.25 };

export function namedPlacesOf(
  units: readonly Unit[],
  byCode: ReadonlyMap<string, Unit>,
  areas: AreaIndex,
): NamedPlace[] {
  return units.flatMap((unit) => {
    const parent = byCode.get(unit.parent ?? '') ?? null;
    const toPlace = (name: string, shown: string): NamedPlace => {
      // What stands in brackets explains; nobody says it.
      const words = wordsOf(name.replace(/\([^)]*\)/gu, ' '));
      const inName = areasIn(words, areas);
      const kind =
        words.findLast((word) => word.kind !== null && word.kind !== 'cong doan co so')?.kind ?? null;
      return {
        unit: unit.code,
        name: shown,
        area: areaOf(unit, parent, inName),
        kind,
        words: weighed(words, inName),
      };
    };
    const [first] = unit.workplaces;
    const places = unit.workplaces.map((name) => toPlace(name, name));
    // Some call the firm as its union is called.
    if (unit.level === 'grassroots') places.push(toPlace(unit.name, first ?? withoutUnion(unit.name)));
    return places.filter(({ words }) => words.length > 0);
  });
}

const withoutUnion = (name: string): string => name.replace(/^(CĐCS|Công đoàn cơ sở|Công đoàn)\s+/iu, '');

/** The area in the workplace's own name, else the unit's, else the only one of the unit above. */
function areaOf(unit: Unit, parent: Unit | null, inName: Area[]): string {
  const [named] = inName;
  if (named) return named.name;
  return unit.areas[0] ?? (parent?.areas.length === 1 ? (parent.areas[0] ?? '') : '');
}

function weighed(words: readonly Word[], inName: Area[]): NameWord[] {
  const named = words.filter(({ kind, plain }) => kind === null && !EMPTY.has(plain));
  const inPlace = spansOf(named, [...inName.map((area) => area.words), ...REGION]);
  const inCommon = spansOf(named, COMMON);
  const own = named.flatMap((_word, at) => (inPlace.has(at) || inCommon.has(at) ? [] : [at]));
  const rest = named.flatMap((_word, at) => (inPlace.has(at) ? [] : [at]));
  // A name of common words alone is told by them; one of places alone by those.
  const strong = new Set(
    [own, rest, named.keys()].map((places) => [...places]).find(({ length }) => length > 0),
  );
  return named.map((word, at) => {
    const isStrong = strong.has(at);
    const weak = inPlace.has(at) ? WEIGHT.place : WEIGHT.common;
    return {
      ...word,
      isStrong,
      weight: isStrong ? Math.min(WEIGHT.most, 0.25 + word.plain.length / 4) : weak,
    };
  });
}

/** Positions that belong to one of these runs of words. */
function spansOf(words: readonly Word[], runs: readonly Word[][]): Set<number> {
  const found = new Set<number>();
  for (const run of runs)
    for (let at = 0; at + run.length <= words.length; at++)
      if (run.every((word, n) => isSame(words[at + n], word))) for (const n of run.keys()) found.add(at + n);
  return found;
}

/** "Mây" is not "may"; a name without marks may be either. */
const isSame = (named: Word | undefined, { plain, marked }: Word): boolean =>
  named !== undefined && named.plain === plain && (named.marked === marked || named.marked === named.plain);
