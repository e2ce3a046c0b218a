import type { Clause } from './filter.ts';
import { leads, type Narrowed, narrow } from './narrow.ts';
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
export type Position = { n: number; keys: Buffer[] };

/** Chooses the SQL for a filter and a sort. */
export function select(table: Table, clause: Clause, sort: Sort): Selection {
  const narrowed = narrow(clause, table);
  const found = sort.length > 0 ? sortTerms(table, narrowed, sort) : drivingTerms(table, narrowed);
  if (!found) return { ...narrowed, terms: [], direction: 1, sorted: false };
  // What is kept to one value orders nothing.
  const terms = found.filter(({ column }) => !narrowed.fixed.includes(column));
  return { ...narrowed, terms, direction: lastDirection(table, terms), sorted: true };
}

// Missing and null are one in a sort: a sparse column tells them apart, so it serves only where the filter leaves no missing ones.
function sortTerms(table: Table, narrowed: Narrowed, sort: Sort): Term[] | null {
  const terms = sort.flatMap(({ path, direction }) => {
    const sparse = columnName(path, true);
    const plain = columnName(path, false);
    const isReady = table.columns.some((column) => column.ready && column.name === plain);
    if (narrowed.present.includes(sparse)) return [{ column: sparse, direction }];
    return isReady ? [{ column: plain, direction }] : [];
  });
  return terms.length === sort.length ? terms : null;
}

// Without a sort the rows come as their index has them; any other order would be made anew for every page.
function drivingTerms(table: Table, narrowed: Narrowed): Term[] {
  const leading = table.indexes.filter((index) => leads(index, narrowed));
  const columnsOf = (index: Index) =>
    index.fields.map(({ path, direction }) => ({ column: columnName(path, index.sparse), direction }));
  const [best] = leading.map(columnsOf).sort((a, b) => fixedAtStart(b, narrowed) - fixedAtStart(a, narrowed));
  return best ?? [];
}

function fixedAtStart(terms: Term[], narrowed: Narrowed): number {
  const end = terms.findIndex(({ column }) => !narrowed.fixed.includes(column));
  return end === -1 ? terms.length : end;
}

// An index is read forwards or backwards as a whole, and `n` with it.
function lastDirection(table: Table, terms: Term[]): 1 | -1 {
  const last = terms.at(-1);
  const index = table.indexes.find(({ fields, sparse }) =>
    fields.some(({ path }) => columnName(path, sparse) === last?.column),
  );
  const field = index?.fields.find(({ path }) => columnName(path, index.sparse) === last?.column);
  return !last || !field || field.direction === last.direction ? 1 : -1;
}

/** The SELECT of one page: `n`, `doc` and the keys that the next page starts from. */
export function pageQuery(
  table: Table,
  selection: Selection,
  after: Position | null,
): { sql: string; keys: (Buffer | number)[] } {
  const order = orderOf(selection);
  const from = after ? afterPosition(order, [...after.keys, after.n]) : null;
  const columns = ['n', 'doc', ...selection.terms.map(({ column }) => quote(column))];
  const where = from ? `(${selection.sql}) AND (${from.sql})` : selection.sql;
  const by = order.map(({ name, direction }) => `${name} ${direction === 1 ? 'ASC' : 'DESC'}`).join(', ');
  const sql = `SELECT ${columns.join(', ')} FROM ${quote(table.collection)} WHERE ${where} ORDER BY ${by} LIMIT ?`;
  return { sql, keys: [...selection.keys, ...(from?.keys ?? [])] };
}

type Order = { name: string; direction: 1 | -1 }[];
type After = { sql: string; keys: (Buffer | number)[] };

const orderOf = ({ terms, direction }: Selection): Order => [
  ...terms.map((term) => ({ name: quote(term.column), direction: term.direction })),
  { name: 'n', direction },
];

// No key here is SQL NULL: a plain column has none, and a sparse one sorts only where the filter leaves none.
function afterPosition(order: Order, keys: (Buffer | number)[]): After {
  const [first] = order;
  const comparison = first?.direction === 1 ? '>' : '<';
  if (order.every(({ direction }) => direction === first?.direction)) {
    const names = order.map(({ name }) => name).join(', ');
    return { sql: `(${names}) ${comparison} (${order.map(() => '?').join(', ')})`, keys };
  }
  const beyond = beyondPosition(order, keys);
  // The first bound says nothing new, but an index can begin there.
  return {
    sql: `${first?.name ?? ''} ${comparison}= ? AND (${beyond.sql})`,
    keys: [...keys.slice(0, 1), ...beyond.keys],
  };
}

// (a, b) after (x, y): a beyond x, or a = x and b beyond y.
function beyondPosition([first, ...rest]: Order, [key = 0, ...keys]: (Buffer | number)[]): After {
  if (!first) return { sql: '0', keys: [] };
  const comparison = first.direction === 1 ? '>' : '<';
  const tied = beyondPosition(rest, keys);
  const sql = `${first.name} ${comparison} ? OR (${first.name} = ? AND (${tied.sql}))`;
  return { sql, keys: [key, key, ...tied.keys] };
}
