import fc from 'fast-check';
import { zaloWebhook } from '../../../src/channels/zalo-oa/webhook.ts';
import { silentLog } from '../../../src/log.ts';
import type { InboundEvent } from '../../../src/model/channel.ts';
import { createFakeWorld } from '../../fakes/fake-world.ts';
import { FAKE_OA } from '../../fakes/fake-zalo.ts';
import { createZaloEvents, type ZaloJson } from '../../fakes/fake-zalo-events.ts';

// 2,000 bodies in CI; FUZZ_RUNS=200000 for a long night, FUZZ_SEED to see one again.
const RUNS = Number(process.env.FUZZ_RUNS ?? 2000);
const SEED = process.env.FUZZ_SEED === undefined ? {} : { seed: Number(process.env.FUZZ_SEED) };

const zalo = createZaloEvents([FAKE_OA]);
const USER = '246845883529197922';
const OUR = { account: FAKE_OA.oaId, user: USER, text: 'xin chào', messageId: 'o1' };
const picture = [
  { type: 'image', payload: { url: 'https://a.zdn.vn/1.jpg', thumbnail: 'https://a.zdn.vn/t' } },
];
const place = [{ type: 'location', payload: { coordinates: { latitude: '12.6', longitude: '108.0' } } }];
const card = [{ type: 'link', payload: { description: '{"phone":"84900000000"}' } }];
const flat = { app_id: FAKE_OA.appId, oa_id: FAKE_OA.oaId, timestamp: '1543979782740' };

const seeds: ZaloJson[] = [
  zalo.userSends(USER, 'công ty nợ lương', { quotes: 'q1' }),
  zalo.userSends(USER, 'ảnh', { kind: 'image', attachments: picture }),
  zalo.userSends(USER, 'đây', { kind: 'location', attachments: place }),
  zalo.userSends(USER, 'ai', { kind: 'business_card', attachments: card }),
  zalo.echoOf(OUR, { admin: '77' }),
  zalo.receiptOf([OUR]),
  zalo.receiptOf([OUR, OUR], 'seen'),
  { ...flat, event_name: 'follow', follower: { id: USER } },
  { ...flat, event_name: 'add_user_to_tag', tag: { user_ids: [USER], name: 'x' } },
  {
    ...flat,
    event_name: 'user_send_group_text',
    sender: { id: USER },
    recipient: { id: '8' },
    message: { msg_id: 'm', text: 'x' },
  },
];

const nasty = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -1,
    1e308,
    '',
    ' ',
    '\u0000',
    '\ud800',
    '__proto__',
    [],
    {},
    [[]],
    { id: null },
    'x'.repeat(5000),
  ),
  fc.jsonValue({ maxDepth: 3 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }).map((big) => ({ bare: String(big) })),
);

/** A path into the event, by numbers that are taken modulo what is there. */
const structural = fc.record({
  steps: fc.array(fc.nat(), { minLength: 1, maxLength: 4 }),
  how: fc.constantFrom('replace', 'remove', 'rename', 'wrap'),
  value: nasty,
});
const bytes = fc.record({
  at: fc.nat(),
  how: fc.constantFrom('flip', 'cut', 'insert', 'double'),
  byte: fc.integer({ min: 0, max: 255 }),
});

type Damage = { at: number; how: string; byte: number };
// Seldom: a damaged byte mostly makes a body that is no JSON, which says little.
const damages: fc.Arbitrary<Damage[]> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Damage[]>([]) },
  { weight: 1, arbitrary: fc.array(bytes, { maxLength: 2 }) },
);

const cases = fc.record({
  seed: fc.constantFrom(...seeds),
  changes: fc.array(structural, { maxLength: 3 }),
  damage: damages,
  signed: fc.constantFrom('after', 'before', 'never', 'nonsense'),
  mode: fc.constantFrom<'enforce' | 'log-only'>('enforce', 'log-only'),
  zns: fc.boolean(),
});

test('no body makes the webhook throw or answer with a 5xx, and whatever it takes can be stored', async () => {
  await fc.assert(
    fc.asyncProperty(cases, async ({ seed, changes, damage, signed, mode, zns }) => {
      const changed = changes.reduce<ZaloJson>(change, structuredClone(seed));
      const intact = Buffer.from(write(changed));
      const body = damage.reduce<Buffer>(harm, intact);
      const signedEvent = signed === 'after' ? (asObject(body) ?? changed) : changed;
      const { headers } = zalo.signedWebhook(signedEvent, {
        body: (signed === 'after' ? body : intact).toString('utf8'),
      });
      const signature = {
        after: headers,
        before: headers,
        never: {},
        nonsense: { 'x-zevent-signature': 'mac=zz' },
      }[signed];
      const { handle } = zaloWebhook({
        accounts: [FAKE_OA],
        signature: mode,
        world: createFakeWorld(),
        log: silentLog,
      });
      const request = {
        body,
        headers: { ...signature, ...(zns ? { 'x-zevent-server': 'ZNS' } : {}) },
        query: new URLSearchParams(),
      };
      const answer = await handle(request);
      expect([200, 400, 401, 413]).toContain(answer.status);
      if (answer.status !== 200) expect(answer.events).toEqual([]);
      expect(answer.events.length).toBeLessThanOrEqual(1);
      answer.events.forEach(isStorable);
      expect(await handle(request)).toEqual(answer);
    }),
    { numRuns: RUNS, ...SEED },
  );
}, 600_000);

function isStorable(event: InboundEvent): void {
  const text = (value: unknown) => expect(typeof value).toBe('string');
  if (event.is === 'receipt') {
    expect(event.receipt.platformIds.length).toBeGreaterThan(0);
    event.receipt.platformIds.forEach(text);
    return;
  }
  if (event.is === 'echo') {
    const { recipient, platformId, text: said, account } = event.echo;
    [recipient, platformId, said, account].forEach(text);
    return;
  }
  const { message } = event;
  [message.sender, message.account, message.text, message.raw].forEach(text);
  expect(message.sender).not.toBe('');
  expect(message.key).toMatch(/^zalo-oa:[\w.~-]+:[\w.~:-]+$/);
  expect(message.text).toBe(message.text.normalize('NFC'));
  expect(message.kind === 'event').toBe(message.event !== null);
  if (message.wantsTurn) expect(message.account).toBe(FAKE_OA.oaId);
  for (const { url, name, size } of message.attachments) {
    expect(url === null || typeof url === 'string').toBe(true);
    expect(name === null || typeof name === 'string').toBe(true);
    expect(size === null || (Number.isSafeInteger(size) && size >= 0)).toBe(true);
  }
}

function change(
  event: ZaloJson,
  { steps, how, value }: { steps: number[]; how: string; value: unknown },
): ZaloJson {
  let at: Record<string, unknown> = event;
  for (const [depth, step] of steps.entries()) {
    const keys = Object.keys(at);
    const key = keys[step % Math.max(1, keys.length)];
    if (key === undefined) return event;
    const inner = at[key];
    if (depth < steps.length - 1 && typeof inner === 'object' && inner !== null) {
      at = inner as Record<string, unknown>;
      continue;
    }
    if (how === 'remove') delete at[key];
    else if (how === 'rename') Object.assign(at, { [`${key}x`]: inner });
    else at[key] = how === 'wrap' ? [inner] : value;
    return event;
  }
  return event;
}

/** JSON in which `{ bare: "123" }` is the number 123 with every digit. */
const write = (event: ZaloJson): string => JSON.stringify(event).replaceAll(/\{"bare":"(-?\d+)"\}/g, '$1');

function harm(body: Buffer, { at, how, byte }: Damage): Buffer {
  const place = at % (body.length + 1);
  const [head, tail] = [body.subarray(0, place), body.subarray(place)];
  if (how === 'cut') return Buffer.from(head);
  if (how === 'double') return Buffer.concat([body, tail]);
  const rest = how === 'flip' ? tail.subarray(1) : tail;
  return Buffer.concat([head, Buffer.from([byte]), rest]);
}

function asObject(body: Buffer): ZaloJson | null {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as ZaloJson) : null;
  } catch {
    return null;
  }
}
