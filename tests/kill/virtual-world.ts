import { randomUUID } from 'node:crypto';
import type { Step, World } from '../../src/world.ts';

export type VirtualWorld = World & {
  /** Runs until nothing happens any more before `horizon` ms from now: waits for `idle`, then jumps the clock to the next timer. */
  drive(horizonMs: number, idle: () => Promise<void>): Promise<void>;
  jump(ms: number): void;
};

/** Time that moves only when told, so that a burst, a lease or a judge costs no waiting, in a killed process too. */
export function createVirtualWorld(start: number, onStep: (step: Step) => Promise<void>): VirtualWorld {
  let time = start;
  let order = 0;
  const timers = new Map<number, { at: number; action: () => void }>();

  const next = () => [...timers].sort(([a, x], [b, y]) => x.at - y.at || a - b)[0];

  return {
    now: () => new Date(time),
    newId: () => randomUUID().replaceAll('-', ''),
    fetch: () => Promise.reject(new Error('no network in this world')),
    after(ms, action) {
      const id = ++order;
      timers.set(id, { at: time + ms, action });
      return () => timers.delete(id);
    },
    step: onStep,
    jump(ms) {
      time += ms;
    },
    async drive(horizonMs, idle) {
      const until = time + horizonMs;
      for (;;) {
        await idle();
        const due = next();
        if (!due || due[1].at > until) break;
        timers.delete(due[0]);
        time = Math.max(time, due[1].at);
        due[1].action();
        // Let what the timer started reach the point where it counts as running.
        await new Promise((resolve) => setImmediate(resolve));
      }
      time = Math.max(time, until);
    },
  };
}
