import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog } from '../../src/log.ts';
import { connect } from '../../src/store/connection.ts';
import { bundleChild, nextLine, startChild } from '../child.ts';

const PROCESSES = 4;

/** What each of several processes won when all wanted everything. */
async function race(url: string, leases: number): Promise<{ won: string[]; again: number }[]> {
  const file = await bundleChild('contracts/driver-children/claim.ts');
  const children = Array.from({ length: PROCESSES }, (_, i) =>
    startChild(file, url, `p${i}`, String(leases)),
  );
  for (const child of children) expect(await nextLine(child)).toBe('ready');
  for (const child of children) child.process.stdin?.write('go\n');
  return Promise.all(
    children.map(async (child) => JSON.parse(await nextLine(child)) as { won: string[]; again: number }),
  ); // printed by claim.ts
}

async function takenOfOpenLease(url: string): Promise<unknown> {
  const store = await connect(url, { role: 'command', log: silentLog });
  const lease = await store.mongoose.connection
    .collection<{ _id: string; taken: number }>('leases')
    .findOne({ _id: 'open to all' });
  await store.close();
  return lease?.taken;
}

async function checkRace(url: string, leases: number): Promise<void> {
  const results = await race(url, leases);
  const won = results.flatMap((result) => result.won);
  expect(won).toHaveLength(leases);
  expect(new Set(won).size).toBe(leases);
  // Nobody starves: with an even share at a quarter, each gets at least a fiftieth.
  for (const result of results) expect(result.won.length).toBeGreaterThan(leases / 50);
  // No update of the lease that everybody may take is lost.
  expect(await takenOfOpenLease(url)).toBe(results.reduce((sum, { again }) => sum + again, 0));
}

test('four processes claim 10,000 leases each on one file: none twice, nobody starves', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cau-noi-claims-'));
  await checkRace(`file:${folder}/claims.db`, 10_000);
  rmSync(folder, { recursive: true });
}, 600_000);

const server = process.env.MONGODB_TEST_URL ?? '';
if (server) {
  test('four processes claim 1,000 leases each on a real server', async () => {
    const url = new URL(server);
    url.pathname = `/claims${Date.now()}`;
    await checkRace(url.href, 1000);
  }, 600_000);
} else {
  test.skip('skipped: MONGODB_TEST_URL is not set, so nobody races on a real server', () => {});
}
