import fc from 'fast-check';
import { matchUnits } from '../../src/union/match-units.ts';
import { indexTree } from '../../src/union/tree-index.ts';
import { exampleUnion, treeOf, UNITS, unitOf } from './example-tree.ts';

const union = exampleUnion();
const names = (text: string) => matchUnits(union, text).map(({ name }) => name);
const A = 'Công ty TNHH A';
const A_HOA_PHU = 'Nhà máy A Hòa Phú';
const SOI = 'Công ty TNHH MTV Dệt sợi Lam Ngọc';
const AN_BINH = 'Công ty CP An Bình';
const EA_MO = 'Nông trường Ea Mơ';

describe('a workplace is found however it is written', () => {
  test.each([
    ['cong ty A no luong 2 thang nay roi, tui e ho biet tui noi', [A, A_HOA_PHU]],
    ['Công ty TNHH A', [A, A_HOA_PHU]],
    ['cty a', [A, A_HOA_PHU]],
    ['CTY TNHH MTV A', [A, A_HOA_PHU]],
    ['a', [A, A_HOA_PHU]],
    ['em lam o cty A', [A, A_HOA_PHU]],
    ['nha may a hoa phu', [A_HOA_PHU]],
    ['cty A phường Tân An', [A]],
    ['cong ty a o tan an cham luong', [A]],
    ['cty dệt sợi lam ngọc', [SOI]],
    ['cty lam ngoc thieu luong', [SOI]],
    ['det soi lam ngoc', [SOI]],
    ['lam ngoc', [SOI]],
    ['em lam ben lam ngoc a', [SOI]],
    ['toi lam tai cty lam ngocc', [SOI]],
    ['cong ty an binh ep tang ca', [AN_BINH]],
    ['cty cp an bình', [AN_BINH]],
    ['nong truong ea mo', [EA_MO]],
    ['ea mơ', [EA_MO]],
    ['thuy dien song may no luong', ['Thủy điện Sông Mây']],
  ])('%s', (text, expected) => {
    expect(names(text)).toEqual(expected);
  });
});

describe('never a far guess', () => {
  test.each([
    ['cong ty B no luong'],
    ['công ty Á no luong'],
    ['cty binh minh khong dong bao hiem'],
    ['cong ty an toan lao dong'],
    ['cong ty lam an kho khan'],
    ['a oi cho e hoi luong'],
    ['luong thang nay chua co'],
    ['cong ty det may'],
    ['toi lam o cong ty'],
    ['an binh thuong thoi'.replace('binh', 'bình')],
    ['xin chao'],
    ['2'],
    [''],
    ['!!! ???'],
  ])('%s', (text) => {
    expect(names(text)).toEqual([]);
  });
});

describe('an area alone leads to the unions that look after it', () => {
  test.each([
    ['cong ty em o phuong tan an', ['Công đoàn phường Tân An']],
    ['lam o bmt', ['Công đoàn phường Buôn Ma Thuột']],
    ['kcn hoa phu', ['Công đoàn xã Hòa Phú']],
    ['cty xyz xa hoa phu', ['Công đoàn xã Hòa Phú']],
    ['p. Thành Nhất', ['Công đoàn phường Buôn Ma Thuột']],
  ])('%s', (text, expected) => {
    expect(names(text)).toEqual(expected);
  });
});

describe('what people leave out of a long name', () => {
  const units = [
    'Bệnh viện đa khoa Mây Trắng',
    'Công ty CP Điện tử Lam Việt',
    'Công ty CP Môi trường và Đô thị Đắk Lắk',
    'Công ty TNHH MTV Lâm nghiệp Suối Mơ',
    'Nông trường 26/3',
  ].map((name, n) => unitOf({ code: `cty-${n}`, name: `CĐCS ${n}`, parent: 'dl', workplaces: [name] }));
  const many = indexTree(treeOf([...UNITS, ...units]));
  test.each([
    ['bv mây trắng', 'Bệnh viện đa khoa Mây Trắng'],
    ['cong ty lam viet no luong', 'Công ty CP Điện tử Lam Việt'],
    ['moi truong do thi', 'Công ty CP Môi trường và Đô thị Đắk Lắk'],
    ['cty lam nghiep suoi mo', 'Công ty TNHH MTV Lâm nghiệp Suối Mơ'],
    ['nt 26/3', 'Nông trường 26/3'],
  ])('%s', (text, expected) => {
    expect(matchUnits(many, text).map(({ name }) => name)).toEqual([expected]);
  });

  test.each([
    ['cong ty trang'],
    ['cty dien tu'],
    ['cong ty lam nghiep'],
    ['cong ty o dak lak'],
    ['trang dep qua'],
  ])('%s is too little', (text) => {
    expect(matchUnits(many, text)).toEqual([]);
  });
});

test('a name in passing is never certain', () => {
  const [found] = matchUnits(union, 'hom qua det soi lam ngoc lai tang ca');
  expect(found?.score).toBeLessThan(0.9);
});

test('each match says where it is, and of two none is certain', () => {
  expect(matchUnits(union, 'cong ty a')).toEqual([
    { code: 'cty-a', name: A, area: 'phường Tân An', score: 0.85 },
    expect.objectContaining({ code: 'cty-a', name: A_HOA_PHU, area: 'xã Hòa Phú' }),
  ]);
});

test('a name and its ward leave no doubt', () => {
  expect(matchUnits(union, 'cong ty a, phuong tan an')).toEqual([
    { code: 'cty-a', name: A, area: 'phường Tân An', score: 1 },
  ]);
});

test('ended units are not found', () => {
  const { units } = treeOf();
  const ended = units.map((unit) => (unit.code === 'cty-a' ? { ...unit, endedAt: new Date(0) } : unit));
  expect(matchUnits(indexTree(treeOf(ended)), 'cong ty a')).toEqual([]);
});

test('whatever is written, at most three come, best first, each of them once', () => {
  const part = fc.constantFrom(
    'cty',
    'a',
    'an',
    'bình',
    'lam ngoc',
    'hoa phu',
    'tan an',
    '§',
    'p.',
    'ea mo',
    '19/8',
  );
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.array(part).map((parts) => parts.join(' ')),
  );
  fc.assert(
    fc.property(text, (words) => {
      const found = matchUnits(union, words);
      expect(found.length).toBeLessThanOrEqual(3);
      expect(found.map(({ score }) => score)).toEqual(found.map(({ score }) => score).sort((a, b) => b - a));
      expect(new Set(found.map(({ code, name }) => code + name)).size).toBe(found.length);
    }),
  );
});
