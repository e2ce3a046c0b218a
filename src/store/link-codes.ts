import { type Model, Schema } from 'mongoose';
import { AppError } from '../errors.ts';
import type { Seal } from '../seal.ts';
import { insertNew, LOOSE } from './documents.ts';
import type { LinkCodeStore } from './store.ts';

/** `_id` is a keyed hash of the code: who reads the store cannot bind themselves. */
export type StoredLinkCode = { _id: string; officer: string; expiresAt: Date; usedBy?: string };

export const linkCodeSchema = new Schema<StoredLinkCode>({ _id: String, expiresAt: Date }, LOOSE);

export function createLinkCodes(linkCodes: Model<StoredLinkCode>, seal: Seal): LinkCodeStore {
  const idOf = (code: string) => seal.lookup('link-code', code);
  return {
    async create(code, officer, expiresAt) {
      if (await insertNew(linkCodes, { _id: idOf(code), officer, expiresAt })) return;
      throw new AppError('conflict', 'this link code was given out before');
    },

    async use(code, effectId, now) {
      const usable = { $and: [{ usedBy: { $exists: false } }, { expiresAt: { $gt: now } }] };
      const found = await linkCodes
        .findOneAndUpdate(
          { _id: idOf(code), $or: [{ usedBy: effectId }, usable] },
          { $set: { usedBy: effectId } },
        )
        .lean<StoredLinkCode>();
      return found?.officer ?? null;
    },
  };
}
