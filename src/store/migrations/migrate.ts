import type { Model } from 'mongoose';
import { AppError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import { sleep, type World } from '../../world.ts';
import { insertNew, updateOne } from '../documents.ts';
import type { StoredMeta } from '../meta.ts';
import type { Models } from '../models.ts';
import type { EmbeddedWords } from '../sqlite/words.ts';
import type { LeaseStore } from '../store.ts';
import { indexes } from './001-indexes.ts';
import { staff } from './002-staff.ts';
import { search } from './003-search.ts';
import { laws } from './004-laws.ts';
import { wishes } from './005-wishes.ts';

/** One step from the version before. It may be killed half-way and run again, so it must not mind what is done already. */
export type Migration = { version: number; run(models: Models, words: EmbeddedWords | null): Promise<void> };

/** In order, without gaps. */
export const MIGRATIONS: readonly Migration[] = [indexes, staff, search, laws, wishes];

type MigrateDeps = {
  models: Models;
  leases: LeaseStore;
  world: World;
  log: Log;
  /** Called by the one process that migrates, before anything is changed; when it throws, nothing is. */
  before?: (from: number, to: number) => Promise<void>;
  /** The embedded engine's search; null or left out on MongoDB. */
  words?: EmbeddedWords | null;
};

const LEASE = 'migrations';
const LEASE_MS = 60_000;
const RENEW_MS = 15_000;
const LOOK_AGAIN_MS = 200;

/** Throws when a newer program has been here: this one would not understand what it reads. */
export async function refuseNewer(meta: Model<StoredMeta>, migrations = MIGRATIONS): Promise<void> {
  const version = await versionOf(meta);
  if (version <= newest(migrations)) return;
  throw new AppError(
    'conflict',
    `the store has version ${version}, this program knows versions up to ${newest(migrations)}: start the newer program, or restore a backup made before it`,
  );
}

/** Brings the store to this program's version. One process does it, others wait until it is done. */
export async function migrate(deps: MigrateDeps, migrations = MIGRATIONS): Promise<void> {
  const { models, leases, world } = deps;
  const holder = world.newId();
  const until = () => new Date(world.now().getTime() + LEASE_MS);
  while ((await versionOf(models.meta)) < newest(migrations)) {
    if (!(await leases.take(LEASE, holder, until(), world.now()))) {
      await sleep(world, LOOK_AGAIN_MS);
      continue;
    }
    const stop = repeat(world, RENEW_MS, () => leases.renew(LEASE, holder, until()));
    try {
      await deps.before?.(await versionOf(models.meta), newest(migrations));
      await runPending(deps, migrations);
    } finally {
      stop();
      await leases.release(LEASE, holder);
    }
  }
  await refuseNewer(models.meta, migrations);
}

async function runPending(
  { models, log, words = null }: MigrateDeps,
  migrations: readonly Migration[],
): Promise<void> {
  const from = await versionOf(models.meta);
  await insertNew(models.meta, { _id: 'schema', version: 0 });
  for (const { version, run } of migrations.filter((one) => one.version > from)) {
    await run(models, words);
    await updateOne(models.meta, { _id: 'schema', version: version - 1 }, { $set: { version } });
    log.info('store migrated', { version });
  }
}

export const newest = (migrations = MIGRATIONS): number => migrations.at(-1)?.version ?? 0;

/** 0 for a store that nothing has opened yet. */
export async function versionOf(meta: Model<StoredMeta>): Promise<number> {
  const found = await meta.findById('schema').lean<StoredMeta>();
  return found?.version ?? 0;
}

/** Calls `action` every so often until the returned function is called. One that fails is tried again at the next turn. */
function repeat(world: World, everyMs: number, action: () => Promise<unknown>): () => void {
  let cancel = () => {};
  const next = () => {
    cancel = world.after(everyMs, () => {
      void action().catch(() => {});
      next();
    });
  };
  next();
  return () => cancel();
}
