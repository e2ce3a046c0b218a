import { AppError } from '../../errors.ts';
import { continueIndex, dropIndexWork, type IndexWork, startIndex } from './create-index.ts';
import { attempt, failed, type Inbox } from './inbox.ts';
import { indexWords } from './index-words.ts';
import type { Counts, Item, Reply, ReplyHead, Request } from './messages.ts';
import { createPendingWords } from './words-table.ts';
import { runWrite, type WriteDeps } from './write.ts';

// One transaction takes what is there and what arrives while it runs, up to these.
const GROUP = 500;
const GROUP_MS = 3;

/**
 * Everything that arrived while the last commit waited for the disk is one transaction, a savepoint each; answers leave after its fsync.
 * Alone, a write waits for nobody.
 */
export function createGroupCommit(
  given: Omit<WriteDeps, 'words'>,
  inbox: Inbox,
  answer: (items: Item<ReplyHead>[], counts: Counts) => void,
): () => void {
  const { connection, catalog } = given;
  const words = createPendingWords(catalog.hasWords);
  const deps: WriteDeps = { ...given, words };
  const indexing: Unfinished[] = [];

  function runGroup(first: Request | null): void {
    const unfinished = indexing.shift() ?? null;
    const taken = [unfinished?.request, first].flatMap((request) => request ?? []);
    try {
      connection.begin();
      catalog.refresh();
      const items = [...(unfinished ? continueOne(unfinished) : []), ...takeAll(first, taken)];
      words.flush(connection);
      const fsyncs = connection.hasWritten() ? 1 : 0;
      connection.commit();
      answer(items, { operations: taken.length, fsyncs });
    } catch (error) {
      loseAll(taken, error);
    }
  }

  // Nothing of this group is in the file: not one of its requests may be acknowledged, nor an index be continued from where it was.
  function loseAll(taken: Request[], error: unknown): void {
    connection.rollback();
    catalog.forget();
    words.reset(0);
    const kept = indexing.filter(({ request }) => !taken.includes(request));
    indexing.splice(0, indexing.length, ...kept);
    const items = taken.map((request) => failed(request, error));
    answer(items, { operations: taken.length, fsyncs: 0 });
  }

  function takeAll(first: Request | null, taken: Request[]): Item<ReplyHead>[] {
    const items: Item<ReplyHead>[] = [];
    const end = performance.now() + GROUP_MS;
    for (let request = first; request; ) {
      items.push(...runOne(request));
      request = taken.length < GROUP && performance.now() < end ? inbox.take() : null;
      if (request) taken.push(request);
    }
    return items;
  }

  const continueOne = ({ request, work }: Unfinished) =>
    inSavepoint(request, () => continueIndex(deps, work));

  function runOne(request: Request): Item<ReplyHead>[] {
    if (request.kind === 'createIndex') return inSavepoint(request, () => startIndex(deps, request));
    if (request.kind === 'indexWords') return inSavepoint(request, () => indexWords(deps, request));
    return inSavepoint(request, () => runWrite(deps, request));
  }

  /** No answer yet when an index is not done: it goes on in the next group. */
  function inSavepoint(request: Request, run: () => Reply | IndexWork | null): Item<ReplyHead>[] {
    connection.run('SAVEPOINT one');
    const before = words.mark();
    let work: IndexWork | null = null;
    const item = attempt(request, () => {
      const result = run();
      if (result && 'documents' in result) return result;
      work = result;
      return NO_FACTS;
    });
    if (!connection.inTransaction())
      throw new AppError('unavailable', item.head.failure?.message ?? 'the transaction was lost');
    if (item.head.failure) undo(request, before);
    connection.run('RELEASE one');
    if (!work) return [item];
    indexing.push({ request, work });
    return [];
  }

  function undo(request: Request, before: number): void {
    connection.run('ROLLBACK TO one');
    words.reset(before);
    // What the request made, a table perhaps, is gone again.
    catalog.refresh();
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
type Unfinished = { request: Request; work: IndexWork };
