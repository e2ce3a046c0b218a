import type { SendError, SendFailure } from '../../../src/channels/channel.ts';
import { createFakeWorld } from '../../fakes/fake-world.ts';
import { FAKE_OA } from '../../fakes/fake-zalo.ts';
import { type Bench, openBench, USER } from './zalo-bench.ts';

let bench: Bench;
afterEach(() => bench.close());

const CHOICES = [
  { n: 1, title: 'Lương', say: 'tiền lương' },
  { n: 0, title: 'Gặp cán bộ', say: 'gặp cán bộ' },
];

// Every code of Zalo's table that a consultation message may meet.
test.each<[number, SendFailure]>([
  [-32, 'throttled'],
  [-100, 'rejected'],
  [-200, 'unknown'],
  [-201, 'rejected'],
  [-204, 'needs_admin'],
  [-205, 'needs_admin'],
  [-209, 'needs_admin'],
  [-210, 'rejected'],
  [-211, 'not_now'],
  [-212, 'needs_admin'],
  [-213, 'blocked_by_user'],
  [-217, 'blocked_by_user'],
  [-218, 'rejected'],
  [-219, 'needs_admin'],
  [-221, 'needs_admin'],
  [-223, 'needs_admin'],
  [-224, 'needs_admin'],
  [-227, 'blocked_by_user'],
  [-230, 'window_closed'],
  [-232, 'window_closed'],
  [-233, 'rejected'],
  [-234, 'not_now'],
  [-235, 'needs_admin'],
  [-240, 'needs_admin'],
  [-242, 'bad_credentials'],
  [-244, 'blocked_by_user'],
  [-248, 'rejected'],
  [-320, 'not_now'],
  [-321, 'not_now'],
  [-99999, 'rejected'],
])('Zalo %i is %s, after one call', async (code, failure) => {
  bench = await openBench();
  bench.zalo.misbehave({ do: 'refuse', code, message: 'chào, an echo of the text' });
  const error = await bench.outcome(bench.send(bench.start(), { text: 'chào' }));
  expect(error).toMatchObject({ failure, message: expect.stringContaining(String(code)) });
  expect((error as SendError).message).not.toContain('chào');
  expect(bench.zalo.calls).toHaveLength(1);
});

test.each<[number, string | undefined, SendFailure, number | null]>([
  [429, '7', 'throttled', 7_000],
  [429, undefined, 'throttled', null],
  [503, 'Mon, 23 Nov 2026 02:01:00 GMT', 'unreachable', 60_000],
  [500, '-5', 'unreachable', 0],
  [502, 'soon', 'unreachable', null],
  [302, undefined, 'unreachable', null],
  [408, undefined, 'unreachable', null],
  [400, undefined, 'rejected', null],
  [401, undefined, 'needs_admin', null],
  [404, undefined, 'needs_admin', null],
])('HTTP %i with Retry-After %s is %s', async (status, retryAfter, failure, retryAfterMs) => {
  bench = await openBench();
  bench.zalo.misbehave({ do: 'status', status, ...(retryAfter === undefined ? {} : { retryAfter }) });
  expect(await bench.outcome(bench.send(bench.start()))).toMatchObject({ failure, retryAfterMs });
});

test('a redirect is not followed: it would turn the message into a question', async () => {
  bench = await openBench();
  const location = `${bench.zalo.url}/v2.0/oa/getoa`;
  bench.zalo.misbehave({ do: 'status', status: 302, location });
  expect(await bench.outcome(bench.send(bench.start()))).toMatchObject({
    failure: 'unreachable',
    message: 'HTTP 302',
  });
});

test.each([
  [429, 'throttled'],
  [503, 'unreachable'],
])('HTTP %i says more than a code inside it', async (status, failure) => {
  bench = await openBench();
  bench.zalo.misbehave({ do: 'status', status, body: '{"error":-230,"message":"x"}' });
  expect(await bench.outcome(bench.send(bench.start()))).toMatchObject({ failure });
});

test.each([
  ['in an answer that is no success', 400],
  ['in one of the console', 401],
])("Zalo's own code counts %s", async (_, status) => {
  bench = await openBench();
  bench.zalo.misbehave({ do: 'status', status, body: '{"error":"-230","message":"x"}' });
  expect(await bench.outcome(bench.send(bench.start()))).toMatchObject({ failure: 'window_closed' });
});

test.each([
  '{"error":0}',
  '{"error":0,"data":{}}',
  '{"error":0,"data":{"message_id":""}}',
  '{}',
  '"ok"',
  'null',
  '[]',
  '',
])('HTTP 200 with %s may have arrived', async (body) => {
  bench = await openBench();
  bench.zalo.misbehave({ do: 'status', status: 200, body, taken: true });
  expect(await bench.outcome(bench.send(bench.start()))).toMatchObject({ failure: 'unknown' });
});

test('a message id written as a number is taken', async () => {
  bench = await openBench();
  bench.zalo.misbehave({ do: 'status', status: 200, body: '{"error":0,"data":{"message_id":12345}}' });
  expect(await bench.outcome(bench.send(bench.start()))).toBe('12345');
});

test.each([
  ['connect', 'ECONNREFUSED', 'unreachable'],
  ['connect', 'ETIMEDOUT', 'unreachable'],
  ['getaddrinfo', 'ENOTFOUND', 'unreachable'],
  ['getaddrinfo', 'EAI_AGAIN', 'unreachable'],
  [undefined, 'CERT_HAS_EXPIRED', 'unreachable'],
  [undefined, 'UND_ERR_CONNECT_TIMEOUT', 'unreachable'],
  ['read', 'ETIMEDOUT', 'unknown'],
  ['read', 'ECONNRESET', 'unknown'],
  ['write', 'EPIPE', 'unknown'],
  [undefined, 'UND_ERR_SOCKET', 'unknown'],
  [undefined, undefined, 'unknown'],
])('%s %s before or after sending is %s', async (syscall, code, failure) => {
  bench = await openBench();
  const cause = Object.assign(new Error('x'), { code, syscall });
  const world = createFakeWorld({ fetch: () => Promise.reject(new TypeError('fetch failed', { cause })) });
  expect(await bench.outcome(bench.send(bench.start({ world })))).toMatchObject({ failure });
});

test('refused on every address of a host is refused; on one of them may have been sent by the other', async () => {
  bench = await openBench();
  const refused = Object.assign(new Error('x'), { code: 'ECONNREFUSED', syscall: 'connect' });
  const reset = Object.assign(new Error('x'), { code: 'ECONNRESET', syscall: 'read' });
  for (const [errors, failure] of [
    [[refused, refused], 'unreachable'],
    [[refused, reset], 'unknown'],
  ] as const) {
    const cause = new AggregateError(errors, '');
    const world = createFakeWorld({ fetch: () => Promise.reject(new TypeError('fetch failed', { cause })) });
    expect(await bench.outcome(bench.send(bench.start({ world })))).toMatchObject({ failure });
  }
});

test.each([
  ['2026-11-23T14:59:00Z', '2026-11-23T23:05:00Z'],
  ['2026-11-23T18:00:00Z', '2026-11-23T23:05:00Z'],
  ['2026-11-23T23:05:00Z', '2026-11-24T23:05:00Z'],
])('what may not go out at night at %s waits until %s', async (now, until) => {
  bench = await openBench();
  await bench.world.pass(Date.parse(now) - bench.world.now().getTime());
  bench.zalo.misbehave({ do: 'refuse', code: -234 });
  const error = await bench.outcome(bench.send(bench.start()));
  expect(error).toMatchObject({ failure: 'not_now', retryAfterMs: Date.parse(until) - Date.parse(now) });
});

test('want of quota waits for tomorrow and raises an alarm', async () => {
  bench = await openBench();
  bench.zalo.misbehave({ do: 'refuse', code: -211 });
  const error = await bench.outcome(bench.send(bench.start()));
  // 09:00 in Đắk Lắk: fifteen hours and five minutes until 00:05.
  expect(error).toMatchObject({ failure: 'not_now', retryAfterMs: (15 * 60 + 5) * 60_000 });
  expect(bench.log.alarms()).toEqual(['zalo-quota']);
});

test('a call without an answer is given up after 8 seconds', async () => {
  bench = await openBench();
  bench.zalo.misbehave({ do: 'hang', taken: true });
  const began = bench.world.now().getTime();
  expect(await bench.outcome(bench.send(bench.start()))).toMatchObject({ failure: 'unknown' });
  expect(bench.world.now().getTime() - began).toBe(8_000);
});

test('a sender that was told to give up before it began has sent nothing', async () => {
  bench = await openBench();
  const sending = bench.send(bench.start(), { signal: AbortSignal.abort() });
  expect(await bench.outcome(sending)).toMatchObject({ failure: 'unreachable' });
  expect(bench.zalo.calls).toEqual([]);
});

test('the sender can be told to give up', async () => {
  bench = await openBench();
  bench.zalo.misbehave({ do: 'hang' });
  const stop = new AbortController();
  const sending = bench.outcome(bench.send(bench.start(), { signal: stop.signal }));
  await bench.zalo.called(1);
  stop.abort();
  expect(await sending).toMatchObject({ failure: 'unknown' });
});

test.each([
  ['nothing', '  \n '],
  ['too much', 'a'.repeat(2001)],
])('%s is refused without a call', async (_, text) => {
  bench = await openBench();
  expect(await bench.outcome(bench.send(bench.start(), { text }))).toMatchObject({ failure: 'rejected' });
  expect(bench.zalo.calls).toEqual([]);
});

test('2,000 characters are counted in NFC', async () => {
  bench = await openBench();
  const text = 'ế'.repeat(2000).normalize('NFD');
  expect(await bench.outcome(bench.send(bench.start(), { text }))).toMatch(/^out/);
  expect(bench.zalo.ledger[0]?.text).toBe(text.normalize('NFC'));
});

test('an account that is not configured waits for a human', async () => {
  bench = await openBench();
  const sending = bench.start().send('999', USER, {
    id: 'k/1',
    text: 'x',
    choices: [],
    by: 'bot',
    signal: new AbortController().signal,
  });
  expect(await bench.outcome(sending)).toMatchObject({ failure: 'needs_admin' });
});

test('choices go as numbers, and as buttons only when asked', async () => {
  bench = await openBench();
  await bench.outcome(bench.send(bench.start(), { text: 'Chọn:', choices: CHOICES }));
  await bench.outcome(bench.send(bench.start({ buttons: true }), { text: 'Chọn:', choices: CHOICES }));
  const text = 'Chọn:\n1. Lương\n0. Gặp cán bộ';
  expect(bench.zalo.ledger).toMatchObject([
    { text, buttons: [] },
    {
      text,
      buttons: [
        { title: 'Lương', payload: 'tiền lương' },
        { title: 'Gặp cán bộ', payload: 'gặp cán bộ' },
      ],
    },
  ]);
});

test('the last piece of a menu is not numbered again', async () => {
  bench = await openBench();
  await bench.outcome(bench.send(bench.start(), { text: '0. Gặp cán bộ', choices: CHOICES }));
  expect(bench.zalo.ledger[0]?.text).toBe('0. Gặp cán bộ');
});

test('refused buttons are left out at once and from then on', async () => {
  bench = await openBench({ refusesButtons: true });
  const adapter = bench.start({ buttons: true });
  for (const text of ['một', 'hai'])
    expect(await bench.outcome(bench.send(adapter, { text, choices: CHOICES }))).toMatch(/^out/);
  expect(bench.zalo.calls.map(({ code }) => code)).toEqual([-233, 0, 0]);
  expect(bench.zalo.ledger.map(({ text }) => text)).toEqual([
    'một\n1. Lương\n0. Gặp cán bộ',
    'hai\n1. Lương\n0. Gặp cán bộ',
  ]);
});

test('buttons of unknown outcome are not sent again without them', async () => {
  bench = await openBench();
  bench.zalo.misbehave({ do: 'html', taken: true });
  const sending = bench.send(bench.start({ buttons: true }), { choices: CHOICES });
  expect(await bench.outcome(sending)).toMatchObject({ failure: 'unknown' });
  expect(bench.zalo.ledger).toHaveLength(1);
});

test('six choices are too many for buttons', async () => {
  bench = await openBench();
  const choices = [1, 2, 3, 4, 5, 6].map((n) => ({ n, title: `Mục ${n}`, say: `mục ${n}` }));
  await bench.outcome(bench.send(bench.start({ buttons: true }), { choices }));
  expect(bench.zalo.ledger[0]?.buttons).toEqual([]);
});

test('the account is that of the sender', async () => {
  bench = await openBench();
  await bench.outcome(bench.send(bench.start()));
  expect(bench.zalo.ledger[0]).toMatchObject({ account: FAKE_OA.oaId, user: USER, answered: true });
});
