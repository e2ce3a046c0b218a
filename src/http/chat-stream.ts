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

// What another process stored is found by looking, more often while people talk; what this one stores is announced just before.
const LOOK_EVERY_MS = 1000;
const LOOK_IDLE_MS = 3000;
const IDLE_AFTER_MS = 120_000;
const LOOK_SOON_MS = 40;
const AWAITED_FOR_MS = 2000;
const HEARTBEAT_MS = 15_000;

export type ChatStreams = {
  /** Streams the session's messages after `after` until the browser leaves. False: too many streams are open. */
  open(session: string, feed: Feed, after: string | null, res: Response): boolean;
  /** A message of the session is being stored: its streams look for it at once. */
  expect(session: string, messageId: string): void;
};

type Stream = { res: Response; awaited: Awaited };

/** Server-sent events over the feed. Every event's id is a cursor, so a browser that comes back goes on exactly where it was. */
export function createChatStreams({ onSent, world, log }: StreamDeps): ChatStreams {
  const streams = new Map<string, Stream[]>();
  let open = 0;

  function admit(session: string, stream: Stream): boolean {
    const own = streams.get(session) ?? [];
    const oldest = own.length >= MOST_PER_SESSION ? own[0] : null;
    if (!oldest && open >= MOST_STREAMS) return false;
    open += 1;
    streams.set(session, [...own, stream]);
    if (oldest) {
      leave(session, oldest);
      oldest.res.end();
    }
    return true;
  }

  function leave(session: string, stream: Stream): void {
    const own = streams.get(session) ?? [];
    if (!own.includes(stream)) return;
    open -= 1;
    const rest = own.filter((one) => one !== stream);
    if (rest.length > 0) streams.set(session, rest);
    else streams.delete(session);
  }

  return {
    open(session, feed, after, res) {
      const stream = { res, awaited: createAwaited(world) };
      if (!admit(session, stream)) return false;
      begin(res);
      const stopListening = onSent(session, stream.awaited.add);
      res.once('close', () => {
        stopListening();
        leave(session, stream);
        stream.awaited.wake();
      });
      void follow(feed, after, stream);
      return true;
    },
    expect(session, messageId) {
      for (const { awaited } of streams.get(session) ?? []) awaited.add(messageId);
    },
  };

  async function follow(feed: Feed, from: string | null, { res, awaited }: Stream): Promise<void> {
    let after = from;
    let spokeAt = world.now().getTime();
    let newsAt = spokeAt;
    const isOpen = () => !res.closed && !res.writableEnded;
    while (isOpen()) {
      const page = await feed(after).catch((error: unknown) => {
        log.warn('a stream could not read its messages yet', { error });
        return null;
      });
      const now = world.now().getTime();
      for (const [index, message] of (page?.messages ?? []).entries()) {
        res.write(`id: ${page?.nextAfter(index + 1)}\ndata: ${JSON.stringify(message)}\n\n`);
        awaited.seen(message.id);
        newsAt = spokeAt = now;
      }
      after = page?.next ?? after;
      if (now - spokeAt >= HEARTBEAT_MS && isOpen()) {
        spokeAt = now;
        res.write('event: beat\ndata: \n\n');
      }
      await awaited.pause(now - newsAt < IDLE_AFTER_MS ? LOOK_EVERY_MS : LOOK_IDLE_MS);
    }
  }
}

function begin(res: Response): void {
  res.status(200).set({
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store, no-transform',
    'X-Accel-Buffering': 'no',
  });
  res.flushHeaders();
  res.write('retry: 3000\n\n');
}

type Awaited = {
  add(id: string): void;
  seen(id: string): void;
  wake(): void;
  /** Until somebody wakes it, or at most `ms`; shorter while something is awaited. */
  pause(ms: number): Promise<void>;
};

/** Messages announced but not yet read: while there are some, the stream looks more often. */
function createAwaited(world: World): Awaited {
  const until = new Map<string, number>();
  let wake = () => {};
  return {
    add(id) {
      until.set(id, world.now().getTime() + AWAITED_FOR_MS);
      wake();
    },
    seen: (id) => void until.delete(id),
    wake: () => wake(),
    async pause(ms) {
      const now = world.now().getTime();
      for (const [id, end] of until) if (end <= now) until.delete(id);
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
      });
      await Promise.race([woken, sleep(world, until.size > 0 ? LOOK_SOON_MS : ms)]);
    },
  };
}
