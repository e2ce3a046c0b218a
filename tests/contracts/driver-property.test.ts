import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { update as change, find, updateOne } from 'mingo';
import { silentLog } from '../../src/log.ts';
import { connect, type StoreConnection } from '../../src/store/connection.ts';
import type { Doc } from './driver-golden/case.ts';

// Whatever is done in whatever order, with indexes made in between: our driver and mingo over a plain list say the same. The values are
// those on which mingo and MongoDB agree; where they do not, the golden table judges.
const folder = mkdtempSync(join(tmpdir(), 'cau-noi-property-'));
let store: StoreConnection;
beforeAll(async () => {
  store = await connect(`file:${folder}/property.db`, { role: 'command', log: silentLog });
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const id = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h');
const number = fc.integer({ min: -3, max: 3 });
const text = fc.constantFrom('x', 'y', 'đ');
const date = number.map((n) => new Date(n * 1000));
const item = fc.oneof(number, text);
const document: fc.Arbitrary<Doc> = fc.record(
  {
    _id: id,
    /** Missing or something, never null: mingo sorts null and missing apart. */
    a: fc.oneof(number, text, date, fc.boolean()),
    /** Null or something. */
    e: fc.oneof(number, fc.constant(null)),
    n: number,
    b: fc.record({ c: fc.oneof(number, text) }, { requiredKeys: [] }),
    l: fc.array(item, { maxLength: 3 }),
  },
  { requiredKeys: ['_id', 'e'] },
);

const bounds = fc.constantFrom('$gt', '$gte', '$lt', '$lte');
const condition = fc.oneof(
  { weight: 3, arbitrary: fc.oneof(item, date, fc.boolean(), fc.constant(null)) },
  fc.tuple(bounds, fc.oneof(item, date)).map(([operator, value]) => ({ [operator]: value })),
  fc.tuple(number, number).map(([low, high]) => ({ $gte: low, $lt: high })),
  fc.array(fc.oneof(item, fc.constant(null)), { maxLength: 3 }).map((values) => ({ $in: values })),
  fc.oneof(item, fc.constant(null)).map((value) => ({ $ne: value })),
  fc.boolean().map((exists) => ({ $exists: exists })),
);
const field = fc.constantFrom('a', 'e', 'n', 'b.c', 'l', '_id');
const simple: fc.Arbitrary<Doc> = fc
  .array(fc.tuple(field, condition), { maxLength: 2 })
  .map((entries) => Object.fromEntries(entries));
const filter: fc.Arbitrary<Doc> = fc.oneof(
  { weight: 3, arbitrary: simple },
  fc.array(simple, { minLength: 1, maxLength: 3 }).map((each) => ({ $or: each })),
  fc
    .tuple(simple, fc.array(simple, { minLength: 1, maxLength: 2 }))
    .map(([one, each]) => ({ ...one, $and: each })),
);
const sort = fc.constantFrom<Record<string, 1 | -1>>(
  { _id: 1 },
  { _id: -1 },
  { a: 1, _id: 1 },
  { a: -1, _id: 1 },
  { e: -1, a: -1, _id: -1 },
  { 'b.c': 1, _id: -1 },
);

const changes = fc.record(
  {
    $set: fc.record({ a: fc.oneof(number, text), 'b.c': item }, { requiredKeys: ['a'] }),
    $inc: fc.record({ n: number }),
    $push: fc.record({
      l: fc.oneof(
        item,
        fc.array(item, { maxLength: 2 }).map((each) => ({ $each: each })),
      ),
    }),
    $max: fc.record({ e: number }),
  },
  { requiredKeys: ['$set'] },
);
const update = fc.oneof<fc.Arbitrary<Doc>[]>(
  changes,
  fc.record({ $unset: fc.record({ a: fc.constant(1), 'b.c': fc.constant(1) }) }),
  fc.record({ $min: fc.record({ n: number }) }),
);

const index = fc.record({
  paths: fc.uniqueArray(fc.constantFrom('a', 'e', 'n', 'b.c', '_id'), { minLength: 1, maxLength: 2 }),
  direction: fc.constantFrom(1 as const, -1 as const),
  sparse: fc.boolean(),
});

const step = fc.oneof(
  { weight: 4, arbitrary: document.map((given) => ({ kind: 'insert' as const, given })) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('update' as const),
      _id: id,
      when: simple,
      update,
      upsert: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('find' as const),
      filter,
      sort,
      limit: fc.integer({ min: 0, max: 4 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('delete' as const), filter: simple }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('index' as const), index }) },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

const names = { next: 1 };

test('any sequence of operations leaves and finds what mingo does', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      const collection = store.mongoose.connection.collection(`p${names.next++}`);
      const list: Doc[] = [];
      for (const one of steps) expect(await onDriver(collection, one)).toEqual(onList(list, one));
      const all = await collection.find({}, { sort: { _id: 1 } }).toArray();
      expect(all).toEqual(find<Doc>(list, {}).sort({ _id: 1 }).all());
    }),
    { numRuns: Number(process.env.PROPERTY_RUNS ?? 80) },
  );
});

type Collection = ReturnType<StoreConnection['mongoose']['connection']['collection']>;

async function onDriver(collection: Collection, one: Step): Promise<unknown> {
  switch (one.kind) {
    case 'insert':
      return collection.insertOne({ ...one.given } as never).then(
        () => 'inserted',
        (error: { code: unknown }) => error.code,
      );
    case 'update': {
      const filter = { ...one.when, _id: one._id as never };
      return collection.updateOne(filter, one.update, { upsert: one.upsert && isPlain(one.when) }).then(
        (done) => ({
          matched: done.matchedCount,
          modified: done.modifiedCount,
          upserted: done.upsertedCount,
        }),
        (error: { code: unknown }) => error.code,
      );
    }
    case 'find':
      return collection
        .find(one.filter, { sort: one.sort, ...(one.limit ? { limit: one.limit } : {}) })
        .toArray();
    case 'delete':
      return (await collection.deleteMany(one.filter)).deletedCount;
    case 'index':
      await collection.createIndex(
        Object.fromEntries(one.index.paths.map((path) => [path, one.index.direction])),
        {
          sparse: one.index.sparse,
          name: JSON.stringify(one.index),
        },
      );
      return 'indexed';
  }
}

// structuredClone makes dates of another realm under jest, which mingo takes for other values.
function copy<T>(value: T): T;
function copy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copy);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, copy(each)]));
}

function onList(list: Doc[], one: Step): unknown {
  switch (one.kind) {
    case 'insert':
      if (list.some(({ _id }) => _id === one.given._id)) return 11000;
      list.push(copy(one.given));
      return 'inserted';
    case 'update':
      return updateList(list, one);
    case 'find': {
      const cursor = find<Doc>(list, one.filter).sort(one.sort);
      return (one.limit ? cursor.limit(one.limit) : cursor).all();
    }
    case 'delete': {
      const gone = find<Doc>(list, one.filter).all();
      for (const document of gone) list.splice(list.indexOf(document), 1);
      return gone.length;
    }
    case 'index':
      return 'indexed';
  }
}

// An upsert of a filter with operators is not compared: mingo has none, and what is inferred is in the golden table.
const isPlain = (when: Doc): boolean => Object.keys(when).length === 0;

function updateList(list: Doc[], one: Extract<Step, { kind: 'update' }>): unknown {
  const filter = { ...one.when, _id: one._id };
  const { matchedCount, modifiedCount } = updateOne(list, filter, one.update);
  if (matchedCount > 0 || !one.upsert || !isPlain(one.when))
    return { matched: matchedCount, modified: modifiedCount, upserted: 0 };
  if (list.some(({ _id }) => _id === one._id)) return 11000;
  const document: Doc = { _id: one._id };
  change(document, one.update);
  list.push(document);
  return { matched: 0, modified: 0, upserted: 1 };
}
