import type { Clause, Operator } from './filter.ts';
import { endOfType, hasKey, keyOf, startOfType } from './key.ts';
import { type Column, columnName, type Index, quote, type Table } from './table.ts';
import { TYPE, typeOf } from './value.ts';

/** What SQL makes of a filter. */
export type Narrowed = {
  /** A condition that every match fulfils. */
  sql: string;
  keys: Buffer[];
  /** Only matches fulfil it: no document needs to be looked at. */
  exact: boolean;
  /** An index leads to the rows. */
  narrows: boolean;
  /** Columns that the condition keeps to one value, to one or few ranges, and from being SQL NULL. */
  fixed: string[];
  bound: string[];
  present: string[];
};

const EVERYTHING: Narrowed = {
  sql: '1',
  keys: [],
  exact: false,
  narrows: false,
  fixed: [],
  bound: [],
  present: [],
};

/** Turns a filter into SQL as far as columns reach; what is left is told by `exact`. */
export function narrow(clause: Clause, table: Table): Narrowed {
  if (clause.kind === 'test') return narrowTest(clause, table);
  const parts = clause.clauses.map((each) => narrow(each, table));
  return clause.kind === 'and' ? led(all(parts), table) : any(parts);
}

function all(parts: Narrowed[]): Narrowed {
  const useful = parts.filter((part) => part.sql !== '1');
  return {
    sql: useful.length === 0 ? '1' : useful.map((part) => `(${part.sql})`).join(' AND '),
    keys: useful.flatMap((part) => part.keys),
    exact: parts.every((part) => part.exact),
    narrows: parts.some((part) => part.narrows),
    fixed: parts.flatMap((part) => part.fixed),
    bound: parts.flatMap((part) => part.bound),
    present: parts.flatMap((part) => part.present),
  };
}

function any(parts: Narrowed[]): Narrowed {
  if (parts.some((part) => part.sql === '1')) return { ...EVERYTHING, exact: parts.some(isEverything) };
  return {
    ...EVERYTHING,
    sql: parts.map((part) => `(${part.sql})`).join(' OR '),
    keys: parts.flatMap((part) => part.keys),
    exact: parts.every((part) => part.exact),
    narrows: parts.every((part) => part.narrows),
  };
}

/** An index leads when its first column is bound; a sparse one only when no row that it leaves out can match. */
export const leads = (index: Index, { bound, present }: Narrowed): boolean => {
  const columns = index.fields.map(({ path }) => columnName(path, index.sparse));
  return (
    index.ready &&
    columns.slice(0, 1).every((column) => bound.includes(column)) &&
    (!index.sparse || columns.every((column) => present.includes(column)))
  );
};

const led = (narrowed: Narrowed, table: Table): Narrowed => ({
  ...narrowed,
  narrows: narrowed.narrows || table.indexes.some((index) => leads(index, narrowed)),
});

const isEverything = (part: Narrowed): boolean => part.sql === '1' && part.exact;

function narrowTest(clause: Extract<Clause, { kind: 'test' }>, table: Table): Narrowed {
  const usable = table.columns.filter((column) => column.ready && column.path === clause.path);
  const parts = usable.map((column) =>
    toNarrowed(column, clause.operator, CONDITION[clause.operator](column, clause.value)),
  );
  return led({ ...all(parts), exact: parts.some((part) => part.exact) }, table);
}

type Condition = { sql: string; keys?: Buffer[]; exact?: boolean; present?: boolean } | null;

function toNarrowed(column: Column, operator: Operator, condition: Condition): Narrowed {
  if (!condition) return EVERYTHING;
  return {
    sql: condition.sql,
    keys: condition.keys ?? [],
    exact: condition.exact ?? true,
    narrows: false,
    fixed: operator === '$eq' && condition.present ? [column.name] : [],
    bound: condition.present && operator !== '$ne' ? [column.name] : [],
    present: condition.present ? [column.name] : [],
  };
}

const NOTHING: Condition = { sql: '0', present: true };

const CONDITION: Record<Operator, (column: Column, value: unknown) => Condition> = {
  $eq: equals,
  $ne: (column, value) => {
    const condition = equals(column, value);
    if (!condition) return null;
    // A sparse column is NULL where the path is missing, and NULL is not equal to anything but null.
    const missing = column.sparse && value !== null ? `${quote(column.name)} IS NULL OR ` : '';
    const present = column.sparse && value === null;
    return { ...condition, sql: `${missing}NOT (${condition.sql})`, present };
  },
  $in: (column, value) => {
    const values = Array.isArray(value) ? value : [];
    const conditions = values.map((each) => equals(column, each));
    if (values.length === 0) return NOTHING;
    if (conditions.some((condition) => !condition)) return null;
    if (values.includes(null)) return someOf(conditions);
    const marks = values.map(() => '?').join(', ');
    return { sql: `${quote(column.name)} IN (${marks})`, keys: values.map(keyOf), present: true };
  },
  $gt: (column, value) => range(column, value, '>', false),
  $gte: (column, value) => range(column, value, '>=', true),
  $lt: (column, value) => range(column, value, '<', false),
  $lte: (column, value) => range(column, value, '<=', true),
  $exists: (column, value) => {
    const name = quote(column.name);
    if (column.sparse) return { sql: `${name} IS ${value ? 'NOT ' : ''}NULL`, present: value === true };
    return value ? null : { sql: `${name} = ?`, keys: [keyOf(null)], exact: false, present: true };
  },
};

function equals(column: Column, value: unknown): Condition {
  if (!hasKey(value)) return null;
  const name = quote(column.name);
  if (value === null && column.sparse) return { sql: `${name} IS NULL OR ${name} = ?`, keys: [keyOf(null)] };
  return { sql: `${name} = ?`, keys: [keyOf(value)], present: true };
}

function someOf(conditions: Condition[]): Condition {
  const parts = conditions.flatMap((condition) => (condition ? [condition] : []));
  return {
    sql: parts.map((part) => `(${part.sql})`).join(' OR '),
    keys: parts.flatMap((part) => part.keys ?? []),
  };
}

function range(column: Column, value: unknown, comparison: string, includes: boolean): Condition {
  if (!hasKey(value)) return null;
  const type = typeOf(value);
  if (type === TYPE.null || Number.isNaN(value)) return includes ? equals(column, value) : NOTHING;
  const name = quote(column.name);
  const upwards = comparison.startsWith('>');
  const bound = upwards
    ? { sql: `${name} < ?`, key: endOfType(type) }
    : { sql: `${name} >= ?`, key: startOfType(type) };
  return { sql: `${name} ${comparison} ? AND ${bound.sql}`, keys: [keyOf(value), bound.key], present: true };
}
