import { SendError } from '../../src/channels/channel.ts';
import { describeExchange } from '../../src/exchanges/describe.ts';
import { createHarness, type Harness, OA } from './spine-harness.ts';

let h: Harness;
beforeEach(async () => {
  h = await createHarness();
});
afterEach(() => h.close());

const refuse = (error: SendError) => {
  h.platform.send = async () => {
    throw error;
  };
};
const accept = () => {
  h.platform.send = async () => `z${h.sent.length + 1}`;
};

async function failed(): Promise<string> {
  refuse(new SendError('rejected', '-213'));
  const key = await h.say('sure a');
  await h.world.pass(1000);
  accept();
  return key;
}

test('a failed reply goes out again as a new reply, and what was stays', async () => {
  const key = await failed();
  const before = (await h.get(key)).replies[0];
  expect(await h.spine.troubles.retry(key, 1, 'can-bo')).toEqual({ is: 'queued', n: 2 });
  await h.world.pass(1000);
  const { replies, troubleSince } = await h.get(key);
  expect(replies[0]).toEqual(before);
  expect(replies[1]).toMatchObject({
    n: 2,
    status: 'sent',
    repeats: 1,
    repeatedBy: 'can-bo',
    text: 're: sure a',
  });
  expect(troubleSince).toBeNull();
  expect(h.texts()).toEqual(['re: sure a']);
});

test('two who ask at once, and one who asks twice, send it once', async () => {
  const key = await failed();
  const { retry } = h.spine.troubles;
  const both = await Promise.all([retry(key, 1, 'a'), retry(key, 1, 'b')]);
  expect(both.map(({ is }) => is).sort()).toEqual(['already', 'queued']);
  await h.world.pass(1000);
  expect(await retry(key, 1, 'a')).toEqual({ is: 'already', n: 2 });
  expect(h.texts()).toHaveLength(1);
});

test('one that fails again is trouble again, and its own retry is possible', async () => {
  const key = await failed();
  refuse(new SendError('blocked_by_user', '-230'));
  await h.spine.troubles.retry(key, 1, 'a');
  await h.world.pass(1000);
  expect((await h.get(key)).troubleSince).not.toBeNull();
  expect(await h.spine.troubles.retry(key, 1, 'a')).toEqual({ is: 'already', n: 2 });
  expect(await h.spine.troubles.retry(key, 2, 'a')).toEqual({ is: 'queued', n: 3 });
});

test('nothing is queued once the window is closed, nor what was sent, nor what is not there', async () => {
  const key = await failed();
  const { retry } = h.spine.troubles;
  await h.world.pass(8 * 86_400_000);
  expect(await retry(key, 1, 'a')).toEqual({ is: 'refused', why: 'window_closed' });
  const sent = await h.say('sure b');
  await h.world.pass(1000);
  expect(await retry(sent, 1, 'a')).toEqual({ is: 'refused', why: 'not_failed' });
  expect(await retry(key, 9, 'a')).toEqual({ is: 'refused', why: 'not_found' });
  expect(await retry('no such', 1, 'a')).toEqual({ is: 'refused', why: 'not_found' });
});

test('a closed trouble stays closed when a receipt comes, and says who closed it', async () => {
  const key = await failed();
  const { close } = h.spine.troubles;
  expect(await close(key, 'can-bo', 'đã gọi điện')).toBe('closed');
  expect(await close(key, 'can-bo', 'lần nữa')).toBe('no_trouble');
  expect(await close('no such', 'can-bo', 'x')).toBe('not_found');
  const exchange = await h.get(key);
  expect(exchange).toMatchObject({
    troubleSince: null,
    closed: { by: 'can-bo', why: 'đã gọi điện', replies: [1] },
  });
  expect(describeExchange(exchange, { previous: null, next: null })).toMatchObject({ delivery: 'failed' });
});

test('what is still being tried cannot be closed', async () => {
  refuse(new SendError('unreachable', '500'));
  const key = await h.say('sure a');
  await h.world.pass(16_000);
  expect((await h.get(key)).troubleSince).not.toBeNull();
  expect(await h.spine.troubles.close(key, 'a', 'x')).toBe('still_tried');
});

async function parked(): Promise<string> {
  const key = await h.say('sure poison');
  await h.world.pass(60_000);
  expect(await h.get(key)).toMatchObject({ parked: true });
  return key;
}

test('a parked turn is taken again once, whoever asks how often, and its trouble ends', async () => {
  const key = await parked();
  const again = `${key}:again`;
  const { retake } = h.spine.troubles;
  expect(await Promise.all([retake(key, 'a'), retake(key, 'b')])).toEqual([again, again]);
  await h.world.pass(60_000);
  // The same text breaks the engine again, so the second is parked too: shown anew, and the first is not.
  expect(await h.get(again)).toMatchObject({ parked: true, turn: 2, received: { heard: false, raw: null } });
  expect((await h.get(again)).troubleSince).not.toBeNull();
  expect(await h.get(key)).toMatchObject({ troubleSince: null, parked: true });
  expect(await retake(await h.say('sure fine'), 'a')).toBeNull();
});

test("a receipt for a parked turn's own words does not open its closed trouble", async () => {
  const key = await parked();
  await h.spine.troubles.close(key, 'a', 'đã xem');
  const { platformId } = (await h.get(key)).replies[0] ?? {};
  const platformIds = [platformId ?? ''];
  await h.spine.receive({
    is: 'receipt',
    receipt: { channel: 'zalo-oa', account: OA, state: 'seen', platformIds },
  });
  expect(await h.get(key)).toMatchObject({ troubleSince: null, replies: [{ status: 'seen' }] });
});

test('the page of an exchange shows each call, how it ended, and when it was seen', async () => {
  const { send } = h.platform;
  refuse(new SendError('throttled', '-32'));
  const key = await h.say('sure gọi 0912 345 678');
  await h.world.pass(1000);
  h.platform.send = send;
  await h.world.pass(4000);
  await h.spine.receive({
    is: 'receipt',
    receipt: { channel: 'zalo-oa', account: OA, state: 'seen', platformIds: ['z1'] },
  });
  const view = describeExchange(await h.get(key), { previous: null, next: 'k' });
  expect(view).toMatchObject({
    status: 'done',
    delivery: 'sent',
    next: 'k',
    received: { text: 'sure gọi [số]', isVerified: true },
    processed: { trace: { rule: 'sure', verdict: 'sure', before: { place: null, owner: 'bot' } } },
    replies: [{ text: 're: sure gọi [số]', status: 'seen', mayRetry: false }],
  });
  expect(view.replies[0]?.calls.map(({ end }) => end)).toEqual(['throttled', 'sent']);
  expect(view.replies[0]?.seenAt).not.toBeNull();
});
