import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Manifest } from './backup/manifest.ts';
import { keepNewest, stampOf } from './backup/named-copies.ts';
import { readBackup } from './backup/read-backup.ts';
import { prepareSpoolLines } from './backup/spool-lines.ts';
import { type Progress, writeBackup } from './backup/write-backup.ts';
import type { Config } from './config.ts';
import { AppError } from './errors.ts';
import type { Log } from './log.ts';
import type { Seal } from './seal.ts';
import type { CopyStore } from './store/copy-store.ts';
import type { Store } from './store/store.ts';
import type { World } from './world.ts';

type CopiesDeps = {
  config: Config;
  seal(): Promise<Seal>;
  store(): Promise<Store>;
  world: World;
  log: Log;
};

export type Restored = { manifest: Manifest; setAside: string | null };

/** Copies of this installation: its store, its spool, its folder. */
export type Copies = {
  backup(dir: string, progress: Progress): Promise<Manifest>;
  /** Into this installation; the store must not have been opened. */
  restore(dir: string, options: { replace: boolean; progress: Progress }): Promise<Restored>;
  /** A copy of what a migration is about to change. */
  beforeMigration(copy: CopyStore, from: number, to: number): Promise<void>;
};

const KEEP_BEFORE_MIGRATION = 3;
const KEEP_BEFORE_RESTORE = 3;

export function createCopies({ config, seal, store, world, log }: CopiesDeps): Copies {
  const own = join(config.DATA_DIR, 'backups');
  const spoolFolder = join(config.DATA_DIR, 'spool');

  async function copyOf(copy: CopyStore, dir: string, progress: Progress): Promise<Manifest> {
    return writeBackup({ copy, key: (await seal()).fingerprint, spoolFolder, world, progress }, dir);
  }

  async function keepCopy(copy: CopyStore, prefix: string, count: number): Promise<string> {
    await mkdir(own, { recursive: true, mode: 0o700 });
    const dir = join(own, `${prefix}${stampOf(world.now())}`);
    await copyOf(copy, dir, () => {});
    await keepNewest(own, prefix.replace(/-\d+-$/, '-'), count);
    return dir;
  }

  return {
    backup: async (dir, progress) => copyOf((await store()).copy, dir, progress),

    async restore(dir, { replace, progress }) {
      const { manifest, pagesOf } = await readBackup(dir, (await seal()).fingerprint, progress);
      const collections = manifest.collections.map(({ name, file, documents }) => ({
        name,
        documents,
        async *pages() {
          yield* pagesOf(file);
          progress(`${name}: ${documents} restored`);
        },
      }));
      let kept: string | null = null;
      async function keep(old: CopyStore): Promise<void> {
        kept = await keepCopy(old, 'before-restore-', KEEP_BEFORE_RESTORE);
      }
      const deps = { url: config.STORE_URL, world, log, replace, keep };
      const spooled = pagesOf(manifest.spool.file);
      const name = `restored-${stampOf(new Date(manifest.at))}`;
      const putSpool = manifest.spool.lines > 0 ? await prepareSpoolLines(spoolFolder, name, spooled) : null;
      const { restoreStore } = await import('./store/restore-store.ts');
      const setAside = await restoreStore(deps, { schema: manifest.schema, collections });
      // Ended just before this line, the command has not said that it is done, and is run again.
      await putSpool?.();
      return { manifest, setAside: setAside ?? kept };
    },

    async beforeMigration(copy, from, to) {
      const prefix = `before-migration-${String(to).padStart(3, '0')}-`;
      const dir = await keepCopy(copy, prefix, KEEP_BEFORE_MIGRATION).catch((cause: unknown) => {
        throw new AppError('unavailable', `no copy could be made in ${own}, so the store was not migrated`, {
          cause,
        });
      });
      log.info('store copied before its migration', { from, to, dir });
    },
  };
}
