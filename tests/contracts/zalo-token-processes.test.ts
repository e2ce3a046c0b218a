import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { FAKE_OA, startFakeZalo } from '../fakes/fake-zalo.ts';

const PROCESSES = 4;
const MESSAGES = 10;
const ROUNDS = 5;

/** Several processes whose token dies again and again: each time one of them refreshes, once, and everybody's messages arrive. */
async function checkOneRefresh(url: string): Promise<void> {
  const zalo = await startFakeZalo();
  const { refresh } = zalo.oauth.pairOf(FAKE_OA.oaId);
  const children = Array.from({ length: PROCESSES }, () => startChild(url, zalo.url, refresh));
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

type Child = { process: ChildProcess; lines: AsyncIterator<string>; complaints(): string };

function startChild(...args: string[]): Child {
  const script = join(import.meta.dirname, 'zalo-children/send.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], { stdio: 'pipe' });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return { process: child, lines, complaints: () => said };
}

async function nextLine(child: Child): Promise<string> {
  const { value, done } = await child.lines.next();
  if (done) throw new Error(`a process ended early: ${child.complaints()}`);
  return value;
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
