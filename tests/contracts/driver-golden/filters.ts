import { ObjectId } from 'bson';
import type { Doc, FilterCase } from './case.ts';

const OID = new ObjectId('65f000000000000000000001');
const LATER = new ObjectId('65f000000000000000000002');
const BYTES = Buffer.from([0xff, 0x00, 0x10]);
// Not valid UTF-8, like BYTES: compared as text both would be the same replacement characters.
const OTHER_BYTES = Buffer.from([0xfe, 0x00, 0x10]);

const KINDS: Doc[] = [
  { _id: 'one', a: 1 },
  { _id: 'two', a: 2 },
  { _id: 'half', a: 1.5 },
  { _id: 'nan', a: Number.NaN },
  { _id: 'text', a: '1' },
  { _id: 'null', a: null },
  { _id: 'missing' },
  { _id: 'true', a: true },
  { _id: 'false', a: false },
  { _id: 'date', a: new Date(1000) },
  { _id: 'later', a: new Date(2000) },
  { _id: 'oid', a: OID },
  { _id: 'oid2', a: LATER },
  { _id: 'bytes', a: BYTES },
  { _id: 'object', a: { x: 1, y: 2 } },
  { _id: 'list', a: [1, 5] },
  { _id: 'list of null', a: [null] },
  { _id: 'empty list', a: [] },
];
const ALL = KINDS.map(({ _id }) => String(_id));
const allBut = (...ids: string[]) => ALL.filter((id) => !ids.includes(id));
const kinds = (
  name: string,
  condition: unknown,
  ids: string[],
  more: Partial<FilterCase> = {},
): FilterCase => ({
  name,
  documents: KINDS,
  filter: { a: condition },
  ids,
  ...more,
});

const NAN = { mingo: 'orders NaN like other numbers' };
const BINARY = { mingo: 'compares bytes as text' };

const ONE_FIELD: FilterCase[] = [
  kinds('a number matches itself and a list that contains it', 1, ['one', 'list']),
  kinds('$eq is the same', { $eq: 1 }, ['one', 'list']),
  kinds('a text is no number', '1', ['text']),
  kinds('null matches null, missing, and null in a list', null, ['null', 'missing', 'list of null']),
  kinds('$ne null excludes those', { $ne: null }, allBut('null', 'missing', 'list of null')),
  kinds('$ne looks into lists', { $ne: 5 }, allBut('list')),
  kinds('$ne matches where the field is missing', { $ne: 1 }, allBut('one', 'list')),
  kinds('$in takes values of several types', { $in: [2, '1', true] }, ['two', 'text', 'true']),
  kinds('$in of nothing finds nothing', { $in: [] }, []),
  kinds('$in with null finds missing fields', { $in: [null, 2] }, ['two', 'null', 'missing', 'list of null']),
  kinds('$in with a list matches that list', { $in: [[1, 5]] }, ['list'], {
    differs: { mingo: 'looks only into lists' },
  }),
  kinds('$in looks into lists', { $in: [5] }, ['list']),
  kinds('$gt of a number finds numbers only', { $gt: 1 }, ['two', 'half', 'list'], { differs: NAN }),
  kinds('$gte includes', { $gte: 1.5 }, ['two', 'half', 'list'], { differs: NAN }),
  kinds('$lt of a number finds numbers only', { $lt: 2 }, ['one', 'half', 'list'], { differs: NAN }),
  kinds('$lte includes', { $lte: 1 }, ['one', 'list'], { differs: NAN }),
  kinds('NaN equals NaN', Number.NaN, ['nan']),
  kinds('$lte NaN is only NaN', { $lte: Number.NaN }, ['nan'], { differs: NAN }),
  kinds('nothing is above NaN', { $gt: Number.NaN }, [], { differs: NAN }),
  kinds('$gt of a text finds text only', { $gt: '' }, ['text']),
  kinds('$lt of a text finds text only', { $lt: '2' }, ['text']),
  kinds('$gt of a date finds dates only', { $gt: new Date(1000) }, ['later']),
  kinds('$lte of a date', { $lte: new Date(1000) }, ['date']),
  kinds('a date matches the same instant', new Date(2000), ['later']),
  kinds('$gt of a boolean', { $gt: false }, ['true']),
  kinds('$lt of a boolean', { $lt: true }, ['false']),
  kinds('$gte null is null or missing', { $gte: null }, ['null', 'missing', 'list of null'], {
    differs: { mingo: 'finds nothing missing' },
  }),
  kinds('$lte null is null or missing', { $lte: null }, ['null', 'missing', 'list of null'], {
    differs: { mingo: 'finds nothing missing' },
  }),
  kinds('nothing is greater than null', { $gt: null }, []),
  kinds('an id matches itself', OID, ['oid']),
  kinds('$gt of an id', { $gt: OID }, ['oid2']),
  kinds('bytes match the same bytes', BYTES, ['bytes']),
  kinds('bytes do not match others', OTHER_BYTES, [], { differs: BINARY }),
  kinds('$exists true includes null', { $exists: true }, allBut('missing')),
  kinds('$exists false', { $exists: false }, ['missing']),
  kinds('an object matches field by field', { x: 1, y: 2 }, ['object']),
  kinds('the order of fields counts', { y: 2, x: 1 }, [], {
    differs: { mingo: 'ignores the order of fields' },
  }),
  kinds('a part of an object is not the object', { x: 1 }, []),
  kinds('a list matches as a whole', [1, 5], ['list']),
  kinds('the order of a list counts', [5, 1], []),
  kinds('the empty list matches the empty list', [], ['empty list']),
  kinds('two bounds may be met by different items of a list', { $gt: 1, $lt: 5 }, ['two', 'half', 'list'], {
    differs: NAN,
  }),
];

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

const SORTED: FilterCase[] = [
  {
    name: 'types sort in the order of BSON, missing and null as one',
    documents: KINDS.filter(({ a }) => !Array.isArray(a)),
    filter: {},
    sort: { a: 1, _id: 1 },
    ids: [
      'missing',
      'null',
      'nan',
      'one',
      'half',
      'two',
      'text',
      'object',
      'bytes',
      'oid',
      'oid2',
      'false',
      'true',
      'date',
      'later',
    ],
    differs: { mingo: 'tells missing from null and orders NaN elsewhere' },
  },
  {
    name: 'a list sorts by its least item upwards, an empty one first',
    documents: [
      { _id: 'a', v: [3, 9] },
      { _id: 'b', v: 5 },
      { _id: 'c', v: [] },
      { _id: 'd', v: null },
    ],
    filter: {},
    sort: { v: 1 },
    ids: ['c', 'd', 'a', 'b'],
    differs: { mingo: 'orders lists as wholes' },
  },
  {
    name: 'and by its greatest downwards',
    documents: [
      { _id: 'a', v: [3, 9] },
      { _id: 'b', v: 5 },
      { _id: 'c', v: [] },
    ],
    filter: {},
    sort: { v: -1 },
    ids: ['a', 'b', 'c'],
    differs: { mingo: 'orders lists as wholes' },
  },
  {
    name: 'text sorts by code point',
    documents: [
      { _id: 'bmp', v: '\uffee' },
      { _id: 'emoji', v: '😀' },
      { _id: 'z', v: 'z' },
      { _id: 'đ', v: 'đ' },
      { _id: 'Z', v: 'Z' },
    ],
    filter: {},
    sort: { v: 1 },
    ids: ['Z', 'z', 'đ', 'bmp', 'emoji'],
    differs: { mingo: 'sorts UTF-16 units' },
  },
];

export const FILTER_CASES: FilterCase[] = [...ONE_FIELD, ...DOTTED, ...COMBINED, ...SORTED];
