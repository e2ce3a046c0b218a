import type { Model, mongo, SchemaOptions } from 'mongoose';

/** How every schema of ours is: it declares the indexed paths and passes the rest on as it is. */
export const LOOSE = { strict: false, versionKey: false, minimize: false, id: false } satisfies SchemaOptions;

/** Before every instant we store: a range from here finds what is present, and index bounds follow from it (`$exists` gives none). */
export const BEGINNING = new Date(0);

/** False when a document with this `_id`, or another unique path, is already there. */
export async function insertNew<T extends { _id: string }>(model: Model<T>, document: T): Promise<boolean> {
  try {
    // Straight to the collection: there is nothing to cast, and a hydrated document would only be thrown away.
    const plain: mongo.Document = { ...document };
    await model.collection.insertOne(plain);
    return true;
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  }
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
