import { type Model, Schema } from 'mongoose';
import { isDuplicate, LOOSE } from './documents.ts';
import type { LeaseStore } from './store.ts';

export type StoredLease = { _id: string; holder: string; until: Date };

export const leaseSchema = new Schema<StoredLease>({ _id: String, until: Date }, LOOSE);

/** Who may work on what until when. They save work; what must not happen twice is refused elsewhere. */
export function createLeases(leases: Model<StoredLease>): LeaseStore {
  async function renew(name: string, holder: string, until: Date): Promise<boolean> {
    const { matchedCount } = await leases.updateOne({ _id: name, holder }, { $set: { until } });
    return matchedCount === 1;
  }

  return {
    renew,

    async take(name, holder, until, now) {
      try {
        const update = { $set: { holder, until } };
        await leases.updateOne({ _id: name, until: { $lt: now } }, update, { upsert: true });
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
