import { randomUUID } from 'node:crypto';
import type { Step, World } from '../../src/world.ts';

/** Time shared by all the processes of a stage. */
export type VirtualClock = { time: number };

export type VirtualWorld = World & {
  /** Lets time pass to `horizon` ms from now: waits for `idle`, then jumps to the next timer of this process. */
  drive(horizonMs: number, idle: () => Promise<void>): Promise<void>;
};

/** Time that moves only when told, so that a burst, a lease or a judge costs no waiting; timers belong to their process. */
export function createVirtualWorld(clock: VirtualClock, onStep: (step: Step) => Promise<void>): VirtualWorld {
  let order = 0;
  const timers = new Map<number, { at: number; action: () => void }>();
  const next = () => [...timers].sort(([a, x], [b, y]) => x.at - y.at || a - b)[0];

  return {
    now: () => new Date(clock.time),
    newId: () => randomUUID().replaceAll('-', ''),
    fetch: () => Promise.reject(new Error('no network in this world')),
    after(ms, action) {
      const id = ++order;
      timers.set(id, { at: clock.time + ms, action });
      return () => timers.delete(id);
    },
    step: onStep,
    async drive(horizonMs, idle) {
      const until = clock.time + horizonMs;
      for (;;) {
        await idle();
        const due = next();
        if (!due || due[1].at > until) break;
        timers.delete(due[0]);
        clock.time = Math.max(clock.time, due[1].at);
        due[1].action();
        // Let what the timer started reach the point where it counts as running.
        await new Promise((resolve) => setImmediate(resolve));
      }
      clock.time = Math.max(clock.time, until);
    },
  };
}
