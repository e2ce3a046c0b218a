import { setImmediate } from 'node:timers';
import type { Worker } from 'node:worker_threads';
import { AppError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import { openThread } from '../../thread.ts';
import { fromBytes, toBytes } from './driver-bson.ts';
import {
  type Counts,
  type Failure,
  type Item,
  type Kind,
  type Packet,
  pack,
  type Reply,
  type ReplyHead,
  type RequestHead,
  unpack,
} from './messages.ts';
import type { ThreadData } from './thread.ts';
import type { Document } from './value.ts';

/** The embedded store as the main thread sees it: it asks, two threads do. */
export type Engine = {
  write(kind: Kind, collection: string, body: Document): Promise<Reply>;
  read(kind: Kind, collection: string, body: Document): Promise<Reply>;
  /** A read that may take long, in a thread that is started for the first of them. */
  scan(kind: Kind, collection: string, body: Document): Promise<Reply>;
  statistics(): Counts;
  close(): Promise<void>;
};

/** MongoDB's server would have answered with this. */
export class ServerFailure extends Error {
  readonly serverCode: number | null;
  readonly facts: Document;
  constructor(failure: Failure, facts: Document) {
    super(failure.message);
    this.serverCode = failure.serverCode;
    this.facts = facts;
  }
}

/** Opens the file: the writer first, because it makes what the reader looks at. */
export async function openEngine(file: string, log: Log): Promise<Engine> {
  const counts: Counts = { operations: 0, fsyncs: 0 };
  const threads: Thread[] = [];
  const start = (role: ThreadData['role']) => {
    const thread = startThread({ file, role }, counts, log);
    threads.push(thread);
    return thread;
  };
  async function close(): Promise<void> {
    // The writer last: it then finds nobody else and folds its log into the file.
    for (const thread of threads.reverse()) await thread.close();
  }
  let scanner: Thread | null = null;
  // Both load what they need at the same time.
  const writer = start('writer');
  const reader = start('reader');
  try {
    await writer.open();
    await reader.open();
    return {
      write: writer.ask,
      read: reader.ask,
      async scan(kind, collection, body) {
        scanner ??= start('reader');
        await scanner.open();
        return scanner.ask(kind, collection, body);
      },
      statistics: () => ({ ...counts }),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

type Thread = { open(): Promise<void>; ask: Engine['write']; close(): Promise<void> };
type Waiting = { resolve(reply: Reply): void; reject(error: Error): void };

function startThread(data: ThreadData, counts: Counts, log: Log): Thread {
  const worker = openThread(import.meta.url, 'thread', data);
  const pending = new Map<number, Waiting>();
  const outgoing: Item<RequestHead>[] = [];
  let ended: Error | null = null;
  let nextId = 1;

  function end(error: Error): void {
    ended ??= error;
    for (const { reject } of pending.values()) reject(error);
    pending.clear();
  }
  function receive(packet: Packet<ReplyHead>): void {
    counts.operations += packet.counts.operations;
    counts.fsyncs += packet.counts.fsyncs;
    for (const { head, parts } of unpack(packet)) {
      const waiting = pending.get(head.id);
      pending.delete(head.id);
      if (head.failure) waiting?.reject(toError(head.failure, parts));
      else waiting?.resolve({ facts: head.facts, documents: parts });
    }
    if (pending.size === 0) worker.unref();
  }
  // What one turn of the event loop asks for is one message.
  function flush(): void {
    if (outgoing.length === 0) return;
    const packet = pack(outgoing.splice(0));
    worker.postMessage(packet, [packet.bytes.buffer]);
  }
  const exited = new Promise<void>((resolve) => {
    worker.once('exit', () => {
      end(new AppError('unavailable', `the store's ${data.role} has stopped`));
      resolve();
    });
  });
  worker.on('error', (error) => {
    log.error('a store thread failed', { role: data.role, error });
    end(new AppError('unavailable', `the store's ${data.role} failed`, { cause: error }));
  });
  let opened: Promise<void> | null = null;
  async function open(): Promise<void> {
    worker.postMessage('open');
    await ready(worker);
    worker.on('message', receive);
    worker.unref();
  }
  return {
    open: () => {
      opened ??= open();
      return opened;
    },
    ask: (kind, collection, body) =>
      new Promise((resolve, reject) => {
        if (ended) return reject(ended);
        const id = nextId++;
        const item = { head: { id, kind, collection }, parts: [toBytes(body)] };
        worker.ref();
        pending.set(id, { resolve, reject });
        if (outgoing.push(item) === 1) setImmediate(flush);
      }),
    async close() {
      flush();
      // What was asked before is still answered; nothing more is asked of a file that is being closed.
      ended ??= new AppError('unavailable', 'the store is closed');
      worker.ref();
      worker.postMessage('close');
      await exited;
    },
  };
}

const ready = (worker: Worker): Promise<void> =>
  new Promise((resolve, reject) => {
    worker.once('message', (word: 'ready' | Failure) =>
      word === 'ready' ? resolve() : reject(toError(word, [])),
    );
    worker.once('error', reject);
    worker.once('exit', () => reject(new AppError('unavailable', 'a store thread did not start')));
  });

const toError = (failure: Failure, parts: Uint8Array[]): Error =>
  failure.code
    ? new AppError(failure.code, failure.message)
    : new ServerFailure(failure, parts[0] ? fromBytes(parts[0]) : {});
