import type { Manifest } from '../../src/backup/manifest.ts';
import { runBackup, runRestore } from '../../src/cli/backup.ts';

const empty = { bytes: 0, sha256: '0'.repeat(64) };
const manifest: Manifest = {
  format: 1,
  at: '2026-11-24T19:30:00.000Z',
  engine: 'sqlite',
  schema: 1,
  key: '0'.repeat(16),
  collections: [
    { name: 'exchanges', file: 'exchanges.jsonl', documents: 12, ...empty },
    { name: 'cases', file: 'cases.jsonl', documents: 3, ...empty },
  ],
  leftOut: ['leases'],
  spool: { file: 'spool.lines', lines: 2, ...empty },
};

function screen() {
  const lines = { out: [] as string[], err: [] as string[] };
  return {
    ...lines,
    stdout: (line: string) => void lines.out.push(line),
    stderr: (line: string) => void lines.err.push(line),
  };
}

test('backup says on stdout what it copied and on stderr how far it is', async () => {
  const io = screen();
  const backup = async (dir: string, progress: (line: string) => void) => {
    progress(`exchanges: 12 into ${dir}`);
    return manifest;
  };
  expect(await runBackup(['/srv/copy'], io, { backup })).toBe(0);
  expect(io.out).toEqual(['copied 15 documents and 2 undrained events into /srv/copy']);
  expect(io.err).toEqual(['exchanges: 12 into /srv/copy']);
});

test.each([
  { args: ['/srv/copy'], replace: false, setAside: null, err: [] },
  {
    args: ['/srv/copy', '--replace'],
    replace: true,
    setAside: '/data/old',
    err: ['what was there before is kept in /data/old'],
  },
])('restore $args replaces: $replace', async ({ args, replace, setAside, err }) => {
  const io = screen();
  const asked: unknown[] = [];
  const restore = async (dir: string, options: { replace: boolean }) => {
    asked.push([dir, options.replace]);
    return { manifest, setAside };
  };
  expect(await runRestore(args, io, { restore })).toBe(0);
  expect(asked).toEqual([['/srv/copy', replace]]);
  expect(io.out).toEqual(['restored 15 documents and 2 undrained events as of 2026-11-24T19:30:00.000Z']);
  expect(io.err).toEqual(err);
});

test.each([[[]], [['one', 'two']]])('%j is wrong usage of both', async (args) => {
  const never = () => Promise.reject(new Error('nothing was to be done'));
  const io = screen();
  expect(await runBackup(args, io, { backup: never })).toBe(2);
  expect(await runRestore(args, io, { restore: never })).toBe(2);
  expect(io.err.join('\n')).toMatch(/backup DIR[\s\S]*restore DIR/);
});
