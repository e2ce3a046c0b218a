import type { Model, mongo, SchemaOptions } from 'mongoose';

/** How every schema of ours is: it declares the indexed paths and passes the rest on as it is. */
export const LOOSE = { strict: false, versionKey: false, minimize: false, id: false } satisfies SchemaOptions;

/** No instant we store is before it: a range from here finds what is present, and index bounds follow from it (`$exists` gives none). */
export const BEGINNING = new Date(0);

/** Of a small collection: the way to all of it still goes over an index. */
export const EVERYTHING = { _id: { $gt: '' } };

// Writes go straight to the model's collection: what we write is typed and has nothing to cast, and mongoose looks at every path of a
// deep value several times for it, which is most of the cost of a turn.

/** False when a document with this `_id`, or another unique path, is already there. */
export async function insertNew<T extends { _id: string }>(model: Model<T>, document: T): Promise<boolean> {
  try {
    const plain: mongo.Document = { ...document };
    await model.collection.insertOne(plain);
    return true;
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  }
}

/** Changes one document; false when none matched. */
export async function updateOne<T>(
  model: Model<T>,
  filter: mongo.Document,
  change: mongo.Document,
): Promise<boolean> {
  const { matchedCount } = await model.collection.updateOne(filter, change);
  return matchedCount === 1;
}

/** Changes one document, or inserts what the filter and the change make. Throws a duplicate when the filter missed one of this `_id`. */
export async function upsertOne<T>(
  model: Model<T>,
  filter: mongo.Document,
  change: mongo.Document,
): Promise<void> {
  await model.collection.updateOne(filter, change, { upsert: true });
}

/** Removes what matches; how many that was. */
export async function removeAll<T>(model: Model<T>, filter: mongo.Document): Promise<number> {
  const { deletedCount } = await model.collection.deleteMany(filter);
  return deletedCount;
}

/** MongoDB's E11000, on either engine. */
export const isDuplicate = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 11000;

/** Runs an upsert again when another process inserted the same document in between: then it is an update. */
export async function onceMore<T>(upsert: () => Promise<T>): Promise<T> {
  try {
    return await upsert();
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    return upsert();
  }
}

type Changes = { $set?: Record<string, unknown>; $unset?: Record<string, ''> };

/** Null is absent in storage, so that sparse indexes hold only what is there. Undefined stays as it was. */
export function setOrUnset(values: Record<string, unknown>): Changes {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  const present = given.filter(([, value]) => value !== null);
  const absent = given.filter(([, value]) => value === null);
  return {
    ...(present.length > 0 ? { $set: Object.fromEntries(present) } : {}),
    ...(absent.length > 0 ? { $unset: Object.fromEntries(absent.map(([path]) => [path, '' as const])) } : {}),
  };
}
