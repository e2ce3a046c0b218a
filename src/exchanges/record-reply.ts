import type { Meter } from '../meter.ts';
import type { Exchange, Reply } from '../model/exchange.ts';
import type { Store } from '../store/store.ts';
import type { World } from '../world.ts';
import { dueAt, troubleOf } from './replies.ts';
import type { TellUndelivered } from './undelivered.ts';

/** Changes of a reply after the commit: each rewrites `replies` whole, compare-and-set on `rev`. */
export type ReplyRecorder = {
  /** False when the exchange has moved on: read it again. */
  set(exchange: Exchange, reply: Reply): Promise<boolean>;
  /** Sets `nextReplyAt` and `troubleSince` from the replies as they are. */
  tidy(exchange: Exchange): Promise<boolean>;
  /** Again until it holds: what the platform said must not be lost to a receipt that came in between. Null when nothing changed. */
  insist(key: string, n: number, to: (reply: Reply) => Reply): Promise<Exchange | null>;
};

type RecorderDeps = { store: Store; world: World; meter: Meter; tellUndelivered: TellUndelivered };

export function createReplyRecorder({ store, world, meter, tellUndelivered }: RecorderDeps): ReplyRecorder {
  async function set(exchange: Exchange, reply: Reply): Promise<boolean> {
    const isOver = reply.status === 'failed' || (reply.status === 'unknown' && reply.final);
    // Before it is final, so that a kill in between cannot leave the officer untold.
    if (isOver && reply.by === 'officer') await tellUndelivered(exchange, reply);
    const changed = await change(exchange, withReply(exchange, reply));
    if (changed && reply.status !== 'sending') meter.reply(exchange.channel, reply.status);
    return changed;
  }

  function change(exchange: Exchange, replies: Reply[]): Promise<boolean> {
    const now = world.now();
    return store.exchanges.change(exchange.key, exchange.rev, {
      replies,
      nextReplyAt: dueAt(replies, now),
      troubleSince: troubleOf(exchange, replies, now),
    });
  }

  return {
    set,
    tidy: (exchange) => change(exchange, exchange.replies),
    async insist(key, n, to) {
      for (;;) {
        const exchange = await store.exchanges.get(key);
        const reply = exchange?.replies.find((one) => one.n === n);
        const next = reply && to(reply);
        if (!exchange || !next || next === reply) return null;
        if (await set(exchange, next)) return exchange;
      }
    },
  };
}

const withReply = (exchange: Exchange, reply: Reply): Reply[] =>
  exchange.replies.map((one) => (one.n === reply.n ? reply : one));
