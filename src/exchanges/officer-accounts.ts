import type { ChannelName } from '../model/channel.ts';
import type { Person } from '../model/person.ts';
import type { Officer } from '../model/union.ts';
import type { Store } from '../store/store.ts';
import type { Reach } from '../union/route.ts';
import type { UnionIndex } from '../union/tree-index.ts';

type AccountsDeps = {
  store: Pick<Store, 'people'>;
  /** Accounts this process sends from; none for a channel it does not serve, or whose accounts are sessions. */
  accountsOf(channel: ChannelName): readonly string[];
};

export type OfficerAccounts = {
  reach: Reach;
  /** The officer whose account the imported file names as this person's. */
  importedAs(person: string): string | null;
};

const AT_ONCE = 50;

/**
 * Through which account each officer of a tree is told: the newest they bound, else the one the file names. Worked out once for
 * each edition of the tree, which changes when somebody binds an account too.
 */
export function createOfficerAccounts({ store, accountsOf }: AccountsDeps) {
  let known: { union: UnionIndex; accounts: Promise<OfficerAccounts> } | null = null;

  async function find(union: UnionIndex): Promise<OfficerAccounts> {
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
    return {
      reach: ({ code }) => reached.get(code) ?? null,
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

  return (union: UnionIndex): Promise<OfficerAccounts> => {
    if (known?.union === union) return known.accounts;
    const accounts = find(union);
    known = { union, accounts };
    accounts.catch(() => {
      // Not kept: the next turn tries again, and this one fails with the reason.
      known = null;
    });
    return accounts;
  };
}
