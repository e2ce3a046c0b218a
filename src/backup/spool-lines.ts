import { mkdir, open, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';

const SEALED = /^v1(\.[\w-]*){3}$/;

/**
 * The lines of every spool in a folder, as they are sealed. Read before the store: a line that is drained meanwhile is then in both, and
 * its key makes the second harmless. A file that vanishes was drained, and a torn line never had its 200.
 */
export async function* spoolLines(folder: string): AsyncGenerator<string[]> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((one) => one.endsWith('.spool')).sort()) {
    const text = await readFile(join(folder, name), 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '';
      throw error;
    });
    const lines = text.split('\n').filter((line) => SEALED.test(line));
    if (lines.length > 0) yield lines;
  }
}

/**
 * Writes lines that are to be the spool of a process that is gone: the next start takes it over. What lies in the folder stays. Only the
 * returned function puts them in force.
 */
export async function prepareSpoolLines(
  folder: string,
  name: string,
  pages: AsyncIterable<string[]>,
): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, name);
  const file = await open(`${path}.part`, 'w', 0o600);
  for await (const page of pages) await file.appendFile(page.map((line) => `${line}\n`).join(''));
  await file.sync();
  await file.close();
  return () => rename(`${path}.part`, `${path}.spool`);
}
