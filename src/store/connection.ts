import { mkdir, realpath } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Mongoose } from 'mongoose';
import { AppError } from '../errors.ts';
import type { Log } from '../log.ts';
import { createDriver } from './sqlite/driver.ts';
import { openEngine } from './sqlite/engine.ts';
import { refuseNetworkFolder } from './sqlite/network-folder.ts';
import { lockForServer } from './sqlite/server-lock.ts';
import { createEmbeddedWords, type EmbeddedWords } from './sqlite/words.ts';

/** An open store: its own mongoose, so that two stores never share models. */
export type StoreConnection = {
  mongoose: Mongoose;
  engine: 'sqlite' | 'mongodb';
  /** The embedded engine's search by words; null on MongoDB, whose documents carry them. */
  words: EmbeddedWords | null;
  /** Commits that reached the disk and operations so far; null on MongoDB. */
  statistics(): { fsyncs: number; operations: number } | null;
  close(): Promise<void>;
};

export type ConnectOptions = {
  /** There is one server for a file; commands may run beside it. */
  role: 'server' | 'command';
  log: Log;
  /** Tests: a filter that no index narrows throws, unless the query says FULL_SCAN. */
  strictFilters?: boolean;
};

/** Opens `file:<path>` or `mongodb://…`. */
export async function connect(url: string, options: ConnectOptions): Promise<StoreConnection> {
  if (url.startsWith('mongodb://') || url.startsWith('mongodb+srv://')) return connectMongo(url);
  if (url.startsWith('file:') && url.length > 'file:'.length)
    return connectFile(url.slice('file:'.length), options);
  throw new AppError('invalid', 'STORE_URL must be file:<path> or mongodb://…');
}

const MONGODB = {
  w: 'majority',
  readPreference: 'primary',
  retryWrites: true,
  serverSelectionTimeoutMS: 5000,
  connectTimeoutMS: 5000,
  socketTimeoutMS: 30_000,
  waitQueueTimeoutMS: 10_000,
  // Buffers, as the embedded engine gives them.
  promoteBuffers: true,
} as const;

// Indexes are made by migrations, when we say so; a query on an unknown path means that path and not everything.
const newMongoose = (): Mongoose => new Mongoose({ autoIndex: false, autoCreate: false, strictQuery: false });

async function connectMongo(url: string): Promise<StoreConnection> {
  const mongoose = newMongoose();
  try {
    await mongoose.connect(url, MONGODB);
  } catch (error) {
    throw new AppError('unavailable', 'MongoDB did not answer at STORE_URL', { cause: error });
  }
  return {
    mongoose,
    engine: 'mongodb',
    words: null,
    statistics: () => null,
    close: () => mongoose.disconnect(),
  };
}

async function connectFile(
  path: string,
  { role, log, strictFilters = false }: ConnectOptions,
): Promise<StoreConnection> {
  const file = resolve(path);
  const folder = dirname(file);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await refuseNetworkFolder(await realpath(folder));
  const unlock = role === 'server' ? lockForServer(folder) : () => {};
  try {
    const engine = await openEngine(file, log);
    const mongoose = newMongoose();
    mongoose.setDriver(createDriver(engine, strictFilters));
    await mongoose.connect(`file:${file}`);
    async function close(): Promise<void> {
      await mongoose.disconnect();
      await engine.close();
      unlock();
    }
    let closing: Promise<void> | null = null;
    return {
      mongoose,
      engine: 'sqlite',
      words: createEmbeddedWords(engine),
      statistics: engine.statistics,
      close() {
        closing ??= close();
        return closing;
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}
