import type { StoreConnection } from '../../../src/store/connection.ts';
import type { Doc, FilterCase, PipelineCase, UpdateCase } from './case.ts';

/** Runs the cases on an open store, each in a collection of its own. */
const counter = { next: 1 };
/** A collection of its own, filled. */
async function filled(store: StoreConnection, documents: Doc[]) {
  const collection = store.mongoose.connection.collection(`golden${counter.next++}`);
  for (const document of documents) await collection.insertOne(structuredCopy(document) as never);
  return collection;
}
const structuredCopy = (document: Doc): Doc => ({ ...document });

export async function runFilter(
  store: StoreConnection,
  one: FilterCase,
  indexed: 'bare' | 'plain' | 'sparse',
) {
  const collection = await filled(store, one.documents);
  for (const path of indexed === 'bare' ? [] : pathsOf(one))
    await index(collection, path, indexed === 'sparse');
  const cursor = collection.find(one.filter, {
    ...(one.sort ? { sort: one.sort } : {}),
    ...(one.limit ? { limit: one.limit } : {}),
  });
  const ids = (await cursor.toArray()).map(({ _id }) => String(_id));
  return one.sort ? ids : inOrderOf(one.documents, ids);
}
type Collection = Awaited<ReturnType<typeof filled>>;

// A path that leads into lists or objects cannot be indexed by the embedded store: it then runs without.
async function index(collection: Collection, path: string, sparse: boolean): Promise<void> {
  await collection.createIndex({ [path]: 1 }, { sparse, name: `${path}-${sparse}` }).catch((error: Error) => {
    expect(error.message).toMatch(/array or object at the indexed path/);
  });
}

function pathsOf({ filter, sort = {} }: FilterCase): string[] {
  const inFilter = (each: Doc): string[] =>
    Object.entries(each).flatMap(([key, value]) =>
      Array.isArray(value) && key.startsWith('$') ? value.flatMap(inFilter) : [key],
    );
  return [...new Set([...inFilter(filter), ...Object.keys(sort)])].filter((path) => path !== '_id');
}

const inOrderOf = (documents: Doc[], ids: string[]): string[] =>
  documents.map(({ _id }) => String(_id)).filter((id) => ids.includes(id));

export async function runUpdate(store: StoreConnection, one: UpdateCase): Promise<UpdateCase['expected']> {
  const collection = await filled(store, one.before);
  try {
    const done = await collection.updateOne(one.filter, one.update, { upsert: one.upsert ?? false });
    const after = await collection.find({}, { sort: { _id: 1 } }).toArray();
    return { after, matched: done.matchedCount, modified: done.modifiedCount };
  } catch (error) {
    if (error instanceof Error && 'code' in error) return { error: Number(error.code) };
    throw error;
  }
}

export async function runPipeline(store: StoreConnection, one: PipelineCase): Promise<Doc[]> {
  const collection = await filled(store, one.documents);
  return collection.aggregate(one.pipeline).toArray();
}

// The order of fields is part of the answer, so bytes that print are compared.
export const print = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'number' && Number.isNaN(each) ? 'NaN' : each,
  );
