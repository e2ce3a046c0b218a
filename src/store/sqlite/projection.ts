import { Aggregator } from 'mingo/aggregator';
import { Context } from 'mingo/core';
import { $project } from 'mingo/operators/pipeline';
import { checkPath, refuse } from './filter.ts';
import { type Document, isDocument } from './value.ts';

/** The fields of a find: all in or all out, `_id` apart. */
export function parseProjection(collection: string, projection: unknown): (document: Document) => Document {
  if (projection === undefined || projection === null) return (document) => document;
  if (!isDocument(projection)) throw refuse(collection, 'this projection');
  const entries = Object.entries(projection);
  for (const [path, value] of entries) {
    checkPath(collection, path);
    if (![0, 1, true, false].some((each) => each === value))
      throw refuse(collection, `a projection of "${path}" that computes`);
  }
  const kinds = new Set(entries.filter(([path]) => path !== '_id').map(([, value]) => Boolean(value)));
  if (kinds.size > 1) throw refuse(collection, 'a projection that takes some fields in and others out');
  if (entries.length === 0) return (document) => document;
  const context = Context.init({ pipeline: { $project } });
  return (document) => {
    const [result] = new Aggregator([{ $project: projection }], { context }).run([document]);
    return result as Document; // a projection of a document is a document
  };
}
