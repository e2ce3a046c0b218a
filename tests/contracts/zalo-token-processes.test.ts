import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleChild, nextLine, startChild } from '../child.ts';
import { FAKE_OA, startFakeZalo } from '../fakes/fake-zalo.ts';

const PROCESSES = 4;
const MESSAGES = 10;
const ROUNDS = 5;

/** Several processes whose token dies again and again: each time one of them refreshes, once, and everybody's messages arrive. */
async function checkOneRefresh(url: string): Promise<void> {
  const zalo = await startFakeZalo();
  const { refresh } = zalo.oauth.pairOf(FAKE_OA.oaId);
  const file = await bundleChild('contracts/zalo-children/send.ts');
  const children = Array.from({ length: PROCESSES }, () => startChild(file, url, zalo.url, refresh));
  try {
    for (const child of children) expect(await nextLine(child)).toBe('ready');
    for (let round = 1; round <= ROUNDS; round++) {
      zalo.oauth.expire(FAKE_OA.oaId);
      for (const child of children) child.process.stdin?.write(`${MESSAGES}\n`);
      for (const child of children)
        expect(JSON.parse(await nextLine(child))).toEqual(Array(MESSAGES).fill('taken'));
      expect(zalo.oauth.state()).toEqual({ granted: round, refused: 0, spentUsed: 0 });
      expect(zalo.ledger).toHaveLength(round * PROCESSES * MESSAGES);
    }
  } finally {
    for (const child of children) child.process.kill('SIGKILL');
    await zalo.close();
  }
}

test('four processes refresh an expired token once between them, on one file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cau-noi-tokens-'));
  await checkOneRefresh(`file:${folder}/tokens.db`);
  rmSync(folder, { recursive: true });
}, 300_000);

const server = process.env.MONGODB_TEST_URL ?? '';
if (server) {
  test('four processes refresh an expired token once between them, on a real server', async () => {
    const url = new URL(server);
    url.pathname = `/tokens${Date.now()}`;
    await checkOneRefresh(url.href);
  }, 300_000);
} else {
  test.skip('a real server: skipped, MONGODB_TEST_URL is not set', () => {});
}
