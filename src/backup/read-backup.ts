import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../errors.ts';
import { hashLines, readLines, type Written } from './line-file.ts';
import { MANIFEST_FILE, type Manifest, manifest } from './manifest.ts';
import type { Progress } from './write-backup.ts';

/** A copy whose every file is what its manifest says. */
export type CheckedBackup = { manifest: Manifest; pagesOf(file: string): AsyncIterable<string[]> };

/** Reads the manifest of a copy. Throws when the folder holds none, or one of a later program. */
export async function readManifest(dir: string): Promise<Manifest> {
  const path = join(dir, MANIFEST_FILE);
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new AppError('not_found', `${dir} is no copy: it has no ${MANIFEST_FILE} that can be read`, {
      cause,
    });
  });
  const parsed = manifest.safeParse(parseJson(text));
  if (!parsed.success) throw new AppError('invalid', `${path} is damaged, or of another program`);
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The schema then says that it is damaged.
    return null;
  }
}

/** Reads every byte of a copy before anything is done with it. Throws when one is not what it was, or when it belongs to another key. */
export async function readBackup(dir: string, key: string, progress: Progress): Promise<CheckedBackup> {
  const read = await readManifest(dir);
  if (read.key !== key)
    throw new AppError(
      'conflict',
      `this copy was made with another SECRET_KEY (fingerprint ${read.key}, the key given has ${key}): ` +
        'set SECRET_KEY to the key it was made with, or put that key into DATA_DIR/secret.key',
    );
  const files = [
    ...read.collections.map(({ documents, ...file }) => ({ ...file, lines: documents })),
    read.spool,
  ];
  const wrong: string[] = [];
  for (const { file, ...wanted } of files) {
    const found = await hashLines(join(dir, file)).catch(() => null);
    if (found === null) wrong.push(`${file} is missing or cannot be read`);
    else if (!isSame(found, wanted)) wrong.push(`${file} is not what was written`);
    else progress(`${file}: whole`);
  }
  if (wrong.length > 0)
    throw new AppError('invalid', `the copy is damaged, nothing was restored: ${wrong.join('; ')}`);
  return { manifest: read, pagesOf: (file) => readLines(join(dir, file)) };
}

const isSame = (a: Written, b: Written): boolean =>
  a.sha256 === b.sha256 && a.bytes === b.bytes && a.lines === b.lines;
