import { z } from 'zod';
import { id, isPresent, listOf, orNull, text } from '../lenient.ts';

const flag = z
  .unknown()
  .optional()
  .transform((value) => value === true || value === 'true');

const attachment = orNull(
  z.object({ type: text, title: text, url: text, payload: orNull(z.record(z.string(), z.unknown())) }),
);
export type MessengerAttachment = NonNullable<z.infer<typeof attachment>>;

const party = z.object({ id });
const named = z.object({ mid: id });
const message = z.object({
  mid: id,
  text,
  is_echo: flag,
  is_deleted: flag,
  app_id: id,
  metadata: text,
  sticker_id: id,
  quick_reply: orNull(z.object({ payload: text })),
  reply_to: orNull(named),
  attachments: listOf(attachment),
});
const messengerEvent = z
  .object({
    sender: orNull(party),
    recipient: orNull(party),
    message: orNull(message),
    postback: orNull(z.object({ mid: id, title: text, payload: text })),
    delivery: orNull(z.object({ mids: listOf(id), watermark: id })),
    read: orNull(z.object({ watermark: id })),
    reaction: orNull(z.object({ action: text })),
    message_edit: orNull(z.object({ text })),
  })
  .transform(({ sender, recipient, message, delivery, read, reaction, message_edit, postback }) => ({
    sender: sender?.id ?? null,
    recipient: recipient?.id ?? null,
    message: message && {
      id: message.mid,
      text: message.text ?? '',
      isEcho: message.is_echo,
      isDeleted: message.is_deleted,
      appId: message.app_id,
      metadata: message.metadata,
      stickerId: message.sticker_id,
      payload: message.quick_reply?.payload ?? null,
      quotes: message.reply_to?.mid ?? null,
      attachments: message.attachments.filter(isPresent),
    },
    postback: postback && { id: postback.mid, title: postback.title ?? '', payload: postback.payload },
    receipt: receiptOf(delivery, read),
    reaction: reaction?.action ?? null,
    edited: message_edit?.text ?? null,
  }));

type Delivery = { mids: (string | null)[]; watermark: string | null };

/** A read names no messages, a delivery need not: then everything up to the watermark is meant. */
function receiptOf(delivery: Delivery | null, read: { watermark: string | null } | null) {
  if (read) return { state: 'seen' as const, ids: [], watermark: read.watermark };
  if (!delivery) return null;
  return {
    state: 'delivered' as const,
    ids: delivery.mids.filter(isPresent),
    watermark: delivery.watermark,
  };
}
export type MessengerEvent = z.output<typeof messengerEvent>;

/** One thing that Meta tells: an event of a talk, a change on the page, or something of a shape that nobody knows. */
export type MessengerItem = {
  /** The page whose entry it stood in. */
  page: string | null;
  /** Meta's name of it: the key that holds what happened, a changed field. */
  name: string;
  /** Another app has the talk: it is told to us, not said to us. */
  isStandby: boolean;
  event: MessengerEvent;
  /** As it came. */
  value: unknown;
};

const webhook = z.object({ object: text, entry: listOf(z.unknown()) });
const entry = z.object({
  id,
  messaging: listOf(z.unknown()),
  standby: listOf(z.unknown()),
  changes: listOf(z.unknown()),
});
const change = z.object({ field: z.string(), value: z.record(z.string(), z.unknown()) });

/** Everything a request tells, in its order; null when it is no JSON object. Nothing is left out, of whatever shape it is. */
export function toItems(value: unknown): { object: string | null; items: MessengerItem[] } | null {
  const parsed = webhook.safeParse(value);
  if (!parsed.success) return null;
  const { object, entry: entries } = parsed.data;
  const items = entries.flatMap(itemsOfEntry);
  const isTold = items.length > 0 || Object.keys(value ?? {}).length === 0;
  return { object, items: isTold ? items : [{ ...toItem(null, value, false), name: 'webhook' }] };
}

function itemsOfEntry(value: unknown): MessengerItem[] {
  const { data } = entry.safeParse(value);
  const page = data?.id ?? null;
  const items = data
    ? [
        ...data.messaging.map((one) => toItem(page, one, false)),
        ...data.standby.map((one) => toItem(page, one, true)),
        ...data.changes.map((one) => toItem(page, one, false)),
      ]
    : [];
  return items.length > 0 ? items : [{ ...toItem(page, value, false), name: 'entry' }];
}

/** Meta's own examples and its "Test" button wrap an event of a talk as `{ field, value }`, as changes on a page always are. */
function toItem(page: string | null, value: unknown, isStandby: boolean): MessengerItem {
  const wrapped = change.safeParse(value).data;
  if (wrapped && !wrapped.field.startsWith('messag'))
    return { page, name: nameOf(wrapped.field), isStandby, event: toEvent({}), value };
  const inner = wrapped ? wrapped.value : value;
  return { page, name: nameIn(inner), isStandby, event: toEvent(inner), value };
}

const toEvent = (value: unknown): MessengerEvent =>
  messengerEvent.safeParse(value).data ?? messengerEvent.parse({});

const ENVELOPE = new Set(['sender', 'recipient', 'timestamp', 'prior_message']);

function nameIn(value: unknown): string {
  const keys = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  return nameOf(keys.find((key) => !ENVELOPE.has(key)) ?? 'unknown');
}

const nameOf = (name: string): string => (/^\w{1,64}$/.test(name) ? name : 'unknown');
