import { readFileSync } from 'node:fs';
import type { Unit } from '../../src/model/union.ts';
import { checkTree } from '../../src/union/check-tree.ts';
import { gapsOf } from '../../src/union/gaps.ts';
import { parseTree } from '../../src/union/parse-tree.ts';
import { OFFICERS, officerOf, treeOf, UNITS, unitOf } from './example-tree.ts';

const messagesOf = (units: Unit[], officers = OFFICERS) =>
  checkTree(treeOf(units, officers)).map(({ code, message }) => `${code}: ${message}`);
const changed = (code: string, more: Partial<Unit>) =>
  UNITS.map((unit) => (unit.code === code ? { ...unit, ...more } : unit));

test('the example tree has one gap: a commune whose officer is not for cases', () => {
  expect(messagesOf(UNITS)).toEqual([
    'cd-hoa-phu: no officer for cases can be reached: its cases go further up',
  ]);
});

test.each([
  ['no province', changed('dl', { level: 'upper' }), /no unit is of the level province/],
  [
    'a second province',
    [...UNITS, unitOf({ code: 'dl-2', name: 'Tỉnh 2', level: 'province' })],
    /dl-2: is a second province beside dl/,
  ],
  ['a parent that is not there', changed('cty-a', { parent: 'nowhere' }), /cty-a: its parent nowhere/],
  [
    'a parent that has ended',
    changed('cd-tan-an', { endedAt: new Date(0) }),
    /cty-a: its parent cd-tan-an is not there or has ended/,
  ],
  ['a cycle', changed('cd-tan-an', { parent: 'cty-a' }), /cd-tan-an: is its own parent through others/],
  [
    'a parent that is not above',
    changed('cty-a', { level: 'upper' }),
    /cty-a: its parent cd-tan-an is not of a higher level/,
  ],
  [
    'one workplace in two units',
    changed('cty-binh', { workplaces: ['Công ty TNHH A'] }),
    /cty-a, cty-binh: all have the workplace/,
  ],
])('%s is a gap', (_what, units, message) => {
  expect(messagesOf(units).join('\n')).toMatch(message);
});

test('an officer who cannot be reached is named, with the way out', () => {
  const officers = [...OFFICERS, officerOf('o-neu', 'cty-a', ['cases'], { persons: [] })];
  expect(messagesOf(UNITS, officers)).toContain(
    'o-neu: cannot be reached: give them a code with staff link-code o-neu',
  );
});

test('a province where nobody can be reached is the worst gap', () => {
  const officers = OFFICERS.filter(({ unit }) => unit !== 'dl');
  expect(messagesOf(UNITS, officers).join('\n')).toMatch(/dl: nobody at the province can be reached/);
});

test('an account of the console is a way for cases to reach an officer, but not for danger', () => {
  const officers = OFFICERS.map((one) => ({ ...one, persons: [], isAtDesk: true }));
  const messages = messagesOf(UNITS, officers).join('\n');
  expect(messages).toMatch(/dl: everybody at the province is reached at the console only/);
  expect(messages).not.toMatch(/link-code|cd-tan-an/);
});

test('an account named by the file is a way to reach an officer', () => {
  const channels = [{ channel: 'zalo-oa' as const, id: '1234567890123456789' }];
  const officers = OFFICERS.map((one) => ({ ...one, persons: [], channels }));
  expect(messagesOf(UNITS, officers)).toHaveLength(1);
});

test('many gaps of a kind are one line', () => {
  const officers = OFFICERS.map((one) => ({ ...one, persons: [] }));
  const lines = gapsOf(treeOf(UNITS, officers));
  expect(lines.filter((line) => line.includes('link-code'))).toEqual([
    'o-truc, o-tinh, o-bao-chi, o-tan-an, o-tan-an-2 and 4 more: cannot be reached: give them a code with staff link-code CODE',
  ]);
});

test('an empty tree says so', () => {
  expect(gapsOf(treeOf([], []))).toEqual(['no unit has been imported']);
});

test('the tree in content/examples is one', () => {
  const { tree, problems } = parseTree(readFileSync('content/examples/union.yaml', 'utf8'), 'union.yaml');
  expect(problems).toEqual([]);
  const broken = checkTree(treeOf(tree?.units, tree?.officers)).filter(({ breaks }) => breaks);
  expect(broken).toEqual([]);
});
