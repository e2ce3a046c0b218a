import { type FileHandle, mkdir, open, readdir, readFile, rename, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '../log.ts';
import type { InboundEvent } from '../model/channel.ts';
import type { Seal } from '../seal.ts';
import type { World } from '../world.ts';
import { DURATIONS } from './durations.ts';

/** An event that got its 200 while the store was slow or away. */
export type Spooled = { event: InboundEvent; at: string; arrival: number };

/** Verified events on disk, each sealed and fsynced, drained in order once the store answers. */
export type Spool = {
  /** Resolves once the line is on disk. Throws when it could not be written. */
  append(line: Spooled): Promise<void>;
  isEmpty(): boolean;
  /** Lines not yet drained, for metrics. */
  size(): number;
  /** Hands every line to `store` in order, and removes a segment only after all its lines were taken. Stops at the first that throws. */
  drain(store: (line: Spooled) => Promise<void>): Promise<void>;
  close(): Promise<void>;
};

type SpoolDeps = { folder: string; seal: Seal; world: World; log: Log };

/** Opens the process's own spool; segments that a process left behind are taken over by `drain`. */
export async function openSpool({ folder, seal, world, log }: SpoolDeps): Promise<Spool> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const own = world
    .newId()
    .replaceAll(/[^A-Za-z0-9]/g, '')
    .slice(0, 12);
  const sealed: string[] = [];
  let segment: { path: string; file: FileHandle; lines: number } | null = null;
  let segments = 0;
  let waiting = 0;
  let appending: Promise<void> = Promise.resolve();
  let draining: Promise<void> | null = null;

  await adoptAll();

  async function write(line: Spooled): Promise<void> {
    segment ??= await newSegment();
    await world.step('spool');
    // Each record starts on a line of its own, so that a torn one (disk full, power) spoils nothing after it.
    await segment.file.appendFile(`\n${seal.seal('spool', JSON.stringify(line))}\n`);
    await segment.file.sync();
    segment.lines++;
    waiting++;
    if (!(await isStillOurs(segment))) {
      // Another process took the file over meanwhile. The line may be in it: twice is harmless, lost is not.
      await segment.file.close();
      segment = null;
      await write(line);
    }
  }

  async function newSegment() {
    const path = join(folder, `${own}-${String(++segments).padStart(6, '0')}.spool`);
    const file = await open(path, 'a', 0o600);
    const directory = await open(folder, 'r');
    await directory.sync();
    await directory.close();
    return { path, file, lines: 0 };
  }

  async function isStillOurs(current: { path: string; file: FileHandle }): Promise<boolean> {
    const [here, there] = await Promise.all([current.file.stat(), stat(current.path).catch(() => null)]);
    return there !== null && there.ino === here.ino;
  }

  /** Segments of processes that are gone: renamed first, so that a process that still lives notices. */
  async function adoptAll(): Promise<void> {
    for (const name of (await readdir(folder)).filter((file) => file.endsWith('.spool')).sort()) {
      const path = join(folder, name);
      if (name.startsWith(`${own}-`) || sealed.includes(path)) continue;
      const found = await stat(path).catch(() => null);
      const isFresh = found && Date.now() - found.mtimeMs < DURATIONS.orphanSpool;
      if (!found || (isFresh && segments > 0)) continue;
      const ours = join(folder, `${own}-000000-${name}`);
      const moved = await rename(path, ours).then(
        () => true,
        () => false,
      );
      if (!moved) continue;
      log.warn('spool of another process taken over', { bytes: found.size });
      sealed.push(ours);
      waiting += (await linesOf(ours)).length;
    }
  }

  async function linesOf(path: string): Promise<Spooled[]> {
    const lines: Spooled[] = [];
    for (const line of (await readFile(path, 'utf8')).split('\n')) {
      if (line === '') continue;
      try {
        lines.push(JSON.parse(seal.open('spool', line)) as Spooled);
      } catch (error) {
        log.error('a torn line of the spool was left out: its event never got its 200', { error });
      }
    }
    return lines;
  }

  async function drainAll(store: (line: Spooled) => Promise<void>): Promise<void> {
    await appending.catch(() => {});
    if (segment && segment.lines > 0) {
      const closing = segment;
      segment = null;
      sealed.push(closing.path);
      await closing.file.close();
    }
    for (let path = sealed[0]; path !== undefined; path = sealed[0]) {
      const lines = await linesOf(path);
      for (const line of lines) {
        await world.step('drain-insert');
        await store(line);
      }
      await world.step('drain-remove');
      await unlink(path).catch(() => {});
      sealed.shift();
      waiting = Math.max(0, waiting - lines.length);
    }
  }

  return {
    append(line) {
      const written = appending.then(() => write(line));
      appending = written.catch(() => {});
      return written;
    },
    isEmpty: () => sealed.length === 0 && (segment === null || segment.lines === 0),
    size: () => waiting,
    drain(store) {
      draining ??= adoptAll()
        .then(() => drainAll(store))
        .finally(() => {
          draining = null;
        });
      return draining;
    },
    async close() {
      await appending;
      await segment?.file.close();
    },
  };
}
