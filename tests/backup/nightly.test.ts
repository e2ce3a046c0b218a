import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createNightly } from '../../src/backup/nightly.ts';
import { silentLog } from '../../src/log.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function house(at = '02:30') {
  const folder = join(mkdtempSync(join(tmpdir(), 'cau-noi-nightly-')), 'backups');
  folders.push(folder);
  let now = new Date(0);
  let isBroken = false;
  const nightly = createNightly({
    folder,
    at,
    world: { now: () => now },
    log: silentLog,
    async backup(dir) {
      if (isBroken) throw new Error('the disk is full');
      mkdirSync(dir);
      const empty = { bytes: 0, sha256: '0'.repeat(64) };
      const spool = { file: 'spool.lines', lines: 0, ...empty };
      const key = '0'.repeat(16);
      const manifest = {
        format: 1,
        at: now.toISOString(),
        engine: 'sqlite',
        schema: 1,
        key,
        collections: [],
        leftOut: [],
        spool,
      };
      writeFileSync(join(dir, 'manifest.json'), JSON.stringify(manifest));
    },
  });
  return {
    folder,
    nightly,
    names: () => readdirSync(folder).sort(),
    async at(time: string) {
      now = new Date(`${time}+07:00`);
      await nightly.run();
    },
    later(hours: number) {
      now = new Date(now.getTime() + hours * 3_600_000);
    },
    breakDisk() {
      isBroken = true;
    },
  };
}

test.each([
  { runs: ['2026-11-24T02:29:59'], copies: [] },
  { runs: ['2026-11-24T02:30:00'], copies: ['nightly-2026-11-24'] },
  // Off at night, on again in the morning.
  { runs: ['2026-11-24T09:12:00'], copies: ['nightly-2026-11-24'] },
  {
    runs: ['2026-11-24T02:30:00', '2026-11-24T02:31:00', '2026-11-24T23:59:00'],
    copies: ['nightly-2026-11-24'],
  },
  {
    runs: ['2026-11-24T02:30:00', '2026-11-25T00:10:00', '2026-11-25T02:30:00'],
    copies: ['nightly-2026-11-24', 'nightly-2026-11-25'],
  },
])('looked at $runs there are $copies', async ({ runs, copies }) => {
  const { folder, at, names } = house();
  mkdirSync(folder);
  for (const time of runs) await at(time);
  expect(names()).toEqual(copies);
});

test('the newest 14 stay, halves go, and what is not a nightly copy is left alone', async () => {
  const { folder, at, names } = house();
  mkdirSync(join(folder, 'nightly-2026-10-01.part-abc'), { recursive: true });
  mkdirSync(join(folder, 'mine'));
  for (let day = 1; day <= 20; day++) await at(`2026-11-${String(day).padStart(2, '0')}T03:00:00`);
  const kept = Array.from({ length: 14 }, (_, n) => `nightly-2026-11-${String(n + 7).padStart(2, '0')}`);
  expect(names()).toEqual(['mine', ...kept]);
});

test('the age is that of the newest copy, and unknown when there is none', async () => {
  const { nightly, at, later } = house();
  expect(await nightly.ageS()).toBeNull();
  await at('2026-11-24T02:30:00');
  later(30);
  expect(await nightly.ageS()).toBe(30 * 3600);
});

test('a night that fails is tried again and leaves the older copies', async () => {
  const { at, names, breakDisk } = house();
  await at('2026-11-24T02:30:00');
  breakDisk();
  await expect(at('2026-11-25T02:30:00')).rejects.toThrow('the disk is full');
  await expect(at('2026-11-25T02:31:00')).rejects.toThrow('the disk is full');
  expect(names()).toEqual(['nightly-2026-11-24']);
});
