import { Schema } from 'mongoose';
import { FULL_SCAN } from '../../../src/store/full-scan.ts';
import { type Loose, type Opened, openTemporary } from './open.ts';

let opened: Opened;
beforeEach(async () => {
  opened = await openTemporary({ strictFilters: true });
});
afterEach(() => opened.close());

async function things() {
  const schema = new Schema<Loose>(
    {
      _id: String,
      key: { type: String, unique: true },
      at: { type: Date, index: true },
      due: { type: Date, sparse: true, index: true },
    },
    { strict: false, versionKey: false, minimize: false },
  );
  const model = opened.store.mongoose.model<Loose>('Thing', schema, 'things');
  await model.createIndexes();
  return model;
}

test('a model creates, and lean reads give back every type', async () => {
  const Things = await things();
  const stored = {
    _id: 'a',
    key: 'k',
    at: new Date(5),
    text: 'Nguyễn Văn Đ 😀',
    none: null,
    yes: true,
    half: 0.5,
    big: 2 ** 52,
    bytes: Buffer.from([0, 255, 128]),
    list: [1, 'x', null, [2], { deep: { er: [] } }],
    empty: {},
  };
  await Things.create(stored);
  expect(await Things.findOne({ key: 'k' }).lean()).toEqual(stored);
  expect(await Things.findById('a').lean()).toEqual(stored);
});

test('ids of MongoDB are made and found', async () => {
  const loose = opened.collection();
  const { insertedId } = await loose.insertOne({ a: 1 });
  expect(String(insertedId)).toMatch(/^[0-9a-f]{24}$/);
  const found = await loose.findOne({ _id: insertedId });
  expect(String(found?._id)).toBe(String(insertedId));
  expect(found?._id).toBeInstanceOf(opened.store.mongoose.Types.ObjectId);
});

test('a second document with the same key is refused as on MongoDB', async () => {
  const Things = await things();
  await Things.create({ _id: 'a', key: 'k' });
  const { MongoServerError } = opened.store.mongoose.mongo;
  const refused = await Things.create({ _id: 'b', key: 'k' }).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(MongoServerError);
  expect(refused).toMatchObject({ code: 11000, keyPattern: { key: 1 }, keyValue: { key: 'k' } });
  expect(String(refused)).toContain(
    'E11000 duplicate key error collection: things index: key_1 dup key: { key: "k" }',
  );
  await expect(Things.create({ _id: 'a', key: 'other' })).rejects.toMatchObject({
    code: 11000,
    keyPattern: { _id: 1 },
  });
  await expect(
    Things.updateOne({ _id: 'c' }, { $set: { key: 'k' } }, { upsert: true }),
  ).rejects.toMatchObject({
    code: 11000,
  });
});

test('find sorts, limits and selects', async () => {
  const Things = await things();
  for (const n of [3, 1, 2]) await Things.create({ _id: `${n}`, key: `k${n}`, at: new Date(n), extra: n });
  const newest = await Things.find({ at: { $gt: new Date(0) } })
    .sort({ at: -1 })
    .limit(2)
    .lean();
  expect(newest.map(({ _id }) => _id)).toEqual(['3', '2']);
  expect(await Things.find({ _id: '1' }).select({ extra: 1 }).lean()).toEqual([{ _id: '1', extra: 1 }]);
  expect(await Things.find({ _id: '1' }).select({ key: 0, at: 0 }).lean()).toEqual([{ _id: '1', extra: 1 }]);
  expect(await Things.exists({ key: 'k2' })).toEqual({ _id: '2' });
});

test('findOneAndUpdate gives the document before or after', async () => {
  const Things = await things();
  await Things.create({ _id: 'a', key: 'k', n: 1 });
  const add = { $inc: { n: 1 } };
  expect(await Things.findOneAndUpdate({ _id: 'a' }, add).lean()).toMatchObject({ n: 1 });
  expect(await Things.findOneAndUpdate({ _id: 'a' }, add, { returnDocument: 'after' }).lean()).toMatchObject({
    n: 3,
  });
  expect(await Things.findOneAndUpdate({ _id: 'b' }, add).lean()).toBeNull();
  const upsert = { upsert: true, returnDocument: 'after' } as const;
  expect(await Things.findOneAndUpdate({ _id: 'b' }, { $setOnInsert: { key: 'b' } }, upsert).lean()).toEqual({
    _id: 'b',
    key: 'b',
  });
  const metadata = { upsert: true, includeResultMetadata: true } as const;
  expect(await Things.findOneAndUpdate({ _id: 'c' }, { $set: { key: 'c' } }, metadata).lean()).toMatchObject({
    value: null,
    lastErrorObject: { n: 1, updatedExisting: false, upserted: 'c' },
  });
});

test('findOneAndUpdate takes the first of its sort', async () => {
  const Things = await things();
  for (const n of [2, 1, 3]) await Things.create({ _id: `${n}`, key: `k${n}`, at: new Date(n) });
  const take = () =>
    Things.findOneAndUpdate({ at: { $gt: new Date(0) } }, { $unset: { at: 1 } })
      .sort({ at: 1 })
      .lean();
  expect([(await take())?._id, (await take())?._id, (await take())?._id, await take()]).toEqual([
    '1',
    '2',
    '3',
    null,
  ]);
});

test('a hydrated document saves what changed', async () => {
  const Things = await things();
  await Things.create({ _id: 'a', key: 'k', n: 1 });
  const document = await Things.findById('a');
  document?.set('n', 7);
  await document?.save();
  expect(await Things.findById('a').lean()).toEqual({ _id: 'a', key: 'k', n: 7 });
});

test('deleteOne and deleteMany say how many', async () => {
  const Things = await things();
  const numbers = Array.from({ length: 1203 }, (_, n) => n);
  const insert = (n: number) =>
    opened.collection().insertOne({ _id: `${n}`, key: `${n}`, at: new Date(n) } as never);
  await Promise.all(numbers.map(insert));
  expect(await Things.deleteOne({ _id: '5' })).toMatchObject({ deletedCount: 1 });
  expect(await Things.deleteOne({ _id: '5' })).toMatchObject({ deletedCount: 0 });
  expect(await Things.deleteMany({ at: { $gte: new Date(3) } })).toMatchObject({ deletedCount: 1199 });
  expect(await Things.find({}, null, FULL_SCAN).lean()).toHaveLength(3);
});

test('a cursor of mongoose goes through all pages and may stop', async () => {
  const Things = await things();
  await Promise.all(
    Array.from({ length: 450 }, (_, n) => Things.create({ _id: `${n}`, key: `${n}`, at: new Date(n % 7) })),
  );
  const seen: string[] = [];
  const all = Things.find({ at: { $gte: new Date(0) } })
    .sort({ at: -1 })
    .lean()
    .cursor({ batchSize: 50 });
  for await (const { _id } of all) seen.push(_id);
  expect(seen).toHaveLength(450);
  expect(new Set(seen).size).toBe(450);
  expect(seen.map((_id) => Number(_id) % 7)).toEqual(
    seen.map((_id) => Number(_id) % 7).sort((a, b) => b - a),
  );
  let first = '';
  for await (const { _id } of Things.find({}, null, FULL_SCAN).lean().cursor()) {
    first = _id;
    break;
  }
  expect(first).not.toBe('');
});

test('what was written is read at once', async () => {
  const Things = await things();
  for (let n = 0; n < 20; n++) {
    await Things.updateOne({ _id: 'x' }, { $set: { n, key: 'x' } }, { upsert: true });
    expect(await Things.findById('x').lean()).toMatchObject({ n });
  }
});

test('what arrives together is one commit, and one refusal does not touch the others', async () => {
  const Things = await things();
  await Things.create({ _id: 'taken', key: 'k0' });
  const before = opened.store.statistics()?.fsyncs ?? 0;
  const done = await Promise.allSettled(
    Array.from({ length: 300 }, (_, n) =>
      opened.collection().insertOne({ _id: `n${n}`, key: `k${n}` } as never),
    ),
  );
  expect(done.filter(({ status }) => status === 'rejected')).toHaveLength(1);
  expect((opened.store.statistics()?.fsyncs ?? 0) - before).toBeLessThan(100);
  expect(await Things.find({}, null, FULL_SCAN).lean()).toHaveLength(300);
});

test('a close waits for what was asked before it', async () => {
  const other = await opened.again();
  const collection = other.mongoose.connection.collection('things');
  const asked = Array.from({ length: 50 }, (_, n) => collection.insertOne({ _id: `n${n}` } as never));
  await other.close();
  expect((await Promise.allSettled(asked)).map(({ status }) => status)).toEqual(asked.map(() => 'fulfilled'));
  expect(await opened.collection().find({}, FULL_SCAN).toArray()).toHaveLength(50);
});

test('operations after close are refused', async () => {
  const other = await opened.again();
  const collection = other.mongoose.connection.collection('things');
  await other.close();
  await expect(collection.insertOne({ a: 1 })).rejects.toThrow(/stopped|closed/);
});
