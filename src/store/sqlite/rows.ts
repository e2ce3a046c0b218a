import { AppError } from '../../errors.ts';
import type { Connection } from './database.ts';
import { parseFilter } from './filter.ts';
import { compileFilter, matchContext, valuesAt } from './match.ts';
import { decode } from './messages.ts';
import { type Position, pageQuery, type Selection, type Sort, select } from './selection.ts';
import type { Table } from './table.ts';
import { compareValues, type Document } from './value.ts';

/** A stored document. */
export type Row = { n: number; bytes: Uint8Array; position: Position };

/** A filter ready to be run. */
export type Search = {
  table: Table;
  selection: Selection;
  sort: Sort;
  matches(document: Document): boolean;
};

// Rows read at once where mingo still has to look at each: enough to be quick, few enough to be short.
const CHUNK = 100;
/** How much a sort that no index helps may hold; MongoDB has such a limit too. */
const SORT_BYTES = 32 * 1024 * 1024;

export function prepareSearch(table: Table, filter: Document, sort: Sort): Search {
  const selection = select(table, parseFilter(table.collection, filter), sort);
  let compiled: Search['matches'] | null = null;
  const compile = () => {
    compiled ??= compileFilter(filter, matchContext());
    return compiled;
  };
  return { table, selection, sort, matches: (document) => compile()(document) };
}

/** Throws when no index leads to the rows, unless the query bears the mark of a wanted full scan. */
export function checkNarrowed(search: Search, filter: Document, limit: number): void {
  const { selection, table } = search;
  const isPage = selection.exact && selection.sorted && search.sort.length > 0 && limit > 0;
  if (selection.narrows || isPage) return;
  throw new AppError(
    'invalid',
    `no index narrows the filter on ${Object.keys(filter).join(', ') || 'nothing'} (collection "${table.collection}")`,
  );
}

/** One read of at most `limit` rows, matching or not. */
export function readRows(
  connection: Connection,
  search: Search,
  after: Position | null,
  limit: number,
): Row[] {
  const { sql, keys } = pageQuery(search.table, search.selection, after);
  return connection.rows(sql, [...keys, limit]).map(([n, doc, ...rest]) => ({
    n: Number(n),
    bytes: doc as Uint8Array, // the column holds BSON and nothing else
    position: { n: Number(n), keys: rest as Buffer[] }, // the order's columns hold keys
  }));
}

export type Page = { rows: Row[]; next: Position | null };

/**
 * Matching rows in the selection's order, at most `want`. `next` is where to go on: set although the page is not full when many rows
 * had to be looked at, so that one read never lasts long.
 */
export function readPage(connection: Connection, search: Search, after: Position | null, want: number): Page {
  const { exact } = search.selection;
  const limit = exact ? want : Math.max(want, CHUNK);
  const found = readRows(connection, search, after, limit);
  const last = found.at(-1);
  const rows = exact ? found : found.filter(({ bytes }) => search.matches(decode(bytes)));
  const kept = rows.slice(0, want);
  const end = kept.length < rows.length ? kept.at(-1) : last;
  return {
    rows: kept,
    next: found.length === limit || kept.length < rows.length ? (end?.position ?? null) : null,
  };
}

/** Every matching row, in the selection's order. */
export function* eachMatch(connection: Connection, search: Search): Generator<Row> {
  let after: Position | null = null;
  do {
    const page: Page = readPage(connection, search, after, CHUNK);
    yield* page.rows;
    after = page.next;
  } while (after);
}

/** All matches in the order of a sort that the columns cannot give. */
export function sortedInMemory(connection: Connection, search: Search, limit: number): Row[] {
  const found: { row: Row; keys: unknown[] }[] = [];
  let bytes = 0;
  for (const row of eachMatch(connection, search)) {
    bytes += row.bytes.byteLength;
    if (bytes > SORT_BYTES)
      throw new AppError(
        'too_large',
        `a sort without an index takes too much (collection "${search.table.collection}")`,
      );
    const document = decode(row.bytes);
    found.push({ row, keys: search.sort.map(({ path, direction }) => sortKey(document, path, direction)) });
  }
  found.sort((a, b) => compareKeys(a.keys, b.keys, search.sort));
  return found.slice(0, limit > 0 ? limit : undefined).map(({ row }) => row);
}

/** What a document sorts by: of an array its least item upwards, its greatest downwards; an empty one sorts before null. */
export function sortKey(document: unknown, path: string, direction: 1 | -1): unknown {
  const items = valuesAt(document, path).flatMap((value) => {
    if (!Array.isArray(value)) return [{ value }];
    return value.length === 0 ? [{ value: EMPTY }] : value.map((item) => ({ value: item }));
  });
  const [first, ...rest] = items;
  if (!first) return null;
  return rest.reduce(
    (best, item) => (compareSortKeys(item.value, best.value) * direction < 0 ? item : best),
    first,
  ).value;
}
const EMPTY = Symbol('empty array');

export const compareKeys = (a: unknown[], b: unknown[], sort: Sort): number => {
  for (const [i, { direction }] of sort.entries()) {
    const order = compareSortKeys(a[i], b[i]);
    if (order !== 0) return order * direction;
  }
  return 0;
};

function compareSortKeys(a: unknown, b: unknown): number {
  if (a === EMPTY || b === EMPTY) return Number(b === EMPTY) - Number(a === EMPTY);
  return compareValues(a, b);
}
