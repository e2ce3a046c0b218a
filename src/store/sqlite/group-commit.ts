import { AppError } from '../../errors.ts';
import { continueIndex, dropIndexWork, type IndexWork, startIndex } from './create-index.ts';
import { attempt, failed, type Inbox } from './inbox.ts';
import type { Counts, Item, Reply, ReplyHead, Request } from './messages.ts';
import { runWrite, type WriteDeps } from './write.ts';

// One transaction takes what is there and what arrives while it runs, up to these.
const GROUP = 500;
const GROUP_MS = 5;

/**
 * Everything that arrived while the last commit waited for the disk is one transaction, a savepoint each; answers leave after its fsync.
 * Alone, a write waits for nobody.
 */
export function createGroupCommit(
  deps: WriteDeps,
  inbox: Inbox,
  answer: (items: Item<ReplyHead>[], counts: Counts) => void,
): () => void {
  const { connection, catalog } = deps;
  const indexing: { request: Request; work: IndexWork }[] = [];

  function runGroup(first: Request | null): void {
    const items: Item<ReplyHead>[] = [];
    const taken: Request[] = [];
    try {
      connection.begin();
      catalog.refresh();
      takeAll(first, taken, items);
      const fsyncs = connection.hasWritten() ? 1 : 0;
      connection.commit();
      answer(items, { operations: taken.length, fsyncs });
    } catch (error) {
      connection.rollback();
      catalog.forget();
      const lost = taken.filter(({ id }) => !indexing.some(({ request }) => request.id === id));
      answer(
        lost.map((request) => failed(request, error)),
        { operations: taken.length, fsyncs: 0 },
      );
    }
  }

  function takeAll(first: Request | null, taken: Request[], items: Item<ReplyHead>[]): void {
    const end = performance.now() + GROUP_MS;
    const unfinished = indexing.shift();
    if (unfinished) {
      taken.push(unfinished.request);
      keep(
        items,
        inSavepoint(unfinished.request, () => continueIndex(deps, unfinished.work)),
      );
    }
    for (
      let request = first;
      request;
      request = taken.length < GROUP && performance.now() < end ? inbox.take() : null
    ) {
      taken.push(request);
      keep(items, runOne(request));
    }
  }

  function runOne(request: Request): Item<ReplyHead> | null {
    if (request.kind === 'createIndex') return inSavepoint(request, () => startIndex(deps, request));
    return inSavepoint(request, () => runWrite(deps, request));
  }

  /** Null: an index is not done yet and is answered later. */
  function inSavepoint(request: Request, run: () => Reply | IndexWork | null): Item<ReplyHead> | null {
    connection.run('SAVEPOINT one');
    let work: IndexWork | null = null;
    const item = attempt(request, () => {
      const result = run();
      if (result && 'documents' in result) return result;
      work = result;
      return NO_FACTS;
    });
    if (!connection.inTransaction())
      throw new AppError('unavailable', item.head.failure?.message ?? 'the transaction was lost');
    if (item.head.failure) undo(request);
    connection.run('RELEASE one');
    if (!work) return item;
    indexing.push({ request, work });
    return null;
  }

  function undo(request: Request): void {
    connection.run('ROLLBACK TO one');
    if (request.kind === 'createIndex') dropIndexWork(deps, request);
  }

  return () => {
    let request = inbox.take();
    while (request || indexing.length > 0) {
      runGroup(request);
      request = inbox.take();
    }
  };
}

const NO_FACTS: Reply = { facts: {}, documents: [] };
const keep = (items: Item<ReplyHead>[], item: Item<ReplyHead> | null): void => {
  if (item) items.push(item);
};
