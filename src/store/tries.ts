import { type Model, Schema } from 'mongoose';
import type { Seal } from '../seal.ts';
import { EVERYTHING, LOOSE, onceMore, removeAll, updateOne } from './documents.ts';
import type { TryStore } from './staff-store.ts';

/** `_id` is a keyed hash of what is counted: no address of anybody stands in the store. */
export type StoredTries = { _id: string; count: number; until: Date };

export const triesSchema = new Schema<StoredTries>({ _id: String }, LOOSE);

export function createTries(tries: Model<StoredTries>, seal: Seal): TryStore {
  const idOf = (key: string) => seal.lookup('staff-tries', key);

  async function countOnce(key: string, now: Date, windowMs: number): Promise<StoredTries | null> {
    const running = { _id: idOf(key), until: { $gt: now } };
    const counted = await tries
      .findOneAndUpdate(running, { $inc: { count: 1 } }, { returnDocument: 'after' })
      .lean<StoredTries>();
    if (counted) return counted;
    const until = new Date(now.getTime() + windowMs);
    const over = { _id: idOf(key), until: { $lte: now } };
    return tries
      .findOneAndUpdate(over, { $set: { count: 1, until } }, { upsert: true, returnDocument: 'after' })
      .lean<StoredTries>();
  }

  return {
    async count(key, now, windowMs) {
      // A duplicate: another one began the window in between, and this attempt belongs to it.
      const counted = await onceMore(() => countOnce(key, now, windowMs));
      return counted ?? { count: 1, until: new Date(now.getTime() + windowMs) };
    },

    async giveBack(key) {
      await updateOne(tries, { _id: idOf(key), count: { $gt: 0 } }, { $inc: { count: -1 } });
    },

    async forget(key) {
      await removeAll(tries, { _id: idOf(key) });
    },

    async forgetBefore(now) {
      await removeAll(tries, { ...EVERYTHING, until: { $lte: now } });
    },
  };
}
