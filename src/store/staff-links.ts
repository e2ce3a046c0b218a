import { type Model, Schema } from 'mongoose';
import { AppError } from '../errors.ts';
import type { StaffLinkKind } from '../model/staff.ts';
import type { Seal } from '../seal.ts';
import { EVERYTHING, insertNew, LOOSE, removeAll, updateOne } from './documents.ts';
import type { StaffLinkStore } from './staff-store.ts';

/** `_id` is a keyed hash of the token. `account` is absent in the first link. */
export type StoredStaffLink = {
  _id: string;
  kind: StaffLinkKind;
  account?: string;
  expiresAt: Date;
  used: boolean;
};

export const staffLinkSchema = new Schema<StoredStaffLink>({ _id: String, account: String }, LOOSE).index(
  { account: 1 },
  { sparse: true },
);

export function createStaffLinks(links: Model<StoredStaffLink>, seal: Seal): StaffLinkStore {
  const idOf = (token: string) => seal.lookup('staff-link', token);
  const usable = (token: string, now: Date) => ({ _id: idOf(token), used: false, expiresAt: { $gt: now } });
  return {
    async create(token, { kind, account, expiresAt }) {
      if (account !== null) await removeAll(links, { account, used: false });
      const document = {
        _id: idOf(token),
        kind,
        ...(account === null ? {} : { account }),
        expiresAt,
        used: false,
      };
      if (await insertNew(links, document)) return;
      throw new AppError('conflict', 'this link was given out before');
    },

    async find(token, now) {
      const found = await links.findOne(usable(token, now)).lean<StoredStaffLink>();
      return found && { kind: found.kind, account: found.account ?? null };
    },

    use: (token, now) => updateOne(links, usable(token, now), { $set: { used: true } }),

    async forgetBefore(now) {
      await removeAll(links, { ...EVERYTHING, $or: [{ used: true }, { expiresAt: { $lte: now } }] });
    },
  };
}
