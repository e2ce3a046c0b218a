import { Context } from 'mingo/core';
import { $and, $or } from 'mingo/operators/query/logical';
import { Query } from 'mingo/query';
import type { Options } from 'mingo/types';
import { compareValues, type Document, isDocument, sameValue, typeOf } from './value.ts';

/**
 * Mingo's query engine with our leaves. Mingo's own compare bytes as text, ignore the order of fields, and lose what is missing
 * inside arrays; a wrong match here would be a lost message.
 */
export const matchContext = (): Context => Context.init({ query: { $and, $or, ...LEAVES } });

/** Compiles a filter that `parseFilter` has let through. */
export function compileFilter(filter: Document, context: Context): (document: Document) => boolean {
  const query = new Query(filter, { context });
  return (document) => query.test(document);
}

/**
 * What a path leads to. An array on the way is entered (its objects, not arrays within it); undefined stands for a place where the
 * path ends too early.
 */
export function valuesAt(document: unknown, path: string): unknown[] {
  const found: unknown[] = [];
  collect(document, path.split('.'), 0, found);
  return found;
}

function collect(value: unknown, parts: string[], at: number, found: unknown[]): void {
  const part = parts[at];
  if (part === undefined) {
    found.push(value);
  } else if (Array.isArray(value)) {
    for (const item of value) if (isDocument(item)) collect(item, parts, at, found);
  } else if (isDocument(value)) {
    collect(Object.hasOwn(value, part) ? value[part] : undefined, parts, at + 1, found);
  } else {
    found.push(undefined);
  }
}

type Test = (found: unknown, wanted: unknown) => boolean;

// An array matches when it does itself or when one of its items does.
const orItem =
  (test: Test): Test =>
  (found, wanted) =>
    test(found, wanted) || (Array.isArray(found) && found.some((item) => test(item, wanted)));

const equal = orItem(sameValue);
// Only values of the same type have an order; NaN is only equal to NaN.
const ordered = (accept: (order: number) => boolean): Test =>
  orItem((found, wanted) => {
    if (typeOf(found) !== typeOf(wanted)) return false;
    const order = compareValues(found, wanted);
    if (order !== 0 && (Number.isNaN(found) || Number.isNaN(wanted))) return false;
    return accept(order);
  });
const greater = ordered((order) => order > 0);
const atLeast = ordered((order) => order >= 0);
const less = ordered((order) => order < 0);
const atMost = ordered((order) => order <= 0);
const isOneOf: Test = (found, wanted) => Array.isArray(wanted) && wanted.some((each) => equal(found, each));

const leaf =
  (test: Test, negate = false) =>
  (path: string, wanted: unknown, _options: Options) =>
  (document: unknown): boolean =>
    valuesAt(document, path).some((found) => test(found, wanted)) !== negate;

const LEAVES = {
  $eq: leaf(equal),
  $ne: leaf(equal, true),
  $in: leaf(isOneOf),
  $gt: leaf(greater),
  $gte: leaf(atLeast),
  $lt: leaf(less),
  $lte: leaf(atMost),
  $exists: (path: string, wanted: unknown, _options: Options) => (document: unknown) =>
    valuesAt(document, path).some((found) => found !== undefined) === wanted,
};
