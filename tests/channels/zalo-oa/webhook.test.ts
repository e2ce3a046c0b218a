import type { WebhookResponse } from '../../../src/channels/channel.ts';
import { zaloVerifier, zaloWebhook } from '../../../src/channels/zalo-oa/webhook.ts';
import { createFakeWorld } from '../../fakes/fake-world.ts';
import { FAKE_OA } from '../../fakes/fake-zalo.ts';
import { createZaloEvents, type ZaloJson } from '../../fakes/fake-zalo-events.ts';
import { createRecordedLog } from '../../fakes/recorded-log.ts';

const OTHER = {
  oaId: '555000111222333444',
  appId: '111222333444555666',
  appSecret: 'other-app',
  oaSecretKey: 'other-oa',
};
const STRANGE = { ...OTHER, oaId: '999000111222333444' };
const USER = '246845883529197922';
const zalo = createZaloEvents([FAKE_OA, OTHER]);

function setUp(signature: 'enforce' | 'log-only' = 'enforce') {
  const world = createFakeWorld();
  const log = createRecordedLog();
  const { handle } = zaloWebhook({ accounts: [FAKE_OA, OTHER], signature, world, log });
  const give = (body: Buffer | string, headers: Record<string, string> = {}): Promise<WebhookResponse> =>
    handle({ body: Buffer.from(body), headers, query: new URLSearchParams() });
  const giveSigned = (event: ZaloJson, options: Parameters<typeof zalo.signedWebhook>[1] = {}, more = {}) => {
    const { body, headers } = zalo.signedWebhook(event, options);
    return give(body, { ...headers, ...more });
  };
  return { world, log, give, giveSigned };
}

test.each([
  ['exactly {}', '{}', 200],
  ['{} with white space', ' { }\n', 200],
  ['an empty body', '', 400],
  ['half JSON', '{"app_id":', 400],
  ['a list', '[]', 400],
  ['null', 'null', 400],
  ['a text', '"x"', 400],
  ['an unsigned event', '{"a":1}', 401],
  ['invalid UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), 400],
])('%s, unsigned', async (_, body, status) => {
  expect(await setUp().give(body)).toEqual({ status, events: [] });
});

test.each([
  ['bare hex', ''],
  ['mac=', 'mac='],
  ['MAC = ', 'MAC = '],
])('the signature may be written with %s', async (_, prefix) => {
  expect((await setUp().giveSigned(zalo.userSends(USER, 'chào'), { prefix })).status).toBe(200);
});

test('the secret is that of the account the event is of', async () => {
  const { giveSigned } = setUp();
  const event = zalo.userSends(USER, 'chào', { account: OTHER.oaId });
  expect((await giveSigned(event)).status).toBe(200);
  expect((await giveSigned(event, { secret: FAKE_OA.oaSecretKey })).status).toBe(401);
});

test('an event of another app is refused even with the right secret, and the log says so', async () => {
  const { giveSigned, log } = setUp();
  const event = { ...zalo.userSends(USER, 'chào'), app_id: OTHER.appId };
  expect((await giveSigned(event, { secret: FAKE_OA.oaSecretKey })).status).toBe(401);
  expect(log.lines[0]).toMatchObject({ facts: { otherApp: true } });
});

test('a timestamp written as a number is signed as it is written', async () => {
  const event = { ...zalo.userSends(USER, 'chào'), timestamp: 1699003881354 };
  expect((await setUp().giveSigned(event)).status).toBe(200);
});

test('the header gives the timestamp only when the body has none', async () => {
  const { timestamp: _, ...event } = zalo.userSends(USER, 'chào');
  const { body, headers } = zalo.signedWebhook(
    { ...event, timestamp: '1699003881354' },
    { body: JSON.stringify(event) },
  );
  const { give } = setUp();
  expect((await give(body, { ...headers, 'x-zevent-timestamp': '1699003881354' })).status).toBe(200);
  expect((await give(body, headers)).status).toBe(401);
});

test('a refusal names the secret that would have matched, once a minute and without the secret', async () => {
  const { giveSigned, world, log } = setUp();
  for (let n = 0; n < 5; n++) await giveSigned(zalo.userSends(USER, 'mật'), { secret: FAKE_OA.appSecret });
  expect(log.lines).toHaveLength(1);
  expect(log.lines[0]).toMatchObject({
    level: 'warn',
    facts: { hint: expect.stringContaining('ZALO_APP_SECRET'), times: 1 },
  });
  await world.pass(60_000);
  await giveSigned(zalo.userSends(USER, 'mật'), { secret: FAKE_OA.appSecret });
  expect(log.lines[1]).toMatchObject({ facts: { times: 5 } });
  const written = JSON.stringify(log.lines);
  for (const secret of [FAKE_OA.appSecret, FAKE_OA.oaSecretKey, 'mật']) expect(written).not.toContain(secret);
});

test('an event of an OA that is not configured is kept, answered by nobody, and raises an alarm', async () => {
  const { giveSigned, log } = setUp();
  const event = zalo.userSends(USER, 'chào', { account: STRANGE.oaId });
  const { status, events } = await giveSigned(event, { secret: OTHER.oaSecretKey });
  expect(status).toBe(200);
  expect(events).toMatchObject([
    { is: 'message', message: { account: STRANGE.oaId, wantsTurn: false, text: 'chào' } },
  ]);
  expect(log.alarms()).toEqual(['zalo-account']);
});

test('an event of an OA that is not configured is refused when nothing of ours signed it', async () => {
  const { giveSigned, log } = setUp();
  const event = zalo.userSends(USER, 'chào', { account: STRANGE.oaId });
  expect((await giveSigned(event, { secret: 'of somebody else' })).status).toBe(401);
  expect(log.alarms()).toEqual([]);
});

test('while signatures are only logged, what does not match is taken as unverified', async () => {
  const { give, giveSigned } = setUp('log-only');
  const unsigned = await give(JSON.stringify(zalo.userSends(USER, 'chào')));
  expect(unsigned.events).toMatchObject([{ message: { verified: false, wantsTurn: true, text: 'chào' } }]);
  const signed = await giveSigned(zalo.userSends(USER, 'chào'));
  expect(signed.events).toMatchObject([{ message: { verified: true } }]);
});

test('while signatures are only logged, nobody can settle replies or take a conversation over without one', async () => {
  const { give } = setUp('log-only');
  const sent = { account: FAKE_OA.oaId, user: USER, text: 'x', messageId: 'o1' };
  for (const event of [zalo.echoOf(sent, { admin: '1' }), zalo.receiptOf([sent])]) {
    const { events } = await give(JSON.stringify(event));
    expect(events).toMatchObject([
      { is: 'message', message: { kind: 'event', wantsTurn: false, verified: false } },
    ]);
  }
});

test('a withdrawal of consent raises an alarm', async () => {
  const { giveSigned, log } = setUp();
  const event = {
    app_id: FAKE_OA.appId,
    oa_id: FAKE_OA.oaId,
    user_id: USER,
    event_name: 'user_withdraw',
    timestamp: '1',
  };
  expect((await giveSigned(event)).events).toMatchObject([
    { message: { sender: USER, event: 'user_withdraw' } },
  ]);
  expect(log.alarms()).toEqual(['zalo-withdraw']);
});

test('an anonymous visitor who gets no answer is told of in the log', async () => {
  const { giveSigned, log } = setUp();
  const event = { ...zalo.userSends(USER, 'cứu'), event_name: 'anonymous_send_text' };
  expect((await giveSigned(event)).events).toMatchObject([
    { message: { kind: 'event', text: 'cứu', wantsTurn: false } },
  ]);
  expect(log.lines).toMatchObject([{ level: 'warn', facts: { account: FAKE_OA.oaId, times: 1 } }]);
});

test('a large event is taken when it is signed, and not even parsed when it is not', async () => {
  const { giveSigned, give } = setUp();
  const text = 'á"1\n'.repeat(100_000);
  const event = { first: { timestamp: '1' }, ...zalo.userSends(USER, text, { account: OTHER.oaId }) };
  expect((await giveSigned(event)).events).toMatchObject([{ message: { verified: true } }]);
  expect((await giveSigned(event, { secret: 'of somebody else' })).status).toBe(401);
  expect((await give('['.repeat(1_000_000))).status).toBe(401);
});

test('a body nested beyond all reason gets an answer', async () => {
  const nested = `{"app_id":"1","timestamp":"1","sender":${'['.repeat(30_000)}${']'.repeat(30_000)}}`;
  expect((await setUp().give(nested, { 'x-zevent-signature': 'a'.repeat(64) })).status).toBe(401);
  expect((await setUp('log-only').give(nested)).status).toBe(200);
});

test('a receipt of a template sent by phone number is kept and settles nothing', async () => {
  const { giveSigned } = setUp();
  const event = zalo.receiptOf([{ account: FAKE_OA.oaId, user: '84900000000', messageId: 'z1' }]);
  const { events } = await giveSigned(event, {}, { 'x-zevent-server': 'ZNS' });
  expect(events).toMatchObject([
    { is: 'message', message: { kind: 'event', sender: FAKE_OA.oaId, wantsTurn: false } },
  ]);
});

test('the verifier page is there under its own code only', async () => {
  const route = zaloVerifier('Ab-9_x');
  expect(route).toMatchObject({ method: 'GET', path: '/zalo_verifierAb-9_x.html' });
  const { status, body } = await route.handle({
    body: Buffer.alloc(0),
    headers: {},
    query: new URLSearchParams(),
  });
  expect(status).toBe(200);
  expect(body).toContain('content="Ab-9_x"');
});

test.each(['', ':code', 'a/b', '*', '"><script>', 'x.html'])('no page is served for the code %p', (code) => {
  expect(() => zaloVerifier(code)).toThrow('verifier');
});
