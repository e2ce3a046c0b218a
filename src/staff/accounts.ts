import { AppError } from '../errors.ts';
import { type AccountPlace, type NewAccount, staffAccount } from '../model/staff.ts';
import type { Store } from '../store/store.ts';
import type { World } from '../world.ts';
import { faultOf, type PasswordFault } from './password-rules.ts';
import type { Passwords } from './passwords.ts';

/** How long a one-time link works. */
export const LINK_LASTS_MS = 24 * 60 * 60_000;

/** A one-time link's secret; it is shown once and kept nowhere. */
export type OneTimeLink = { token: string; expiresAt: Date };

/** Why something about an account was not done. */
export type AccountFault =
  | PasswordFault
  | 'login-shape'
  | 'login-taken'
  | 'name'
  | 'unit'
  | 'officer'
  | 'link'
  | 'password-wrong'
  | 'last-admin'
  | 'gone';
export type Outcome<T = null> = { ok: true; value: T } | { ok: false; fault: AccountFault };

type AccountDeps = {
  store: Pick<Store, 'staff' | 'audit' | 'union' | 'leases'>;
  passwords: Passwords;
  world: Pick<World, 'now' | 'newId'>;
};
export type Accounts = ReturnType<typeof createAccounts>;

const ok = <T>(value: T): Outcome<T> => ({ ok: true, value });
const no = (fault: AccountFault): Outcome<never> => ({ ok: false, fault });
const LEASE_MS = 10_000;

/** Everything that changes who may sign in. Each change is in the audit under the login of `by`. */
export function createAccounts({ store, passwords, world }: AccountDeps) {
  const { staff, audit, leases } = store;

  async function newLink(kind: 'first' | 'invite', account: string | null): Promise<OneTimeLink> {
    const token = world.newId() + world.newId();
    const expiresAt = new Date(world.now().getTime() + LINK_LASTS_MS);
    await staff.links.create(token, { kind, account, expiresAt });
    return { token, expiresAt };
  }

  /** Two first links, or the last two admins, used at the same moment. */
  async function alone<T>(work: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
    const holder = world.newId();
    const until = new Date(world.now().getTime() + LEASE_MS);
    if (!(await leases.take('staff-admins', holder, until, world.now())))
      throw new AppError('unavailable', 'another change of the accounts is running');
    try {
      return await work();
    } finally {
      await leases.release('staff-admins', holder);
    }
  }

  async function faultOfNew(account: NewAccount): Promise<AccountFault | null> {
    const parsed = staffAccount.safeParse(account);
    if (!parsed.success) return parsed.error.issues[0]?.path[0] === 'login' ? 'login-shape' : 'name';
    const fault = await faultOfPlace(account);
    return fault ?? ((await staff.get(parsed.data.login)) ? 'login-taken' : null);
  }

  async function faultOfPlace({ role, unit, officer }: AccountPlace): Promise<AccountFault | null> {
    const tree = await store.union.tree();
    const isThere = (rows: readonly { code: string; endedAt: Date | null }[], code: string) =>
      rows.some((row) => row.code === code && row.endedAt === null);
    if (unit === null ? role === 'officer' : !isThere(tree.units, unit)) return 'unit';
    return officer !== null && !isThere(tree.officers, officer) ? 'officer' : null;
  }

  async function add(account: NewAccount, password: string | null, by: string): Promise<Outcome> {
    const fault =
      (await faultOfNew(account)) ?? (password === null ? null : faultOf(password, account.login));
    if (fault) return no(fault);
    const login = account.login.trim().toLowerCase();
    const hash = password === null ? null : await passwords.hash(password);
    if (!(await staff.add({ ...account, login }, hash))) return no('login-taken');
    await audit.record({ who: by, what: 'account-added', target: login, why: account.role });
    return ok(null);
  }

  async function invite(login: string, by: string): Promise<Outcome<OneTimeLink>> {
    if (!(await staff.setPassword(login, null))) return no('gone');
    await staff.sessions.endAll(login, null);
    const link = await newLink('invite', login);
    await audit.record({ who: by, what: 'account-reset', target: login, why: null });
    return ok(link);
  }

  /** Somebody who was invited and never came is no admin yet: nobody could let them in again. */
  const isLastAdmin = async (login: string) => {
    const admins = (await staff.list()).filter(({ role, endedAt }) => role === 'admin' && endedAt === null);
    const others = admins.filter((other) => other.login !== login && other.hasPassword);
    return others.length === 0 && admins.some((admin) => admin.login === login);
  };

  async function faultOfChange(login: string, place: AccountPlace): Promise<AccountFault | null> {
    const fault = await faultOfPlace(place);
    if (fault) return fault;
    return place.role !== 'admin' && (await isLastAdmin(login)) ? 'last-admin' : null;
  }

  return {
    /** A link that makes the first account; null when there is one. */
    async firstLink(): Promise<OneTimeLink | null> {
      return (await staff.isEmpty()) ? newLink('first', null) : null;
    },

    /** What a link is for, while it can be used. */
    async linkOf(token: string) {
      const link = await staff.links.find(token, world.now());
      if (link?.kind === 'first') return (await staff.isEmpty()) ? link : null;
      return link?.kind === 'invite' ? link : null;
    },

    /** The first account, always an admin. */
    addFirst: (token: string, given: Pick<NewAccount, 'login' | 'name'>, password: string) =>
      alone(async () => {
        const account: NewAccount = { ...given, role: 'admin', unit: null, officer: null };
        const fault = (await faultOfNew(account)) ?? faultOf(password, account.login);
        if (fault) return no(fault);
        if (!(await staff.isEmpty()) || !(await staff.links.use(token, world.now()))) return no('link');
        return add(account, password, account.login.trim().toLowerCase());
      }),

    /** With a password, for the command line. */
    add,

    /** Without one: the link lets its holder choose it. */
    async addInvited(account: NewAccount, by: string): Promise<Outcome<OneTimeLink>> {
      const added = await add(account, null, by);
      return added.ok ? ok(await newLink('invite', account.login.trim().toLowerCase())) : added;
    },

    /** The password is forgotten, every session ends, and a new link is given out. */
    reset: invite,

    /** The holder of an invite chooses a password. */
    async accept(token: string, password: string): Promise<Outcome<string>> {
      const link = await staff.links.find(token, world.now());
      // A token of the second step opens nothing here: it would let a password be changed without the code.
      if (link?.kind !== 'invite' || link.account === null) return no('link');
      const fault = faultOf(password, link.account);
      if (fault) return no(fault);
      const hash = await passwords.hash(password);
      if (!(await staff.links.use(token, world.now()))) return no('link');
      if (!(await staff.setPassword(link.account, hash))) return no('gone');
      await audit.record({ who: link.account, what: 'password-set', target: link.account, why: null });
      return ok(link.account);
    },

    /** Ends every other session: who knew the old password is out. */
    async changePassword(login: string, session: string, old: string, chosen: string): Promise<Outcome> {
      if (!(await passwords.isRight(old, await staff.passwordOf(login)))) return no('password-wrong');
      const fault = faultOf(chosen, login);
      if (fault) return no(fault);
      await staff.setPassword(login, await passwords.hash(chosen));
      await staff.sessions.endAll(login, session);
      await audit.record({ who: login, what: 'password-changed', target: login, why: null });
      return ok(null);
    },

    /** Another role, unit or officer; its sessions end, so that nothing that is open shows what they may no longer see. */
    change: (login: string, place: AccountPlace, by: string, why: string | null) =>
      alone(async (): Promise<Outcome<boolean>> => {
        const was = await staff.get(login);
        if (!was || was.endedAt !== null) return no('gone');
        const said = differences(was, place);
        if (said === '') return ok(false);
        const fault = await faultOfChange(login, place);
        if (fault) return no(fault);
        if (!(await staff.assign(login, place))) return no('gone');
        await staff.sessions.endAll(login, null);
        await audit.record({ who: by, what: 'account-changed', target: login, why: reasonOf(said, why) });
        return ok(true);
      }),

    /** Somebody came back: a closed account is there again with what it was, and a link to choose a password. */
    async reopen(login: string, by: string, why: string | null): Promise<Outcome<OneTimeLink>> {
      if (!(await staff.reopen(login))) return no('gone');
      const link = await newLink('invite', login);
      await audit.record({ who: by, what: 'account-reopened', target: login, why });
      return ok(link);
    },

    /** Closed until it is reopened, with its sessions; never the last admin. */
    end: (login: string, by: string, why: string | null) =>
      alone(async () => {
        if (await isLastAdmin(login)) return no('last-admin');
        if (!(await staff.end(login, world.now()))) return no('gone');
        await staff.sessions.endAll(login, null);
        await audit.record({ who: by, what: 'account-ended', target: login, why });
        return ok(null);
      }),
  };
}

const reasonOf = (said: string, why: string | null): string => (why === null ? said : `${said}: ${why}`);

/** What the audit says of a change: `officer → staff, cd-tan-an → dl`; '' when nothing is different. */
const differences = (was: AccountPlace, now: AccountPlace): string =>
  (['role', 'unit', 'officer'] as const)
    .filter((part) => was[part] !== now[part])
    .map((part) => `${was[part] ?? '–'} → ${now[part] ?? '–'}`)
    .join(', ');
