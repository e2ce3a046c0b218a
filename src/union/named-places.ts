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

/** Words that half of all firms have in their name. */
const COMMON = new Set(
  'san xuat thuong mai dich vu xay dung dau tu phat trien nhap khau che bien may mac det soi thuc pham nong moi truong do thi viet nam dak lak tay nguyen group quoc te'.split(
    ' ',
  ),
);
const EMPTY = new Set(['va', 'cua', 'tai']);
const WEIGHT = { common: 0.25, area: 0.2, most: 1.25 };

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
  const places = new Set(inName.flatMap((area) => area.words.map(({ plain }) => plain)));
  const named = words.filter(({ kind, plain }) => kind === null && !EMPTY.has(plain));
  const isWeak = (plain: string) => places.has(plain) || COMMON.has(plain);
  const allWeak = named.every(({ plain }) => isWeak(plain));
  return named.map((word) => {
    const isStrong = allWeak || !isWeak(word.plain);
    const weak = places.has(word.plain) ? WEIGHT.area : WEIGHT.common;
    return {
      ...word,
      isStrong,
      weight: isStrong ? Math.min(WEIGHT.most, 0.25 + word.plain.length / 4) : weak,
    };
  });
}
