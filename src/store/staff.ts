import { type Model, Schema } from 'mongoose';
import type { NewAccount, StaffAccount } from '../model/staff.ts';
import type { Seal } from '../seal.ts';
import type { World } from '../world.ts';
import { BEGINNING, EVERYTHING, insertNew, LOOSE, updateOne } from './documents.ts';
import { createSecondFactors, type StoredSecondFactor } from './second-factors.ts';
import { createStaffLinks, type StoredStaffLink } from './staff-links.ts';
import { createStaffSessions, type StoredStaffSession } from './staff-sessions.ts';
import type { StaffStore } from './staff-store.ts';
import { createTries, type StoredTries } from './tries.ts';

/** `_id` is the login. The password's hash is sealed as well: a copy of the store without its key gives nothing to guess at. */
export type StoredStaff = StoredSecondFactor & {
  _id: string;
  name: string;
  role: NewAccount['role'];
  unit: string | null;
  officer: string | null;
  password: string | null;
  createdAt: Date;
  endedAt: Date | null;
  lastSignInAt: Date | null;
};

export const staffSchema = new Schema<StoredStaff>({ _id: String }, LOOSE);

type StaffModels = {
  staff: Model<StoredStaff>;
  staffSessions: Model<StoredStaffSession>;
  staffLinks: Model<StoredStaffLink>;
  tries: Model<StoredTries>;
};

/** `changed`: the tree of the union shows which of its officers have an account. */
export function createStaff(
  models: StaffModels,
  seal: Seal,
  world: Pick<World, 'now'>,
  changed: () => Promise<void>,
): StaffStore {
  const { staff } = models;
  // The login is part of what is sealed, so that a hash cannot be moved to another account.
  const purpose = (login: string) => `staff-password:${login}`;
  const sealed = (login: string, password: string | null) =>
    password === null ? null : seal.seal(purpose(login), password);
  const active = (login: string) => ({ _id: login, endedAt: null });
  async function shown(isDone: boolean): Promise<boolean> {
    if (isDone) await changed();
    return isDone;
  }
  const update = async (filter: Record<string, unknown>, set: Partial<StoredStaff>) =>
    shown(await updateOne(staff, filter, { $set: set }));

  return {
    async add({ login, ...account }, password) {
      const made = { createdAt: world.now(), endedAt: null, lastSignInAt: null };
      const document = { _id: login, ...account, password: sealed(login, password), ...made };
      return shown(await insertNew(staff, document));
    },

    async get(login) {
      const found = await staff.findById(login).lean<StoredStaff>();
      return found && toAccount(found);
    },

    async list() {
      const found = await staff.find(EVERYTHING).sort({ _id: 1 }).lean<StoredStaff[]>();
      return found.map(toAccount);
    },

    async isEmpty() {
      const found = await staff.find(EVERYTHING).sort({ _id: 1 }).limit(1).lean<StoredStaff[]>();
      return found.length === 0;
    },

    async passwordOf(login) {
      const found = await staff.findOne(active(login)).lean<StoredStaff>();
      return found?.password ? seal.open(purpose(login), found.password) : null;
    },

    setPassword: (login, password) => update(active(login), { password: sealed(login, password) }),

    end: (login, at) => update(active(login), { endedAt: at, password: null }),

    assign: (login, { role, unit, officer }) => update(active(login), { role, unit, officer }),

    reopen: (login) => update({ _id: login, endedAt: { $gt: BEGINNING } }, { endedAt: null }),

    async signedIn(login, at) {
      await updateOne(staff, { _id: login }, { $set: { lastSignInAt: at } });
    },

    sessions: createStaffSessions(models.staffSessions, seal),
    links: createStaffLinks(models.staffLinks, seal),
    tries: createTries(models.tries, seal),
    factors: createSecondFactors(staff, seal),
  };
}

const toAccount = ({
  _id,
  password,
  factorSecret: _secret,
  factorCodes: _codes,
  factorStep = -1,
  ...account
}: StoredStaff): StaffAccount => ({
  ...account,
  login: _id,
  hasPassword: password !== null,
  hasSecondFactor: factorStep >= 0,
});
