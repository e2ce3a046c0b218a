import type { TryStore } from '../store/staff-store.ts';
import type { World } from '../world.ts';

const MINUTE_MS = 60_000;
const OF_ADDRESS = { most: 5, windowMs: 5 * MINUTE_MS };
const OF_ACCOUNT = { most: 10, windowMs: 15 * MINUTE_MS };

/** How many attempts are left after this one, or how long nothing is looked at any more. */
export type Allowance = { left: number } | { waitS: number };

export type SlowDown = {
  /** Counts an attempt before it is looked at, so that many at once are no way around. */
  count(address: string, login: string): Promise<Allowance>;
  /** The first of two steps was right: it costs the address nothing. The account keeps counting, or the second could be guessed for ever. */
  halfWay(address: string): Promise<void>;
  /** The attempt was right: it does not count, and the account begins anew. */
  forgive(address: string, login: string): Promise<void>;
};

/** 5 wrong attempts per 5 minutes and address, 10 per 15 minutes and account. Counted in the store: processes share it. */
export function createSlowDown(tries: TryStore, world: Pick<World, 'now'>): SlowDown {
  const keyOfAddress = (address: string) => `address:${networkOf(address)}`;
  const keyOfAccount = (login: string) => `account:${login}`;

  async function countOne(key: string, { most, windowMs }: typeof OF_ADDRESS): Promise<Allowance> {
    const now = world.now();
    const { count, until } = await tries.count(key, now, windowMs);
    if (count <= most) return { left: most - count };
    return { waitS: Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 1000)) };
  }

  return {
    async count(address, login) {
      const ofAddress = await countOne(keyOfAddress(address), OF_ADDRESS);
      // An address that has to wait costs the account nothing: nobody is locked out by a stranger's script alone.
      if ('waitS' in ofAddress) return ofAddress;
      const ofAccount = await countOne(keyOfAccount(login), OF_ACCOUNT);
      return 'waitS' in ofAccount ? ofAccount : { left: Math.min(ofAddress.left, ofAccount.left) };
    },

    halfWay: (address) => tries.giveBack(keyOfAddress(address)),

    async forgive(address, login) {
      await tries.giveBack(keyOfAddress(address));
      await tries.forget(keyOfAccount(login));
    },
  };
}

/** One household or office has a whole /64 of IPv6. */
function networkOf(address: string): string {
  if (!address.includes(':') || address.startsWith('::ffff:')) return address.replace('::ffff:', '');
  const [head = '', tail = ''] = address.split('::');
  const groups = head.split(':').filter(Boolean);
  const rest = tail.split(':').filter(Boolean);
  const filled = address.includes('::')
    ? [...groups, ...Array.from({ length: 8 - groups.length - rest.length }, () => '0'), ...rest]
    : groups;
  return filled.slice(0, 4).join(':');
}
