import { type Model, type QueryFilter, Schema } from 'mongoose';
import type { AuditEntry } from '../model/staff.ts';
import type { World } from '../world.ts';
import { insertNew, LOOSE } from './documents.ts';
import type { AuditStore } from './staff-store.ts';

export type StoredAudit = Omit<AuditEntry, 'id'> & { _id: string };

export const auditSchema = new Schema<StoredAudit>(
  { _id: String, at: Date, who: String, target: String },
  LOOSE,
)
  .index({ at: 1, _id: 1 })
  .index({ who: 1, at: 1, _id: 1 })
  .index({ target: 1, at: 1, _id: 1 });

export function createAudit(audit: Model<StoredAudit>, world: Pick<World, 'now' | 'newId'>): AuditStore {
  let recorded = 0;
  /** Grows with time, and within a millisecond with what this process wrote before. */
  const newId = (at: Date) =>
    [
      at.getTime().toString(36).padStart(9, '0'),
      (recorded++).toString(36).padStart(6, '0'),
      world.newId(),
    ].join('.');
  return {
    async record(entry) {
      const at = world.now();
      await insertNew(audit, { _id: newId(at), at, ...entry });
    },

    async list({ who, target }, after, limit) {
      const filter: QueryFilter<StoredAudit> = {
        ...(who === undefined ? {} : { who }),
        ...(target === undefined ? {} : { target }),
        ...(after === null ? {} : earlier(after)),
      };
      const found = await audit.find(filter).sort({ at: -1, _id: -1 }).limit(limit).lean<StoredAudit[]>();
      return found.map(({ _id, ...entry }) => ({ id: _id, ...entry }));
    },
  };
}

const earlier = ({ at, id }: { at: Date; id: string }): QueryFilter<StoredAudit> => ({
  at: { $lte: at },
  $or: [{ at: { $lt: at } }, { at, _id: { $lt: id } }],
});
