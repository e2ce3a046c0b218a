import { refuse } from './filter.ts';
import { hasKey, keyOf } from './key.ts';
import { type Document, isDocument } from './value.ts';

/**
 * A column of keys. A plain one holds null's key where the path is missing, as MongoDB's plain index does; a sparse one holds SQL NULL
 * there, so that its index can leave those rows out.
 */
export type Column = { name: string; path: string; parts: string[]; sparse: boolean; ready: boolean };

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
      columns.set(name, { name, path, parts: path.split('.'), sparse: index.sparse, ready });
    }
  }
  return { collection, columns: [...columns.values()], indexes: [ID_INDEX, ...indexes] };
}

/** A document's key in each of these columns. */
export const keysOf = (collection: string, columns: Column[], document: Document): (Buffer | null)[] =>
  columns.map((column) => {
    const value = indexedValue(collection, column, document);
    return value === undefined && column.sparse ? null : keyOf(value);
  });

function indexedValue(collection: string, { path, parts }: Column, document: Document): unknown {
  let at: unknown = document;
  for (const part of parts) {
    if (Array.isArray(at)) throw refuseList(collection, path);
    at = isDocument(at) && Object.hasOwn(at, part) ? at[part] : undefined;
  }
  if (!hasKey(at)) throw refuseList(collection, path);
  return at;
}

const refuseList = (collection: string, path: string) =>
  refuse(collection, `an array or object at the indexed path "${path}"`);

/** The columns whose keys a change at these paths may move. */
export const columnsTouched = (table: Table, paths: string[]): Column[] =>
  table.columns.filter((column) =>
    paths.some((path) => isWithin(path, column.path) || isWithin(column.path, path)),
  );

const isWithin = (path: string, outer: string): boolean => path === outer || path.startsWith(`${outer}.`);
