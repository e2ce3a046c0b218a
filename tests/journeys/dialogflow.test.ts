import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Exchange } from '../../src/model/exchange.ts';
import { createFakeDialogflow, type FakeDialogflow } from '../fakes/dialogflow.ts';
import { journeyFile } from './journey.ts';
import { createMovingWorld } from './moving-world.ts';
import { runJourney } from './run-journey.ts';
import { ROOT, type RunningApp, startApp } from './start-app.ts';

// The whole application with a Dialogflow agent beside it: who answers, and what leaves.

let fake: FakeDialogflow;
beforeEach(async () => {
  fake = await createFakeDialogflow();
});
afterEach(() => fake.close());

const settings = () => ({ DIALOGFLOW_PROJECT_ID: fake.project, DIALOGFLOW_API_ENDPOINT: fake.endpoint });
const asked = () => fake.asked.map(({ text }) => text);

async function withApp(
  does: (talk: (text: string, who?: string) => Promise<Exchange>, app: RunningApp) => Promise<void>,
  more: Record<string, string> = settings(),
): Promise<void> {
  const world = createMovingWorld('2026-11-25T08:00:00+07:00');
  const app = await startApp({ world, settings: more, union: join(ROOT, 'tests/journeys/union.yaml') });
  const tokens = new Map<string, string>();
  let sent = 0;

  /** Says something in the web chat; the exchange when all is at rest. */
  async function talk(text: string, who = 'W'): Promise<Exchange> {
    const post = async (path: string, body: object, headers: Record<string, string> = {}) =>
      (
        await fetch(`${app.url}${path}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body: JSON.stringify(body),
        })
      ).json();
    const token = tokens.get(who) ?? (await post('/chat/sessions', {})).token;
    tokens.set(who, token);
    const id = `m${++sent}`;
    await post('/chat/messages', { id, text }, { authorization: `Bearer ${token}` });
    await app.atRest();
    const all = await app.store.exchanges.list({}, null, 1000);
    const found = all.find(({ received }) => received.platformId === id);
    if (!found) throw new Error(`"${text}" is not in the log`);
    return found;
  }

  try {
    await does(talk, app);
  } finally {
    await app.stop();
    world.close();
  }
}

/** The embedded engine alone would ask back. */
const VAGUE = 'xưởng em khất hoài tới giờ chưa thấy gì trong thẻ';

test('Dialogflow is sure where we are not: its answer is given, and the record says whose it is', () =>
  withApp(async (talk) => {
    fake.answer(() => ({ intent: 'late-wages', confidence: 0.97 }));
    const { processed } = await talk(VAGUE);
    expect(processed).toMatchObject({
      outcome: 'flow',
      topic: 'late-wages',
      engine: expect.stringMatching(/^dialogflow \(embedded /),
      trace: { consulted: { how: 'answered' }, rule: 'sure' },
    });
    expect(asked()).toEqual([VAGUE]);
  }));

test('Dialogflow hangs: the worker still gets the answer of the embedded engine, and the next does not wait', () =>
  withApp(async (talk) => {
    fake.misbehave('detect', 'hang');
    const question = 'công ty nợ lương 2 tháng chưa trả thì làm sao';
    const before = await Promise.all(['W', 'W2', 'W3'].map((who) => talk(question, who)));
    for (const { processed, replies } of before) {
      expect(processed).toMatchObject({
        topic: 'late-wages',
        outcome: 'answer',
        engine: expect.stringMatching(/^embedded /),
        trace: { consulted: { how: 'timeout' } },
      });
      expect(replies.length).toBeGreaterThan(0);
    }
    const { processed } = await talk(question, 'W4');
    expect(processed).toMatchObject({
      topic: 'late-wages',
      trace: { consulted: { how: 'resting', tookMs: 0 } },
    });
  }));

test('danger, commands, choices, the flow of a complaint, an open case: nothing of them leaves', () =>
  withApp(async (talk) => {
    await talk('tôi muốn chết quá', 'W2');
    await talk('chay xuong roi co nguoi ket ben trong', 'W3');
    await talk('chỗ kho phía sau, gần cổng số 2', 'W3');
    const flow = [
      'tôi muốn khiếu nại',
      'tổ trưởng chửi bới tôi trước mặt mọi người',
      'công ty tnhh a phường tân an',
    ];
    for (const text of [...flow, 'hôm qua', '1']) await talk(text);
    const { processed } = await talk('1');
    expect(processed?.after.place).toBeNull();
    await talk('tổ trưởng hôm nay lại chửi tôi nữa, tôi phải làm sao');
    await talk('hồ sơ của tôi');
    expect(asked()).toEqual([]);
    await talk('nghỉ thai sản được mấy tháng vậy ạ', 'W4');
    expect(asked()).toHaveLength(1);
  }));

test('telephones and names are masked in what leaves, and stay in what is kept', () =>
  withApp(async (talk) => {
    const { received } = await talk(
      'em tên Nguyễn Văn Ví, gọi 0912 345 678, em nghỉ thai sản được mấy tháng',
    );
    expect(received.text).toContain('0912 345 678');
    expect(asked()).toEqual(['em tên [tên], gọi [số], em nghỉ thai sản được mấy tháng']);
  }));

test('a burst is one question', () =>
  withApp(
    async (talk) => {
      const [first, second] = [VAGUE, 'kế toán cứ hẹn rày hẹn mai chuyện tiền nong'];
      await talk('chào ad');
      await Promise.all([talk(first), talk(second)]);
      expect([[`${first}\n${second}`], [`${second}\n${first}`]]).toContainEqual(asked());
    },
    { ...settings(), BURST_MS: '3000' },
  ));

test.each(['missing', 'broken'])(
  'a %s key file: people are answered, /ready is ready and tells of it',
  (kind) =>
    withApp(
      async (talk, app) => {
        expect((await talk('nghỉ thai sản được mấy tháng vậy ạ')).processed).toMatchObject({
          topic: 'maternity',
          trace: { consulted: { how: 'unready' } },
        });
        const ready = await fetch(`${app.url}/ready`);
        expect([ready.status, (await ready.json()).parts.dialogflow]).toEqual([
          200,
          { ok: false, detail: expect.stringContaining('see doctor') },
        ]);
      },
      {
        DIALOGFLOW_PROJECT_ID: 'du-an-vi-du',
        GOOGLE_APPLICATION_CREDENTIALS: kind === 'missing' ? '/no/such/key.json' : join(ROOT, 'package.json'),
      },
    ),
);

test.each<[string, string[]]>([
  ['06-complaint-named.yaml', []],
  ['07-officer.yaml', []],
  ['09-danger-in-flow.yaml', []],
  ['09-self-harm.yaml', []],
  ['15-which-case.yaml', []],
  ['16-human-inbox.yaml', ['luong toi thieu vung 3 la bao nhieu']],
  ['17-harassment.yaml', []],
])('%s goes its way, and nothing leaves but %j', async (file, may) => {
  const journey = journeyFile.parse(parse(readFileSync(join(import.meta.dirname, file), 'utf8')));
  const problems = await runJourney(journey, settings());
  expect({ problems, asked: asked() }).toEqual({ problems: [], asked: may });
});
