import type { ChannelAdapter } from '../channels/channel.ts';
import type { ChannelName } from '../model/channel.ts';
import type { Closed, Exchange, Reply } from '../model/exchange.ts';
import type { Store } from '../store/store.ts';
import type { World } from '../world.ts';
import { dueAt, isFinal, isRepeated, isTrouble, troubleOf } from './replies.ts';
import { createWindowGuard } from './window-guard.ts';

export type RetryResult =
  | { is: 'queued'; n: number }
  /** Somebody has asked for it before: the reply that these words are once more. */
  | { is: 'already'; n: number }
  | { is: 'refused'; why: 'not_found' | 'not_failed' | 'window_closed' };

export type CloseResult =
  | 'closed'
  | 'not_found'
  | 'no_trouble' /** It is still being tried. */
  | 'still_tried';

/** What people do about what did not arrive. Nothing that was is rewritten; two who do the same at once do it once. */
export type Troubles = {
  /** Sends the words of a failed or unknown reply again, as a new reply of the same exchange. */
  retry(key: string, n: number, by: string): Promise<RetryResult>;
  /** Somebody has looked at it and nothing more is to be done. */
  close(key: string, by: string, why: string): Promise<CloseResult>;
  /** Has a parked turn taken again: the same words as a new exchange, once. Its key; null when there is nothing parked. */
  retake(key: string, by: string): Promise<string | null>;
};

type TroublesDeps = {
  store: Store;
  adapterOf(channel: ChannelName): ChannelAdapter | null;
  world: World;
  wake(person: string): void;
  wakeOutbox(person: string): void;
};

export function createTroubles(deps: TroublesDeps): Troubles {
  const { store, world } = deps;
  const guard = createWindowGuard(store, world);

  /** Reads, changes, and does both again until nobody came in between. */
  async function changing<T>(key: string, attempt: Attempt<T>): Promise<T> {
    for (;;) {
      const outcome = await attempt(await store.exchanges.get(key));
      if (!('change' in outcome)) return outcome.result;
      if (await store.exchanges.change(key, outcome.rev, outcome.change)) return outcome.result;
    }
  }

  async function isWindowClosed(exchange: Exchange, reply: Reply): Promise<boolean> {
    const adapter = deps.adapterOf(exchange.channel);
    return adapter !== null && (await guard(adapter, exchange, reply)) !== null;
  }

  async function retry(key: string, n: number, by: string): Promise<RetryResult> {
    let person: string | null = null;
    const result = await changing<RetryResult>(key, async (exchange) => {
      const reply = exchange?.replies.find((one) => one.n === n);
      if (!exchange || !reply) return done({ is: 'refused', why: 'not_found' });
      const again = exchange.replies.find(({ repeats }) => repeats === n);
      if (again) return done({ is: 'already', n: again.n });
      if (!isOver(reply)) return done({ is: 'refused', why: 'not_failed' });
      if (await isWindowClosed(exchange, reply)) return done({ is: 'refused', why: 'window_closed' });
      person = exchange.person;
      const next = repeated(exchange, reply, by);
      const replies = [...exchange.replies, next];
      const now = world.now();
      const troubleSince = troubleOf(exchange, replies, now);
      const change = { replies, nextReplyAt: dueAt(replies, now), troubleSince };
      return { result: { is: 'queued', n: next.n }, rev: exchange.rev, change };
    });
    if (result.is === 'queued' && person !== null) deps.wakeOutbox(person);
    return result;
  }

  const close = (key: string, by: string, why: string): Promise<CloseResult> =>
    changing<CloseResult>(key, async (exchange) => {
      if (!exchange) return done('not_found');
      if (!exchange.troubleSince) return done('no_trouble');
      const { replies, rev } = exchange;
      if (replies.some((reply) => isTrouble(reply) && !isFinal(reply))) return done('still_tried');
      const closed = closing(exchange, { at: world.now(), by, why });
      return { result: 'closed', rev, change: { closed, troubleSince: null } };
    });

  async function retake(key: string, by: string): Promise<string | null> {
    const parked = await store.exchanges.get(key);
    if (!parked?.parked) return null;
    const again = againOf(parked, world.now());
    // Stored before the trouble ends: what a crash leaves in between is shown, and asked for again it is the same exchange.
    if (await store.exchanges.receive(again)) deps.wake(parked.person);
    await close(key, by, `retaken as ${again.key}`);
    return again.key;
  }

  return { retry, close, retake };
}

type Outcome<T> =
  | { result: T }
  | { result: T; rev: number; change: Parameters<Store['exchanges']['change']>[2] };
type Attempt<T> = (exchange: Exchange | null) => Promise<Outcome<T>>;

const done = <T>(result: T): Outcome<T> => ({ result });

/** Nothing will be tried any more, and it did not surely arrive. */
const isOver = (reply: Reply): boolean =>
  reply.status === 'failed' || (reply.status === 'unknown' && reply.final);

function repeated({ replies }: Exchange, reply: Reply, by: string): Reply {
  const { kind, text, choices, once, keep, supersedes } = reply;
  return {
    n: Math.max(...replies.map((one) => one.n)) + 1,
    kind,
    by: reply.by,
    text,
    choices,
    once,
    keep,
    supersedes,
    status: 'queued',
    attempts: 0,
    platformId: null,
    held: null,
    resent: false,
    final: false,
    failure: null,
    notBefore: null,
    sendingSince: null,
    sentAt: null,
    repeats: reply.n,
    repeatedBy: by,
  };
}

/** Closed are the troubles there are; one that comes later is shown again. */
function closing({ replies, closed }: Exchange, { at, by, why }: Omit<Closed, 'replies'>): Closed {
  const ended = replies.filter((reply) => isTrouble(reply) && !isRepeated(reply, replies));
  const numbers = new Set([...(closed?.replies ?? []), ...ended.map(({ n }) => n)]);
  return { at, by, why, replies: [...numbers] };
}

/** The same words once more. It opens no window, as the person did not write again, and keeps no second copy of the raw event. */
function againOf({ key, person, channel, account, line, received }: Exchange, now: Date) {
  return {
    key: `${key}:again`,
    person,
    channel,
    account,
    at: now,
    arrival: now.getTime() * 1000,
    line,
    wantsTurn: true,
    received: { ...received, heard: false, raw: null, platformId: null },
  };
}
