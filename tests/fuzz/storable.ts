import type { InboundEvent } from '../../src/model/channel.ts';

/** Whatever a webhook takes can be kept and acted on. `ours`: the accounts that answer. */
export function expectStorable(event: InboundEvent, channel: string, ours: readonly string[]): void {
  const text = (value: unknown) => expect(typeof value).toBe('string');
  if (event.is === 'receipt') {
    const { platformIds, upTo } = event.receipt;
    expect(platformIds.length > 0 || upTo !== undefined).toBe(true);
    platformIds.forEach(text);
    if (upTo) expect(new Date(upTo.at).toISOString()).toBe(upTo.at);
    return;
  }
  if (event.is === 'echo') {
    const { recipient, platformId, text: said, account, raw } = event.echo;
    [recipient, platformId, said, account, raw].forEach(text);
    return;
  }
  const { message } = event;
  [message.sender, message.account, message.text, message.raw].forEach(text);
  expect(message.sender).not.toBe('');
  expect(message.key).toMatch(new RegExp(`^${channel}:[\\w.~-]+:[\\w.~:-]+$`));
  expect(message.text).toBe(message.text.normalize('NFC'));
  expect(message.kind === 'event').toBe(message.event !== null);
  if (message.wantsTurn) expect(ours).toContain(message.account);
  for (const { url, name, size, type } of message.attachments) {
    text(type);
    expect(url === null || typeof url === 'string').toBe(true);
    expect(name === null || typeof name === 'string').toBe(true);
    expect(size === null || (Number.isSafeInteger(size) && size >= 0)).toBe(true);
  }
}
