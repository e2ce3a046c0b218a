import type { InboundEvent, Receipt } from '../../src/model/channel.ts';
import type { ChannelUnderTest, WebhookFeature } from './channel-under-test.ts';

type Hook = NonNullable<ChannelUnderTest['webhook']>;

/** What became of our messages. */
export function describeReceipts(
  hook: () => Hook,
  take: (event: unknown) => Promise<InboundEvent[]>,
  person: () => string,
  features: readonly WebhookFeature[],
): void {
  if (features.includes('receipts'))
    test('receipts name the messages they are about', async () => {
      const { delivered, seen } = hook().events;
      const sent = { person: person(), ids: ['r1'], until: new Date(1) };
      if (!delivered) throw new Error('this channel said it has receipts');
      expect(receiptsOf(await take(delivered(sent)))).toMatchObject([
        { state: 'delivered', platformIds: ['r1'] },
      ]);
      if (!seen || features.includes('watermarks')) return;
      expect(receiptsOf(await take(seen({ ...sent, ids: ['r1', 'r2'] })))).toMatchObject([
        { state: 'seen', platformIds: ['r1', 'r2'] },
      ]);
    });

  if (features.includes('watermarks'))
    test('a receipt that names no message names the person and the moment', async () => {
      const { seen } = hook().events;
      if (!seen) throw new Error('this channel said it has watermarks');
      const until = new Date('2026-11-24T03:00:00.123Z');
      expect(receiptsOf(await take(seen({ person: person(), ids: [], until })))).toMatchObject([
        { state: 'seen', platformIds: [], upTo: { recipient: person(), at: until.toISOString() } },
      ]);
    });
}

/** The platform asks whether the address is ours, and is answered only when it knows the word agreed on. */
export function describeHandshake(current: () => ChannelUnderTest): void {
  const ask = (change: (query: URLSearchParams) => void) => {
    const { inbound } = current().adapter;
    const { path, handshake } = current().webhook ?? {};
    const found =
      inbound.kind === 'webhook' && inbound.routes.find((one) => one.method === 'GET' && one.path === path);
    if (!found || !handshake) throw new Error('this channel said it has a handshake');
    const query = new URLSearchParams(handshake.query);
    change(query);
    return found.handle({ body: Buffer.alloc(0), headers: {}, query });
  };

  test('the handshake gives the challenge back as plain text', async () => {
    const { wanted } = current().webhook?.handshake ?? {};
    expect(await ask(() => {})).toMatchObject({
      status: 200,
      body: wanted,
      headers: { 'content-type': expect.stringContaining('text/plain') },
      events: [],
    });
  });

  test('whatever is wrong or missing in a handshake, or there twice, is refused', async () => {
    for (const name of current().webhook?.handshake?.query.keys() ?? []) {
      expect((await ask((query) => query.set(name, 'x'))).status).toBe(
        name.endsWith('challenge') ? 200 : 403,
      );
      expect((await ask((query) => query.delete(name))).status).toBe(403);
      expect((await ask((query) => query.append(name, 'x'))).status).toBe(403);
    }
  });
}

const receiptsOf = (events: InboundEvent[]): Receipt[] =>
  events.flatMap((event) => (event.is === 'receipt' ? [event.receipt] : []));
