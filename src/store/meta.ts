import { type Model, Schema } from 'mongoose';
import { AppError } from '../errors.ts';
import type { Seal } from '../seal.ts';
import { insertNew, LOOSE, onceMore, upsertOne } from './documents.ts';

/** What the store knows of itself, one document each: `schema`, `key`, `union`, `laws`, and counters. */
export type StoredMeta = {
  _id: string;
  version?: number;
  fingerprint?: string;
  edition?: number;
  count?: number;
};

export const metaSchema = new Schema<StoredMeta>({ _id: String }, LOOSE);

/** The counter's value before this call; each value is given once, and one may be left out. */
export async function nextNumber(meta: Model<StoredMeta>, counter: string): Promise<number> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const after = await onceMore(() =>
      meta
        .findOneAndUpdate({ _id: counter }, { $inc: { count: 1 } }, { upsert: true, returnDocument: 'after' })
        .lean<StoredMeta>(),
    );
    // Two first calls that race may leave one of them without an answer (seen on a MongoDB-compatible server).
    if (after?.count !== undefined) return after.count - 1;
  }
  throw new AppError('unavailable', `the counter ${counter} gave no number`);
}
const ATTEMPTS = 3;

/** Counts one more, for whoever asks whether something has happened since. */
export const upCount = (meta: Model<StoredMeta>, counter: string): Promise<void> =>
  onceMore(() => upsertOne(meta, { _id: counter }, { $inc: { count: 1 } }));

/** Throws when what is sealed in here was sealed with another key. The first key that opens a store is its key. */
export async function checkKey(meta: Model<StoredMeta>, { fingerprint }: Seal): Promise<void> {
  const read = () => meta.findById('key').lean<StoredMeta>();
  let found = await read();
  if (!found) {
    await insertNew(meta, { _id: 'key', fingerprint });
    found = await read();
  }
  if (found?.fingerprint === fingerprint) return;
  throw new AppError(
    'conflict',
    `this store was made with another SECRET_KEY (fingerprint ${found?.fingerprint}, the key given has ${fingerprint}): ` +
      'identities and tokens in it cannot be opened; give the key it was made with, or another STORE_URL',
  );
}
