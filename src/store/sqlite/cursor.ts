import { setImmediate } from 'node:timers/promises';
import { fromBytes } from './driver-bson.ts';
import type { Engine } from './engine.ts';
import type { Document } from './value.ts';

/** The part of the MongoDB driver's cursor that mongoose and we use. */
export type Cursor = {
  next(): Promise<Document | null>;
  hasNext(): Promise<boolean>;
  toArray(): Promise<Document[]>;
  close(): Promise<void>;
  [Symbol.asyncIterator](): AsyncGenerator<Document>;
};

// Documents decoded in one go on the main thread.
const SLICE = 50;

/** Reads page after page, each when it is needed. */
export function createCursor(
  pages: () => AsyncGenerator<Uint8Array[]>,
  project: (document: Document) => Document,
  decode = fromBytes,
): Cursor {
  const documents = each(pages, project, decode);
  let ahead: Document | null = null;
  const next = async () => {
    if (ahead) {
      const document = ahead;
      ahead = null;
      return document;
    }
    const step = await documents.next();
    return step.done ? null : step.value;
  };
  async function* rest(): AsyncGenerator<Document> {
    for (let document = await next(); document; document = await next()) yield document;
  }
  return {
    next,
    async hasNext() {
      ahead ??= await next();
      return ahead !== null;
    },
    async toArray() {
      const all: Document[] = [];
      for await (const document of rest()) all.push(document);
      return all;
    },
    async close() {
      ahead = null;
      await documents.return(undefined);
    },
    [Symbol.asyncIterator]: rest,
  };
}

async function* each(
  pages: () => AsyncGenerator<Uint8Array[]>,
  project: (document: Document) => Document,
  decode: (bytes: Uint8Array) => Document,
): AsyncGenerator<Document> {
  for await (const page of pages()) {
    for (const [i, bytes] of page.entries()) {
      if (i > 0 && i % SLICE === 0) await setImmediate();
      yield project(decode(bytes));
    }
  }
}

/** The pages of a find: the reader keeps nothing between two, the position travels with the request. */
export async function* findPages(
  read: Engine['read'],
  collection: string,
  body: Document & { limit: number },
): AsyncGenerator<Uint8Array[]> {
  let left = body.limit > 0 ? body.limit : Number.POSITIVE_INFINITY;
  let after: unknown = null;
  do {
    const limit = Number.isFinite(left) ? left : 0;
    const reply = await read('find', collection, { ...body, limit, after });
    yield reply.documents;
    left -= reply.documents.length;
    after = reply.facts.next;
  } while (after && left > 0);
}
