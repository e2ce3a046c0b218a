import { SendError } from '../../src/channels/channel.ts';
import { createHarness, type Harness, OA } from './spine-harness.ts';

let h: Harness;
beforeEach(async () => {
  h = await createHarness();
});
afterEach(() => h.close());

const refuseOnce = (error: SendError) => {
  const { send } = h.platform;
  h.platform.send = async () => {
    h.platform.send = send;
    throw error;
  };
};
const refuseAlways = (error: SendError) => {
  h.platform.send = async () => {
    throw error;
  };
};
const reply = async (key: string) => (await h.get(key)).replies[0];

test('a throttled reply is tried again after three seconds', async () => {
  refuseOnce(new SendError('throttled', '-32'));
  const key = await h.say('sure a');
  await h.world.pass(2900);
  expect(await reply(key)).toMatchObject({ status: 'queued', attempts: 1, failure: 'throttled' });
  await h.world.pass(500);
  expect(await reply(key)).toMatchObject({ status: 'sent', attempts: 2 });
  expect((await h.get(key)).troubleSince).toBeNull();
});

test('Retry-After is honoured', async () => {
  refuseOnce(new SendError('throttled', '429', { retryAfterMs: 20_000 }));
  const key = await h.say('sure a');
  await h.world.pass(19_000);
  expect(await reply(key)).toMatchObject({ attempts: 1 });
  await h.world.pass(2000);
  expect(await reply(key)).toMatchObject({ status: 'sent' });
});

test('from the third refusal on it is trouble, and no longer once it was sent', async () => {
  refuseAlways(new SendError('unreachable', '500'));
  const key = await h.say('sure a');
  await h.world.pass(16_000);
  expect(await reply(key)).toMatchObject({ status: 'queued', attempts: 3 });
  expect((await h.get(key)).troubleSince).not.toBeNull();
  h.platform.send = async () => 'z1';
  await h.world.pass(40_000);
  expect(await reply(key)).toMatchObject({ status: 'sent', attempts: 4 });
  expect((await h.get(key)).troubleSince).toBeNull();
});

test.each(['window_closed', 'rejected', 'blocked_by_user'] as const)(
  '%s is final after one call',
  async (failure) => {
    refuseAlways(new SendError(failure, 'no'));
    const key = await h.say('sure a');
    await h.world.pass(600_000);
    expect(await reply(key)).toMatchObject({ status: 'failed', attempts: 1, failure });
    expect((await h.get(key)).troubleSince).not.toBeNull();
  },
);

test('bad credentials pause the whole channel and count no attempt', async () => {
  refuseAlways(new SendError('bad_credentials', '-216'));
  const key = await h.say('sure a');
  await h.world.pass(0);
  expect(h.spine.deliverer.paused()).toEqual([`zalo-oa:${OA}`]);
  expect(await reply(key)).toMatchObject({ status: 'queued', attempts: 0 });
  h.platform.send = async () => 'z1';
  await h.world.pass(61_000);
  await h.spine.sweep();
  await h.world.pass(0);
  expect(await reply(key)).toMatchObject({ status: 'sent', attempts: 1 });
  expect(h.spine.deliverer.paused()).toEqual([]);
});

test('a reply that may not go out at this hour waits, and others go on', async () => {
  refuseOnce(new SendError('not_now', '-234', { retryAfterMs: 3_600_000 }));
  const first = await h.say('sure night');
  await h.world.pass(0);
  const second = await h.say('sure day');
  await h.world.pass(0);
  expect(await reply(first)).toMatchObject({ status: 'queued', attempts: 0 });
  expect(await reply(second)).toMatchObject({ status: 'sent' });
  await h.world.pass(3_700_000);
  expect(await reply(first)).toMatchObject({ status: 'sent' });
});

test('a hang is unknown after eight seconds, holds back later replies, and goes out once more after a minute', async () => {
  const release = h.hang();
  const key = await h.say('sure a');
  await h.world.pass(9000);
  release();
  expect(await reply(key)).toMatchObject({ status: 'unknown', attempts: 1, final: false });
  h.platform.send = async () => 'z1';
  const later = await h.say('sure b');
  await h.world.pass(30_000);
  expect(await reply(later)).toMatchObject({ status: 'queued' });
  await h.world.pass(31_000);
  expect(await reply(key)).toMatchObject({ status: 'sent', attempts: 2, resent: true });
  expect(await reply(later)).toMatchObject({ status: 'sent' });
});

test('an echo with its text settles an unknown reply, and it is not sent again', async () => {
  const release = h.hang();
  const key = await h.say('sure a');
  await h.world.pass(9000);
  release();
  await h.spine.receive({
    is: 'echo',
    echo: {
      channel: 'zalo-oa',
      account: OA,
      recipient: '9001',
      platformId: 'e1',
      text: 're: sure a',
      admin: null,
      raw: '{}',
    },
  });
  await h.world.pass(120_000);
  expect(await reply(key)).toMatchObject({ status: 'sent', attempts: 1, platformId: 'e1' });
  expect(h.texts()).toEqual([]);
});

test('receipts move a reply forward and never back', async () => {
  const key = await h.say('sure a');
  await h.world.pass(0);
  for (const state of ['seen', 'delivered'] as const)
    await h.spine.receive({
      is: 'receipt',
      receipt: { channel: 'zalo-oa', account: OA, state, platformIds: ['z1'] },
    });
  expect(await reply(key)).toMatchObject({ status: 'seen' });
});

test("a human's echo is a turn without our words; the echo of our own message is none", async () => {
  await h.say('sure a');
  await h.world.pass(0);
  const echo = { channel: 'zalo-oa', account: OA, recipient: '9001', text: 're: sure a', raw: '{}' } as const;
  await h.spine.receive({ is: 'echo', echo: { ...echo, platformId: 'z1', admin: null } });
  await h.spine.receive({
    is: 'echo',
    echo: { ...echo, platformId: 'h1', text: 'silent words', admin: '77' },
  });
  await h.world.pass(0);
  const all = await h.store.exchanges.list({}, null, 10);
  expect(all.map((one) => one.received.kind).sort()).toEqual(['event', 'text']);
  expect(await h.get(`zalo-oa:${OA}:h1`)).toMatchObject({ turn: 2 });
});

test('a danger reply supersedes what has not been sent yet', async () => {
  refuseAlways(new SendError('unreachable', '500'));
  const first = await h.say('sure a');
  await h.world.pass(0);
  const danger = await h.say('danger');
  h.platform.send = async () => 'z1';
  await h.world.pass(5000);
  expect(await reply(first)).toMatchObject({ status: 'superseded' });
  expect(await reply(danger)).toMatchObject({ status: 'sent' });
});

const DAY = 86_400_000;

test('after seven days of silence nothing is called: the window is closed', async () => {
  refuseOnce(new SendError('throttled', '429', { retryAfterMs: 8 * DAY }));
  const key = await h.say('sure a');
  await h.world.pass(9 * DAY);
  expect(await reply(key)).toMatchObject({ status: 'failed', failure: 'window_closed', attempts: 1 });
});

test('somebody who has written since is still answered after seven days', async () => {
  refuseOnce(new SendError('throttled', '429', { retryAfterMs: 8 * DAY }));
  const key = await h.say('sure a');
  await h.world.pass(6 * DAY);
  await h.say('sure b');
  await h.world.pass(3 * DAY);
  expect(await reply(key)).toMatchObject({ status: 'sent', attempts: 2 });
});
