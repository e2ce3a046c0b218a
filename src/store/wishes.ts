import { type Model, Schema } from 'mongoose';
import { insertNew, LOOSE, updateOne } from './documents.ts';
import type { WishStore } from './wish-store.ts';

/** `<programme>:<person>`; `waitsFor` is there until it is answered. */
export type StoredWish = {
  _id: string;
  programme: string;
  person: string;
  at: Date;
  waitsFor?: string;
  answeredAt?: Date;
};

export const wishSchema = new Schema<StoredWish>({ _id: String, person: String, waitsFor: String }, LOOSE)
  .index({ person: 1 })
  .index({ waitsFor: 1, _id: 1 }, { sparse: true });

/** Who asked to be told of what. */
export function createWishes(wishes: Model<StoredWish>): WishStore {
  return {
    async keep({ programme, person, at }) {
      await insertNew(wishes, { _id: `${programme}:${person}`, programme, person, at, waitsFor: programme });
    },

    async open(programme, after, limit) {
      const filter = { waitsFor: programme, ...(after === null ? {} : { _id: { $gt: after } }) };
      const found = await wishes.find(filter).sort({ _id: 1 }).limit(limit).lean<StoredWish[]>();
      return found.map(({ _id, person, at }) => ({ id: _id, programme, person, at }));
    },

    async answered(id, at) {
      await updateOne(wishes, { _id: id }, { $set: { answeredAt: at }, $unset: { waitsFor: '' } });
    },
  };
}
