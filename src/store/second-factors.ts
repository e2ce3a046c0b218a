import type { Model } from 'mongoose';
import { z } from 'zod';
import type { Seal } from '../seal.ts';
import { updateOne } from './documents.ts';
import type { StoredStaff } from './staff.ts';
import type { SecondFactorStore } from './staff-store.ts';

/** In the account's document. The secret and the list of hashes are sealed for this login; absent where there is no second factor. */
export type StoredSecondFactor = {
  factorSecret?: string;
  /** The newest step whose code was taken; -1 until the first one is. */
  factorStep?: number;
  factorCodes?: string;
};

const hashes = z.array(z.string());

export function createSecondFactors(staff: Model<StoredStaff>, seal: Seal): SecondFactorStore {
  // The login is part of what is sealed, so that nothing can be moved to another account.
  const secretOf = (login: string) => `staff-factor:${login}`;
  const codesOf = (login: string) => `staff-recovery:${login}`;
  const sealCodes = (login: string, left: readonly string[]) =>
    seal.seal(codesOf(login), JSON.stringify(left));
  const hashAll = (login: string, codes: readonly string[]) =>
    codes.map((code) => seal.lookup(codesOf(login), code));
  const active = (login: string) => ({ _id: login, endedAt: null });

  async function read(login: string) {
    const found = await staff.findOne(active(login)).lean<StoredStaff>();
    if (!found?.factorSecret || found.factorStep === undefined) return null;
    const { factorSecret, factorStep, factorCodes } = found;
    const left = factorCodes ? hashes.parse(JSON.parse(seal.open(codesOf(login), factorCodes))) : [];
    return { secret: seal.open(secretOf(login), factorSecret), step: factorStep, left, sealed: factorCodes };
  }

  return {
    async get(login) {
      const found = await read(login);
      return found && { secret: found.secret, isOn: found.step >= 0, codesLeft: found.left.length };
    },

    offer: (login, secret) =>
      updateOne(
        staff,
        { ...active(login), $or: [{ factorStep: { $exists: false } }, { factorStep: -1 }] },
        { $set: { factorSecret: seal.seal(secretOf(login), secret), factorStep: -1 } },
      ),

    confirm: (login, step, codes) =>
      updateOne(
        staff,
        { ...active(login), factorStep: -1 },
        { $set: { factorStep: step, factorCodes: sealCodes(login, hashAll(login, codes)) } },
      ),

    useStep: (login, step) =>
      updateOne(
        staff,
        { ...active(login), factorStep: { $gte: 0, $lt: step } },
        { $set: { factorStep: step } },
      ),

    async useCode(login, code) {
      const found = await read(login);
      const [hash] = hashAll(login, [code]);
      if (!found?.sealed || hash === undefined || !found.left.includes(hash)) return false;
      const left = found.left.filter((one) => one !== hash);
      // Compared with what was read: of two who use it at once, one finds the list changed.
      const filter = { ...active(login), factorCodes: found.sealed };
      return updateOne(staff, filter, { $set: { factorCodes: sealCodes(login, left) } });
    },

    renewCodes: (login, codes) =>
      updateOne(
        staff,
        { ...active(login), factorStep: { $gte: 0 } },
        { $set: { factorCodes: sealCodes(login, hashAll(login, codes)) } },
      ),

    remove: (login) =>
      updateOne(
        staff,
        { _id: login, factorStep: { $gte: -1 } },
        { $unset: { factorSecret: '', factorStep: '', factorCodes: '' } },
      ),
  };
}
