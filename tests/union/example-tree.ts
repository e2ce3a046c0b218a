import type { LEVELS, Officer, UnionTree, Unit } from '../../src/model/union.ts';
import { indexTree, type UnionIndex } from '../../src/union/tree-index.ts';

type GivenUnit = Partial<Omit<Unit, 'level'>> &
  Pick<Unit, 'code' | 'name'> & { level?: (typeof LEVELS)[number] };

export const unitOf = (given: GivenUnit): Unit => ({
  level: 'grassroots',
  areas: [],
  workplaces: [],
  endedAt: null,
  ...given,
});

export const officerOf = (
  code: string,
  unit: string,
  duties: Officer['duties'] = ['cases'],
  more: Partial<Officer> = {},
): Officer => ({
  code,
  name: `Cán bộ ${code} (ví dụ)`,
  unit,
  duties,
  channels: [],
  languages: ['vi'],
  endedAt: null,
  persons: [`p-${code}`],
  ...more,
});

/** Made-up firms: none of them is a real one. */
export const UNITS: Unit[] = [
  unitOf({ code: 'dl', name: 'LĐLĐ tỉnh Đắk Lắk', level: 'province' }),
  unitOf({
    code: 'cd-tan-an',
    name: 'Công đoàn phường Tân An',
    level: 'upper',
    parent: 'dl',
    areas: ['phường Tân An'],
  }),
  unitOf({
    code: 'cd-bmt',
    name: 'Công đoàn phường Buôn Ma Thuột',
    level: 'upper',
    parent: 'dl',
    areas: ['phường Buôn Ma Thuột', 'phường Thành Nhất'],
  }),
  unitOf({
    code: 'cd-hoa-phu',
    name: 'Công đoàn xã Hòa Phú',
    level: 'upper',
    parent: 'dl',
    areas: ['xã Hòa Phú'],
  }),
  unitOf({
    code: 'cty-a',
    name: 'CĐCS Công ty A',
    parent: 'cd-tan-an',
    workplaces: ['Công ty TNHH A', 'Nhà máy A Hòa Phú'],
  }),
  unitOf({
    code: 'cty-soi',
    name: 'CĐCS Dệt sợi Lam Ngọc',
    parent: 'cd-hoa-phu',
    workplaces: ['Công ty TNHH MTV Dệt sợi Lam Ngọc'],
  }),
  unitOf({
    code: 'cty-binh',
    name: 'CĐCS Công ty An Bình',
    parent: 'cd-tan-an',
    workplaces: ['Công ty CP An Bình'],
  }),
  unitOf({
    code: 'cty-ca-phe',
    name: 'CĐCS Nông trường Ea Mơ',
    parent: 'cd-bmt',
    areas: ['phường Thành Nhất'],
    workplaces: ['Nông trường Ea Mơ'],
  }),
  unitOf({ code: 'cty-truc-thuoc', name: 'CĐCS Thủy điện Sông Mây', parent: 'dl', workplaces: [] }),
];

export const OFFICERS: Officer[] = [
  officerOf('o-truc', 'dl', ['duty']),
  officerOf('o-tinh', 'dl', ['cases']),
  officerOf('o-bao-chi', 'dl', ['communication']),
  officerOf('o-tan-an', 'cd-tan-an'),
  officerOf('o-tan-an-2', 'cd-tan-an'),
  officerOf('o-bmt', 'cd-bmt'),
  officerOf('o-hoa-phu', 'cd-hoa-phu', ['communication']),
  officerOf('o-a', 'cty-a', ['communication', 'cases']),
  officerOf('o-soi', 'cty-soi'),
];

export const treeOf = (units: Unit[] = UNITS, officers: Officer[] = OFFICERS): UnionTree => ({
  units,
  officers,
  version: 1,
});

export const exampleUnion = (officers: Officer[] = OFFICERS): UnionIndex =>
  indexTree(treeOf(UNITS, officers));
