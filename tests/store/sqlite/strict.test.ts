import { FULL_SCAN } from '../../../src/store/full-scan.ts';
import { type Doc, type Opened, openTemporary } from './open.ts';

let opened: Opened;
beforeAll(async () => {
  opened = await openTemporary({ strictFilters: true });
  const things = opened.collection();
  await things.insertOne({ _id: 'x', a: 1, b: 2, c: 3 } as never);
  await things.createIndex({ a: 1, b: 1 });
  await things.createIndex({ s: 1, t: 1 }, { sparse: true });
});
afterAll(() => opened.close());

test.each<[string, Doc, Doc]>([
  ['an index leads', { a: 1 }, {}],
  ['an index leads and the rest is looked at', { a: 1, c: 3 }, {}],
  ['by range', { a: { $gt: 0 } }, {}],
  ['by one of several', { a: { $in: [1, 2] } }, {}],
  ['every branch has an index', { $or: [{ a: 1 }, { _id: 'y' }] }, {}],
  ['a sparse index whose every path is there', { s: 1, t: { $exists: true } }, {}],
  ['a page in the order of an index', {}, { sort: { a: 1, b: 1 }, limit: 10 }],
  ['a wanted full scan', { c: 3 }, FULL_SCAN],
])('%s', async (_, filter, options) => {
  await expect(opened.collection().find(filter, options).toArray()).resolves.toBeDefined();
});

test.each<[string, Doc, Doc]>([
  ['nothing is asked', {}, {}],
  ['no index has the path', { c: 3 }, {}],
  ['the path is second in its index', { b: 2 }, {}],
  ['one branch has no index', { $or: [{ a: 1 }, { c: 3 }] }, {}],
  ['only what does not match is named', { a: { $ne: 1 } }, {}],
  ['the sparse index leaves matches out', { s: 1 }, {}],
  ['a page in no order of an index', {}, { sort: { c: 1 }, limit: 10 }],
  ['everything in the order of an index', {}, { sort: { a: 1 } }],
])('refused: %s', async (_, filter, options) => {
  const things = opened.collection();
  await expect(things.find(filter, options).toArray()).rejects.toThrow('no index narrows the filter');
  await expect(things.deleteMany(filter)).rejects.toThrow('no index narrows the filter');
  await expect(things.aggregate([{ $match: filter }]).toArray()).rejects.toThrow(
    'no index narrows the filter',
  );
});

test('updates are held to it too', async () => {
  await expect(opened.collection().updateOne({ c: 3 }, { $set: { d: 1 } })).rejects.toThrow(
    'no index narrows',
  );
  await expect(opened.collection().findOneAndUpdate({ c: 3 }, { $set: { d: 1 } })).rejects.toThrow(
    'no index narrows',
  );
});

test('the error names the collection and paths, never values', async () => {
  const error = await opened
    .collection()
    .findOne({ secret: '0905123456' })
    .catch((one: Error) => one);
  expect(String(error)).toContain('secret (collection "things")');
  expect(String(error)).not.toContain('0905123456');
});
