import { realWorld, type World } from '../world.ts';

export type PastWorld = World & {
  /** Lets time pass until `until`: whatever falls due on the way happens at its own moment, after what it started has ended. */
  passTo(until: Date, idle: () => Promise<void>): Promise<void>;
};

/** A world that begins in the past and whose time passes only when it is told to. It has no network. */
export function createPastWorld(start: Date): PastWorld {
  const timers = new Map<number, { at: number; action: () => void }>();
  let time = start.getTime();
  let made = 0;

  function nextBefore(until: number) {
    const [first] = [...timers].sort(([a, x], [b, y]) => x.at - y.at || a - b);
    return first && first[1].at <= until ? first : null;
  }

  return {
    ...realWorld,
    now: () => new Date(time),
    fetch: () => Promise.reject(new Error('there is no network in the past')),
    after(ms, action) {
      const id = ++made;
      timers.set(id, { at: time + ms, action });
      return () => timers.delete(id);
    },
    async passTo(until, idle) {
      await idle();
      for (let due = nextBefore(until.getTime()); due; due = nextBefore(until.getTime())) {
        const [id, { at, action }] = due;
        timers.delete(id);
        time = Math.max(time, at);
        action();
        await idle();
      }
      time = Math.max(time, until.getTime());
    },
  };
}
