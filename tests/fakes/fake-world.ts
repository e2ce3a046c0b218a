import type { Step, World } from '../../src/world.ts';

export type FakeWorld = World & {
  /** Moves the clock, firing the timers that fall due in their order; what one starts runs before the next is looked at. */
  pass(ms: number): Promise<void>;
  /** Moves the clock to the next timer and fires it; false when there is none. */
  passToNext(): Promise<boolean>;
  /** Lets what is running go on without moving the clock. */
  settle(): Promise<void>;
  /** Holds whoever comes to this step for the `nth` time from now, until `resume`. */
  pauseAt(step: Step, nth?: number): Pause;
  /** Throws at this step, the `nth` time from now: what a kill looks like from inside the process. */
  failAt(step: Step, nth?: number, error?: Error): void;
  /** Every step that was passed, in order. */
  readonly steps: readonly Step[];
  /** When each pending timer fires, earliest first. */
  timers(): Date[];
};

export type Pause = { reached: Promise<void>; resume(): void };

type FakeWorldOptions = {
  /** ISO instant of the first moment. */
  start?: string;
  /** Without it every call fails, loudly. */
  fetch?: typeof fetch;
  /** Goes before the number of each id: two worlds over one store need two. */
  ids?: string;
  /** How long running work is awaited between two timers; a test over a store or a socket may wait for its own idleness. */
  settle?: () => Promise<void>;
};

type Trap = { step: Step; left: number; spring: () => Promise<void> };

/** A world whose clock stands still until told, whose ids count, and which has no network unless given one. */
export function createFakeWorld(options: FakeWorldOptions = {}): FakeWorld {
  const settle = options.settle ?? settleLoop;
  const timers = new Map<number, { at: number; action: () => void }>();
  const steps: Step[] = [];
  let time = Date.parse(options.start ?? '2026-11-23T02:00:00Z');
  let traps: Trap[] = [];
  let timersMade = 0;
  let idsMade = 0;

  const next = () => [...timers].sort(([a, x], [b, y]) => x.at - y.at || a - b)[0];

  async function fire([id, timer]: NonNullable<ReturnType<typeof next>>): Promise<void> {
    timers.delete(id);
    time = Math.max(time, timer.at);
    timer.action();
    await settle();
  }

  async function pass(ms: number): Promise<void> {
    const until = time + ms;
    await settle();
    for (let due = next(); due && due[1].at <= until; due = next()) await fire(due);
    time = Math.max(time, until);
    await settle();
  }

  async function passToNext(): Promise<boolean> {
    await settle();
    const due = next();
    if (due) await fire(due);
    return due !== undefined;
  }

  async function step(name: Step): Promise<void> {
    steps.push(name);
    const sprung = traps.filter((trap) => trap.step === name && --trap.left === 0);
    traps = traps.filter((trap) => trap.left > 0);
    for (const trap of sprung) await trap.spring();
  }

  function pauseAt(name: Step, nth = 1): Pause {
    const reached = withResolver();
    const resumed = withResolver();
    const spring = () => {
      reached.resolve();
      return resumed.promise;
    };
    traps.push({ step: name, left: nth, spring });
    return { reached: reached.promise, resume: resumed.resolve };
  }

  return {
    now: () => new Date(time),
    newId: () => `${options.ids ?? 'id'}-${String(++idsMade).padStart(18, '0')}`,
    fetch: options.fetch ?? (() => Promise.reject(new Error('this world has no network'))),
    after(ms, action) {
      const id = ++timersMade;
      timers.set(id, { at: time + Math.max(0, ms), action });
      return () => {
        timers.delete(id);
      };
    },
    step,
    pass,
    passToNext,
    settle,
    pauseAt,
    failAt(name, nth = 1, error = new Error(`failed at ${name}, as asked`)) {
      traps.push({ step: name, left: nth, spring: () => Promise.reject(error) });
    },
    steps,
    timers: () =>
      [...timers.values()].map(({ at }) => new Date(at)).sort((a, b) => a.getTime() - b.getTime()),
  };
}

/** A few turns of the event loop: enough for anything that only awaits promises. */
async function settleLoop(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
}

function withResolver(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
