import { type Doc, type Opened, openTemporary } from './open.ts';

let opened: Opened;
beforeAll(async () => {
  opened = await openTemporary();
  await opened.collection().insertOne({ _id: 'x', a: 1, l: [1] } as never);
});
afterAll(() => opened.close());

const refused = (what: string) => ({ message: expect.stringContaining(what), code: 'invalid' });

test.each<[string, Doc]>([
  ['$nin', { a: { $nin: [1] } }],
  ['$not', { a: { $not: { $gt: 1 } } }],
  ['$regex', { a: { $regex: 'x' } }],
  ['$elemMatch', { l: { $elemMatch: { $gt: 1 } } }],
  ['$size', { l: { $size: 1 } }],
  ['$all', { l: { $all: [1] } }],
  ['$type', { a: { $type: 'string' } }],
  ['$mod', { a: { $mod: [2, 0] } }],
  ['$nor', { $nor: [{ a: 1 }] }],
  ['$expr', { $expr: { $eq: ['$a', 1] } }],
  ['$where', { $where: 'true' }],
  ['$text', { $text: { $search: 'x' } }],
  ['$comment', { $comment: 'x' }],
  ['$exists with anything but', { a: { $exists: 1 } }],
  ['$in without a list', { a: { $in: 1 } }],
  ['$or without a list', { $or: [] }],
  ['undefined', { a: undefined }],
  ['undefined', { a: { $in: [1, undefined] } }],
  ['the path "l.0"', { 'l.0': 1 }],
  ['the path "a..b"', { 'a..b': 1 }],
  ['the path "__proto__.x"', { '__proto__.x': 1 }],
  ['RegExp', { a: /x/ }],
])('a filter with %s', async (what, filter) => {
  const collection = opened.collection();
  await expect(collection.findOne(filter)).rejects.toMatchObject(refused(what));
  await expect(collection.updateOne(filter, { $set: { a: 1 } })).rejects.toMatchObject(refused(what));
  await expect(collection.deleteMany(filter)).rejects.toMatchObject(refused(what));
});

test.each<[string, unknown]>([
  ['$mul', { $mul: { a: 2 } }],
  ['$rename', { $rename: { a: 'b' } }],
  ['$currentDate', { $currentDate: { a: true } }],
  ['$addToSet', { $addToSet: { l: 1 } }],
  ['$pull', { $pull: { l: 1 } }],
  ['$pop', { $pop: { l: 1 } }],
  ['$bit', { $bit: { a: { or: 1 } } }],
  ['$push with $each, $slice', { $push: { l: { $each: [1], $slice: 1 } } }],
  ['$push with $each, $position', { $push: { l: { $each: [1], $position: 0 } } }],
  ['the path "l.0"', { $set: { 'l.0': 1 } }],
  ['the path "l.$"', { $set: { 'l.$': 1 } }],
  ['the path "l.$[]"', { $set: { 'l.$[]': 1 } }],
  ['undefined', { $set: { a: undefined } }],
  ['a replacement document', { a: 1 }],
  ['a pipeline', [{ $set: { a: 1 } }]],
])('an update with %s', async (what, update) => {
  const collection = opened.collection();
  await expect(collection.updateOne({ _id: 'x' } as never, update as never)).rejects.toThrow(what);
  await expect(collection.findOneAndUpdate({ _id: 'x' } as never, update as never)).rejects.toThrow(what);
});

test.each<[string, Doc]>([
  ['$or in the filter of an upsert', { $or: [{ a: 1 }] }],
  ['$in in the filter of an upsert', { a: { $in: [5] } }],
])('%s', async (what, filter) => {
  const upsert = opened
    .collection()
    .updateOne({ _id: 'new', ...filter } as never, { $set: { b: 1 } }, { upsert: true });
  await expect(upsert).rejects.toThrow(what);
});

test.each<[string, Doc]>([
  ['$lookup', { $lookup: { from: 'x', localField: 'a', foreignField: 'a', as: 'b' } }],
  ['$unwind', { $unwind: '$l' }],
  ['$skip', { $skip: 1 }],
  ['$count', { $count: 'n' }],
  ['$out', { $out: 'x' }],
  ['$addFields', { $addFields: { b: 1 } }],
  ['$facet', { $facet: {} }],
  ['$addToSet', { $group: { _id: null, s: { $addToSet: '$a' } } }],
  ['$multiply', { $group: { _id: null, s: { $sum: { $multiply: ['$a', 2] } } } }],
  ['$dateTrunc', { $group: { _id: { $dateTrunc: { date: '$at', unit: 'day' } } } }],
  ['$$ROOT', { $group: { _id: null, all: { $push: '$$ROOT' } } }],
  ['a projection of "b" that computes', { $project: { b: { $concat: ['$a', 'x'] } } }],
  ['$regex', { $match: { a: { $regex: 'x' } } }],
  ['this $limit', { $limit: 0 }],
  ['this $sort', { $sort: { a: { $meta: 'textScore' } } }],
])('a pipeline with %s', async (what, stage) => {
  const collection = opened.collection();
  expect(() => collection.aggregate([stage])).toThrow(what);
});

test.each([
  'updateMany',
  'insertMany',
  'bulkWrite',
  'countDocuments',
  'estimatedDocumentCount',
  'distinct',
  'findOneAndDelete',
  'findOneAndReplace',
  'replaceOne',
  'dropIndex',
  'drop',
  'watch',
] as const)('the method %s', async (method) => {
  const call: unknown = Reflect.get(opened.collection(), method);
  const run = async () =>
    typeof call === 'function' ? Reflect.apply(call, opened.collection(), [{}, {}]) : null;
  await expect(run()).rejects.toThrow(`does not support ${method} (collection "things")`);
});

test.each<[string, Doc]>([
  ['the option "collation"', { collation: { locale: 'vi' } }],
  ['the option "hint"', { hint: { a: 1 } }],
  ['the option "skip"', { skip: 5 }],
  ['sessions and transactions', { session: { id: 1 } }],
  ['this sort', { sort: 'a' }],
  ['sorting "a" by anything but', { sort: { a: 'asc' } }],
  ['this limit', { limit: -1 }],
  ['a projection of "a" that computes', { projection: { a: { $slice: 1 } } }],
  ['takes some fields in and others out', { projection: { a: 1, b: 0 } }],
])('a find with %s', (what, options) => {
  expect(() => opened.collection().find({}, options)).toThrow(what);
});

test.each<[string, Doc, Doc]>([
  ['an index of kind "text"', { a: 'text' }, {}],
  ['an index of kind "2dsphere"', { a: '2dsphere' }, {}],
  ['the path "$**"', { '$**': 1 }, {}],
  ['the option "partialFilterExpression"', { a: 1 }, { partialFilterExpression: { a: { $gt: 1 } } }],
  ['the option "collation"', { a: 1 }, { collation: { locale: 'vi' } }],
  ['a unique sparse index on several paths', { a: 1, b: 1 }, { unique: true, sparse: true }],
])('%s', async (what, key, options) => {
  await expect(opened.collection().createIndex(key as never, options)).rejects.toThrow(what);
});

test('sessions of mongoose', async () => {
  await expect(opened.store.mongoose.startSession()).rejects.toThrow('sessions and transactions');
});

test('a value that has no order here is refused where it would be compared', async () => {
  const { Long, Decimal128 } = opened.store.mongoose.mongo;
  const odd = opened.collection('odd');
  await odd.insertOne({
    _id: 'x',
    big: Long.fromString('9007199254740993'),
    exact: Decimal128.fromString('1.1'),
  } as never);
  await expect(odd.findOne({ big: { $gt: 1 } })).rejects.toThrow('does not compare values of type Long');
  await expect(odd.findOne({ exact: Decimal128.fromString('1.1') })).rejects.toThrow('Decimal128');
});
