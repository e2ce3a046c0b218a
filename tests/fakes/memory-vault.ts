import type { LeaseStore, VaultStore } from '../../src/store/store.ts';

export type MemoryVault = VaultStore & {
  values: ReadonlyMap<string, string>;
  /** The next so many puts, or gets, fail. */
  fail(what: 'put' | 'get', times: number): void;
};

/** A vault that forgets with the test; what several "processes" share when they are given the same one. */
export function createMemoryVault(): MemoryVault {
  const values = new Map<string, string>();
  const failing = { put: 0, get: 0 };
  const check = (what: 'put' | 'get') => {
    if (failing[what] === 0) return;
    failing[what] -= 1;
    throw new Error(`the vault fails at ${what}, as asked`);
  };
  return {
    values,
    fail(what, times) {
      failing[what] = times;
    },
    async get(name) {
      check('get');
      return values.get(name) ?? null;
    },
    async put(name, value) {
      check('put');
      values.set(name, value);
    },
  };
}

export function createMemoryLeases(): LeaseStore {
  const held = new Map<string, { holder: string; until: number }>();
  const isMine = (name: string, holder: string) => held.get(name)?.holder === holder;
  return {
    async take(name, holder, until, now) {
      const lease = held.get(name);
      if (lease && lease.holder !== holder && lease.until >= now.getTime()) return false;
      held.set(name, { holder, until: until.getTime() });
      return true;
    },
    async renew(name, holder, until) {
      if (!isMine(name, holder)) return false;
      held.set(name, { holder, until: until.getTime() });
      return true;
    },
    async release(name, holder) {
      if (isMine(name, holder)) held.delete(name);
    },
  };
}
