import { realWorld, type World } from '../../src/world.ts';

export type MovingWorld = World & {
  /** Lets so much time pass at once: what falls due in it happens now. */
  pass(ms: number): void;
  close(): void;
};

/** The real world from another day on, whose clock can be put forward; timers follow that clock. */
export function createMovingWorld(start: string): MovingWorld {
  let offset = Date.parse(start) - Date.now();
  let made = 0;
  const timers = new Map<number, { at: number; action: () => void }>();
  const now = () => Date.now() + offset;

  const tick = setInterval(() => {
    const due = [...timers].filter(([, { at }]) => at <= now()).sort(([, a], [, b]) => a.at - b.at);
    for (const [id, { action }] of due) if (timers.delete(id)) action();
  }, 5);

  return {
    ...realWorld,
    now: () => new Date(now()),
    after(ms, action) {
      const id = ++made;
      timers.set(id, { at: now() + ms, action });
      return () => timers.delete(id);
    },
    pass(ms) {
      offset += ms;
    },
    close: () => clearInterval(tick),
  };
}
