import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FakeZalo, startFakeZalo } from '../fakes/fake-zalo.ts';
import { addOfficer, deskOf, UNION } from './console-desk.ts';
import { createMovingWorld, type MovingWorld } from './moving-world.ts';
import { type RunningApp, startApp } from './start-app.ts';

// A ward whose officers have no Zalo and no Messenger, but an account of the console: its cases are theirs, and do not go past them.

const WORKER = '2468458835291979221';
const PROVINCE = '1234567890123456709';
const STORY = ['cong ty A no luong 2 thang nay roi, tui e ho biet tui noi', '2', '1', '1'];
const MINUTE = 60_000;

let world: MovingWorld;
let zalo: FakeZalo;
let app: RunningApp;
let folder: string;
beforeEach(async () => {
  world = createMovingWorld('2026-11-25T08:00:00+07:00');
  zalo = await startFakeZalo();
  folder = await mkdtemp(join(tmpdir(), 'cau-noi-desk-'));
  const union = join(folder, 'union.yaml');
  // The ward's two officers lose their accounts of Zalo.
  const tree = await readFile(UNION, 'utf8');
  await writeFile(union, tree.replace(/(unit: cd-tan-an, duties: \[cases\]), channels: \[[^\]]*\]/g, '$1'));
  app = await startApp({ world, zalo, graph: null, union });
});
afterEach(async () => {
  await app.stop();
  await zalo.close();
  world.close();
  await rm(folder, { recursive: true });
});

async function complain(): Promise<string> {
  for (const text of STORY) {
    const [status] = await zalo.post(`${app.url}/webhooks/zalo-oa`, [zalo.userSends(WORKER, text)]);
    expect(status).toBe(200);
    await app.atRest();
  }
  const [one] = await app.store.cases.list({}, null, 10);
  if (!one) throw new Error(`no case was opened: ${read()}`);
  return one.code;
}
const read = () =>
  zalo
    .sentTo(WORKER)
    .map(({ text }) => text)
    .join('\n');

test('without anybody at the desk the case goes to the province at once', async () => {
  const code = await complain();
  expect(await app.store.cases.get(code)).toMatchObject({ unit: 'dl', told: ['o9'] });
});

test('an officer at the desk has it, takes it there, and the worker reads what they write', async () => {
  await addOfficer(app, world, 'can.bo.1', 'o1');
  const code = await complain();
  expect(await app.store.cases.get(code)).toMatchObject({
    unit: 'cd-tan-an',
    told: ['o1'],
    unreachable: false,
    clock: { kind: 'accept' },
  });
  expect(read()).toContain('Công đoàn phường Tân An cần nhận việc trước');
  expect(zalo.sentTo(PROVINCE)).toEqual([]);
  const desk = await deskOf(app, 'can.bo.1');
  expect(await desk.list()).toContain(code);
  expect(await desk.page(code)).toContain('chỉ hiện ở trang này');
  await desk.act(code, 'words', { do: 'answer', text: 'Công ty hẹn trả trước 05/12 (ví dụ).' });
  expect(read()).toContain('Công ty hẹn trả trước 05/12');
  expect(await app.store.cases.get(code)).toMatchObject({ status: 'open', holder: 'o1' });
});

test('an officer at the desk who does not come loses it to the province, like others', async () => {
  await addOfficer(app, world, 'can.bo.1', 'o1');
  const code = await complain();
  for (let quarter = 0; quarter < 32; quarter++) {
    world.pass(15 * MINUTE);
    await new Promise((resolve) => setTimeout(resolve, 30));
    await app.atRest();
  }
  expect(await app.store.cases.get(code)).toMatchObject({ unit: 'dl', told: ['o9'] });
  expect(zalo.sentTo(PROVINCE).at(-1)?.text).toContain(code);
  expect(read()).toContain('Chưa có cán bộ nào nhận hồ sơ');
});

test('danger is told to somebody whose phone rings', async () => {
  await addOfficer(app, world, 'can.bo.1', 'o1');
  await zalo.post(`${app.url}/webhooks/zalo-oa`, [
    zalo.userSends(WORKER, 'co nguoi bi may cuon tay o xuong may chay nhieu mau qua'),
  ]);
  await app.atRest();
  const [one] = await app.store.cases.list({}, null, 10);
  expect(one).toMatchObject({ kind: 'emergency', told: ['o10'] });
});
