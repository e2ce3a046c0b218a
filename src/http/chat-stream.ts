import type { Response } from 'express';
import type { Log } from '../log.ts';
import type { World } from '../world.ts';
import { sleep } from '../world.ts';
import type { Feed } from './chat-feed.ts';

type StreamDeps = {
  onSent(session: string, listener: (messageId: string) => void): () => void;
  world: World;
  log: Log;
};

/** Streams one process keeps open; beyond them browsers fall back to asking. */
const MOST_STREAMS = 2000;
const MOST_PER_SESSION = 6;

// A reply of another process is found by looking; one of ours is announced just before it is recorded.
const LOOK_EVERY_MS = 1000;
const LOOK_SOON_MS = 40;
const AWAITED_FOR_MS = 2000;
const HEARTBEAT_MS = 15_000;

export type ChatStreams = {
  /** Streams the session's messages after `after` until the browser leaves. False: too many streams are open. */
  open(session: string, feed: Feed, after: string | null, res: Response): boolean;
};

/** Server-sent events over the feed. Every event's id is a cursor, so a browser that comes back goes on exactly where it was. */
export function createChatStreams({ onSent, world, log }: StreamDeps): ChatStreams {
  const openOf = new Map<string, Response[]>();
  let open = 0;

  function admit(session: string, res: Response): boolean {
    const own = openOf.get(session) ?? [];
    if (own.length >= MOST_PER_SESSION) own.shift()?.end();
    else if (open >= MOST_STREAMS) return false;
    else open += 1;
    openOf.set(session, [...own, res]);
    return true;
  }

  function leave(session: string, res: Response): void {
    const own = openOf.get(session) ?? [];
    if (!own.includes(res)) return;
    open -= 1;
    const rest = own.filter((one) => one !== res);
    if (rest.length > 0) openOf.set(session, rest);
    else openOf.delete(session);
  }

  return {
    open(session, feed, after, res) {
      if (!admit(session, res)) return false;
      res.status(200).set({
        'Content-Type': 'text/event-stream; charset=utf-8',
        'Cache-Control': 'no-store, no-transform',
        'X-Accel-Buffering': 'no',
      });
      res.flushHeaders();
      res.write('retry: 3000\n\n');
      const awaited = createAwaited(world);
      const stopListening = onSent(session, awaited.add);
      res.once('close', () => {
        stopListening();
        awaited.wake();
        leave(session, res);
      });
      void follow(feed, after, res, awaited);
      return true;
    },
  };

  async function follow(feed: Feed, from: string | null, res: Response, awaited: Awaited): Promise<void> {
    let after = from;
    let spoke = world.now().getTime();
    while (!res.closed && !res.writableEnded) {
      try {
        const { messages, next, nextAfter } = await feed(after);
        after = next;
        for (const [index, message] of messages.entries()) {
          res.write(`id: ${nextAfter(index + 1)}\ndata: ${JSON.stringify(message)}\n\n`);
          awaited.seen(message.id);
          spoke = world.now().getTime();
        }
      } catch (error) {
        log.warn('a stream could not read its messages yet', { error });
      }
      if (world.now().getTime() - spoke >= HEARTBEAT_MS) {
        spoke = world.now().getTime();
        res.write('event: beat\ndata: \n\n');
      }
      await awaited.pause();
    }
  }
}

type Awaited = ReturnType<typeof createAwaited>;

/** Messages announced but not yet read: while there are some, the stream looks more often. */
function createAwaited(world: World) {
  const until = new Map<string, number>();
  let wake = () => {};
  return {
    add(id: string): void {
      until.set(id, world.now().getTime() + AWAITED_FOR_MS);
      wake();
    },
    seen: (id: string) => void until.delete(id),
    wake: () => wake(),
    async pause(): Promise<void> {
      const now = world.now().getTime();
      for (const [id, end] of until) if (end <= now) until.delete(id);
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
      });
      await Promise.race([woken, sleep(world, until.size > 0 ? LOOK_SOON_MS : LOOK_EVERY_MS)]);
    },
  };
}
