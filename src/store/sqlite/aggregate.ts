import { Aggregator } from 'mingo/aggregator';
import type { Context } from 'mingo/core';
import { type Iterator, Lazy } from 'mingo/lazy';
import { $avg, $first, $last, $max, $min, $push, $sum } from 'mingo/operators/accumulator';
import { $group, $limit, $match, $project } from 'mingo/operators/pipeline';
import type { Options } from 'mingo/types';
import { parseFilter, refuse } from './filter.ts';
import { matchContext } from './match.ts';
import { decode } from './messages.ts';
import { compareKeys, type Row, sortKey } from './rows.ts';
import type { Sort } from './selection.ts';
import { type Document, isDocument } from './value.ts';

const ACCUMULATORS = ['$sum', '$avg', '$min', '$max', '$first', '$last', '$push'];

/** The filter with which a pipeline begins: SQL can narrow by it. */
export function leadingMatch(pipeline: Document[]): Document {
  const filter = pipeline[0]?.$match;
  return isDocument(filter) ? filter : {};
}

/** Runs a pipeline that `checkPipeline` has let through over stored documents. */
export function aggregate(_collection: string, rows: Iterable<Row>, pipeline: Document[]): Document[] {
  const stages = isDocument(pipeline[0]?.$match) ? pipeline.slice(1) : pipeline;
  const results = new Aggregator(stages, { context: pipelineContext() }).run(decoded(rows));
  return results as Document[]; // stages make documents of documents
}

function* decoded(rows: Iterable<Row>): Generator<Document> {
  for (const { bytes } of rows) yield decode(bytes);
}

const pipelineContext = (): Context =>
  matchContext()
    .addPipelineOps({ $match, $group, $limit, $project, $sort })
    .addAccumulatorOps({ $sum, $avg, $min, $max, $first, $last, $push });

// Sorts as `find` does; mingo's own order differs for bytes, ids and text beyond U+FFFF.
function $sort(documents: Iterator, keys: unknown, _options: Options): Iterator {
  const sort: Sort = Object.entries(keys as Record<string, 1 | -1>).map(([path, direction]) => ({
    path,
    direction,
  })); // checked
  return documents.transform((all) => {
    const keyed = all.map((document) => ({
      document,
      keys: sort.map(({ path, direction }) => sortKey(document, path, direction)),
    }));
    keyed.sort((a, b) => compareKeys(a.keys, b.keys, sort));
    return Lazy(keyed.map(({ document }) => document));
  });
}

/** Throws, naming the stage or operator, when a pipeline asks for anything we do not do exactly. */
export function checkPipeline(collection: string, pipeline: unknown): void {
  if (!Array.isArray(pipeline)) throw refuse(collection, 'a pipeline that is no list');
  for (const stage of pipeline) checkStage(collection, stage);
}

function checkStage(collection: string, stage: unknown): void {
  const entries = isDocument(stage) ? Object.entries(stage) : [];
  const [[name, argument] = ['a stage without a name', null]] = entries;
  const check = STAGES[name];
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
    if (!isDocument(fields)) throw refuse(collection, '$project without fields');
    for (const value of Object.values(fields))
      if (![0, 1, true, false].some((each) => each === value)) checkExpression(collection, value);
  },
};

function checkAccumulator(collection: string, value: unknown): void {
  const entries = isDocument(value) ? Object.entries(value) : [];
  const [[name, argument] = ['an accumulator without a name', null]] = entries;
  if (entries.length !== 1 || !ACCUMULATORS.includes(name)) throw refuse(collection, name);
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
