import { serialize } from 'bson';
import { Aggregator } from 'mingo/aggregator';
import { type Context, evalExpr } from 'mingo/core';
import { type Iterator, Lazy } from 'mingo/lazy';
import type { Options } from 'mingo/types';
import { AppError } from '../../errors.ts';
import { parseFilter, refuse } from './filter.ts';
import { compileFilter, matchContext } from './match.ts';
import { decode } from './messages.ts';
import { parseProjection } from './projection.ts';
import { compareKeys, type Row, sortKey } from './rows.ts';
import type { Sort } from './selection.ts';
import { compareValues, type Document, isDocument } from './value.ts';

/** Documents that a $sort may hold. */
const SORT_DOCUMENTS = 100_000;

/** The filter with which a pipeline begins: SQL can narrow by it. */
export function leadingMatch(pipeline: Document[]): Document {
  const filter = pipeline[0]?.$match;
  return isDocument(filter) ? filter : {};
}

/** Runs a pipeline that `checkPipeline` has let through over rows that its leading $match has found. */
export function aggregate(rows: Iterable<Row>, pipeline: Document[]): Document[] {
  const stages = isDocument(pipeline[0]?.$match) ? pipeline.slice(1) : pipeline;
  return new Aggregator(stages, { context: pipelineContext() }).run(decoded(rows)) as Document[]; // stages make documents
}

function* decoded(rows: Iterable<Row>): Generator<Document> {
  for (const { bytes } of rows) yield decode(bytes);
}

const pipelineContext = (): Context =>
  matchContext().addPipelineOps({ $match, $group, $limit, $project, $sort });

// Mingo's own $match and $limit are as short; importing them would bring every stage there is into each thread.
const $match = (documents: Iterator, filter: unknown, options: Options): Iterator => {
  const matches = compileFilter(filter as Document, options.context); // checked
  return documents.filter((document) => matches(document as Document)); // stages make documents
};
const $limit = (documents: Iterator, limit: unknown, _options: Options): Iterator =>
  documents.take(Number(limit));
const $project = (documents: Iterator, fields: unknown, options: Options): Iterator => {
  const project = parseProjection('', fields, (document, path) => evalExpr(document, `$${path}`, options));
  return documents.map((document) => project(document as Document)); // stages make documents
};

// Sorts as `find` does; mingo's own order differs for bytes, ids and text beyond U+FFFF.
function $sort(documents: Iterator, keys: unknown, _options: Options): Iterator {
  const sort: Sort = Object.entries(keys as Record<string, 1 | -1>).map(([path, direction]) => ({
    path,
    direction,
  })); // checked
  return documents.transform((all) => {
    if (all.length > SORT_DOCUMENTS)
      throw new AppError('too_large', `$sort of more than ${SORT_DOCUMENTS} documents`);
    const keyed = all.map((document) => ({
      document,
      keys: sort.map(({ path, direction }) => sortKey(document, path, direction)),
    }));
    keyed.sort((a, b) => compareKeys(a.keys, b.keys, sort));
    return Lazy(keyed.map(({ document }) => document));
  });
}

// Keeps the values that are accumulated and not the documents, and tells groups apart by the bytes of their _id: mingo does neither.
function $group(documents: Iterator, specification: unknown, options: Options): Iterator {
  const { _id: idExpression, ...fields } = specification as Document; // checked
  const accumulators = Object.entries(fields).map(([field, accumulator]) => {
    const [[name, expression] = ['', null]] = Object.entries(accumulator as Document); // checked
    return { field, name, expression };
  });
  function* groups(): Generator<Document> {
    const found = new Map<string, { id: unknown; values: unknown[][] }>();
    for (const document of documents as Iterable<unknown>) {
      const id = evalExpr(document, idExpression, options) ?? null;
      const key = Buffer.from(serialize({ id }, { ignoreUndefined: true })).toString('latin1');
      const group = found.get(key) ?? { id, values: accumulators.map(() => []) };
      found.set(key, group);
      for (const [i, { expression }] of accumulators.entries())
        group.values[i]?.push(evalExpr(document, expression, options));
    }
    for (const { id, values } of found.values())
      yield {
        _id: id,
        ...Object.fromEntries(
          accumulators.map(({ field, name }, i) => [field, accumulate(name, values[i] ?? [])]),
        ),
      };
  }
  return Lazy(groups());
}

const accumulate = (name: string, values: unknown[]): unknown => ACCUMULATORS[name]?.(values) ?? null;

const present = (values: unknown[]): unknown[] =>
  values.filter((value) => value !== null && value !== undefined);
const numbers = (values: unknown[]): number[] => values.filter((value) => typeof value === 'number');
const sum = (values: unknown[]): number => numbers(values).reduce((total, value) => total + value, 0);
const best = (values: unknown[], direction: 1 | -1): unknown =>
  present(values).reduce(
    (found, value) => (found === undefined || compareValues(value, found) * direction < 0 ? value : found),
    undefined,
  );

/** Values are undefined where the field is missing. */
const ACCUMULATORS: Record<string, (values: unknown[]) => unknown> = {
  $sum: sum,
  $avg: (values) => (numbers(values).length === 0 ? null : sum(values) / numbers(values).length),
  $min: (values) => best(values, 1),
  $max: (values) => best(values, -1),
  $first: (values) => values[0],
  $last: (values) => values.at(-1),
  $push: (values) => values.filter((value) => value !== undefined),
};

/** Throws, naming the stage or operator, when a pipeline asks for anything we do not do exactly. */
export function checkPipeline(collection: string, pipeline: unknown): void {
  if (!Array.isArray(pipeline)) throw refuse(collection, 'a pipeline that is no list');
  for (const stage of pipeline) checkStage(collection, stage);
}

function checkStage(collection: string, stage: unknown): void {
  const entries = isDocument(stage) ? Object.entries(stage) : [];
  const [[name, argument] = ['a stage without a name', null]] = entries;
  const check = Object.hasOwn(STAGES, name) ? STAGES[name] : undefined;
  if (entries.length !== 1 || !check) throw refuse(collection, name);
  check(collection, argument);
}

const STAGES: Record<string, (collection: string, argument: unknown) => void> = {
  $match: (collection, filter) => void parseFilter(collection, filter),
  $sort: (collection, sort) => {
    const directions = isDocument(sort) ? Object.values(sort) : [];
    if (directions.length === 0 || directions.some((each) => each !== 1 && each !== -1))
      throw refuse(collection, 'this $sort');
  },
  $limit: (collection, limit) => {
    if (!Number.isInteger(limit) || Number(limit) < 1) throw refuse(collection, 'this $limit');
  },
  $group: (collection, group) => {
    if (!isDocument(group) || !Object.hasOwn(group, '_id')) throw refuse(collection, '$group without _id');
    for (const [name, value] of Object.entries(group)) {
      if (name === '_id') checkExpression(collection, value);
      else checkAccumulator(collection, value);
    }
  },
  $project: (collection, fields) => {
    if (!isDocument(fields) || Object.keys(fields).length === 0)
      throw refuse(collection, '$project without fields');
    parseProjection(collection, fields, () => null);
  },
};

function checkAccumulator(collection: string, value: unknown): void {
  const entries = isDocument(value) ? Object.entries(value) : [];
  const [[name, argument] = ['an accumulator without a name', null]] = entries;
  if (entries.length !== 1 || !Object.hasOwn(ACCUMULATORS, name)) throw refuse(collection, name);
  checkExpression(collection, argument);
}

// Paths and plain values; an expression that computes is refused.
function checkExpression(collection: string, value: unknown): void {
  if (typeof value === 'string' && value.startsWith('$$')) throw refuse(collection, value);
  if (!isDocument(value)) return;
  for (const [name, each] of Object.entries(value)) {
    if (name.startsWith('$')) throw refuse(collection, name);
    checkExpression(collection, each);
  }
}
