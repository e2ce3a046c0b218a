import type { Echo, InboundEvent, InboundMessage } from '../../src/model/channel.ts';
import { describeHandshake, describeReceipts } from './channel-receipts.ts';
import type { ChannelRequest, ChannelUnderTest, WebhookFeature } from './channel-under-test.ts';

/** What came in is believed only when it is signed, and translated without losing anything. */
export function describeWebhook(current: () => ChannelUnderTest, features: readonly WebhookFeature[]): void {
  const hook = () => {
    const { webhook } = current();
    if (!webhook) throw new Error('this channel said it has a webhook');
    return webhook;
  };
  const route = () => {
    const { inbound } = current().adapter;
    const found =
      inbound.kind === 'webhook'
        ? inbound.routes.find((one) => one.method === 'POST' && one.path === hook().path)
        : undefined;
    if (!found) throw new Error(`no POST route at ${hook().path}`);
    return found;
  };
  const give = ({ body, headers }: ChannelRequest) =>
    route().handle({ body, headers, query: new URLSearchParams() });
  const giveSigned = (event: unknown) => {
    const body = hook().asWritten(event);
    return give({ body, headers: hook().sign(body, event) });
  };
  const take = async (event: unknown) => {
    const { status, events } = await giveSigned(event);
    expect(status).toBe(200);
    return events;
  };
  const said = (text = 'Chào công đoàn', id = 'm1') =>
    hook().events.text({ person: current().person, id, text });

  test('a signed message is taken', async () => {
    const [message] = messagesOf(await take(said('Công ty nợ lương 2 tháng', 'm7')));
    expect(message).toMatchObject({
      key: `${current().adapter.name}:${hook().account}:m7`,
      channel: current().adapter.name,
      account: hook().account,
      sender: current().person,
      kind: 'text',
      text: 'Công ty nợ lương 2 tháng',
      platformId: 'm7',
      quotes: null,
      event: null,
      wantsTurn: true,
      verified: true,
    });
  });

  test('a message signed with another secret is refused', async () => {
    const body = hook().asWritten(said());
    const answer = await give({ body, headers: hook().signedWithAnotherSecret(body, said()) });
    expect(answer).toMatchObject({ status: 401, events: [] });
  });

  test('a message without a signature is refused', async () => {
    expect(await give({ body: hook().asWritten(said()), headers: {} })).toMatchObject({
      status: 401,
      events: [],
    });
  });

  test('the signature is over the bytes as they came, not over the body written anew', async () => {
    const event = said('https://congdoan.example/tin \u0001 “lương”');
    const written = hook().asWritten(event);
    const anew = Buffer.from(JSON.stringify(JSON.parse(written.toString('utf8'))));
    expect(written.equals(anew)).toBe(false);
    expect((await give({ body: written, headers: hook().sign(written, event) })).status).toBe(200);
    expect((await give({ body: written, headers: hook().sign(anew, event) })).status).toBe(401);
  });

  test('one changed byte makes the signature wrong', async () => {
    const event = said('chuyen 100');
    const body = hook().asWritten(event);
    const headers = hook().sign(body, event);
    const changed = Buffer.from(body.toString('utf8').replace('chuyen 100', 'chuyen 900'));
    expect(await give({ body: changed, headers })).toMatchObject({ status: 401, events: [] });
  });

  if (features.includes('probe'))
    test('the probe of the console gets its 200 and leaves nothing', async () => {
      const { probe } = hook();
      if (!probe) throw new Error('this channel said it has a probe');
      expect(await give(probe)).toMatchObject({ status: 200, events: [] });
    });

  test('a body that is no JSON is refused without a crash', async () => {
    for (const text of ['', 'không phải JSON', '{"a":', '\u0000'])
      expect(await give({ body: Buffer.from(text), headers: {} })).toMatchObject({
        status: hook().notJson,
        events: [],
      });
  });

  test('a body of more than a megabyte is refused', async () => {
    expect(await giveSigned(said('a'.repeat(1024 * 1024 + 1)))).toMatchObject({ status: 413, events: [] });
  });

  test('a redelivery has the same key', async () => {
    const [first] = messagesOf(await take(said()));
    const [again] = messagesOf(await take(said()));
    expect(again?.key).toBe(first?.key);
    const [other] = messagesOf(await take(said('Chào công đoàn', 'm2')));
    expect(other?.key).not.toBe(first?.key);
  });

  if (features.includes('batches'))
    test('several events of one request keep their order', async () => {
      const { batch } = hook().events;
      if (!batch) throw new Error('this channel said it has batches');
      const events = await take(batch([said('một', 'b1'), said('hai', 'b2'), said('ba', 'b3')]));
      expect(messagesOf(events).map(({ text }) => text)).toEqual(['một', 'hai', 'ba']);
    });

  test('ids stay the strings they were, beyond what a number can hold', async () => {
    const event = hook().events.text({ person: '9007199254740993777', id: 'big', text: 'chào' });
    const [message] = messagesOf(await take(event));
    expect(message?.sender).toBe('9007199254740993777');
    // And the same event with its ids written as bare numbers.
    const bare = Buffer.from(
      hook()
        .asWritten(event)
        .toString('utf8')
        .replaceAll(/:\s*"(\d{16,})"/g, ':$1'),
    );
    const [again] = messagesOf((await give({ body: bare, headers: hook().sign(bare, event) })).events);
    expect(again).toMatchObject({ sender: '9007199254740993777', account: hook().account });
  });

  test('the account is the one the event names, ours or not', async () => {
    const [ours] = messagesOf(await take(said()));
    expect(ours?.account).toBe(hook().account);
    const other = hook().events.text({
      person: current().person,
      id: 'x1',
      text: 'chào',
      account: '777000777000777000',
    });
    const [strange] = messagesOf(await take(other));
    expect(strange).toMatchObject({ account: '777000777000777000', wantsTurn: false });
  });

  test('an event nobody knows is kept and answered by nobody', async () => {
    const [message] = messagesOf(await take(hook().events.unknown(current().person)));
    expect(message).toMatchObject({ kind: 'event', wantsTurn: false });
    expect(message?.key).toMatch(/:.+:.+/);
  });

  test('an event without an id gets the same key when it comes again', async () => {
    const event = hook().events.unknown(current().person);
    const [first] = messagesOf(await take(event));
    const [again] = messagesOf(await take(event));
    expect(again?.key).toBe(first?.key);
  });

  test('every kind of message is known by its kind', async () => {
    for (const [kind, make] of Object.entries(hook().events.kinds)) {
      const [message] = messagesOf(await take(make({ person: current().person, id: `k-${kind}` })));
      expect(message).toMatchObject({ kind, wantsTurn: true, sender: current().person });
    }
  });

  test('pictures and files are named with their address', async () => {
    for (const kind of ['image', 'file', 'video'] as const) {
      const make = hook().events.kinds[kind];
      if (!make) continue;
      const [message] = messagesOf(await take(make({ person: current().person, id: `a-${kind}` })));
      expect(message?.attachments[0]).toMatchObject({ type: kind, url: expect.stringMatching(/^https?:/) });
    }
  });

  if (features.includes('quotes'))
    test('a quote names the quoted message', async () => {
      const event = hook().events.text({ person: current().person, id: 'q1', text: 'cái này', quotes: 'm0' });
      expect(messagesOf(await take(event))[0]?.quotes).toBe('m0');
    });

  test('text arrives in NFC', async () => {
    const [message] = messagesOf(await take(said('Tiền lương tháng này'.normalize('NFD'))));
    expect(message?.text).toBe('Tiền lương tháng này'.normalize('NFC'));
  });

  test('what was received is kept as it came', async () => {
    const [message] = messagesOf(await take(said('nguyên văn')));
    expect(JSON.parse(message?.raw ?? '')).toBeTruthy();
    expect(message?.raw).toContain('nguyên văn');
  });

  if (features.includes('echoes'))
    test('our own message comes back as an echo, not as something a person said', async () => {
      const { echo } = hook().events;
      if (!echo) throw new Error('this channel said it has echoes');
      const [event] = echoesOf(
        await take(echo({ person: current().person, id: 'o1', text: 'Xin chào', admin: null })),
      );
      expect(event).toMatchObject({
        account: hook().account,
        recipient: current().person,
        platformId: 'o1',
        text: 'Xin chào',
        admin: null,
      });
    });

  if (features.includes('echoes'))
    test("a human's message from the platform's own inbox names the human", async () => {
      const { echo } = hook().events;
      if (!echo) throw new Error('this channel said it has echoes');
      const [event] = echoesOf(
        await take(echo({ person: current().person, id: 'o2', text: 'Tôi đây', admin: '5551' })),
      );
      expect(event).toMatchObject({ platformId: 'o2', admin: '5551' });
    });

  describeReceipts(hook, take, () => current().person, features);
  if (features.includes('handshake')) describeHandshake(current);
}

const messagesOf = (events: InboundEvent[]): InboundMessage[] =>
  events.flatMap((event) => (event.is === 'message' ? [event.message] : []));
const echoesOf = (events: InboundEvent[]): Echo[] =>
  events.flatMap((event) => (event.is === 'echo' ? [event.echo] : []));
