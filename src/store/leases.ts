import { type Model, Schema } from 'mongoose';
import { isDuplicate, LOOSE, updateOne, upsertOne } from './documents.ts';
import type { LeaseStore } from './store.ts';

export type StoredLease = { _id: string; holder: string; until: Date };

export const leaseSchema = new Schema<StoredLease>({ _id: String, until: Date }, LOOSE);

/** Who may work on what until when. They save work; what must not happen twice is refused elsewhere. */
export function createLeases(leases: Model<StoredLease>): LeaseStore {
  const renew = (name: string, holder: string, until: Date): Promise<boolean> =>
    updateOne(leases, { _id: name, holder }, { $set: { until } });

  return {
    renew,

    async take(name, holder, until, now) {
      try {
        await upsertOne(leases, { _id: name, until: { $lt: now } }, { $set: { holder, until } });
        return true;
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        // Somebody holds it: perhaps we do.
        return renew(name, holder, until);
      }
    },

    async release(name, holder) {
      await leases.deleteOne({ _id: name, holder });
    },
  };
}
