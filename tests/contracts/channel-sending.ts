import { type Outgoing, SendError, type SendFailure } from '../../src/channels/channel.ts';
import { withNumbers } from '../../src/channels/numbered-text.ts';
import { splitText } from '../../src/channels/split-text.ts';
import type { Choice } from '../../src/model/exchange.ts';
import type { ChannelUnderTest, Trouble } from './channel-under-test.ts';

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

/** A message is taken with an id, or refused with a reason the outbox can act on. */
export function describeSending(current: () => ChannelUnderTest): void {
  const send = senderOf(current);

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
}

/** What a platform that is called does to a message, honestly and otherwise. */
export function describeDelivery(
  current: () => ChannelUnderTest,
  troubles: readonly Trouble[],
  showsChoices: boolean,
): void {
  const send = senderOf(current);
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

  if (!showsChoices)
    test('choices can be answered by typing a number where the channel does not show them', async () => {
      await send({ text: withNumbers('Chọn một số:', CHOICES), choices: CHOICES });
      await send({ id: 'x/2', text: 'Không có số', choices: CHOICES });
      const lines = ['1. Lương, tiền làm thêm', '2. Nghỉ việc', '0. Gặp cán bộ công đoàn'];
      expect(await api().shown(current().person)).toEqual([
        ['Chọn một số:', ...lines].join('\n'),
        ['Không có số', ...lines].join('\n'),
      ]);
    });

  for (const trouble of troubles) {
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

  if (troubles.includes('expired-token'))
    test('an expired token is renewed without anybody noticing', async () => {
      await send({ text: 'trước' });
      await api().trouble('expired-token', current().person);
      const sending = send({ text: 'sau' });
      await api().passTime('expired-token');
      await sending;
      expect(await api().shown(current().person)).toEqual(['trước', 'sau']);
    });
}

const senderOf =
  (current: () => ChannelUnderTest) =>
  (message: Partial<Outgoing> = {}) => {
    const { adapter, account, person } = current();
    return adapter.send(account, person, { ...outgoing(), ...message });
  };

const outgoing = (): Outgoing => ({
  id: 'x/1',
  text: 'chào',
  choices: [],
  by: 'bot',
  signal: new AbortController().signal,
});
