import { constants, copyFile, link, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Model, mongo } from 'mongoose';
import { AppError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { World } from '../world.ts';
import { connect } from './connection.ts';
import { createCopy, fromLine } from './copy.ts';
import type { CopyStore } from './copy-store.ts';
import { insertNew } from './documents.ts';
import { FULL_SCAN } from './full-scan.ts';
import { createLeases } from './leases.ts';
import type { StoredMeta } from './meta.ts';
import { makeIndexes } from './migrations/001-indexes.ts';
import { migrate, newest } from './migrations/migrate.ts';
import { createModels, type Models } from './models.ts';
import { lockForServer } from './sqlite/server-lock.ts';
import type { EmbeddedWords } from './sqlite/words.ts';

/** A copy whose every hash has been checked. */
export type WholeCopy = {
  /** Version of the schema that its documents have. */
  schema: number;
  collections: { name: string; documents: number; pages(): AsyncIterable<string[]> }[];
};

type RestoreDeps = {
  url: string;
  world: World;
  log: Log;
  /** Takes what is there instead of refusing. */
  replace: boolean;
  /** MongoDB: called with what is about to be replaced. */
  keep(old: CopyStore): Promise<void>;
};

/**
 * Writes a copy into the store at `url`, all or nothing. An embedded store is filled in a file beside the old one, which takes its place
 * with one rename; the old file stays under another name, which is returned. MongoDB has no such rename for a whole database: there a
 * mark is set first and taken away last, and a store that has it refuses to open.
 */
export async function restoreStore(deps: RestoreDeps, copy: WholeCopy): Promise<string | null> {
  if (copy.schema > newest())
    throw new AppError(
      'conflict',
      `the copy has version ${copy.schema}, this program knows versions up to ${newest()}: restore it with the newer program`,
    );
  if (deps.url.startsWith('file:')) return restoreFile(deps, copy, resolve(deps.url.slice('file:'.length)));
  await restoreDatabase(deps, copy);
  return null;
}

/** Throws when a restore was begun here and did not end: what is there is neither the old nor the new. */
export async function refuseHalfRestored(meta: Model<StoredMeta>): Promise<void> {
  if (!(await meta.findById(MARK).lean())) return;
  throw new AppError('conflict', 'a restore into this store did not end: run it again with --replace');
}
const MARK = 'restoring';
const NOT_MARK: mongo.Document = { _id: { $ne: MARK } };

async function restoreFile(deps: RestoreDeps, copy: WholeCopy, file: string): Promise<string | null> {
  const unlock = lockForServer(await folderOf(file));
  const beside = `${file}.restoring`;
  try {
    const exists = await stat(file).then(
      () => true,
      () => false,
    );
    if (exists && !deps.replace) await refuseFilled(deps);
    await removeFile(beside);
    const connection = await connect(`file:${beside}`, { role: 'command', log: deps.log });
    try {
      await fill(createModels(connection.mongoose), connection.words, deps, copy);
      await connection.words?.index('exchanges');
    } finally {
      await connection.close();
    }
    return await swap({ file, beside, exists, at: deps.world.now() });
  } catch (error) {
    await removeFile(beside);
    throw error;
  } finally {
    unlock();
  }
}

async function folderOf(file: string): Promise<string> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  return dirname(file);
}

async function refuseFilled({ url, log }: RestoreDeps): Promise<void> {
  const connection = await connect(url, { role: 'command', log });
  try {
    const { isEmpty } = createCopy({ models: createModels(connection.mongoose), engine: connection.engine });
    if (!(await isEmpty())) throw filled();
  } finally {
    await connection.close();
  }
}

const filled = () =>
  new AppError('conflict', 'the store at STORE_URL is not empty; --replace puts the copy in its place');

/** SQLite keeps what it has not folded in yet beside the file; left there it would be played into the new one. */
const BESIDE = ['-wal', '-shm'];

const removeFile = (file: string): Promise<unknown> =>
  Promise.all(['', ...BESIDE].map((suffix) => rm(`${file}${suffix}`, { force: true })));

type Swap = { file: string; beside: string; exists: boolean; at: Date };

/** The old file gets a second name before the new one takes its first, so that there is a whole store at every moment. */
async function swap({ file, beside, exists, at }: Swap): Promise<string | null> {
  const aside = `${file}.before-restore-${at.toISOString().replaceAll(/[-:]|\.\d+/g, '')}`;
  if (exists) {
    await link(file, aside).catch(() => copyFile(file, aside, constants.COPYFILE_EXCL));
    for (const suffix of BESIDE) await rename(`${file}${suffix}`, `${aside}${suffix}`).catch(() => {});
  }
  await rename(beside, file);
  const folder = await open(dirname(file), 'r');
  await folder.sync();
  await folder.close();
  return exists ? aside : null;
}

async function restoreDatabase(deps: RestoreDeps, copy: WholeCopy): Promise<void> {
  const { mongoose, engine, close } = await connect(deps.url, { role: 'server', log: deps.log });
  try {
    const models = createModels(mongoose);
    const old = createCopy({ models, engine });
    const isHalf = (await models.meta.findById(MARK).lean()) !== null;
    if (!isHalf && !(await old.isEmpty())) {
      if (!deps.replace) throw filled();
      await deps.keep(old);
    }
    if (isHalf && !deps.replace) await refuseHalfRestored(models.meta);
    const known = collectionsOf(models);
    for (const { name } of copy.collections) if (!known.has(name)) throw unknown(name);
    await insertNew(models.meta, { _id: MARK });
    for (const { collection } of Object.values(models)) await collection.deleteMany(NOT_MARK);
    await fill(models, null, deps, copy);
    await models.meta.deleteOne({ _id: MARK });
  } finally {
    await close();
  }
}

/** Writes every document, brings it to this program's version, and counts what is there. */
async function fill(
  models: Models,
  words: EmbeddedWords | null,
  { world, log }: RestoreDeps,
  copy: WholeCopy,
): Promise<void> {
  const known = collectionsOf(models);
  for (const { name, documents, pages } of copy.collections) {
    const collection = known.get(name);
    if (!collection) throw unknown(name);
    for await (const page of pages())
      await Promise.all(page.map((line) => collection.insertOne(fromLine(line))));
    const [counted] = await collection
      .aggregate<{ n: number }>([{ $match: NOT_MARK }, { $group: { _id: null, n: { $sum: 1 } } }], FULL_SCAN)
      .toArray();
    if ((counted?.n ?? 0) !== documents)
      throw new AppError('unavailable', `${name}: ${counted?.n ?? 0} of ${documents} documents arrived`);
  }
  await migrate({ models, leases: createLeases(models.leases), world, log, words });
  await makeIndexes(models);
}

const collectionsOf = (models: Models) =>
  new Map(Object.values(models).map(({ collection }) => [collection.collectionName, collection]));

const unknown = (name: string) =>
  new AppError('invalid', `the copy holds ${name}, which this program does not know`);
