import { UpdateError } from './apply-update.ts';
import { writeSpec } from './catalog.ts';
import type { Connection } from './database.ts';
import { sqliteCode } from './database.ts';
import { DuplicateKey } from './duplicate.ts';
import { checkPath, refuse } from './filter.ts';
import { decode, type Request } from './messages.ts';
import { columnName, type Index, keysOf, quote, type Table, tableOf } from './table.ts';
import { ensureTable, type TableDeps } from './write.ts';

/** Documents that get their keys in one transaction; between two, others write. */
const BATCH = 500;

/** What is left of an index that is being made: the document to go on from. */
export type IndexWork = { table: string; index: Index; after: number };

/** Runs inside the writer's transaction. Null when the index is there; otherwise what `continueIndex` has to do. */
export function startIndex(deps: TableDeps, request: Request): IndexWork | null {
  const { connection, catalog } = deps;
  const index = toIndex(request);
  ensureTable(deps, request.collection);
  const known = findKnown(catalog.table(request.collection), index);
  if (known?.ready) return null;
  const columns = new Set(
    connection.rows(`SELECT name FROM pragma_table_info(?)`, [request.collection]).map(([name]) => name),
  );
  for (const { path } of index.fields) {
    const name = columnName(path, index.sparse);
    if (!columns.has(name))
      connection.run(`ALTER TABLE ${quote(request.collection)} ADD COLUMN ${quote(name)} BLOB`);
  }
  connection.run('INSERT OR REPLACE INTO "#indexes" (collection, name, spec, ready) VALUES (?, ?, ?, 0)', [
    request.collection,
    index.name,
    writeSpec(index),
  ]);
  catalog.reload();
  return continueIndex(deps, { table: request.collection, index, after: 0 });
}

/** Fills the columns of the next documents; after the last makes the index. Runs inside the writer's transaction. */
export function continueIndex(deps: TableDeps, work: IndexWork): IndexWork | null {
  const { connection, catalog } = deps;
  const table = tableOf(work.table, [work.index]);
  const columns = table.columns.slice(1);
  const sets = columns.map(({ name }) => `${quote(name)} = ?`).join(', ');
  const select = `SELECT n, doc FROM ${quote(work.table)} WHERE n > ? ORDER BY n LIMIT ?`;
  const rows = columns.length === 0 ? [] : connection.rows(select, [work.after, BATCH]);
  for (const [n, doc] of rows) {
    const keys = keysOf(table.collection, columns, decode(doc as Uint8Array)); // the column holds BSON and nothing else
    connection.run(`UPDATE ${quote(work.table)} SET ${sets} WHERE n = ?`, [...keys, Number(n)]);
  }
  if (rows.length === BATCH) return { ...work, after: Number(rows.at(-1)?.[0]) };
  makeIndex(connection, table, work.index);
  connection.run('UPDATE "#indexes" SET ready = 1 WHERE collection = ? AND name = ?', [
    work.table,
    work.index.name,
  ]);
  catalog.reload();
  return null;
}

/** Forgets an index that could not be made. Its columns stay, unused. */
export function dropIndexWork({ connection, catalog }: TableDeps, { collection, body }: Request): void {
  connection.run('DELETE FROM "#indexes" WHERE collection = ? AND name = ? AND ready = 0', [
    collection,
    String(body.name),
  ]);
  catalog.reload();
}

function toIndex({ collection, body }: Request): Index {
  const fields = Object.entries(body.key as Record<string, unknown>).map(([path, direction]) => {
    checkPath(collection, path);
    if (direction !== 1 && direction !== -1)
      throw refuse(collection, `an index of kind "${String(direction)}"`);
    return { path, direction: direction === 1 ? (1 as const) : (-1 as const) };
  });
  const index = {
    name: String(body.name),
    fields,
    unique: body.unique === true,
    sparse: body.sparse === true,
    ready: false,
  };
  if (index.unique && index.sparse && fields.length > 1)
    throw refuse(collection, 'a unique sparse index on several paths');
  return index;
}

function findKnown(table: Table, index: Index): Index | null {
  const sameName = table.indexes.find(({ name }) => name === index.name);
  const fields = (each: Index) => JSON.stringify(each.fields);
  const sameKeys = table.indexes.find(
    (each) => fields(each) === fields(index) && each.sparse === index.sparse,
  );
  const known = sameName ?? sameKeys ?? null;
  if (!known || known.fields.map(({ path }) => path).join() === '_id') return known;
  if (known.name !== index.name || writeSpec(known) !== writeSpec(index))
    throw new UpdateError(
      known.name === index.name ? 86 : 85,
      `an index like "${index.name}" exists with other options`,
    );
  return known;
}

function makeIndex(connection: Connection, table: Table, index: Index): void {
  const columns = index.fields.map(
    ({ path, direction }) => `${quote(columnName(path, index.sparse))} ${direction === 1 ? 'ASC' : 'DESC'}`,
  );
  const present = index.fields.map(({ path }) => `${quote(columnName(path, index.sparse))} IS NOT NULL`);
  const where = index.sparse ? ` WHERE ${present.join(' AND ')}` : '';
  const name = quote(`${table.collection}.${index.name}`);
  try {
    connection.run(
      `CREATE ${index.unique ? 'UNIQUE ' : ''}INDEX IF NOT EXISTS ${name} ON ${quote(table.collection)} (${columns.join(', ')})${where}`,
    );
  } catch (error) {
    if (sqliteCode(error).startsWith('SQLITE_CONSTRAINT'))
      throw new DuplicateKey(table.collection, index, {});
    throw error;
  }
}
