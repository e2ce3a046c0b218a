import { mkdir, open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { AppError } from '../errors.ts';
import type { CopyStore } from '../store/copy-store.ts';
import type { World } from '../world.ts';
import { writeLines } from './line-file.ts';
import { MANIFEST_FILE, type Manifest, SPOOL_FILE } from './manifest.ts';
import { spoolLines } from './spool-lines.ts';

/** Told how far a long work has come. */
export type Progress = (line: string) => void;

export type BackupDeps = {
  copy: CopyStore;
  /** Fingerprint of the key in use. */
  key: string;
  spoolFolder: string;
  world: Pick<World, 'now' | 'newId'>;
  progress: Progress;
};

const TELL_EVERY = 10_000;

/**
 * Copies the store and the spool into the new folder `dir`. It is written under another name and renamed when the last byte is on disk,
 * so a folder of that name is whole. May run beside a server.
 */
export async function writeBackup(deps: BackupDeps, dir: string): Promise<Manifest> {
  const target = resolve(dir);
  const part = await makePart(target, deps.world.newId());
  try {
    const made = await writeAll(deps, part);
    await sync(part);
    await rename(part, target);
    await sync(dirname(target));
    return made;
  } catch (error) {
    await rm(part, { recursive: true, force: true });
    throw error;
  }
}

async function makePart(target: string, id: string): Promise<string> {
  if (await stat(target).catch(() => null))
    throw new AppError('conflict', `${target} exists already; name a folder that does not`);
  const part = `${target}.part-${id.slice(0, 8)}`;
  try {
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    await mkdir(part, { mode: 0o700 });
    return part;
  } catch (cause) {
    throw new AppError('invalid', `no folder can be made in ${dirname(target)}`, { cause });
  }
}

async function writeAll(
  { copy, key, spoolFolder, world, progress }: BackupDeps,
  folder: string,
): Promise<Manifest> {
  const at = world.now().toISOString();
  const spool = await writeLines(join(folder, SPOOL_FILE), spoolLines(spoolFolder));
  const collections: Manifest['collections'] = [];
  for (const name of copy.collections) {
    const file = `${name}.jsonl`;
    const { lines, ...rest } = await writeLines(join(folder, file), copy.read(name), (done) => {
      if (done % TELL_EVERY === 0) progress(`${name}: ${done} …`);
    });
    progress(`${name}: ${lines}`);
    collections.push({ name, file, documents: lines, ...rest });
  }
  const made: Manifest = {
    format: 1,
    at,
    engine: copy.engine,
    schema: await copy.version(),
    key: (await copy.fingerprint()) ?? key,
    collections,
    leftOut: [...copy.leftOut],
    spool: { file: SPOOL_FILE, ...spool },
  };
  const path = join(folder, MANIFEST_FILE);
  await writeFile(path, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600, flush: true });
  return made;
}

async function sync(folder: string): Promise<void> {
  const opened = await open(folder, 'r');
  await opened.sync();
  await opened.close();
}
