import { AppError } from '../../errors.ts';
import { type Document, isDocument, typeOf } from './value.ts';

const OPERATORS = ['$eq', '$in', '$gt', '$gte', '$lt', '$lte', '$ne', '$exists'] as const;
export type Operator = (typeof OPERATORS)[number];

/** A filter taken apart: what SQL is made from. */
export type Clause =
  | { kind: 'and'; clauses: Clause[] }
  | { kind: 'or'; clauses: Clause[] }
  | { kind: 'test'; path: string; operator: Operator; value: unknown };

/** Takes a filter apart; throws, naming operator and collection, when it asks for anything we do not do exactly. */
export function parseFilter(collection: string, filter: unknown): Clause {
  if (!isDocument(filter)) throw refuse(collection, 'a filter that is no object');
  const clauses = Object.entries(filter).flatMap(([key, value]) => parseEntry(collection, key, value));
  const [only] = clauses;
  return only && clauses.length === 1 ? only : { kind: 'and', clauses };
}

function parseEntry(collection: string, key: string, value: unknown): Clause[] {
  if (key === '$and' || key === '$or') return [parseList(collection, key, value)];
  if (key.startsWith('$')) throw refuse(collection, key);
  checkPath(collection, key);
  if (!hasOperators(value)) return [test(collection, key, '$eq', value)];
  return Object.entries(value).map(([operator, operand]) => test(collection, key, operator, operand));
}

function parseList(collection: string, key: '$and' | '$or', value: unknown): Clause {
  if (!Array.isArray(value) || value.length === 0) throw refuse(collection, `${key} without a list`);
  return { kind: key === '$and' ? 'and' : 'or', clauses: value.map((each) => parseFilter(collection, each)) };
}

const hasOperators = (value: unknown): value is Document =>
  isDocument(value) && Object.keys(value).some((key) => key.startsWith('$'));

const isOperator = (name: string): name is Operator => OPERATORS.some((operator) => operator === name);

function test(collection: string, path: string, operator: string, value: unknown): Clause {
  if (!isOperator(operator)) throw refuse(collection, operator);
  if (operator === '$exists' && typeof value !== 'boolean')
    throw refuse(collection, '$exists with anything but true or false');
  if (operator === '$in' && !Array.isArray(value)) throw refuse(collection, '$in without a list');
  checkValue(collection, path, value);
  return { kind: 'test', path, operator, value };
}

// Undefined would silently become null on the way to MongoDB: nobody means that.
function checkValue(collection: string, path: string, value: unknown): void {
  if (value === undefined) throw refuse(collection, `undefined as the value of "${path}"`);
  typeOf(value);
  if (Array.isArray(value)) for (const each of value) checkValue(collection, path, each);
  if (isDocument(value)) for (const each of Object.values(value)) checkValue(collection, path, each);
}

/** Paths are names joined by dots: no places in arrays, no `$`. */
export function checkPath(collection: string, path: string): void {
  const parts = path.split('.');
  const bad = parts.some(
    (part) => part === '' || part.startsWith('$') || /^\d+$/.test(part) || part === '__proto__',
  );
  if (bad) throw refuse(collection, `the path "${path}"`);
}

/** The one way in which the embedded store says that it does not do something. */
export const refuse = (collection: string, what: string): AppError =>
  new AppError('invalid', `the embedded store does not support ${what} (collection "${collection}")`);
