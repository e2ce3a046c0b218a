import type { InboundEvent, InboundMessage, MessageKind } from '../../model/channel.ts';
import { hashOf, messageKey } from '../message-key.ts';
import { toAttachments } from './attachments.ts';
import type { ZaloEvent } from './zalo-event.ts';

/** What a person can send us; every other event is only recorded. */
const KINDS: ReadonlyMap<string, MessageKind> = new Map([
  ['user_send_text', 'text'],
  ['user_send_image', 'image'],
  ['user_send_gif', 'image'],
  ['user_send_sticker', 'sticker'],
  ['user_send_audio', 'audio'],
  ['user_send_video', 'video'],
  ['user_send_file', 'file'],
  ['user_send_link', 'link'],
  ['user_send_business_card', 'contact'],
  ['user_send_location', 'location'],
]);
const FROM_OA = /^oa_|^user_(received|seen)_message$/;
const FROM_PERSON = /^(user|anonymous)_/;
const ECHO = /^oa_send_(?!group_|anonymous_)/;
/** Words said to us; those of a group were said to the group. */
const SPOKEN = /^(user|anonymous)_send_(?!group_)/;

export type Arrival = {
  body: Buffer;
  event: ZaloEvent;
  account: string;
  /** One of ours; another account's events are kept and nobody is answered. */
  isOurs: boolean;
  /** Its signature matched. */
  verified: boolean;
  /** About a template sent by phone number (header `X-ZEvent-Server: ZNS`), whose receipts carry the same names as those of the chat. */
  isZns: boolean;
};

/** The OA an event is of: Zalo names it in `oa_id`, as the recipient, or, of what the OA did itself, as the sender. */
export function accountOf(event: ZaloEvent, isOurs: (oaId: string) => boolean): string | null {
  const { name, oaId, sender, recipient } = event;
  if (oaId !== null) return oaId;
  if (FROM_OA.test(name)) return sender ?? recipient;
  if (FROM_PERSON.test(name)) return recipient ?? sender;
  const named = [recipient, sender].filter((id) => id !== null);
  return named.find(isOurs) ?? named[0] ?? null;
}

/** One event of Zalo in our words. Receipts and echoes are believed only when they are verified and about the chat. */
export function toInbound(arrival: Arrival): InboundEvent {
  const { isOurs, verified, isZns, event } = arrival;
  const settled = isOurs && verified && !isZns ? (toReceipt(arrival) ?? toEcho(arrival)) : null;
  if (settled) return settled;
  const kind = KINDS.get(event.name);
  const isSaid = kind !== undefined && event.sender !== null && event.sender !== arrival.account;
  return { is: 'message', message: isSaid ? toMessage(arrival, kind) : toRecord(arrival) };
}

function toReceipt({ event, account }: Arrival): InboundEvent | null {
  if (event.name !== 'user_received_message' && event.name !== 'user_seen_message') return null;
  const platformIds = event.messageId === null ? event.seenIds : [event.messageId, ...event.seenIds];
  if (platformIds.length === 0) return null;
  const state = event.name === 'user_seen_message' ? 'seen' : 'delivered';
  return { is: 'receipt', receipt: { channel: 'zalo-oa', account, state, platformIds } };
}

function toEcho({ event, account, body }: Arrival): InboundEvent | null {
  const { name, recipient, messageId, text, admin } = event;
  if (!ECHO.test(name) || recipient === null || messageId === null) return null;
  const raw = body.toString('utf8');
  return {
    is: 'echo',
    echo: { channel: 'zalo-oa', account, recipient, platformId: messageId, text, admin, raw },
  };
}

/** Something a person sent. */
function toMessage(arrival: Arrival, kind: MessageKind): InboundMessage {
  const { account, isOurs, verified, body, event } = arrival;
  return {
    key: messageKey('zalo-oa', account, event.messageId ?? hashOf(body)),
    channel: 'zalo-oa',
    account,
    sender: event.sender ?? account,
    kind,
    text: event.text,
    attachments: toAttachments(event.attachments, kind),
    platformId: event.messageId,
    quotes: event.quotes,
    event: null,
    wantsTurn: isOurs,
    verified,
    raw: body.toString('utf8'),
  };
}

/** Something that happened and is only kept. */
function toRecord(arrival: Arrival): InboundMessage {
  const { account, verified, body, event, isZns } = arrival;
  const { name, messageId, timestamp } = event;
  return {
    // The same message may be reacted to, withdrawn or seen: its id alone names none of these.
    key:
      messageId === null
        ? messageKey('zalo-oa', account, hashOf(body))
        : messageKey('zalo-oa', account, name, messageId, timestamp ?? ''),
    channel: 'zalo-oa',
    account,
    sender: isZns ? account : personOf(event, account),
    kind: 'event',
    text: SPOKEN.test(name) ? event.text : '',
    attachments: [],
    platformId: messageId,
    quotes: null,
    event: name,
    wantsTurn: false,
    verified,
    raw: body.toString('utf8'),
  };
}

/** Whom an event is about; the account itself when it names nobody, or several. */
function personOf({ name, sender, recipient, follower, members }: ZaloEvent, account: string): string {
  // Of a group's events the recipient is the group.
  const to = name.includes('group') ? null : recipient;
  const only = members.length === 1 ? (members[0] ?? null) : null;
  return [sender, to, follower, only].find((id) => id !== null && id !== account) ?? account;
}
