import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Copies in a folder whose names begin like this, oldest first: what follows in the name is their date. */
export async function namedCopies(folder: string, prefix: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => name.startsWith(prefix) && !name.includes('.part-')).sort();
}

/** Removes all but the newest, and what an end in the middle left half-written. */
export async function keepNewest(folder: string, prefix: string, count: number): Promise<void> {
  const whole = await namedCopies(folder, prefix);
  const halves = (await readdir(folder)).filter((name) => name.startsWith(prefix) && name.includes('.part-'));
  for (const name of [...whole.slice(0, -count), ...halves])
    await rm(join(folder, name), { recursive: true, force: true });
}

/** `20261124T203000Z`: sorts as time does. */
export const stampOf = (at: Date): string => at.toISOString().replaceAll(/[-:]|\.\d+/g, '');
