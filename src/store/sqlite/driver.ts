import mongoose from 'mongoose';
import { UpdateError } from './apply-update.ts';
import { type Collection, createCollection } from './collection.ts';
import { type Engine, ServerFailure } from './engine.ts';
import { refuse } from './filter.ts';
import type { Document } from './value.ts';

/**
 * A mongoose driver for one open engine: `mongoose.setDriver(createDriver(…))`, then `mongoose.connect(…)`. Mongoose wants constructors;
 * its own connection and collection do what is not about the server (buffering, hooks), so ours are theirs with another `db`.
 */
export function createDriver(engine: Engine, strictFilters: boolean): Document {
  const db = {
    collection: (name: string) => onlyKnown(name, createCollection(name, { engine, strictFilters })),
  };
  class SqliteConnection extends mongoose.Connection {
    async createClient(): Promise<this> {
      Object.assign(this, { db, client: { close: async () => {} }, name: 'sqlite', host: 'file', port: 0 });
      // Part of what a driver may call, though not of the public types.
      const onOpen: unknown = Reflect.get(this, 'onOpen');
      if (typeof onOpen === 'function') Reflect.apply(onOpen, this, []);
      return this;
    }
    override startSession(): Promise<never> {
      return Promise.reject(refuse('any', 'sessions and transactions'));
    }
  }
  return { Connection: SqliteConnection, Collection: mongoose.Collection, BulkWriteResult: Object };
}

/** Anything that the collection does not do throws by name, and failures become MongoDB's errors. */
function onlyKnown(name: string, collection: Collection): object {
  return new Proxy(collection, {
    get(target, property) {
      const method: unknown = Reflect.get(target, property);
      // A `then` would make it a promise.
      if (property === 'then' || typeof property === 'symbol') return undefined;
      if (typeof method !== 'function') return () => Promise.reject(refuse(name, String(property)));
      return (...args: unknown[]) => {
        const result: unknown = Reflect.apply(method, target, args);
        return result instanceof Promise
          ? result.catch((error: unknown) => Promise.reject(toServerError(error)))
          : result;
      };
    },
  });
}

// Callers look at `code`, `keyPattern` and the class, and must not need to know which engine answered.
function toServerError(error: unknown): unknown {
  if (!(error instanceof ServerFailure) && !(error instanceof UpdateError)) return error;
  const facts = error instanceof ServerFailure ? error.facts : {};
  return new mongoose.mongo.MongoServerError({
    message: error.message,
    errmsg: error.message,
    code: error.serverCode ?? 8,
    ...facts,
  });
}
