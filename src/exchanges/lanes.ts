import type { Log } from '../log.ts';
import type { World } from '../world.ts';
import { DURATIONS } from './durations.ts';

/** Serves people side by side, each by one run at a time; woken again while being served means one more run. */
export type Lanes = {
  wake(person: string): void;
  wakeAt(person: string, at: Date): void;
  /** Takes nothing new and resolves when what runs has ended, or after 10 s. */
  stop(): Promise<void>;
  /** Resolves once nothing runs and nothing is queued (timers not counted). */
  idle(): Promise<void>;
};

type LanesDeps = {
  serve(person: string): Promise<void>;
  /** How many at the same time, at least one; asked whenever somebody's run begins or ends. */
  width(): number;
  world: World;
  log: Log;
};

export function createLanes({ serve, width, world, log }: LanesDeps): Lanes {
  const queue = new Set<string>();
  const running = new Map<string, { again: boolean }>();
  const timers = new Map<string, { at: number; cancel(): void }>();
  let stopped = false;
  let whenIdle: (() => void)[] = [];

  function wake(person: string): void {
    if (stopped) return;
    const active = running.get(person);
    if (active) active.again = true;
    else queue.add(person);
    fill();
  }

  function fill(): void {
    for (const person of queue) {
      if (stopped || running.size >= width()) return;
      queue.delete(person);
      void run(person);
    }
  }

  async function run(person: string): Promise<void> {
    const active = { again: true };
    running.set(person, active);
    while (active.again && !stopped) {
      active.again = false;
      try {
        await serve(person);
      } catch (error) {
        log.error('serving a person failed', { error, person });
        wakeAt(person, new Date(world.now().getTime() + DURATIONS.turnRetries[0]));
      }
    }
    running.delete(person);
    if (running.size === 0 && (queue.size === 0 || stopped)) {
      for (const resolve of whenIdle) resolve();
      whenIdle = [];
    }
    fill();
  }

  function wakeAt(person: string, at: Date): void {
    const known = timers.get(person);
    if (known && known.at <= at.getTime()) return;
    known?.cancel();
    const cancel = world.after(Math.max(0, at.getTime() - world.now().getTime()), () => {
      timers.delete(person);
      wake(person);
    });
    timers.set(person, { at: at.getTime(), cancel });
  }

  const idle = (): Promise<void> =>
    running.size === 0 && queue.size === 0
      ? Promise.resolve()
      : new Promise((resolve) => whenIdle.push(resolve));

  return {
    wake,
    wakeAt,
    idle,
    async stop() {
      stopped = true;
      queue.clear();
      for (const { cancel } of timers.values()) cancel();
      timers.clear();
      let cancel = () => {};
      const tooLong = new Promise<void>((resolve) => {
        cancel = world.after(DURATIONS.stop, resolve);
      });
      await Promise.race([idle(), tooLong]);
      cancel();
    },
  };
}
