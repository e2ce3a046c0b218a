import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Schema } from 'mongoose';
import { silentLog } from '../../../src/log.ts';
import { connect, type StoreConnection } from '../../../src/store/connection.ts';

let store: StoreConnection;
beforeEach(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cau-noi-store-'));
  store = await connect(`file:${folder}/test.db`, { role: 'command', log: silentLog, strictFilters: true });
});
afterEach(() => store.close());

test('mongoose models work as on MongoDB', async () => {
  const schema = new Schema<{ _id: string; [field: string]: unknown }>(
    {
      _id: String,
      key: { type: String, unique: true },
      at: { type: Date, index: true },
      due: { type: Date, sparse: true, index: true },
    },
    { strict: false, versionKey: false },
  );
  const Thing = store.mongoose.model('Thing', schema, 'things');
  await Thing.createIndexes();
  await Thing.create({ _id: 'a', key: 'k1', at: new Date(5), extra: { deep: [1, 2] } });
  await Thing.collection.insertOne({
    _id: 'b',
    key: 'k2',
    at: new Date(6),
    bytes: Buffer.from('xyz'),
  } as never);
  await expect(Thing.create({ _id: 'c', key: 'k1' })).rejects.toMatchObject({
    code: 11000,
    keyPattern: { key: 1 },
  });
  expect(await Thing.findOne({ key: 'k1' }).lean()).toEqual({
    _id: 'a',
    key: 'k1',
    at: new Date(5),
    extra: { deep: [1, 2] },
  });
  expect(
    await Thing.find({ at: { $gt: new Date(1) } })
      .sort({ at: -1 })
      .limit(5)
      .lean(),
  ).toMatchObject([{ _id: 'b', bytes: Buffer.from('xyz') }, { _id: 'a' }]);
  expect(await Thing.updateOne({ _id: 'a' }, { $set: { 'extra.x': 1 }, $push: { list: 'q' } })).toMatchObject(
    { matchedCount: 1, modifiedCount: 1 },
  );
  expect(
    await Thing.findOneAndUpdate(
      { _id: 'z' },
      { $setOnInsert: { key: 'k9' } },
      { upsert: true, returnDocument: 'after' },
    ).lean(),
  ).toEqual({ _id: 'z', key: 'k9' });
  expect(
    await Thing.aggregate([{ $match: { _id: 'a' } }, { $group: { _id: '$key', n: { $sum: 1 } } }]),
  ).toEqual([{ _id: 'k1', n: 1 }]);
  expect(await Thing.deleteOne({ _id: 'z' })).toMatchObject({ deletedCount: 1 });
  expect(await Thing.deleteMany({ at: { $lt: new Date(100) } })).toMatchObject({ deletedCount: 2 });
  await expect(Thing.find({ other: 1 }).lean()).rejects.toThrow('no index narrows');
  await expect(Thing.countDocuments({})).rejects.toThrow('countDocuments');
  console.log(store.statistics());
});
