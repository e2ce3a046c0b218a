import { z } from 'zod';
import { id, isPresent, listOf, orNull, text } from '../lenient.ts';

const attachment = orNull(z.object({ type: text, payload: orNull(z.record(z.string(), z.unknown())) }));
export type ZaloAttachment = NonNullable<z.infer<typeof attachment>>;

const party = z.object({ id, admin_id: id });
const message = z.object({
  msg_id: id,
  msg_ids: listOf(id),
  quote_msg_id: id,
  text,
  attachments: listOf(attachment),
});
const zaloEvent = z
  .object({
    event_name: text,
    app_id: id,
    timestamp: id,
    oa_id: id,
    sender: orNull(party),
    recipient: orNull(party),
    follower: orNull(party),
    user_id: id,
    users: listOf(orNull(party)),
    tag: orNull(z.object({ user_ids: listOf(id) })),
    message: orNull(message),
  })
  .transform(({ sender, message, ...event }) => ({
    name: event.event_name ?? '',
    appId: event.app_id,
    timestamp: event.timestamp,
    oaId: event.oa_id,
    sender: sender?.id ?? null,
    /** Of an echo: the human who typed it in Zalo's own inbox. */
    admin: sender?.admin_id ?? null,
    recipient: event.recipient?.id ?? null,
    /** Who else an event is about: a follower, the members of a group, those who got a tag. */
    follower: event.follower?.id ?? event.user_id,
    members: [...event.users.map((user) => user?.id ?? null), ...(event.tag?.user_ids ?? [])].filter(
      isPresent,
    ),
    messageId: message?.msg_id ?? null,
    seenIds: (message?.msg_ids ?? []).filter(isPresent),
    quotes: message?.quote_msg_id ?? null,
    text: message?.text ?? '',
    attachments: (message?.attachments ?? []).filter(isPresent),
  }));
export type ZaloEvent = z.output<typeof zaloEvent>;

/** Any JSON object as an event; null when it is none. */
export function toZaloEvent(value: unknown): ZaloEvent | null {
  const parsed = zaloEvent.safeParse(value);
  return parsed.success ? parsed.data : null;
}
