import { randomBytes } from 'node:crypto';

/**
 * The steps of `turn-protocol`: each is one store operation, one file append or one call. `World.step` is told before each of
 * them, so that a test can kill the process, pause it or let another overtake it between any two.
 */
export const STEPS = [
  'receive',
  'spool',
  'drain-insert',
  'drain-remove',
  'acknowledge',
  'claim',
  'newest',
  'close',
  'effect',
  'refuse',
  'effect-failed',
  'release',
  'inbox',
  'count',
  'wait',
  'commit',
  'unclaim',
  'claim-out',
  'outbox',
  'take-reply',
  'call',
  'index',
  'record',
  'judge',
  'resend',
  'unclaim-out',
] as const;
export type Step = (typeof STEPS)[number];

/** What a test replaces: the clock, ids, the network, and the points between two steps. */
export type World = {
  now(): Date;
  /** 128 random bits, safe in a URL. */
  newId(): string;
  fetch: typeof fetch;
  /** Runs `action` once, `ms` from now by this world's clock. Returns its cancellation. A timer never keeps the process alive. */
  after(ms: number, action: () => void): () => void;
  /** Called before every step of the turn protocol; nothing happens in production. */
  step(name: Step): Promise<void>;
};

export const realWorld: World = {
  now: () => new Date(),
  newId: () => randomBytes(16).toString('base64url'),
  fetch: (input, init) => fetch(input, init),
  after: (ms, action) => {
    const timer = setTimeout(action, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
  step: async () => {},
};

/** Resolves after `ms` of the world's time. */
export const sleep = (world: World, ms: number): Promise<void> =>
  new Promise((resolve) => {
    world.after(ms, resolve);
  });
