import { refuse } from './filter.ts';
import { hasKey, keyOf } from './key.ts';
import { valuesAt } from './match.ts';
import type { Document } from './value.ts';

/**
 * A column of keys. A plain one holds null's key where the path is missing, as MongoDB's plain index does; a sparse one holds SQL NULL
 * there, so that its index can leave those rows out.
 */
export type Column = { name: string; path: string; sparse: boolean; ready: boolean };

export type Index = {
  name: string;
  fields: { path: string; direction: 1 | -1 }[];
  unique: boolean;
  sparse: boolean;
  ready: boolean;
};

/** What is known of a collection: its documents are rows of `n`, `doc` and these columns. */
export type Table = { collection: string; columns: Column[]; indexes: Index[] };

/** The index that every collection has. */
export const ID_INDEX: Index = {
  name: '_id_',
  fields: [{ path: '_id', direction: 1 }],
  unique: true,
  sparse: false,
  ready: true,
};

export const columnName = (path: string, sparse: boolean): string => `${sparse ? 's' : 'v'}:${path}`;

/** An SQL name, quoted. */
export const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The columns that its indexes need. One path may have both kinds. */
export function tableOf(collection: string, indexes: Index[]): Table {
  const columns = new Map<string, Column>();
  for (const index of [ID_INDEX, ...indexes]) {
    for (const { path } of index.fields) {
      const name = columnName(path, index.sparse);
      const ready = index.ready || columns.get(name)?.ready === true;
      columns.set(name, { name, path, sparse: index.sparse, ready });
    }
  }
  return { collection, columns: [...columns.values()], indexes: [ID_INDEX, ...indexes] };
}

/** A document's key in each column. */
export function keysOf(table: Table, document: Document): (Buffer | null)[] {
  return table.columns.map((column) => {
    const [value, ...more] = valuesAt(document, column.path);
    if (more.length > 0 || !hasKey(value) || crossesArray(document, column.path))
      throw refuse(table.collection, `an array or object at the indexed path "${column.path}"`);
    return value === undefined && column.sparse ? null : keyOf(value);
  });
}

function crossesArray(document: Document, path: string): boolean {
  const parts = path.split('.');
  return parts.some((_, i) => i > 0 && Array.isArray(valuesAt(document, parts.slice(0, i).join('.'))[0]));
}
