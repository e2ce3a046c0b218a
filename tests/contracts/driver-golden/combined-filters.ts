import type { Doc, FilterCase } from './case.ts';

const PATHS: Doc[] = [
  { _id: 'plain', a: { b: 1 } },
  { _id: 'null in', a: { b: null } },
  { _id: 'empty', a: {} },
  { _id: 'objects', a: [{ b: 1 }, { b: 2 }] },
  { _id: 'one without', a: [{ b: 1 }, { c: 1 }] },
  { _id: 'scalar', a: 5 },
  { _id: 'missing' },
  { _id: 'null', a: null },
  { _id: 'no items', a: [] },
  { _id: 'scalars', a: [1, 2] },
  { _id: 'list at the end', a: { b: [1, 2] } },
  { _id: 'list in list', a: [[{ b: 1 }]] },
];
const paths = (name: string, filter: Doc, ids: string[], more: Partial<FilterCase> = {}): FilterCase => ({
  name,
  documents: PATHS,
  filter,
  ids,
  ...more,
});
const LOST = { mingo: 'loses what is missing inside lists' };
const HAVE_B = ['plain', 'null in', 'objects', 'one without', 'list at the end'];

const DOTTED: FilterCase[] = [
  paths(
    'a path enters the objects of a list',
    { 'a.b': 1 },
    ['plain', 'objects', 'one without', 'list at the end'],
    {
      differs: { mingo: 'enters a list within a list' },
    },
  ),
  paths('any item may match', { 'a.b': 2 }, ['objects', 'list at the end']),
  paths('null at a path', { 'a.b': null }, ['null in', 'empty', 'one without', 'scalar', 'missing', 'null'], {
    differs: LOST,
  }),
  paths('$exists at a path', { 'a.b': { $exists: true } }, HAVE_B, {
    differs: { mingo: 'enters a list within a list' },
  }),
  paths(
    '$exists false is its opposite',
    { 'a.b': { $exists: false } },
    PATHS.map(({ _id }) => String(_id)).filter((id) => !HAVE_B.includes(id)),
    {
      differs: LOST,
    },
  ),
  paths(
    '$ne at a path looks at every item',
    { 'a.b': { $ne: 1 } },
    ['null in', 'empty', 'scalar', 'missing', 'null', 'no items', 'scalars', 'list in list'],
    {
      differs: LOST,
    },
  ),
  paths('$gt at a path', { 'a.b': { $gt: 1 } }, ['objects', 'list at the end']),
];

const PEOPLE: Doc[] = [
  { _id: '1', name: 'An', age: 30, tags: ['x'], at: new Date(1) },
  { _id: '2', name: 'Bình', age: 40, tags: ['x', 'y'], at: new Date(2) },
  { _id: '3', name: 'Chi', age: 30, tags: [], at: new Date(3) },
  { _id: '4', name: 'Dũng', tags: ['y'], at: new Date(4) },
];
const people = (name: string, filter: Doc, ids: string[], more: Partial<FilterCase> = {}): FilterCase => ({
  name,
  documents: PEOPLE,
  filter,
  ids,
  ...more,
});

const COMBINED: FilterCase[] = [
  people('several fields must all match', { age: 30, name: 'An' }, ['1']),
  people('$and of conditions on one field', { $and: [{ age: { $gt: 20 } }, { age: { $lt: 35 } }] }, [
    '1',
    '3',
  ]),
  people('$or', { $or: [{ name: 'An' }, { age: 40 }] }, ['1', '2']),
  people('$or beside a field', { tags: 'y', $or: [{ age: 40 }, { age: { $exists: false } }] }, ['2', '4']),
  people(
    '$and of $or',
    { $and: [{ $or: [{ name: 'An' }, { name: 'Chi' }] }, { $or: [{ tags: 'x' }, { tags: 'y' }] }] },
    ['1'],
  ),
  people('the same id twice not yet there', { $and: [{ tags: { $ne: 'x' } }, { tags: { $ne: 'y' } }] }, [
    '3',
  ]),
  people('nothing asked finds everything', {}, ['1', '2', '3', '4']),
  people('Vietnamese text matches exactly', { name: 'Dũng' }, ['4']),
  people('sort and limit', {}, ['4', '3'], { sort: { at: -1 }, limit: 2 }),
  people('a missing field sorts first', {}, ['4', '1', '3', '2'], { sort: { age: 1, at: 1 } }),
  people('and last downwards', {}, ['2', '3', '1', '4'], { sort: { age: -1, at: -1 } }),
  people('sort by two fields in two directions', { age: { $exists: true } }, ['3', '1', '2'], {
    sort: { age: 1, at: -1 },
  }),
  people('sort with a range', { at: { $gt: new Date(1), $lte: new Date(3) } }, ['3', '2'], {
    sort: { at: -1 },
  }),
];

export const COMBINED_CASES: FilterCase[] = [...DOTTED, ...COMBINED];
