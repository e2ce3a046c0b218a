import type { VNode } from 'preact';
import type { StaffAccount } from '../model/staff.ts';
import type { Store } from '../store/store.ts';
import { FAULTS } from './addresses.ts';
import { RailCount } from './parts/shell.tsx';
import { roomsOf } from './rooms.ts';

/** What waits for somebody, by the path of its room; a room that counts nothing is not in it. */
export type Counts = ReadonlyMap<string, number>;
export type CountsOf = (account: StaffAccount) => Promise<Counts>;

export function createCounts({ store }: { store: Pick<Store, 'exchanges'> }): CountsOf {
  return async ({ role }) => {
    const counts = new Map<string, number>();
    if (roomsOf(role).some(({ path }) => path === FAULTS))
      counts.set(FAULTS, (await store.exchanges.ages()).troubles);
    return counts;
  };
}

/** The counts as they stand in the rail. */
export const countNodes = (counts: Counts): VNode[] =>
  [...counts].map(([path, count]) => <RailCount key={path} path={path} count={count} />);
