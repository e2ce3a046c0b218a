import type { LeaseStore } from '../store/store.ts';
import type { Step, World } from '../world.ts';
import { DURATIONS } from './durations.ts';

/** A lease that is held, and until when by our own clock. It saves work; it never makes anything right. */
export type Held = {
  /** Milliseconds of validity left, by our clock. */
  left(): number;
  /** False when it was lost meanwhile. */
  renew(): Promise<boolean>;
};

type LeasedDeps = {
  leases: LeaseStore;
  world: World;
  holder: string;
  steps: { take: Step; release: Step };
};

/** Runs `work` under the lease `name`, renewed every 5 s; null when somebody else holds it. */
export async function underLease<T>(
  deps: LeasedDeps,
  name: string,
  work: (held: Held) => Promise<T>,
): Promise<T | null> {
  const { leases, world, holder, steps } = deps;
  let until = world.now().getTime() + DURATIONS.lease;
  await world.step(steps.take);
  if (!(await leases.take(name, holder, new Date(until), world.now()))) return null;
  let over = false;

  async function renew(): Promise<boolean> {
    const next = world.now().getTime() + DURATIONS.lease;
    const renewed = await leases.renew(name, holder, new Date(next)).catch(() => false);
    if (renewed) until = next;
    return renewed;
  }
  function renewLater(): void {
    world.after(DURATIONS.leaseRenewal, () => {
      if (over) return;
      void renew().then((renewed) => {
        if (renewed) renewLater();
      });
    });
  }

  renewLater();
  try {
    return await work({ left: () => until - world.now().getTime(), renew });
  } finally {
    over = true;
    await world.step(steps.release);
    await leases.release(name, holder).catch(() => {});
  }
}
