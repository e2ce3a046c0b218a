import { UpdateError } from './apply-update.ts';
import { sqliteCode } from './database.ts';
import { valuesAt } from './match.ts';
import { columnName, type Index, type Table } from './table.ts';
import type { Document } from './value.ts';

/** Another document has these keys: MongoDB's E11000. */
export class DuplicateKey extends UpdateError {
  readonly facts: Document;
  constructor(collection: string, index: Index, document: Document) {
    const keyPattern = Object.fromEntries(index.fields.map(({ path, direction }) => [path, direction]));
    const keyValue = Object.fromEntries(
      index.fields.map(({ path }) => [path, valuesAt(document, path)[0] ?? null]),
    );
    const shown = index.fields.map(({ path }) => `${path}: ${JSON.stringify(keyValue[path])}`).join(', ');
    super(
      11000,
      `E11000 duplicate key error collection: ${collection} index: ${index.name} dup key: { ${shown} }`,
    );
    this.facts = { keyPattern, keyValue, index: index.name };
  }
}

/** Says what SQLite means by a failed constraint; any other error passes. */
export function duplicateFrom(error: unknown, table: Table, document: Document): unknown {
  if (!sqliteCode(error).startsWith('SQLITE_CONSTRAINT') || !(error instanceof Error)) return error;
  // SQLite names the columns: "UNIQUE constraint failed: leases.v:_id, leases.v:until".
  const named = error.message.slice(error.message.indexOf(':') + 1).split(', ');
  const columns = named.map((name) => name.trim().slice(table.collection.length + 1));
  const index = table.indexes.find(
    ({ unique, sparse, fields }) =>
      unique && fields.map(({ path }) => columnName(path, sparse)).join() === columns.join(),
  );
  return index ? new DuplicateKey(table.collection, index, document) : error;
}
