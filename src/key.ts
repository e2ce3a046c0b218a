import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from './errors.ts';

/** The 32 bytes that seal tokens and identities: `SECRET_KEY`, else `DATA_DIR/secret.key`, made with mode 600 when absent. */
export async function readKey(given: string | undefined, dataDir: string): Promise<Buffer> {
  if (given !== undefined) return parseKey(given, 'SECRET_KEY');
  const path = join(dataDir, 'secret.key');
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const made = randomBytes(32).toString('base64');
  // `wx`: of two processes that start together, one makes the key and both read it.
  await writeFile(path, `${made}\n`, { mode: 0o600, flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST')
      throw new AppError('unavailable', `the key cannot be written to ${path}`, { cause: error });
  });
  return parseKey((await readFile(path, 'utf8')).trim(), path);
}

function parseKey(text: string, where: string): Buffer {
  const key = /^[0-9a-f]{64}$/i.test(text) ? Buffer.from(text, 'hex') : Buffer.from(text, 'base64');
  if (key.length !== 32) throw new AppError('invalid', `${where} must hold 32 bytes in base64 or hex`);
  return key;
}
