import type { Attachment, InboundEvent, InboundMessage, MessageKind } from '../../model/channel.ts';
import { hashOf, messageKey } from '../message-key.ts';
import { toAttached } from './attachments.ts';
import type { MessengerEvent, MessengerItem } from './messenger-event.ts';
import { OUR_METADATA, saidBy } from './our-marks.ts';

export type Arrival = {
  item: MessengerItem;
  account: string;
  /** One of ours; another page's events are kept and nobody is answered. */
  isOurs: boolean;
  /** The single event as it came. */
  raw: string;
};

/** One event of Meta in our words. */
export function toInbound(arrival: Arrival): InboundEvent {
  const settled = arrival.isOurs ? (toReceipt(arrival) ?? toEcho(arrival)) : null;
  return settled ?? { is: 'message', message: toMessage(arrival) ?? toRecord(arrival) };
}

function toReceipt({ item, account }: Arrival): InboundEvent | null {
  const { receipt, sender } = item.event;
  if (!receipt || sender === null) return null;
  const { state, ids: platformIds } = receipt;
  if (platformIds.length > 0)
    return { is: 'receipt', receipt: { channel: 'messenger', account, state, platformIds } };
  const at = momentOf(receipt.watermark);
  if (at === null) return null;
  const upTo = { recipient: sender, at };
  return { is: 'receipt', receipt: { channel: 'messenger', account, state, platformIds, upTo } };
}

/** Also of a talk that another app has: there above all it is a human who writes. */
function toEcho({ item, account, raw }: Arrival): InboundEvent | null {
  const { message, recipient } = item.event;
  if (!message?.isEcho || recipient === null || message.id === null) return null;
  const { id: platformId, text, metadata, appId } = message;
  const admin = metadata === OUR_METADATA ? null : (appId ?? 'inbox');
  return { is: 'echo', echo: { channel: 'messenger', account, recipient, platformId, text, admin, raw } };
}

/** Something a person said to us; null for everything else. */
function toMessage({ item, account, isOurs, raw }: Arrival): InboundMessage | null {
  const { sender } = item.event;
  if (sender === null || sender === account || item.isStandby) return null;
  const said = wordsIn(item.event) ?? tapIn(item.event);
  if (!said) return null;
  const { platformId } = said;
  return {
    ...said,
    key: messageKey('messenger', account, platformId ?? hashOf(raw)),
    channel: 'messenger',
    account,
    sender,
    event: null,
    wantsTurn: isOurs,
    verified: true,
    raw,
  };
}

type Said = Pick<InboundMessage, 'kind' | 'text' | 'attachments' | 'platformId' | 'quotes'>;

function wordsIn({ message }: MessengerEvent): Said | null {
  if (!message || message.isEcho || message.isDeleted) return null;
  const { id: platformId, quotes } = message;
  const text = saidBy(message.payload) ?? message.text;
  const attached = message.attachments.map((one) => toAttached(one, message.stickerId));
  const attachments = attached.map(({ attachment }) => attachment);
  const [first] = attached;
  if (first) return { kind: kindOf(first.kind, text), text, attachments, platformId, quotes };
  if (text !== '') return { kind: 'text', text, attachments, platformId, quotes };
  // Sent by the person and hidden from us by Meta: they are told that it cannot be read.
  return platformId === null ? null : { kind: 'file', text, attachments: [UNSUPPORTED], platformId, quotes };
}

const UNSUPPORTED: Attachment = { type: 'unsupported', url: null, name: null, size: null };

/** The preview of an address that stands in a text does not make it another kind of message. */
const kindOf = (kind: MessageKind, text: string): MessageKind =>
  kind === 'link' && text !== '' ? 'text' : kind;

/** A button, the menu or "Get Started": what it means, else what stood on it. */
function tapIn({ postback }: MessengerEvent): Said | null {
  if (!postback) return null;
  const text = saidBy(postback.payload) ?? postback.title;
  if (text === '') return null;
  return { kind: 'text', text, attachments: [], platformId: postback.id, quotes: null };
}

/** Something that happened and is only kept. */
function toRecord({ item, account, raw }: Arrival): InboundMessage {
  const { event, name } = item;
  const { sender, recipient, message, edited } = event;
  return {
    key: messageKey('messenger', account, name, hashOf(raw)),
    channel: 'messenger',
    account,
    sender: [sender, recipient].find((id) => id !== null && id !== account) ?? account,
    kind: 'event',
    text: message?.text ?? edited ?? '',
    attachments: [],
    platformId: message?.id ?? null,
    quotes: null,
    event: eventOf(item),
    wantsTurn: false,
    verified: true,
    raw,
  };
}

/** Taking a reaction back is no turning to us, as reacting is. */
function eventOf({ name, isStandby, event }: MessengerItem): string {
  if (isStandby) return `standby_${name}`;
  return name === 'reaction' && event.reaction !== 'react' ? 'reaction_removed' : name;
}

/** Milliseconds since 1970, as a number or its digits. */
function momentOf(watermark: string | null): string | null {
  const ms = watermark !== null && /^\d{1,15}$/.test(watermark) ? Number(watermark) : 0;
  return ms > 0 ? new Date(ms).toISOString() : null;
}
