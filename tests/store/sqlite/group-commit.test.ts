import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCatalog } from '../../../src/store/sqlite/catalog.ts';
import { startIndex } from '../../../src/store/sqlite/create-index.ts';
import { type Connection, openDatabase } from '../../../src/store/sqlite/database.ts';
import { createGroupCommit } from '../../../src/store/sqlite/group-commit.ts';
import type { Inbox } from '../../../src/store/sqlite/inbox.ts';
import type { Item, ReplyHead, Request } from '../../../src/store/sqlite/messages.ts';
import type { Doc } from './open.ts';

// The writer without its thread, so that a test can fill its disk and stop it half-way.
const folder = mkdtempSync(join(tmpdir(), 'cau-noi-group-'));
afterAll(() => rmSync(folder, { recursive: true }));

function createWriter(name: string) {
  const connection: Connection = openDatabase(join(folder, `${name}.db`), 'writer');
  const deps = { connection, catalog: createCatalog(connection) };
  const waiting: Request[] = [];
  const answered: Item<ReplyHead>[] = [];
  const counts = { fsyncs: 0 };
  const inbox: Inbox = { add() {}, take: () => waiting.shift() ?? null, isClosing: () => false };
  const work = createGroupCommit(deps, inbox, (items, { fsyncs }) => {
    answered.push(...items);
    counts.fsyncs += fsyncs;
  });
  let id = 0;
  /** Everything arrives at once; the answers in the order of the requests. */
  function ask(kind: Request['kind'], bodies: Doc[]) {
    const requests = bodies.map((body): Request => ({ id: ++id, kind, collection: 'things', body }));
    waiting.push(...requests);
    answered.length = 0;
    work();
    return requests.map((request) => answered.find(({ head }) => head.id === request.id)?.head);
  }
  const insert = (ids: string[], text = '') =>
    ask(
      'insertOne',
      ids.map((_id) => ({ document: { _id, n: Number(_id), text } })),
    );
  const stored = () => connection.rows('SELECT count(*) FROM "things"')[0]?.[0];
  return { connection, deps, ask, insert, stored, counts };
}
const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => `${from + i}`);

test('what arrives together shares commits, each with an answer of its own', () => {
  const writer = createWriter('together');
  const answers = writer.insert(['1', '2', '1', ...numbers(3, 100)]);
  const refused = answers.map((answer) => answer?.failure?.serverCode ?? null);
  expect(refused).toEqual([null, null, 11000, ...numbers(3, 100).map(() => null)]);
  expect(writer.stored()).toBe(99);
  expect(writer.counts.fsyncs).toBeLessThan(50);
  writer.connection.close();
});

test('what changes nothing writes nothing', () => {
  const writer = createWriter('nothing');
  writer.insert(['1']);
  const before = writer.counts.fsyncs;
  writer.ask('updateOne', [{ filter: { _id: '1' }, update: { $set: { n: 1 } }, sort: [] }]);
  writer.ask('deleteOne', [{ filter: { _id: 'nobody' }, sort: [] }]);
  expect(writer.counts.fsyncs).toBe(before);
  writer.connection.close();
});

test('a full disk acknowledges nothing that is not there, and room makes it go on', () => {
  const writer = createWriter('full');
  writer.insert(['0']);
  writer.connection.run('PRAGMA max_page_count = 60');
  const acknowledged: string[] = ['0'];
  let failed = 0;
  for (let from = 1; from < 200; from += 10) {
    const ids = numbers(from, from + 10);
    const answers = writer.insert(ids, 'x'.repeat(1500));
    acknowledged.push(...ids.filter((_, i) => answers[i]?.failure === null));
    failed += answers.filter((answer) => answer?.failure).length;
  }
  expect(failed).toBeGreaterThan(0);
  expect(writer.stored()).toBe(acknowledged.length);
  writer.connection.run('PRAGMA max_page_count = 10000');
  expect(writer.insert(['later'])[0]?.failure).toBeNull();
  expect(writer.stored()).toBe(acknowledged.length + 1);
  writer.connection.close();
});

test('an index that was stopped half-way is finished by the next who wants it', () => {
  const writer = createWriter('half');
  writer.insert(numbers(0, 1200));
  const index = { key: { n: 1 }, name: 'n_1', unique: false, sparse: false };
  writer.connection.begin();
  writer.deps.catalog.refresh();
  const work = startIndex(writer.deps, { id: 0, kind: 'createIndex', collection: 'things', body: index });
  expect(work).not.toBeNull();
  writer.connection.commit();
  writer.connection.close();

  const next = createWriter('half');
  expect(next.ask('createIndex', [index])[0]?.failure).toBeNull();
  const [[filled] = []] = next.connection.rows('SELECT count("v:n") FROM "things"');
  expect(filled).toBe(1200);
  next.deps.catalog.refresh();
  expect(next.deps.catalog.table('things').indexes.map(({ name, ready }) => [name, ready])).toEqual([
    ['_id_', true],
    ['n_1', true],
  ]);
  next.connection.close();
});

test('others write while a long index is made', () => {
  const writer = createWriter('between');
  writer.insert(numbers(0, 1200));
  const index = { key: { n: 1 }, name: 'n_1', unique: false, sparse: false };
  const before = writer.counts.fsyncs;
  writer.ask('createIndex', [index]);
  // Three batches, a commit each: between two of them anybody's turn comes.
  expect(writer.counts.fsyncs - before).toBe(3);
  writer.connection.close();
});
