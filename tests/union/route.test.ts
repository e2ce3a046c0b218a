import fc from 'fast-check';
import type { Officer } from '../../src/model/union.ts';
import { aboveOf, destinationOf, dutyOf, othersOf, provinceOf, type Reach } from '../../src/union/route.ts';
import { indexTree } from '../../src/union/tree-index.ts';
import { exampleUnion, OFFICERS, officerOf, treeOf, UNITS, unitOf } from './example-tree.ts';

const bound: Reach = ({ persons }) => persons.at(-1) ?? null;
/** Everybody but these can be reached. */
const without =
  (...codes: string[]): Reach =>
  (officer) =>
    codes.includes(officer.code) ? null : bound(officer);
const nobody: Reach = () => null;
const union = exampleUnion();
const codesOf = ({ officers }: { officers: { code: string }[] }) => officers.map(({ code }) => code);

describe('a case goes to whoever is responsible and can be reached', () => {
  test.each([
    ['the workplace has an officer', 'cty-a', 'named', bound, 'cty-a', ['o-a']],
    [
      'its officer cannot be reached: the union above',
      'cty-a',
      'named',
      without('o-a'),
      'cd-tan-an',
      ['o-tan-an', 'o-tan-an-2'],
    ],
    [
      'nobody above either: the province',
      'cty-a',
      'named',
      without('o-a', 'o-tan-an', 'o-tan-an-2'),
      'dl',
      ['o-tinh'],
    ],
    [
      'no cases officer at the province: who is on duty',
      'cty-a',
      'named',
      without('o-a', 'o-tan-an', 'o-tan-an-2', 'o-tinh'),
      'dl',
      ['o-truc'],
    ],
    ['the workplace has no officer', 'cty-binh', 'named', bound, 'cd-tan-an', ['o-tan-an', 'o-tan-an-2']],
    [
      'the union above has only one for communication',
      'cty-soi',
      'named',
      without('o-soi'),
      'dl',
      ['o-tinh'],
    ],
    ['a name hidden from the workplace', 'cty-a', 'hidden', bound, 'cd-tan-an', ['o-tan-an', 'o-tan-an-2']],
    ['no name at all', 'cty-a', 'anonymous', bound, 'cd-tan-an', ['o-tan-an', 'o-tan-an-2']],
    ['hidden, and nobody in between', 'cty-soi', 'hidden', bound, 'dl', ['o-tinh']],
    ['a unit right below the province, hidden', 'cty-truc-thuoc', 'hidden', bound, 'dl', ['o-tinh']],
    ['only the commune is known', 'cd-tan-an', 'hidden', bound, 'cd-tan-an', ['o-tan-an', 'o-tan-an-2']],
    ['nothing is known', null, 'named', bound, 'dl', ['o-tinh']],
    ['a workplace that no tree knows', 'nowhere', 'named', bound, 'dl', ['o-tinh']],
  ] as const)('%s', (_when, workplace, identity, reach, unit, officers) => {
    const destination = destinationOf(union, { workplace, identity, excluded: [] }, reach);
    expect([destination.unit, codesOf(destination)]).toEqual([unit, officers]);
  });

  test('with nobody to be reached it is the province’s, and nobody is told', () => {
    const destination = destinationOf(union, { workplace: 'cty-a', identity: 'named', excluded: [] }, nobody);
    expect(destination).toMatchObject({
      unit: 'dl',
      level: 'province',
      unitName: 'LĐLĐ tỉnh Đắk Lắk',
      officers: [],
    });
  });

  test('without a tree there is no unit either', () => {
    const empty = indexTree(treeOf([], []));
    const destination = destinationOf(empty, { workplace: null, identity: 'named', excluded: [] }, bound);
    expect(destination).toMatchObject({ unit: null, level: 'province', officers: [] });
  });
});

describe('who must not have it', () => {
  test('officers of the workplace stay out for good when the name is hidden', () => {
    const destination = destinationOf(union, { workplace: 'cty-a', identity: 'hidden', excluded: [] }, bound);
    expect(destination.excluded).toEqual(['o-a']);
  });

  test('so do those of smaller units below it', () => {
    const units = [...UNITS, unitOf({ code: 'to-1', name: 'Tổ công đoàn 1', parent: 'cty-a' })];
    const officers = [...OFFICERS, officerOf('o-to-1', 'to-1')];
    const asked = { workplace: 'cty-a', identity: 'anonymous', excluded: [] } as const;
    expect(destinationOf(indexTree(treeOf(units, officers)), asked, bound).excluded).toEqual([
      'o-a',
      'o-to-1',
    ]);
  });

  test('excluded officers are never told, nor is the account they share with another', () => {
    const shared = officerOf('o-tan-an-3', 'cd-tan-an', ['cases'], { persons: ['p-o-tan-an'] });
    const tree = exampleUnion([...OFFICERS, shared]);
    const asked = { workplace: 'cty-binh', identity: 'named', excluded: ['o-tan-an'] } as const;
    expect(codesOf(destinationOf(tree, asked, bound))).toEqual(['o-tan-an-2']);
  });

  test('ended officers and units are passed by', () => {
    const ended = (rows: Officer[]) =>
      rows.map((one) => (one.code === 'o-a' ? { ...one, endedAt: new Date(0) } : one));
    const asked = { workplace: 'cty-a', identity: 'named', excluded: [] } as const;
    expect(destinationOf(exampleUnion(ended(OFFICERS)), asked, bound).unit).toBe('cd-tan-an');
    const units = UNITS.map((one) => (one.code === 'cd-tan-an' ? { ...one, endedAt: new Date(0) } : one));
    const tree = indexTree(treeOf(units, ended(OFFICERS)));
    expect(destinationOf(tree, asked, bound).unit).toBe('dl');
  });
});

describe('danger', () => {
  const all = [
    ...OFFICERS,
    officerOf('o-truc-bmt', 'cd-bmt', ['duty']),
    officerOf('o-truc-a', 'cty-a', ['duty']),
  ];
  test.each([
    ['who is on duty at the province', bound, ['o-truc']],
    ['else its officers for cases', without('o-truc'), ['o-tinh']],
    ['else who is on duty above the workplaces, never at one', without('o-truc', 'o-tinh'), ['o-truc-bmt']],
    ['else nobody', nobody, []],
  ] as const)('%s', (_who, reach, officers) => {
    const duty = dutyOf(exampleUnion(all), reach);
    expect([duty.unit, duty.level, codesOf(duty)]).toEqual(['dl', 'province', officers]);
  });
});

test('the press and privacy go to the province', () => {
  expect(codesOf(provinceOf(union, bound))).toEqual(['o-tinh', 'o-bao-chi']);
});

describe('where a held case can go', () => {
  const held = {
    unit: 'cd-tan-an',
    level: 'upper',
    kind: 'complaint',
    holder: 'o-tan-an',
    excluded: [],
  } as const;
  test('up: to the next union where somebody can be reached', () => {
    expect(aboveOf(union, held, 'o-tan-an', bound)).toMatchObject({
      unit: 'dl',
      level: 'province',
      officers: [{ code: 'o-tinh', person: 'p-o-tinh' }],
    });
    const low = { ...held, unit: 'cty-soi', level: 'grassroots', holder: null } as const;
    expect(aboveOf(union, low, null, bound).unit).toBe('dl');
  });
  test('at the top: to others there', () => {
    const top = { ...held, unit: 'dl', level: 'province', holder: 'o-tinh' } as const;
    expect(aboveOf(union, top, 'o-tinh', bound)).toMatchObject({
      unit: 'dl',
      officers: [{ code: 'o-truc' }],
    });
  });
  test('sideways: to another officer of the unit', () => {
    expect(codesOf(othersOf(union, held, 'o-tan-an', bound))).toEqual(['o-tan-an-2']);
    expect(codesOf(othersOf(union, { ...held, excluded: ['o-tan-an-2'] }, 'o-tan-an', bound))).toEqual([]);
  });
});

describe('whatever the tree', () => {
  const codes = ['dl', 'u1', 'u2', 'g1', 'g2', 'g3'];
  const unit = (code: string) =>
    fc.record({
      code: fc.constant(code),
      name: fc.constant(code),
      level: fc.constant(
        code === 'dl' ? ('province' as const) : code < 'u' ? ('grassroots' as const) : ('upper' as const),
      ),
      // Any parent at all, cycles included.
      parent: fc.constantFrom(...codes),
      endedAt: fc.constantFrom(null, null, null, new Date(0)),
    });
  const officer = fc.record({
    unit: fc.constantFrom(...codes),
    duties: fc.subarray(['cases', 'duty', 'communication'] as const, { minLength: 1 }),
    // Few accounts, so that some share one.
    persons: fc.subarray(['p1', 'p2', 'p3', 'p4', 'p5'], { maxLength: 1 }),
  });
  const tree = fc.record({
    units: fc.tuple(...codes.map(unit)).map((units) => units.map(unitOf)),
    officers: fc
      .array(officer, { maxLength: 8 })
      .map((officers) =>
        officers.map(({ unit: at, duties, persons }, n) => officerOf(`o${n}`, at, [...duties], { persons })),
      ),
  });
  const asked = fc.record({
    workplace: fc.constantFrom(null, ...codes),
    identity: fc.constantFrom('named' as const, 'hidden' as const, 'anonymous' as const),
    excluded: fc.subarray(['o0', 'o1', 'o2']),
  });

  test('who is excluded, or works at a workplace from which the name is hidden, is never told, under no code of theirs', () => {
    fc.assert(
      fc.property(tree, asked, ({ units, officers }, one) => {
        const index = indexTree(treeOf(units, officers));
        const { officers: told, excluded } = destinationOf(index, one, bound);
        const accounts = officers.filter(({ code }) => excluded.includes(code)).map(bound);
        for (const { code, person } of told) {
          expect(excluded).not.toContain(code);
          expect(accounts).not.toContain(person);
          if (one.identity !== 'named' && index.unit(one.workplace)?.level === 'grassroots')
            expect(index.below(one.workplace ?? '').has(index.officer(code)?.unit ?? '')).toBe(false);
        }
        expect(new Set(told.map(({ person }) => person)).size).toBe(told.length);
      }),
    );
  });

  test('a case is lost nowhere: it has a unit wherever there is a province', () => {
    fc.assert(
      fc.property(tree, asked, ({ units, officers }, one) => {
        const index = indexTree(treeOf(units, officers));
        const { unit: at } = destinationOf(index, one, bound);
        if (index.province) expect(index.unit(at)?.endedAt).toBeNull();
        else expect(at === null || index.unit(at) !== null).toBe(true);
      }),
    );
  });
});
