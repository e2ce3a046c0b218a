import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadContent } from '../../src/content/load-content.ts';
import type { Content } from '../../src/model/content.ts';
import { type FakeZalo, startFakeZalo } from '../fakes/fake-zalo.ts';
import { UNION } from './console-desk.ts';
import { createMovingWorld, type MovingWorld } from './moving-world.ts';
import { ROOT, type RunningApp, startApp } from './start-app.ts';

// Workers ask to be told of Tết Sum vầy; weeks later somebody writes into its file that it is known and starts the server anew.

const EARLY = '2468458835291979301';
const LATE = '2468458835291979302';
const STOPPED = '2468458835291979303';
const NEWS = 'Anh/chị đã nhờ Cầu Nối nhắn khi có thông tin';
const DAY_S = 86_400;

let world: MovingWorld;
let zalo: FakeZalo;
let folder: string;
let app: RunningApp;
beforeEach(async () => {
  world = createMovingWorld('2026-11-25T08:00:00+07:00');
  zalo = await startFakeZalo();
  folder = mkdtempSync(join(tmpdir(), 'wishes-'));
  app = await start(null);
});
afterEach(async () => {
  await app.stop();
  await zalo.close();
  world.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The same store under the same key, whichever process serves it. */
const start = (content: Content | null) =>
  startApp({
    world,
    zalo,
    union: UNION,
    content,
    storeUrl: `file:${folder}/store.db`,
    settings: { SECRET_KEY: Buffer.alloc(32, 7).toString('base64') },
  });

async function restart(content: Content): Promise<void> {
  await app.stop();
  app = await start(content);
  while ((await app.store.wishes.open('tet-sum-vay-2027', null, 1)).length > 0) await settle();
  await settle();
}

/** The clockwork has had its run, and what it set in motion is out. */
async function settle(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 300));
  await app.atRest();
}

/** The repository's content once the plan is out. Dates of the test are made up. */
function published(): Content {
  cpSync(join(ROOT, 'content'), join(folder, 'content'), { recursive: true });
  const file = join(folder, 'content/programmes/tet-sum-vay-2027.yaml');
  const text = readFileSync(file, 'utf8')
    .replace('status: awaited', 'status: known')
    .replace('dates: null', 'dates: { from: 2027-01-20, to: 2027-01-30 }');
  writeFileSync(file, text);
  const { content, problems } = loadContent(folder);
  expect(problems).toEqual([]);
  return content;
}

/** What they read afterwards; on a busy machine something may still be on its way that no look at the store shows. */
async function says(user: string, text: string, wanted = ''): Promise<string> {
  const before = zalo.sentTo(user).length;
  const [status] = await zalo.post(`${app.url}/webhooks/zalo-oa`, [zalo.userSends(user, text)]);
  expect(status).toBe(200);
  const read = () => screen(user).slice(before).join('\n');
  for (let looks = 0; looks < 8; looks++) {
    await settle();
    if (read() !== '' && read().includes(wanted)) break;
  }
  return read();
}
const screen = (user: string): string[] => zalo.sentTo(user).map(({ text }) => text);
const newsTo = (user: string): number => screen(user).filter((text) => text.includes(NEWS)).length;

async function pass(days: number): Promise<void> {
  world.pass(days * DAY_S * 1000);
  await settle();
}

test('who asked is told once when the plan is known, and whom the platform takes nothing for hears it when they next write', async () => {
  await says(EARLY, 'tết sum vầy 2027');
  expect(await says(EARLY, '2')).toContain('✓ Đã ghi: khi có thông tin chính thức về Tết Sum vầy 2027');
  await pass(5);
  await says(LATE, 'tết này có tết sum vầy không');
  expect(await says(LATE, 'nhắn cho tôi khi có thông tin')).toContain('✓ Đã ghi');
  expect(await says(LATE, 'nhắn cho tôi khi có thông tin')).toContain('✓ Đã ghi');
  await says(STOPPED, 'nhắn cho tôi khi có thông tin tết sum vầy 2027');
  await says(STOPPED, 'dừng');
  await pass(4);
  expect([EARLY, LATE, STOPPED].map(newsTo)).toEqual([0, 0, 0]);

  const content = published();
  await restart(content);
  expect([EARLY, LATE, STOPPED].map(newsTo)).toEqual([0, 1, 0]);
  expect(screen(LATE).join('\n')).toContain('từ 20/01/2027 tới 30/01/2027');

  expect(await says(EARLY, 'cảm ơn', NEWS)).toContain(NEWS);
  expect(await says(STOPPED, 'cảm ơn', NEWS)).toContain(NEWS);
  await restart(content);
  world.pass(120_000);
  await settle();
  await says(EARLY, 'cảm ơn');
  expect([EARLY, LATE, STOPPED].map(newsTo)).toEqual([1, 1, 1]);
  expect(await says(LATE, 'nhắn cho tôi khi có thông tin tết sum vầy 2027')).toContain('20/01/2027');
});
