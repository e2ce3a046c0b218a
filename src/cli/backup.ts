import { parseArgs } from 'node:util';
import type { Copies } from '../copies.ts';
import type { Io } from './io.ts';

export const usage = `backup DIR
  copies the store and undrained events into the new folder DIR, beside a running server; progress on stderr
  what is sealed stays sealed, and the key is not in it: keep a copy of secret.key elsewhere`;

export const restoreUsage = `restore DIR [--replace]
  checks every hash of the copy in DIR, then writes it into the store at STORE_URL, on either engine; stop every server first
  refuses a store that is not empty; --replace puts the copy in its place and keeps what was there, saying where
  refuses a copy that was made with another key`;

type Out = Pick<Io, 'stdout' | 'stderr'>;

/** 0 when the copy is on disk, 2 when the command is wrong; what goes wrong is thrown. */
export async function runBackup(args: string[], io: Out, copies: Pick<Copies, 'backup'>): Promise<number> {
  const { positionals } = parseArgs({ args, allowPositionals: true });
  const [dir, ...more] = positionals;
  if (dir === undefined || more.length > 0) {
    io.stderr(usage);
    return 2;
  }
  const { collections, spool } = await copies.backup(dir, io.stderr);
  const documents = collections.reduce((sum, one) => sum + one.documents, 0);
  io.stdout(`copied ${documents} documents and ${spool.lines} undrained events into ${dir}`);
  return 0;
}

export async function runRestore(args: string[], io: Out, copies: Pick<Copies, 'restore'>): Promise<number> {
  const options = { replace: { type: 'boolean' } } as const;
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const [dir, ...more] = positionals;
  if (dir === undefined || more.length > 0) {
    io.stderr(restoreUsage);
    return 2;
  }
  const { manifest, setAside } = await copies.restore(dir, {
    replace: values.replace ?? false,
    progress: io.stderr,
  });
  const documents = manifest.collections.reduce((sum, one) => sum + one.documents, 0);
  if (setAside !== null) io.stderr(`what was there before is kept in ${setAside}`);
  io.stdout(
    `restored ${documents} documents and ${manifest.spool.lines} undrained events as of ${manifest.at}`,
  );
  return 0;
}
