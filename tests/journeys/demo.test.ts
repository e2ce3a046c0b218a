import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, createApp } from '../../src/app.ts';
import { loadConfig, loadDemoConfig } from '../../src/config.ts';
import { fillDemo } from '../../src/demo/fill-demo.ts';
import { silentLog } from '../../src/log.ts';
import { startServer } from '../../src/server.ts';
import { realWorld, type World } from '../../src/world.ts';
import { ROOT } from './start-app.ts';

const folder = mkdtempSync(join(tmpdir(), 'cau-noi-demo-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// A working day, so that what depends on the office's hours is the same on every run.
const NOW = new Date('2026-11-26T15:00:00+07:00');
const world: World = { ...realWorld, now: () => NOW };
const demo = (env: Record<string, string> = {}) => loadDemoConfig({ DATA_DIR: folder, PORT: '0', ...env });
const open = (config = demo()): App => createApp({ config, root: ROOT, world, log: silentLog });

/** An app for one piece of work. */
async function using<T>(app: App, work: (app: App) => Promise<T>): Promise<T> {
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}

// It lives through 30 days: half a minute, or more on a busy machine.
const LONG_MS = 400_000;

test(
  'the first start makes a house that has lived for 30 days; the second keeps it',
  async () => {
    // What an end in the middle left.
    mkdirSync(join(folder, 'demo.part-old'));
    await using(open(), async (app) => {
      await fillDemo(app, () => {});
      const store = await app.store('command');
      const exchanges = await store.exchanges.list({}, null, 1000);
      const cases = await store.cases.list({}, null, 100);

      expect(exchanges.length).toBeGreaterThanOrEqual(150);
      expect(new Set(exchanges.map(({ person }) => person)).size).toBeGreaterThanOrEqual(40);
      expect(exchanges.filter(({ waitingSince, parked }) => waitingSince || parked)).toEqual([]);
      expect(exchanges.filter(({ unfinishedSince }) => unfinishedSince)).toEqual([]);
      expect(exchanges.filter(({ troubleSince }) => troubleSince).length).toBeGreaterThanOrEqual(3);
      const ages = exchanges.map(({ at }) => (NOW.getTime() - at.getTime()) / 86_400_000);
      expect(Math.max(...ages)).toBeGreaterThan(25);
      expect(Math.min(...ages)).toBeLessThan(0.1);

      expect(cases.length).toBeGreaterThanOrEqual(12);
      const states = new Set(cases.map(({ status }) => status));
      expect([...states].sort()).toEqual(['new', 'open', 'resolved', 'waiting', 'withdrawn']);
      expect(
        cases
          .filter(({ kind }) => kind === 'emergency')
          .map(({ status }) => status)
          .sort(),
      ).toEqual(['open', 'resolved']);
      expect(cases.some(({ clock }) => clock && clock.due < NOW)).toBe(true);
      const done = new Set(cases.flatMap(({ history }) => history.map(({ what }) => what)));
      for (const what of ['asked', 'extended', 'transferred', 'escalated', 'reopened', 'noted'] as const)
        expect(done).toContain(what);
    });
    expect(readdirSync(folder)).toEqual(['demo']);

    await using(open(), async (app) => {
      await fillDemo(app, () => {});
      const server = await startServer(app);
      const page = await (await fetch(server.url)).text();
      expect(page).toContain('Bản dùng thử');
      const desk = await (await fetch(`${server.url}/console/sign-in`)).text();
      expect(desk).toContain('Bản dùng thử');
      const before = (await (await app.store('server')).exchanges.list({}, null, 1000)).length;
      expect(before).toBeGreaterThanOrEqual(150);
      await server.stop();
    });
  },
  LONG_MS,
);

test('a real server refuses the store of the demo, and a demo refuses a store that is not its own', async () => {
  const real = loadConfig({
    DATA_DIR: demo().DATA_DIR,
    STORE_URL: demo().STORE_URL,
    PORT: '0',
  });
  await using(open(real), (app) => expect(startServer(app)).rejects.toThrow(/examples of --demo/));

  const other = join(folder, 'other');
  const taken = loadConfig({ DATA_DIR: join(other, 'demo'), STORE_URL: `file:${other}/demo/demo.db` });
  await using(open(taken), (app) => app.store('command'));
  const config = demo({ DATA_DIR: other });
  await using(open(config), async (app) => {
    await fillDemo(app, () => {});
    await expect(startServer(app)).rejects.toThrow(/holds no examples/);
  });
});
