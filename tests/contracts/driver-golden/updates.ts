import type { Doc, UpdateCase } from './case.ts';

const AT = new Date(1000);
const LATER = new Date(2000);

/** One document `{ _id: 'x', … }` before and after. */
const one = (
  name: string,
  fields: Doc,
  update: Doc,
  after: Doc | { error: number },
  more: Partial<UpdateCase> = {},
): UpdateCase => {
  const isError = 'error' in after && typeof after.error === 'number';
  const unchanged = JSON.stringify(fields) === JSON.stringify(after);
  return {
    name,
    before: [{ _id: 'x', ...fields }],
    filter: { _id: 'x' },
    update,
    expected: isError
      ? { error: Number(after.error) }
      : { after: [{ _id: 'x', ...after }], matched: 1, modified: unchanged ? 0 : 1 },
    ...more,
  };
};
const SILENT = { mingo: 'ignores it without a word' };

const SETS: UpdateCase[] = [
  one('$set replaces a value', { a: 1 }, { $set: { a: 2 } }, { a: 2 }),
  one('$set adds a field', { a: 1 }, { $set: { b: 2 } }, { a: 1, b: 2 }),
  one('$set to the same changes nothing', { a: 1 }, { $set: { a: 1 } }, { a: 1 }),
  one('$set makes the objects of a path', {}, { $set: { 'a.b.c': 1 } }, { a: { b: { c: 1 } } }),
  one('$set keeps the rest of an object', { a: { x: 1 } }, { $set: { 'a.y': 2 } }, { a: { x: 1, y: 2 } }),
  one('$set of an object replaces it whole', { a: { x: 1 } }, { $set: { a: { y: 2 } } }, { a: { y: 2 } }),
  one('$set to null is not $unset', { a: 1 }, { $set: { a: null } }, { a: null }),
  one(
    '$set replaces bytes by bytes',
    { a: Buffer.from([0xff]) },
    { $set: { a: Buffer.from([0xfe]) } },
    { a: Buffer.from([0xfe]) },
    {
      differs: { mingo: 'compares bytes as text and keeps the old ones' },
    },
  ),
  one(
    '$set changes the order of an object',
    { a: { x: 1, y: 2 } },
    { $set: { a: { y: 2, x: 1 } } },
    { a: { y: 2, x: 1 } },
    {
      differs: { mingo: 'ignores the order of fields' },
    },
  ),
  one(
    '$set through a scalar is refused',
    { a: 5 },
    { $set: { 'a.b': 1 } },
    { error: 28 },
    { differs: SILENT },
  ),
  one(
    '$set through null is refused',
    { a: null },
    { $set: { 'a.b': 1 } },
    { error: 28 },
    { differs: { mingo: 'replaces null by an object' } },
  ),
  one(
    '$set into a list by name is refused',
    { a: [1] },
    { $set: { 'a.b': 1 } },
    { error: 28 },
    { differs: SILENT },
  ),
  one(
    'new fields of one update come in the order of their names',
    {},
    { $set: { c: 1, b: 2 } },
    { b: 2, c: 1 },
    { differs: { mingo: 'keeps the order as written', secantusdb: 'keeps the order as written' } },
  ),
  one(
    '$set of the same _id is allowed',
    { a: 1 },
    { $set: { _id: 'x', a: 2 } },
    { a: 2 },
    { differs: { mingo: 'refuses it' } },
  ),
  one('$set of another _id is refused', { a: 1 }, { $set: { _id: 'y' } }, { error: 66 }),
  one('$unset removes', { a: 1, b: 2 }, { $unset: { a: 1 } }, { b: 2 }),
  one('$unset of what is missing changes nothing', { b: 2 }, { $unset: { a: 1 } }, { b: 2 }),
  one('$unset within an object leaves the object', { a: { b: 1 } }, { $unset: { 'a.b': '' } }, { a: {} }),
  one('$unset through a scalar changes nothing', { a: 5 }, { $unset: { 'a.b': 1 } }, { a: 5 }),
  one('$set and $unset together', { a: 1 }, { $set: { b: 1 }, $unset: { a: 1 } }, { b: 1 }),
  one('two operators on one path are refused', { a: 1 }, { $set: { a: 1 }, $inc: { a: 1 } }, { error: 40 }),
  one('a path and its parent are refused', { a: {} }, { $set: { a: {}, 'a.b': 1 } }, { error: 40 }),
  one(
    '$setOnInsert does nothing to what exists',
    { a: 1 },
    { $setOnInsert: { a: 9 }, $set: { b: 1 } },
    { a: 1, b: 1 },
    {
      differs: { mingo: 'has no $setOnInsert' },
    },
  ),
];

const NUMBERS: UpdateCase[] = [
  one('$inc adds', { n: 1 }, { $inc: { n: 2 } }, { n: 3 }),
  one('$inc subtracts', { n: 1 }, { $inc: { n: -2 } }, { n: -1 }),
  one('$inc of a fraction', { n: 1 }, { $inc: { n: 0.5 } }, { n: 1.5 }),
  one('$inc of what is missing sets it', {}, { $inc: { n: 5 } }, { n: 5 }),
  one('$inc makes the objects of a path', {}, { $inc: { 'a.n': 5 } }, { a: { n: 5 } }),
  one('$inc by 0 changes nothing', { n: 1 }, { $inc: { n: 0 } }, { n: 1 }),
  one('$inc of null is refused', { n: null }, { $inc: { n: 1 } }, { error: 14 }, { differs: SILENT }),
  one('$inc of a text is refused', { n: '1' }, { $inc: { n: 1 } }, { error: 14 }, { differs: SILENT }),
  one('$min takes the lesser', { n: 5 }, { $min: { n: 3 } }, { n: 3 }),
  one('$min keeps the lesser', { n: 5 }, { $min: { n: 7 } }, { n: 5 }),
  one('$min of what is missing sets it', {}, { $min: { n: 7 } }, { n: 7 }),
  one('$min of dates', { at: LATER }, { $min: { at: AT } }, { at: AT }),
  one('$min keeps null, which is less than a number', { n: null }, { $min: { n: 1 } }, { n: null }),
  one('$max takes the greater', { n: 5 }, { $max: { n: 7 } }, { n: 7 }),
  one('$max keeps the greater', { n: 5 }, { $max: { n: 3 } }, { n: 5 }),
  one('$max of what is missing sets it', {}, { $max: { n: 7 } }, { n: 7 }),
  one('$max of a text over a number', { n: 5 }, { $max: { n: 'a' } }, { n: 'a' }),
  one('$max of a number over null', { n: null }, { $max: { n: 1 } }, { n: 1 }),
];

const LISTS: UpdateCase[] = [
  one('$push appends', { l: [1] }, { $push: { l: 2 } }, { l: [1, 2] }),
  one('$push makes the list', {}, { $push: { l: 2 } }, { l: [2] }),
  one('$push of a list is one item', { l: [1] }, { $push: { l: [2, 3] } }, { l: [1, [2, 3]] }),
  one(
    '$push with $each appends every item',
    { l: [1] },
    { $push: { l: { $each: [2, 3] } } },
    { l: [1, 2, 3] },
  ),
  one('$push with an empty $each changes nothing', { l: [1] }, { $push: { l: { $each: [] } } }, { l: [1] }),
  one('$push of an object', { l: [] }, { $push: { l: { a: 1 } } }, { l: [{ a: 1 }] }),
  one('$push at a path', { a: { l: ['x'] } }, { $push: { 'a.l': 'y' } }, { a: { l: ['x', 'y'] } }),
  one('$push to two lists', { l: [], m: [1] }, { $push: { l: 1, m: 2 } }, { l: [1], m: [1, 2] }),
  one('$push to a scalar is refused', { l: 5 }, { $push: { l: 1 } }, { error: 2 }, { differs: SILENT }),
  one('$push to null is refused', { l: null }, { $push: { l: 1 } }, { error: 2 }, { differs: SILENT }),
];

export const UPDATE_CASES: UpdateCase[] = [...SETS, ...NUMBERS, ...LISTS];
