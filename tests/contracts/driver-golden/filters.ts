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

export const FILTER_CASES: FilterCase[] = [...ONE_FIELD, ...SORTED];
