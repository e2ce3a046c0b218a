import { type Model, Schema } from 'mongoose';
import type { Seal } from '../seal.ts';
import { LOOSE, onceMore, upsertOne } from './documents.ts';
import type { VaultStore } from './store.ts';

export type StoredSecret = { _id: string; sealed: string };

export const secretSchema = new Schema<StoredSecret>({ _id: String }, LOOSE);

export function createVault(secrets: Model<StoredSecret>, seal: Seal): VaultStore {
  // The name is part of what is sealed, so that a value cannot be moved to another name.
  const purpose = (name: string) => `vault:${name}`;
  return {
    async get(name) {
      const found = await secrets.findById(name).lean<StoredSecret>();
      return found ? seal.open(purpose(name), found.sealed) : null;
    },

    async put(name, value) {
      const sealed = seal.seal(purpose(name), value);
      await onceMore(() => upsertOne(secrets, { _id: name }, { $set: { sealed } }));
    },
  };
}
