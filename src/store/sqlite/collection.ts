import { checkPipeline } from './aggregate.ts';
import { parseUpdate } from './apply-update.ts';
import { type Cursor, createCursor, findPages } from './cursor.ts';
import { fromBytes, fromBytesAsStored, newObjectId } from './driver-bson.ts';
import type { Engine } from './engine.ts';
import { parseFilter, refuse } from './filter.ts';
import { checkOptions, isFullScan, parseLimit, parseSort } from './options.ts';
import { parseProjection } from './projection.ts';
import type { Document } from './value.ts';

export type CollectionDeps = { engine: Engine; strictFilters: boolean };

/** The methods of the MongoDB driver's collection that mongoose calls for what the store does. Anything else throws. */
export type Collection = {
  insertOne(document: Document, options?: unknown): Promise<Document>;
  updateOne(filter: Document, update: Document, options?: unknown): Promise<Document>;
  findOneAndUpdate(filter: Document, update: Document, options?: unknown): Promise<Document | null>;
  deleteOne(filter: Document, options?: unknown): Promise<Document>;
  deleteMany(filter: Document, options?: unknown): Promise<Document>;
  findOne(filter: Document, options?: unknown): Promise<Document | null>;
  find(filter: Document, options?: unknown): Cursor;
  aggregate(pipeline: Document[], options?: unknown): Cursor;
  createIndex(key: Document, options?: unknown): Promise<string>;
  listIndexes(): Cursor;
};

export function createCollection(name: string, { engine, strictFilters }: CollectionDeps): Collection {
  const reader = (options: Document) => (isFullScan(options) ? engine.scan : engine.read);
  const strict = (options: Document) => strictFilters && !isFullScan(options);
  const search = (filter: Document, options: unknown, known: string[]) => {
    const given = checkOptions(name, options, known);
    parseFilter(name, filter);
    return { given, body: { filter, strict: strict(given), sort: parseSort(name, given.sort) } };
  };
  const change = (filter: Document, update: Document, options: unknown, known: string[]) => {
    const { given, body } = search(filter, options, ['upsert', ...known]);
    parseUpdate(name, update);
    return { given, body: { ...body, update, upsert: given.upsert === true } };
  };
  const find = (filter: Document, options: unknown, limit?: number): Cursor => {
    const { given, body } = search(filter, options, ['sort', 'limit', 'projection', 'promoteValues']);
    const request = { ...body, limit: limit ?? parseLimit(name, given.limit) };
    return createCursor(
      () => findPages(reader(given), name, request),
      parseProjection(name, given.projection, null),
      given.promoteValues === false ? fromBytesAsStored : fromBytes,
    );
  };
  return {
    async insertOne(document, options) {
      checkOptions(name, options, ['checkKeys']);
      document._id ??= newObjectId();
      await engine.write('insertOne', name, { document });
      return { acknowledged: true, insertedId: document._id };
    },
    async updateOne(filter, update, options) {
      const { body } = change(filter, update, options, []);
      const { facts, documents } = await engine.write('updateOne', name, body);
      const upserted = documents[0] ? fromBytes(documents[0])._id : null;
      const counts = {
        matchedCount: facts.matched,
        modifiedCount: facts.modified,
        upsertedCount: documents.length,
      };
      return { acknowledged: true, ...counts, upsertedId: upserted };
    },
    findOneAndUpdate: async (filter, update, options) => {
      const known = ['sort', 'projection', 'returnDocument', 'includeResultMetadata'];
      const { given, body } = change(filter, update, options, known);
      const after = given.returnDocument === 'after';
      const { facts, documents } = await engine.write('findOneAndUpdate', name, { ...body, after });
      const [id, bytes] = documents;
      const value = bytes ? parseProjection(name, given.projection, null)(fromBytes(bytes)) : null;
      if (given.includeResultMetadata !== true) return value;
      const upserted = id && facts.existed === false ? { upserted: fromBytes(id)._id } : {};
      const count = facts.existed === true || id ? 1 : 0;
      return { value, lastErrorObject: { n: count, updatedExisting: facts.existed, ...upserted }, ok: 1 };
    },
    async deleteOne(filter, options) {
      const { facts } = await engine.write('deleteOne', name, search(filter, options, []).body);
      return { acknowledged: true, deletedCount: facts.deleted };
    },
    async deleteMany(filter, options) {
      const { body } = search(filter, options, []);
      let deletedCount = 0;
      for (let more = true; more; ) {
        const { facts } = await engine.write('deleteMany', name, body);
        deletedCount += Number(facts.deleted);
        more = facts.more === true;
      }
      return { acknowledged: true, deletedCount };
    },
    findOne: async (filter, options) =>
      find(filter, { ...(options as Document | undefined), limit: 1 }, 1).next(),
    find,
    aggregate: (pipeline, options) => {
      const given = checkOptions(name, options, []);
      checkPipeline(name, pipeline);
      return createCursor(async function* () {
        const { documents } = await reader(given)('aggregate', name, { pipeline, strict: strict(given) });
        yield documents;
      }, same);
    },
    createIndex: (key, options) => createIndex(name, engine, key, options),
    listIndexes: () =>
      createCursor(async function* () {
        const { documents } = await engine.read('listIndexes', name, {});
        yield documents;
      }, same),
  };
}

const same = (document: Document): Document => document;

async function createIndex(
  collection: string,
  engine: Engine,
  key: Document,
  options: unknown,
): Promise<string> {
  // expireAfterSeconds makes a plain index here: what expires is purged by the clock, not by the engine.
  const known = ['unique', 'sparse', 'name', 'background', 'expireAfterSeconds'];
  const given = checkOptions(collection, options, known);
  if (Object.keys(key).length === 0) throw refuse(collection, 'an index without paths');
  const name = String(
    given.name ??
      Object.entries(key)
        .map(([path, direction]) => `${path}_${String(direction)}`)
        .join('_'),
  );
  await engine.write('createIndex', collection, {
    key,
    name,
    unique: given.unique === true,
    sparse: given.sparse === true,
  });
  return name;
}
