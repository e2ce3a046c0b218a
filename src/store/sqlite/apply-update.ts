import { AppError } from '../../errors.ts';
import type { Clause } from './filter.ts';
import { checkPath, refuse } from './filter.ts';
import { compareValues, type Document, isDocument } from './value.ts';

const OPERATORS = ['$set', '$unset', '$inc', '$min', '$max', '$push', '$setOnInsert'] as const;
type Operator = (typeof OPERATORS)[number];

/** One path of an update. */
export type Change = { operator: Operator; path: string; operand: unknown };

/** Takes an update apart, in the order in which MongoDB works: by path. Throws for what we do not do exactly. */
export function parseUpdate(collection: string, update: unknown): Change[] {
  if (!isDocument(update)) throw refuse(collection, 'an update that is no object (a pipeline?)');
  const changes = Object.entries(update).flatMap(([operator, fields]) =>
    parseOperator(collection, operator, fields),
  );
  changes.sort((a, b) => (a.path < b.path ? -1 : 1));
  for (const [i, { path }] of changes.entries()) {
    const next = changes
      .slice(i + 1)
      .find((other) => other.path === path || other.path.startsWith(`${path}.`));
    if (next)
      throw new UpdateError(40, `Updating the path '${next.path}' would create a conflict at '${path}'`);
  }
  return changes;
}

function parseOperator(collection: string, operator: string, fields: unknown): Change[] {
  const known = OPERATORS.find((each) => each === operator);
  if (!known)
    throw refuse(collection, operator.startsWith('$') ? operator : 'a replacement document as update');
  if (!isDocument(fields)) throw refuse(collection, `${operator} without fields`);
  return Object.entries(fields).map(([path, operand]) => {
    checkPath(collection, path);
    checkOperand(collection, known, path, operand);
    return { operator: known, path, operand };
  });
}

function checkOperand(collection: string, operator: Operator, path: string, operand: unknown): void {
  if (operand === undefined) throw refuse(collection, `${operator} of undefined at "${path}"`);
  if (operator === '$inc' && typeof operand !== 'number')
    throw new UpdateError(14, `Cannot increment with non-numeric argument: {${path}: …}`);
  if (operator !== '$push' || !isDocument(operand)) return;
  const modifiers = Object.keys(operand).filter((key) => key.startsWith('$'));
  const isEach = modifiers.length === 1 && Object.keys(operand).length === 1 && Array.isArray(operand.$each);
  if (modifiers.length > 0 && !isEach) throw refuse(collection, `$push with ${modifiers.join(', ')}`);
}

/** An error that MongoDB's server would answer with, by its code. */
export class UpdateError extends AppError {
  readonly serverCode: number;
  constructor(serverCode: number, message: string) {
    super('invalid', message);
    this.serverCode = serverCode;
  }
}

/** Changes the document in place. Ours, not mingo's: that skips a set of equal-looking bytes and is silent where MongoDB refuses. */
export function applyUpdate(document: Document, changes: Change[], isInsert: boolean): void {
  for (const change of changes) {
    if (change.operator === '$setOnInsert' && !isInsert) continue;
    if (change.path === '_id' && !isInsert) keepId(document, change);
    else applyChange(document, change);
  }
}

function keepId(document: Document, change: Change): void {
  if (change.operator === '$set' && compareValues(document._id, change.operand) === 0) return;
  throw new UpdateError(66, "Performing an update on the path '_id' would modify the immutable field '_id'");
}

function applyChange(document: Document, change: Change): void {
  const parts = change.path.split('.');
  const name = parts.pop() ?? '';
  const parent = change.operator === '$unset' ? reach(document, parts) : make(document, parts, change.path);
  if (!parent) return;
  const value = Object.hasOwn(parent, name) ? parent[name] : undefined;
  if (change.operator === '$unset') delete parent[name];
  else put(parent, name, NEXT[change.operator](value, change));
}

// A field called __proto__ is refused by checkPath; anything else is a plain field.
const put = (parent: Document, name: string, value: unknown): void => {
  parent[name] = value;
};

function reach(document: Document, parts: string[]): Document | null {
  let at: unknown = document;
  for (const part of parts) at = isDocument(at) && Object.hasOwn(at, part) ? at[part] : undefined;
  return isDocument(at) ? at : null;
}

function make(document: Document, parts: string[], path: string): Document {
  let at = document;
  for (const part of parts) {
    if (!Object.hasOwn(at, part)) at[part] = {};
    const next = at[part];
    if (!isDocument(next))
      throw new UpdateError(28, `Cannot create the path '${path}': '${part}' is no object`);
    at = next;
  }
  return at;
}

type Next = (value: unknown, change: Change) => unknown;
const operandOf: Next = (_, { operand }) => operand;

const NEXT: Record<Exclude<Operator, '$unset'>, Next> = {
  $set: operandOf,
  $setOnInsert: operandOf,
  $inc: (value, { operand, path }) => {
    if (value === undefined) return operand;
    if (typeof value !== 'number')
      throw new UpdateError(14, `Cannot apply $inc to a value of non-numeric type at '${path}'`);
    return value + Number(operand);
  },
  $min: (value, { operand }) => (value === undefined || compareValues(operand, value) < 0 ? operand : value),
  $max: (value, { operand }) => (value === undefined || compareValues(operand, value) > 0 ? operand : value),
  $push: (value, { operand, path }) => {
    const added = isDocument(operand) && Array.isArray(operand.$each) ? operand.$each : [operand];
    if (value === undefined) return added;
    if (!Array.isArray(value))
      throw new UpdateError(2, `The field '${path}' must be an array but is of another type`);
    return [...value, ...added];
  },
};

/** The document that an upsert starts from: the filter's equalities. */
export function seedOf(collection: string, clause: Clause): Document {
  const seed: Document = {};
  for (const { path, operator, value } of equalities(collection, clause)) {
    if (operator !== '$eq') continue;
    const parts = path.split('.');
    const name = parts.pop() ?? '';
    const parent = make(seed, parts, path);
    if (Object.hasOwn(parent, name))
      throw new UpdateError(54, `cannot infer query fields to set, path '${path}' is matched twice`);
    parent[name] = value;
  }
  return seed;
}

type Test = Extract<Clause, { kind: 'test' }>;

// MongoDB also infers from one-item $in and $or; we refuse these instead of guessing.
function equalities(collection: string, clause: Clause): Test[] {
  if (clause.kind === 'and') return clause.clauses.flatMap((each) => equalities(collection, each));
  if (clause.kind === 'or') throw refuse(collection, '$or in the filter of an upsert');
  if (clause.operator === '$in') throw refuse(collection, '$in in the filter of an upsert');
  return [clause];
}
