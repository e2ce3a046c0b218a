import { FULL_SCAN } from '../../../src/store/full-scan.ts';
import { type Opened, openTemporary } from './open.ts';

let opened: Opened;
beforeEach(async () => {
  opened = await openTemporary({ strictFilters: true });
});
afterEach(() => opened.close());

/** More than one batch of back-filling. */
const MANY = 1203;
async function fill(): Promise<void> {
  const insert = (n: number) =>
    opened.collection().insertOne({
      _id: `${n}`,
      n,
      group: n % 10,
      deep: { er: `v${n % 3}` },
      ...(n % 100 === 0 ? { rare: n } : {}),
    } as never);
  await Promise.all(Array.from({ length: MANY }, (_, n) => insert(n)));
}
const count = async (filter: object) => (await opened.collection().find(filter).toArray()).length;

test('an index made later is filled from what is there', async () => {
  await fill();
  await expect(count({ group: 3 })).rejects.toThrow('no index narrows');
  await opened.collection().createIndex({ group: 1, n: -1 });
  await opened.collection().createIndex({ 'deep.er': 1 });
  await opened.collection().createIndex({ rare: 1 }, { sparse: true });
  expect(await count({ group: 3 })).toBe(120);
  expect(await count({ group: 3, n: { $gte: 1000 } })).toBe(20);
  expect(await count({ 'deep.er': 'v0' })).toBe(401);
  expect(await count({ rare: { $exists: true } })).toBe(13);
});

test('what is written while an index is made is in it', async () => {
  await fill();
  const made = opened.collection().createIndex({ group: 1 });
  const moved = Array.from({ length: 200 }, (_, n) =>
    opened.collection().updateOne({ _id: `${n * 6}` } as never, { $set: { group: 77 } }),
  );
  await Promise.all([made, ...moved]);
  expect(await count({ group: 77 })).toBe(200);
});

test('what another process writes while it does not know of an index yet is in it', async () => {
  await fill();
  const other = await opened.again();
  const theirs = other.mongoose.connection.collection('things');
  await theirs.updateOne({ _id: '1' } as never, { $set: { touched: true } });
  await opened.collection().createIndex({ group: 1 });
  await theirs.insertOne({ _id: 'new', group: 77 } as never);
  await theirs.updateOne({ _id: '2' } as never, { $set: { group: 77 } });
  expect(await count({ group: 77 })).toBe(2);
  expect(await theirs.find({ group: 77 }, FULL_SCAN).toArray()).toHaveLength(2);
});

test('an index that is there is left alone; one like it with other options is refused', async () => {
  const things = opened.collection();
  expect(await things.createIndex({ a: 1 })).toBe('a_1');
  expect(await things.createIndex({ a: 1 })).toBe('a_1');
  await expect(things.createIndex({ a: 1 }, { unique: true })).rejects.toMatchObject({ code: 86 });
  await expect(things.createIndex({ a: 1 }, { name: 'other' })).rejects.toMatchObject({ code: 85 });
  expect((await things.listIndexes().toArray()).map(({ name }) => name)).toEqual(['_id_', 'a_1']);
});

test('a unique index on what is not unique is refused and leaves nothing behind', async () => {
  await fill();
  const refused = opened.collection().createIndex({ group: 1 }, { unique: true });
  await expect(refused).rejects.toMatchObject({ code: 11000, keyPattern: { group: 1 } });
  await expect(count({ group: 3 })).rejects.toThrow('no index narrows');
  await opened.collection().createIndex({ group: 1 });
  expect(await count({ group: 3 })).toBe(120);
});

test('a unique index counts missing and null as one value, a sparse one leaves out the missing', async () => {
  const plain = opened.collection('plain');
  await plain.createIndex({ key: 1 }, { unique: true });
  await plain.insertOne({ _id: 'missing' } as never);
  await expect(plain.insertOne({ _id: 'null', key: null } as never)).rejects.toMatchObject({ code: 11000 });
  const sparse = opened.collection('sparse');
  await sparse.createIndex({ key: 1 }, { unique: true, sparse: true });
  await sparse.insertOne({ _id: 'a' } as never);
  await sparse.insertOne({ _id: 'b' } as never);
  await sparse.insertOne({ _id: 'null', key: null } as never);
  await expect(sparse.insertOne({ _id: 'null too', key: null } as never)).rejects.toMatchObject({
    code: 11000,
  });
});

test('a unique index over several paths refuses only the whole', async () => {
  const things = opened.collection();
  await things.createIndex({ a: 1, b: 1 }, { unique: true });
  await things.insertOne({ _id: '1', a: 1, b: 1 } as never);
  await things.insertOne({ _id: '2', a: 1, b: 2 } as never);
  await things.insertOne({ _id: '3', a: 1 } as never);
  await expect(things.insertOne({ _id: '4', a: 1 } as never)).rejects.toMatchObject({
    code: 11000,
    keyPattern: { a: 1, b: 1 },
    keyValue: { a: 1, b: null },
  });
  await expect(things.updateOne({ _id: '2' } as never, { $set: { b: 1 } })).rejects.toMatchObject({
    code: 11000,
  });
});

test('keys of every type are told apart', async () => {
  const things = opened.collection();
  await things.createIndex({ key: 1 }, { unique: true });
  const keys = [
    0,
    '0',
    false,
    new Date(0),
    '',
    null,
    Buffer.from([0]),
    Buffer.from([0, 0]),
    Number.NaN,
    -1,
    1e300,
  ];
  for (const [i, key] of keys.entries()) await things.insertOne({ _id: `${i}`, key } as never);
  for (const [i, key] of keys.entries()) expect((await things.findOne({ key }))?._id).toBe(`${i}`);
});

test('lists have no place in an index', async () => {
  const things = opened.collection();
  await things.createIndex({ a: 1 });
  await things.createIndex({ 'b.c': 1 });
  const refused = /array or object at the indexed path/;
  await expect(things.insertOne({ a: [1] } as never)).rejects.toThrow(refused);
  await expect(things.insertOne({ b: [{ c: 1 }] } as never)).rejects.toThrow(refused);
  await things.insertOne({ _id: 'x', l: [1] } as never);
  await expect(things.updateOne({ _id: 'x' } as never, { $set: { a: {} } })).rejects.toThrow(refused);
  await expect(things.createIndex({ l: 1 })).rejects.toThrow(refused);
  expect(await things.findOne({ _id: 'x' } as never)).toEqual({ _id: 'x', l: [1] });
});

test('a time to live makes a plain index: the clock purges, not the engine', async () => {
  const things = opened.collection();
  await things.createIndex({ at: 1 }, { expireAfterSeconds: 1 });
  await things.insertOne({ _id: 'old', at: new Date(0) } as never);
  expect(await count({ at: { $lt: new Date(5) } })).toBe(1);
});
