import { type Model, Schema } from 'mongoose';
import type { StaffSession } from '../model/staff.ts';
import type { Seal } from '../seal.ts';
import { insertNew, LOOSE, removeAll, updateOne } from './documents.ts';
import type { StaffSessionStore } from './staff-store.ts';

/** `_id` is a keyed hash of the token: who reads the store cannot take a session over. */
export type StoredStaffSession = Omit<StaffSession, 'id'> & { _id: string };

export const staffSessionSchema = new Schema<StoredStaffSession>(
  { _id: String, account: String, createdAt: Date },
  LOOSE,
)
  .index({ account: 1 })
  .index({ createdAt: 1 });

export function createStaffSessions(sessions: Model<StoredStaffSession>, seal: Seal): StaffSessionStore {
  const idOf = (token: string) => seal.lookup('staff-session', token);
  return {
    async begin(token, session) {
      await insertNew(sessions, { _id: idOf(token), ...session });
    },

    async find(token) {
      const found = await sessions.findById(idOf(token)).lean<StoredStaffSession>();
      return found && toSession(found);
    },

    async touch(id, at) {
      await updateOne(sessions, { _id: id }, { $set: { seenAt: at } });
    },

    async ofAccount(login) {
      const found = await sessions.find({ account: login }).lean<StoredStaffSession[]>();
      return found.map(toSession).sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
    },

    end: async (login, id) => (await removeAll(sessions, { _id: id, account: login })) === 1,

    async endAll(login, keep) {
      await removeAll(sessions, { account: login, ...(keep === null ? {} : { _id: { $ne: keep } }) });
    },

    async forgetBefore(at) {
      await removeAll(sessions, { createdAt: { $lt: at } });
    },
  };
}

const toSession = ({ _id, ...session }: StoredStaffSession): StaffSession => ({ id: _id, ...session });
