import { type FakeGraph, startFakeGraph } from '../fakes/fake-graph.ts';
import { type FakeZalo, startFakeZalo } from '../fakes/fake-zalo.ts';
import { addOfficer, deskOf, UNION } from './console-desk.ts';
import { messengerSeat } from './messenger-seat.ts';
import { createMovingWorld, type MovingWorld } from './moving-world.ts';
import { type RunningApp, startApp } from './start-app.ts';

// A complaint comes in by the platform's signed webhook, is answered from the console, and the worker reads it where they wrote.

const WORKER = '2468458835291979221';
const OFFICER = '1234567890123456701';
const STORY = ['cong ty A no luong 2 thang nay roi, tui e ho biet tui noi', '2', '1', '1'];

let world: MovingWorld;
let zalo: FakeZalo;
let graph: FakeGraph;
let app: RunningApp;
beforeEach(async () => {
  world = createMovingWorld('2026-11-25T08:00:00+07:00');
  zalo = await startFakeZalo();
  graph = await startFakeGraph({ now: world.now });
  app = await startApp({ world, zalo, graph, union: UNION });
  await addOfficer(app, world, 'can.bo.1', 'o1');
});
afterEach(async () => {
  await app.stop();
  await graph.close();
  await zalo.close();
  world.close();
});

type Seat = { write(text: string): Promise<void>; screen(): Promise<string[]> };
const onZalo: Seat = {
  async write(text) {
    const [status] = await zalo.post(`${app.url}/webhooks/zalo-oa`, [zalo.userSends(WORKER, text)]);
    expect(status).toBe(200);
    await app.atRest();
  },
  screen: async () => zalo.sentTo(WORKER).map(({ text }) => text),
};
const onMessenger = (): Seat => {
  const seat = messengerSeat(app.url, graph, '7001');
  return {
    async write(text) {
      await seat.write(text, {});
      await app.atRest();
    },
    screen: seat.screen,
  };
};

test.each([
  ['Zalo', () => onZalo, STORY],
  ['Messenger', onMessenger, [...STORY.slice(0, 3), 'gap o cong sau 17 gio (ví dụ)', '1']],
] as const)(
  'a complaint on %s is taken, asked about, answered and ended from the console',
  async (_, seatOf, texts) => {
    const worker = seatOf();
    for (const text of texts) await worker.write(text);
    const [one] = await app.store.cases.list({}, null, 10);
    if (!one) throw new Error('no case was opened');
    const { code } = one;
    const desk = await deskOf(app, 'can.bo.1');
    expect(await desk.list()).toContain(code);

    expect(
      await desk.act(code, 'words', { do: 'ask', text: 'Công ty còn nợ bao nhiêu người? (ví dụ)' }),
    ).toContain('Đã gửi câu hỏi');
    expect((await worker.screen()).join('\n')).toContain(
      `Cán bộ công đoàn (hồ sơ ${code}): Công ty còn nợ bao nhiêu người?`,
    );
    expect(await app.store.cases.get(code)).toMatchObject({ status: 'waiting', holder: 'o1' });

    await worker.write('da khoang 30 nguoi');
    expect(zalo.sentTo(OFFICER).at(-1)?.text).toContain('khoang 30 nguoi');
    const asked = await desk.page(code);
    expect(asked).toMatch(/Công ty còn nợ bao nhiêu người[\s\S]*Đã gửi lúc[\s\S]*khoang 30 nguoi/);

    await desk.act(code, 'notes', { note: 'ví dụ: đã gọi giám đốc' });
    await desk.act(code, 'words', { do: 'answer', text: 'Công ty hẹn trả trước 05/12 (ví dụ).' });
    expect((await worker.screen()).at(-1)).toContain('Công ty hẹn trả trước 05/12');
    expect(await desk.act(code, 'resolve')).toContain('Đã đánh dấu xong');
    expect((await worker.screen()).at(-1)).toContain('Đã giải quyết chưa');
    expect((await worker.screen()).join('\n')).not.toContain('giám đốc');
    expect((await app.store.cases.get(code))?.history.map(({ what, by }) => `${what} ${by}`)).toEqual([
      'opened worker',
      'asked o1',
      'added worker',
      'noted o1',
      'answered o1',
      'resolved o1',
    ]);

    await worker.write('2');
    expect(await desk.page(code)).toContain('mở lại hồ sơ');
  },
);
