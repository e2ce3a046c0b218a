import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isoDay, MINUTE_MS, toLocal } from '../calendar/local-time.ts';
import type { Log } from '../log.ts';
import type { World } from '../world.ts';
import { keepNewest, namedCopies } from './named-copies.ts';
import { readManifest } from './read-backup.ts';

type NightlyDeps = {
  folder: string;
  /** `02:30`, in Vietnam. */
  at: string;
  backup(dir: string): Promise<unknown>;
  world: Pick<World, 'now'>;
  log: Log;
};

export type Nightly = {
  /** Takes today's copy when it is time and there is none yet. */
  run(): Promise<void>;
  /** Seconds since the newest copy; null when there is none. */
  ageS(): Promise<number | null>;
};

const PREFIX = 'nightly-';
const KEEP = 14;

/** One copy a day; a server that was off at that time takes it when it is on again. The folder itself is the memory. */
export function createNightly({ folder, at, backup, world, log }: NightlyDeps): Nightly {
  const [hours = 0, minutes = 0] = at.split(':').map(Number);
  const dueMs = (hours * 60 + minutes) * MINUTE_MS;

  return {
    async run() {
      const { day, ms } = toLocal(world.now());
      const name = `${PREFIX}${isoDay(day)}`;
      if (ms < dueMs || (await namedCopies(folder, PREFIX)).includes(name)) return;
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await keepNewest(folder, PREFIX, KEEP);
      await backup(join(folder, name));
      await keepNewest(folder, PREFIX, KEEP);
      log.info('nightly copy taken', { day: isoDay(day) });
    },

    async ageS() {
      const newest = (await namedCopies(folder, PREFIX)).at(-1);
      if (newest === undefined) return null;
      const { at: taken } = await readManifest(join(folder, newest));
      return Math.max(0, (world.now().getTime() - Date.parse(taken)) / 1000);
    },
  };
}
