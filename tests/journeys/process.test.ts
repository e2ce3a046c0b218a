import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FAKE_OA, type FakeZalo, startFakeZalo } from '../fakes/fake-zalo.ts';
import { ROOT } from './start-app.ts';

// The built server as a real process, as an operator starts it: what it prints, what it logs, how it ends.

type Started = {
  url: string;
  console: string | null;
  out(): string;
  log(): string;
  end(): Promise<number | null>;
};

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cau-noi-process-'));
  folders.push(folder);
  return folder;
}

function run(args: string[], env: Record<string, string>) {
  const child = spawn(process.execPath, [join(ROOT, 'dist/main.js'), ...args], {
    cwd: newFolder(),
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let log = '';
  child.stdout.on('data', (data) => {
    out += data;
  });
  child.stderr.on('data', (data) => {
    log += data;
  });
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code) => resolve(code));
  });
  return { child, out: () => out, log: () => log, ended };
}

async function start(folder: string, env: Record<string, string> = {}): Promise<Started> {
  const { child, out, log, ended } = run(['serve'], {
    PORT: '0',
    DATA_DIR: folder,
    STORE_URL: `file:${folder}/store.db`,
    LOG_LEVEL: 'debug',
    ...env,
  });
  let isOver = false;
  void ended.then(() => {
    isOver = true;
  });
  while (!/^ready /m.test(out()) && !isOver) await new Promise((resolve) => setTimeout(resolve, 20));
  const line = out().match(/^ready (.*)$/m)?.[1];
  if (!line) throw new Error(`the server did not start: ${log()}`);
  return {
    url: JSON.parse(line).url,
    console: JSON.parse(line).console,
    out,
    log,
    end() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

const settingsOf = (zalo: FakeZalo) => ({
  ZALO_OA_ID: FAKE_OA.oaId,
  ZALO_APP_ID: FAKE_OA.appId,
  ZALO_APP_SECRET: FAKE_OA.appSecret,
  ZALO_OA_SECRET_KEY: FAKE_OA.oaSecretKey,
  ZALO_ACCESS_TOKEN: zalo.oauth.pairOf(FAKE_OA.oaId).access,
  ZALO_REFRESH_TOKEN: zalo.oauth.pairOf(FAKE_OA.oaId).refresh,
  ZALO_API_URL: zalo.urls.api,
  ZALO_OAUTH_URL: zalo.urls.oauth,
});

test('a run with a refused token, an error and a phone number leaves no word, number or secret in its log', async () => {
  const zalo = await startFakeZalo();
  const settings = settingsOf(zalo);
  const server = await start(newFolder(), settings);
  const words = 'luong toi thieu vung 3 toi ten Ytuchiki so 0912345678 can cuoc 066123456789';
  zalo.misbehave({ do: 'expire-token' });
  zalo.misbehave({ do: 'refuse', code: -213 }, { user: '2468458835291979229' });
  await zalo.post(`${server.url}/webhooks/zalo-oa`, [
    zalo.userSends('2468458835291979221', words),
    zalo.userSends('2468458835291979229', words),
  ]);
  await fetch(`${server.url}/webhooks/zalo-oa`, {
    method: 'POST',
    body: JSON.stringify(zalo.userSends('1', words)),
  });
  await zalo.delivered(2);
  expect(await server.end()).toBe(0);
  const log = server.log();
  expect(log).toContain('a reply was not sent');
  const { access, refresh } = zalo.oauth.pairOf(FAKE_OA.oaId);
  for (const secret of [
    'Ytuchiki',
    '0912345678',
    '066123456789',
    'luong toi thieu',
    'Lương tối thiểu',
    FAKE_OA.appSecret,
    FAKE_OA.oaSecretKey,
    settings.ZALO_ACCESS_TOKEN,
    settings.ZALO_REFRESH_TOKEN,
    access,
    refresh,
    '2468458835291979221',
  ])
    expect(log).not.toContain(secret);
  for (const line of log.split('\n').filter((one) => one.startsWith('{')))
    expect(() => JSON.parse(line)).not.toThrow();
  await zalo.close();
});

test('stdout holds the ready line and nothing else; SIGTERM ends it with 0; the same folder starts again', async () => {
  const folder = newFolder();
  for (const _again of [1, 2]) {
    const server = await start(folder);
    const ready = await fetch(`${server.url}/ready`);
    expect(ready.status).toBe(200);
    // Ready, and it raises that nobody can be told of anything.
    expect((await ready.json()).parts.union).toEqual({ ok: false, detail: 'no unit has been imported' });
    expect(await server.end()).toBe(0);
    expect(server.out().trim().split('\n')).toHaveLength(1);
  }
});

test('the ready line says where the first account is made, until there is one', async () => {
  const folder = newFolder();
  const first = await start(folder);
  const page = await fetch(first.console ?? '');
  expect(await page.text()).toContain('Tài khoản đầu tiên');
  const env = { DATA_DIR: folder, STORE_URL: `file:${folder}/store.db` };
  const added = run(
    ['staff', 'add', '--login', 'quan.tri', '--name', 'Ví dụ', '--role', 'admin', '--json'],
    env,
  );
  expect(await added.ended).toBe(0);
  expect(JSON.parse(added.out()).link).toMatch(/^\/console\/invite\?link=/);
  expect(await (await fetch(first.console ?? '')).text()).toContain('không dùng được nữa');
  const logged = first
    .log()
    .split('\n')
    .filter((line) => line.startsWith('{'));
  expect(logged.join('\n')).not.toContain('link=');
  await first.end();
  const second = await start(folder);
  expect(second.console).toBeNull();
  await second.end();
});

test('a second server over the same file is refused, commands beside the first are not', async () => {
  const folder = newFolder();
  const server = await start(folder);
  const env = { DATA_DIR: folder, STORE_URL: `file:${folder}/store.db` };
  const second = run(['serve'], { ...env, PORT: '0' });
  expect(await second.ended).toBe(1);
  expect(second.log()).toMatch(/server/);
  const beside = run(['exchanges', '--jsonl'], env);
  expect(await beside.ended).toBe(0);
  expect(beside.log()).toContain('0 exchanges');
  await server.end();
});

test.each([
  [{ ZALO_OA_ID: '1' }, ['serve'], 1, /half filled; missing: ZALO_APP_ID/],
  [{ SECRET_KEY: 'short' }, ['serve'], 1, /SECRET_KEY must hold 32 bytes/],
  [{}, ['nonsense'], 2, /no such command: nonsense/],
  [{}, ['exchanges', '--nonsense'], 2, /nonsense/],
  [{}, ['exchanges', '--jsonl', '--from', 'gestern'], 2, /--from gestern is not a date/],
  [{}, ['exchanges', '--jsonl', '--channel', 'fax'], 2, /--channel is one of/],
  [{}, ['exchanges'], 2, /exchanges --jsonl/],
  [{}, ['ask'], 2, /ask --jsonl/],
  [{}, ['chat', '--nonsense'], 2, /nonsense/],
  [{}, ['doctor', 'nonsense'], 2, /nonsense/],
])('%j %j ends with %d and says why', async (env, args, code, message) => {
  const folder = newFolder();
  const ended = run(args, { DATA_DIR: folder, STORE_URL: `file:${folder}/store.db`, PORT: '0', ...env });
  expect(await ended.ended).toBe(code);
  expect(ended.log()).toMatch(message);
});
