import {
  type ChannelAdapter,
  type Outgoing,
  SendError,
  type SendFailure,
} from '../../src/channels/channel.ts';
import { withNumbers } from '../../src/channels/numbered-text.ts';
import { splitText } from '../../src/channels/split-text.ts';
import type { Echo, InboundEvent, InboundMessage, MessageKind, Receipt } from '../../src/model/channel.ts';
import type { Choice } from '../../src/model/exchange.ts';

export type ChannelRequest = { body: Buffer; headers: Record<string, string> };

/** Events as the platform writes them. What a platform does not have is null: that check then does not apply. */
export type PlatformEvents = {
  text(said: { person: string; id: string; text: string; quotes?: string; account?: string }): unknown;
  kinds: Partial<Record<MessageKind, (said: { person: string; id: string }) => unknown>>;
  unknown(person: string): unknown;
  echo: ((sent: { person: string; id: string; text: string; admin: string | null }) => unknown) | null;
  delivered: ((sent: { person: string; ids: string[] }) => unknown) | null;
  seen: ((sent: { person: string; ids: string[] }) => unknown) | null;
  /** One request with several events. */
  batch: ((events: unknown[]) => unknown) | null;
};

/** How the platform's webhook is spoken to. */
export type PlatformWebhook = {
  path: string;
  account: string;
  events: PlatformEvents;
  /** Signed over exactly these bytes. */
  sign(body: Buffer, event: unknown): Record<string, string>;
  signedWithAnotherSecret(body: Buffer, event: unknown): Record<string, string>;
  /** What the platform's console sends unsigned when somebody saves the address. */
  probe: ChannelRequest | null;
  /** Bytes that say the same as `JSON.stringify` would and are other bytes (escapes). */
  asWritten(event: unknown): Buffer;
  /** Status for a body that is no JSON and not signed. */
  notJson: number;
};

/** What a platform can be told to do to the next call. */
export type Trouble =
  | 'throttled'
  | 'unavailable'
  | 'refused-connection'
  | 'blocked'
  | 'rejected'
  | 'window-closed'
  | 'bad-credentials'
  | 'needs-admin'
  | 'hang'
  | 'half-body'
  | 'html'
  | 'dropped'
  | 'expired-token';

export type PlatformApi = {
  trouble(how: Trouble, person: string): void | Promise<void>;
  /** Texts before this person, in order, also of calls whose answer was lost. */
  shown(person: string): string[] | Promise<string[]>;
  /** Lets the time pass that the channel takes to find out, by whatever clock it has. */
  passTime(trouble: Trouble): Promise<void>;
};

export type ChannelUnderTest = {
  adapter: ChannelAdapter;
  account: string;
  person: string;
  webhook: PlatformWebhook | null;
  api: PlatformApi | null;
  close(): Promise<void>;
};

export type ChannelSetup = {
  /** Known before anything starts, so that checks that do not apply are not there instead of green. */
  has: { webhook: boolean; api: boolean; troubles?: readonly Trouble[] };
  open(): Promise<ChannelUnderTest>;
};

const FAILURES: Record<Exclude<Trouble, 'expired-token'>, SendFailure> = {
  throttled: 'throttled',
  unavailable: 'unreachable',
  'refused-connection': 'unreachable',
  blocked: 'blocked_by_user',
  rejected: 'rejected',
  'window-closed': 'window_closed',
  'bad-credentials': 'bad_credentials',
  'needs-admin': 'needs_admin',
  hang: 'unknown',
  'half-body': 'unknown',
  html: 'unknown',
  dropped: 'unknown',
};

const CHOICES: Choice[] = [
  { n: 1, title: 'Lương, tiền làm thêm', say: 'lương' },
  { n: 2, title: 'Nghỉ việc', say: 'nghỉ việc' },
  { n: 0, title: 'Gặp cán bộ công đoàn', say: 'gặp cán bộ' },
];

/** The promises of `channel.ts`, which every channel keeps whatever platform is behind it. */
export function describeChannel(name: string, setup: ChannelSetup): void {
  describe(`${name} keeps the channel contract`, () => {
    let channel: ChannelUnderTest;
    beforeEach(async () => {
      channel = await setup.open();
    });
    afterEach(() => channel.close());

    describeLimits(() => channel);
    if (setup.has.webhook) describeWebhook(() => channel);
    describeSending(() => channel, setup);
  });
}

function describeLimits(current: () => ChannelUnderTest): void {
  test('its limits make sense', () => {
    const { limits } = current().adapter;
    expect(limits.maxText).toBeGreaterThan(100);
    if (limits.windowMs !== null) expect(limits.freeMs ?? 0).toBeLessThanOrEqual(limits.windowMs);
  });
}

function describeWebhook(current: () => ChannelUnderTest): void {
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
    const event = said('chuyển 100');
    const body = hook().asWritten(event);
    const headers = hook().sign(body, event);
    const changed = Buffer.from(body.toString('utf8').replace('chuyển 100', 'chuyển 900'));
    expect(await give({ body: changed, headers })).toMatchObject({ status: 401, events: [] });
  });

  test('the probe of the console gets its 200 and leaves nothing', async () => {
    const { probe } = hook();
    if (probe) expect(await give(probe)).toMatchObject({ status: 200, events: [] });
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

  test('several events of one request keep their order', async () => {
    const { batch } = hook().events;
    if (!batch) return;
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

  test('our own message comes back as an echo, not as something a person said', async () => {
    const { echo } = hook().events;
    if (!echo) return;
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

  test("a human's message from the platform's own inbox names the human", async () => {
    const { echo } = hook().events;
    if (!echo) return;
    const [event] = echoesOf(
      await take(echo({ person: current().person, id: 'o2', text: 'Tôi đây', admin: '5551' })),
    );
    expect(event).toMatchObject({ platformId: 'o2', admin: '5551' });
  });

  test('receipts name the messages they are about', async () => {
    const { delivered, seen } = hook().events;
    const sent = { person: current().person, ids: ['r1'] };
    if (delivered)
      expect(receiptsOf(await take(delivered(sent)))).toMatchObject([
        { state: 'delivered', platformIds: ['r1'] },
      ]);
    if (seen)
      expect(receiptsOf(await take(seen({ ...sent, ids: ['r1', 'r2'] })))).toMatchObject([
        { state: 'seen', platformIds: ['r1', 'r2'] },
      ]);
  });
}

function describeSending(current: () => ChannelUnderTest, { has }: ChannelSetup): void {
  const send = (message: Partial<Outgoing> = {}) => {
    const { adapter, account, person } = current();
    return adapter.send(account, person, { ...outgoing(), ...message });
  };

  test('a sent message resolves to an id of the platform, another one each time', async () => {
    const first = await send({ id: 'x/1', text: 'một' });
    const second = await send({ id: 'x/2', text: 'hai' });
    expect(first).toMatch(/.+/);
    expect(second).not.toBe(first);
  });

  test('nothing is sent once the lease of the sender is over', async () => {
    await expect(send({ signal: AbortSignal.abort() })).rejects.toBeInstanceOf(SendError);
    const { api, person } = current();
    if (api) expect(await api.shown(person)).toEqual([]);
  });

  if (!has.api) return;
  const api = () => {
    const found = current().api;
    if (!found) throw new Error('this channel said it has an API');
    return found;
  };
  const failureOf = async (sending: Promise<string>) => {
    const outcome = await sending.catch((error: unknown) => error);
    expect(outcome).toBeInstanceOf(SendError);
    return outcome as SendError;
  };

  test('the person sees the text that was given', async () => {
    await send({ text: 'Mức lương tối thiểu: 4.140.000 đ' });
    expect(await api().shown(current().person)).toEqual(['Mức lương tối thiểu: 4.140.000 đ']);
  });

  test('a long text is cut at sentence ends and every piece is taken', async () => {
    const { limits } = current().adapter;
    const text = 'Đây là một câu khá dài về tiền lương làm thêm giờ. '.repeat(limits.maxText / 20).trim();
    const pieces = splitText(text, limits.maxText);
    expect(pieces.length).toBeGreaterThan(1);
    for (const [n, piece] of pieces.entries()) await send({ id: `long/${n}`, text: piece });
    const shown = await api().shown(current().person);
    expect(shown.join(' ')).toBe(text);
    for (const piece of shown) expect(piece).toMatch(/\.$/);
  });

  test('choices can be answered by typing a number where the channel does not show them', async () => {
    if (current().adapter.limits.showsChoices) return;
    await send({ text: withNumbers('Chọn một số:', CHOICES), choices: CHOICES });
    await send({ id: 'x/2', text: 'Không có số', choices: CHOICES });
    const lines = ['1. Lương, tiền làm thêm', '2. Nghỉ việc', '0. Gặp cán bộ công đoàn'];
    expect(await api().shown(current().person)).toEqual([
      ['Chọn một số:', ...lines].join('\n'),
      ['Không có số', ...lines].join('\n'),
    ]);
  });

  const possible = has.troubles ?? (Object.keys(FAILURES) as Exclude<Trouble, 'expired-token'>[]);
  for (const trouble of possible) {
    if (trouble === 'expired-token') continue;
    test(`${trouble} is told as ${FAILURES[trouble]}`, async () => {
      await api().trouble(trouble, current().person);
      const sending = failureOf(send({ text: 'bí mật của người lao động' }));
      await api().passTime(trouble);
      const error = await sending;
      expect(error.failure).toBe(FAILURES[trouble]);
      expect(error.message).not.toContain('bí mật');
    });
  }

  test('after trouble that was for now the same message goes through, once', async () => {
    await api().trouble('throttled', current().person);
    await failureOf(send({ text: 'lần nữa' }));
    await send({ text: 'lần nữa' });
    expect(await api().shown(current().person)).toEqual(['lần nữa']);
  });

  if (possible.includes('expired-token'))
    test('an expired token is renewed without anybody noticing', async () => {
      await send({ text: 'trước' });
      await api().trouble('expired-token', current().person);
      const sending = send({ text: 'sau' });
      await api().passTime('expired-token');
      await sending;
      expect(await api().shown(current().person)).toEqual(['trước', 'sau']);
    });
}

const outgoing = (): Outgoing => ({
  id: 'x/1',
  text: 'chào',
  choices: [],
  by: 'bot',
  signal: new AbortController().signal,
});

const messagesOf = (events: InboundEvent[]): InboundMessage[] =>
  events.flatMap((event) => (event.is === 'message' ? [event.message] : []));
const echoesOf = (events: InboundEvent[]): Echo[] =>
  events.flatMap((event) => (event.is === 'echo' ? [event.echo] : []));
const receiptsOf = (events: InboundEvent[]): Receipt[] =>
  events.flatMap((event) => (event.is === 'receipt' ? [event.receipt] : []));
