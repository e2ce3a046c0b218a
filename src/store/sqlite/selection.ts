import type { Clause } from './filter.ts';
import { keyOf } from './key.ts';
import { type Narrowed, narrow } from './narrow.ts';
import { columnName, type Index, quote, type Table } from './table.ts';

export type Sort = { path: string; direction: 1 | -1 }[];

type Term = { column: string; direction: 1 | -1 };

/** How rows are found, and in which order: always a total one, so that a page can go on where the last ended. */
export type Selection = Narrowed & {
  terms: Term[];
  /** The direction of `n`, which comes last. */
  direction: 1 | -1;
  /** The rows come in the order that was asked for (any order is right when none was). */
  sorted: boolean;
};

/** Where a page ended. */
export type Position = { n: number; keys: (Buffer | null)[] };

/** Chooses the SQL for a filter and a sort. */
export function select(table: Table, clause: Clause, sort: Sort): Selection {
  const narrowed = narrow(clause, table);
  const terms = sort.length > 0 ? sortTerms(table, narrowed, sort) : drivingTerms(table, narrowed);
  if (!terms) return { ...narrowed, terms: [], direction: 1, sorted: false };
  return { ...narrowed, terms, direction: lastDirection(table, narrowed, terms), sorted: true };
}

// Missing and null are one in a sort: a sparse column tells them apart, so it serves only where the filter leaves no missing ones.
function sortTerms(table: Table, narrowed: Narrowed, sort: Sort): Term[] | null {
  const terms = sort.map(({ path, direction }) => {
    const sparse = columnName(path, true);
    const plain = columnName(path, false);
    const isReady = (name: string) => table.columns.some((column) => column.ready && column.name === name);
    if (narrowed.present.includes(sparse)) return { column: sparse, direction };
    return isReady(plain) ? { column: plain, direction } : null;
  });
  const found = terms.flatMap((term) => (term ? [term] : []));
  return found.length === terms.length ? found : null;
}

// Without a sort the rows come as the index has them; any other order would be made anew for every page.
function drivingTerms(table: Table, narrowed: Narrowed): Term[] {
  const leading = (index: Index) => columnName(index.fields[0]?.path ?? '', index.sparse);
  const indexes = table.indexes.filter((index) => index.ready);
  const isFixed = indexes.some((index) => narrowed.fixed.includes(leading(index)));
  const driving = indexes.find((index) => narrowed.present.includes(leading(index)));
  if (isFixed || !driving) return [];
  return driving.fields
    .map(({ path, direction }) => ({ column: columnName(path, driving.sparse), direction }))
    .slice(0, 1);
}

// An index is read forwards or backwards as a whole, and `n` with it.
function lastDirection(table: Table, narrowed: Narrowed, terms: Term[]): 1 | -1 {
  const [first] = terms.filter((term) => !narrowed.fixed.includes(term.column));
  if (!first) return 1;
  for (const index of table.indexes) {
    const field = index.fields.find(({ path }) => columnName(path, index.sparse) === first.column);
    if (field) return field.direction === first.direction ? 1 : -1;
  }
  return 1;
}

/** The SELECT of one page: `n`, `doc` and the keys that the next page starts from. */
export function pageQuery(
  table: Table,
  selection: Selection,
  after: Position | null,
): { sql: string; keys: (Buffer | number)[] } {
  const from = after ? afterPosition(selection, after) : { sql: '1', keys: [] };
  const order = [
    ...selection.terms.map(({ column, direction }) => `${quote(column)} ${direction === 1 ? 'ASC' : 'DESC'}`),
    `n ${selection.direction === 1 ? 'ASC' : 'DESC'}`,
  ];
  const columns = ['n', 'doc', ...selection.terms.map(({ column }) => quote(column))];
  const where = from.sql === '1' ? selection.sql : `(${selection.sql}) AND (${from.sql})`;
  const sql = `SELECT ${columns.join(', ')} FROM ${quote(table.collection)} WHERE ${where} ORDER BY ${order.join(', ')} LIMIT ?`;
  return { sql, keys: [...selection.keys, ...from.keys] };
}

type After = { sql: string; keys: (Buffer | number)[] };

// (a, b, n) after (x, y, z): a beyond x, or a = x and (b beyond y, or b = y and n beyond z). SQL NULL comes before every key.
function afterPosition(selection: Selection, after: Position): After {
  const last: After = { sql: `n ${selection.direction === 1 ? '>' : '<'} ?`, keys: [after.n] };
  return selection.terms.reduceRight<After>((rest, term, i) => {
    const key = after.keys[i] ?? null;
    const name = quote(term.column);
    const same: After = key ? { sql: `${name} = ?`, keys: [key] } : { sql: `${name} IS NULL`, keys: [] };
    const beyond = pastKey(name, term.direction, key);
    const tied = `(${same.sql} AND (${rest.sql}))`;
    const keys = [...same.keys, ...rest.keys];
    return beyond
      ? { sql: `${beyond.sql} OR ${tied}`, keys: [...beyond.keys, ...keys] }
      : { sql: tied, keys };
  }, last);
}

function pastKey(name: string, direction: 1 | -1, key: Buffer | null): After | null {
  if (direction === 1)
    return key ? { sql: `${name} > ?`, keys: [key] } : { sql: `${name} IS NOT NULL`, keys: [] };
  return key ? { sql: `(${name} < ? OR ${name} IS NULL)`, keys: [key] } : null;
}

/** The key of null: what a plain column holds where nothing is. */
export const NULL_KEY = keyOf(null);
