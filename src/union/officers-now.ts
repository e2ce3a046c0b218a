import type { ChannelName } from '../model/channel.ts';
import type { Person } from '../model/person.ts';
import type { Officer } from '../model/union.ts';
import type { Store } from '../store/store.ts';
import type { Reach } from './route.ts';
import type { TreeCache } from './tree-cache.ts';
import type { UnionIndex } from './tree-index.ts';

type OfficersDeps = {
  store: Pick<Store, 'people'>;
  trees: TreeCache;
  /** Accounts this process sends from; none for a channel it does not serve, or whose accounts are sessions. */
  accountsOf(channel: ChannelName): readonly string[];
};

/** The tree as it is now, and how its officers are reached. */
export type OfficersNow = {
  union: UnionIndex;
  /** Through a platform, or at the desk of the console. */
  reach: Reach;
  /** The same without the desk: what cannot wait until somebody looks. */
  onPlatform: Reach;
  /** The officer who bound this account with a code. */
  boundTo(person: string): string | null;
  /** The officer whose account the imported file names as this person's: such an officer needs no link code. */
  importedAs(person: string): string | null;
};

const AT_ONCE = 50;

/** No person of ours: nothing is sent there. A case that is told to it stands on the officer's pages, and its clock runs. */
const deskOf = ({ code, endedAt, isAtDesk }: Officer): string | null =>
  isAtDesk === true && endedAt === null ? `desk:${code}` : null;

/**
 * Through which account each officer is told: the newest they bound, else the one the file names. Worked out once for each edition
 * of the tree, which changes when somebody binds an account too. What the file names is never bound by itself, so that a wrong
 * id in it is gone with the next import.
 */
export function createOfficersNow({ store, trees, accountsOf }: OfficersDeps): () => Promise<OfficersNow> {
  let known: { union: UnionIndex; officers: Promise<OfficersNow> } | null = null;

  async function find(union: UnionIndex): Promise<OfficersNow> {
    const bound = await boundAccounts();
    const reached = new Map<string, string>();
    const imported = new Map<string, string>();
    const active = union.tree.officers.filter(({ endedAt }) => endedAt === null);
    for (let at = 0; at < active.length; at += AT_ONCE)
      await Promise.all(
        active.slice(at, at + AT_ONCE).map(async (officer) => {
          const named = await importedAccounts(officer);
          for (const person of named) imported.set(person, officer.code);
          const person = bound.get(officer.code) ?? named[0];
          if (person !== undefined) reached.set(officer.code, person);
        }),
      );
    const binders = new Map(
      union.tree.officers.flatMap(({ code, persons }) => persons.map((person) => [person, code] as const)),
    );
    return {
      union,
      boundTo: (person) => binders.get(person) ?? null,
      reach: (officer) => reached.get(officer.code) ?? deskOf(officer),
      onPlatform: ({ code }) => reached.get(code) ?? null,
      importedAs: (person) => imported.get(person) ?? null,
    };
  }

  /** The newest account of each officer that messages can go to. */
  async function boundAccounts(): Promise<ReadonlyMap<string, string>> {
    const persons = (await store.people.officers()).filter(isServed);
    return new Map(persons.flatMap(({ id, officer }) => (officer === null ? [] : [[officer, id]])));
  }

  /** A channel that this process does not serve is another process's to judge. */
  function isServed({ address }: Person): boolean {
    const accounts = accountsOf(address.channel);
    return accounts.length === 0 || accounts.includes(address.account);
  }

  /** Platform ids mean something only together with the account they write to. */
  async function importedAccounts({ channels }: Officer): Promise<string[]> {
    const persons: string[] = [];
    for (const { channel, id, account } of channels) {
      const accounts = accountsOf(channel);
      const own = account ?? (accounts.length === 1 ? accounts[0] : undefined);
      if (own === undefined || (accounts.length > 0 && !accounts.includes(own))) continue;
      persons.push((await store.people.ensure({ channel, account: own, id })).id);
    }
    return persons;
  }

  return async () => {
    const union = await trees.current();
    if (known?.union === union) return known.officers;
    const officers = find(union);
    known = { union, officers };
    officers.catch(() => {
      // Not kept: the next turn tries again, and this one fails with the reason.
      known = null;
    });
    return officers;
  };
}
