import { ObjectId, serialize } from 'bson';
import { applyUpdate, type Change, parseUpdate, seedOf } from './apply-update.ts';
import type { Catalog } from './catalog.ts';
import type { Connection } from './database.ts';
import { duplicateFrom } from './duplicate.ts';
import { parseFilter, refuse } from './filter.ts';
import { decode, type Reply, type Request } from './messages.ts';
import { checkNarrowed, prepareSearch, type Row, readPage, sortedInMemory } from './rows.ts';
import type { Sort } from './selection.ts';
import { columnsTouched, keysOf, quote, type Table } from './table.ts';
import type { Document } from './value.ts';
import { hasWords, type PendingWords } from './words-table.ts';

/** A write's arguments, as `collection.ts` sends them. */
type Body = {
  filter: Document;
  update: Document;
  document: Document;
  sort: Sort;
  upsert: boolean;
  after: boolean;
  strict: boolean;
};

// Rows that one deleteMany takes at a time; the main thread asks again, and others write in between.
const DELETE_BATCH = 500;

export type TableDeps = { connection: Connection; catalog: Catalog };
export type WriteDeps = TableDeps & { words: PendingWords };

/** Runs one write inside the writer's transaction: what it reads cannot have changed before it writes. */
export function runWrite(deps: WriteDeps, request: Request): Reply {
  const table = deps.catalog.table(request.collection);
  const body = request.body as Body; // made by `collection.ts`
  ensureTable(deps, table.collection);
  switch (request.kind) {
    case 'insertOne':
      insert(deps, table, body.document);
      return { facts: {}, documents: [] };
    case 'updateOne':
      return updateOne(deps, table, body);
    case 'findOneAndUpdate':
      return findOneAndUpdate(deps, table, body);
    case 'deleteOne':
      return remove(deps, table, body, 1);
    case 'deleteMany':
      return remove(deps, table, body, DELETE_BATCH);
    default:
      throw refuse(request.collection, `${request.kind} in the writer`);
  }
}

/** Makes the collection's table when this is the first thing said about it. */
export function ensureTable({ connection, catalog }: TableDeps, collection: string): void {
  if (catalog.exists(collection)) return;
  if (collection.startsWith('#') || collection.startsWith('sqlite_')) throw refuse(collection, 'this name');
  const name = quote(collection);
  connection.run(
    `CREATE TABLE IF NOT EXISTS ${name} (n INTEGER PRIMARY KEY, doc BLOB NOT NULL, "v:_id" BLOB NOT NULL UNIQUE)`,
  );
  catalog.refresh();
}

function insert({ connection, words }: WriteDeps, table: Table, document: Document): Uint8Array {
  const columns = ['doc', ...table.columns.map(({ name }) => quote(name))];
  const marks = columns.map(() => '?').join(', ');
  const bytes = serialize(document);
  const sql = `INSERT INTO ${quote(table.collection)} (${columns.join(', ')}) VALUES (${marks})`;
  writeRow(connection, table, document, sql, [
    asBuffer(bytes),
    ...keysOf(table.collection, table.columns, document),
  ]);
  const [[n] = []] = connection.rows('SELECT last_insert_rowid()');
  words.put(table.collection, Number(n), document);
  return bytes;
}

function writeRow(
  connection: Connection,
  table: Table,
  document: Document,
  sql: string,
  values: (Buffer | number | null)[],
): void {
  try {
    connection.run(sql, values);
  } catch (error) {
    throw duplicateFrom(error, table, document);
  }
}

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function updateOne(deps: WriteDeps, table: Table, body: Body): Reply {
  const changes = parseUpdate(table.collection, body.update);
  const row = findRow(deps.connection, table, body);
  if (row) {
    const { modified } = update(deps, table, row, changes);
    return { facts: { matched: 1, modified: modified ? 1 : 0 }, documents: [] };
  }
  if (!body.upsert) return { facts: { matched: 0, modified: 0 }, documents: [] };
  const { document } = upsert(deps, table, body, changes);
  return { facts: { matched: 0, modified: 0 }, documents: [serialize({ _id: document._id })] };
}

function findOneAndUpdate(deps: WriteDeps, table: Table, body: Body): Reply {
  const changes = parseUpdate(table.collection, body.update);
  const row = findRow(deps.connection, table, body);
  if (row) {
    const { bytes } = update(deps, table, row, changes);
    return { facts: { existed: true }, documents: [NO_ID, body.after ? bytes : row.bytes] };
  }
  if (!body.upsert) return { facts: { existed: false }, documents: [] };
  const { bytes, document } = upsert(deps, table, body, changes);
  const id = serialize({ _id: document._id });
  return { facts: { existed: false }, documents: body.after ? [id, bytes] : [id] };
}

function findRow(connection: Connection, table: Table, body: Body): Row | null {
  const sort = body.sort ?? [];
  const search = prepareSearch(table, body.filter, sort);
  if (body.strict) checkNarrowed(search, body.filter, 1);
  if (!search.selection.sorted) return sortedInMemory(connection, search, 1)[0] ?? null;
  let page = readPage(connection, search, null, 1);
  while (page.rows.length === 0 && page.next) page = readPage(connection, search, page.next, 1);
  return page.rows[0] ?? null;
}

function update(
  { connection, words }: WriteDeps,
  table: Table,
  row: Row,
  changes: Change[],
): { bytes: Uint8Array; modified: boolean } {
  const document = decode(row.bytes);
  const columns = columnsTouched(
    table,
    changes.map(({ path }) => path),
  );
  const before = keysOf(table.collection, columns, document);
  applyUpdate(document, changes, false);
  const bytes = serialize(document);
  if (Buffer.compare(bytes, row.bytes) === 0) return { bytes: row.bytes, modified: false };
  const after = keysOf(table.collection, columns, document);
  // Columns that stay are left out: naming one would write its indexes again.
  const moved = columns.flatMap(({ name }, i) =>
    isSameKey(before[i], after[i]) ? [] : [{ name, key: after[i] ?? null }],
  );
  const sets = ['doc = ?', ...moved.map(({ name }) => `${quote(name)} = ?`)].join(', ');
  const values = [asBuffer(bytes), ...moved.map(({ key }) => key), row.n];
  writeRow(connection, table, document, `UPDATE ${quote(table.collection)} SET ${sets} WHERE n = ?`, values);
  if (hasWords(table.collection)) words.change(table.collection, row.n, decode(row.bytes), document);
  return { bytes, modified: true };
}

const NO_ID = serialize({});

const isSameKey = (a: Buffer | null | undefined, b: Buffer | null | undefined): boolean =>
  a && b ? a.equals(b) : a === b;

function upsert(
  deps: WriteDeps,
  table: Table,
  body: Body,
  changes: Change[],
): { bytes: Uint8Array; document: Document } {
  const document = seedOf(table.collection, parseFilter(table.collection, body.filter));
  applyUpdate(document, changes, true);
  const { _id = new ObjectId(), ...fields } = document;
  const complete = { _id, ...fields };
  return { bytes: insert(deps, table, complete), document: complete };
}

function remove({ connection, words }: WriteDeps, table: Table, body: Body, limit: number): Reply {
  const search = prepareSearch(table, body.filter, []);
  if (body.strict) checkNarrowed(search, body.filter, 0);
  let deleted = 0;
  let page = readPage(connection, search, null, limit);
  for (;;) {
    for (const { n, bytes } of page.rows) {
      connection.run(`DELETE FROM ${quote(table.collection)} WHERE n = ?`, [n]);
      if (hasWords(table.collection)) words.remove(table.collection, n, decode(bytes));
    }
    deleted += page.rows.length;
    if (deleted > 0 || !page.next) return { facts: { deleted, more: page.next !== null }, documents: [] };
    page = readPage(connection, search, page.next, limit);
  }
}
