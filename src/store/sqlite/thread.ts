import { type MessagePort, parentPort } from 'node:worker_threads';
import { AppError } from '../../errors.ts';
import { createCatalog } from './catalog.ts';
import { type Connection, openDatabase } from './database.ts';
import { createGroupCommit } from './group-commit.ts';
import { type Arrival, attempt, createInbox, type Inbox, toFailure } from './inbox.ts';
import { type Counts, type Item, pack, type ReplyHead, type Request } from './messages.ts';
import { type ReadDeps, runRead } from './read.ts';

export type ThreadData = { file: string; role: 'writer' | 'reader' };

const TOGETHER_MS = 2;

/** Runs in its own thread: opens the file when told to, then works until told to close. */
export function startThread({ file, role }: ThreadData): void {
  const port = parentPort;
  if (!port) throw new AppError('invalid', 'a store thread was started outside a thread');
  port.once('message', (first: Arrival) => {
    if (first === 'close') return port.close();
    const connection = open(port, file, role);
    if (!connection) return;
    serve(port, connection, role);
    port.postMessage('ready');
  });
}

function serve(port: MessagePort, connection: Connection, role: ThreadData['role']): void {
  const deps = { connection, catalog: createCatalog(connection) };
  const answer = (items: Item<ReplyHead>[], counts: Counts) => {
    const packet = pack(items, counts);
    port.postMessage(packet, [packet.bytes.buffer]);
  };
  const inbox = createInbox(port);
  const work =
    role === 'writer' ? createGroupCommit(deps, inbox, answer) : createReadLoop(deps, inbox, answer);
  port.on('message', (arrival: Arrival) => {
    inbox.add(arrival);
    work();
    if (!inbox.isClosing()) return;
    // libsql panics, and takes the process with it, when a closed database is asked anything.
    port.removeAllListeners('message');
    connection.close();
    port.close();
  });
}

// Several quick answers are one message; one that took long does not wait for others.
function createReadLoop(
  deps: ReadDeps,
  inbox: Inbox,
  answer: (items: Item<ReplyHead>[], counts: Counts) => void,
): () => void {
  const readSome = (first: Request) => {
    const items: Item<ReplyHead>[] = [];
    const end = performance.now() + TOGETHER_MS;
    for (let request: Request | null = first; request; ) {
      const asked = request;
      items.push(attempt(asked, () => runRead(deps, asked)));
      request = performance.now() < end ? inbox.take() : null;
    }
    return items;
  };
  return () => {
    for (let first = inbox.take(); first; first = inbox.take()) {
      const items = readSome(first);
      answer(items, { operations: items.length, fsyncs: 0 });
    }
  };
}

function open(port: MessagePort, file: string, role: ThreadData['role']): Connection | null {
  try {
    return openDatabase(file, role);
  } catch (error) {
    port.postMessage(toFailure(error));
    port.close();
    return null;
  }
}
