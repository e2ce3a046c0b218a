import { z } from 'zod';

// Zalo documents ids and timestamps as strings and has been seen to send numbers. A field of a shape we do not know counts as absent,
// so that whatever comes can still be stored.
const id = z
  .union([z.string(), z.number()])
  .nullish()
  .catch(null)
  .transform((value) => (value === null || value === undefined || value === '' ? null : String(value)));
const text = z
  .string()
  .nullish()
  .catch(null)
  .transform((value) => value?.normalize('NFC') ?? null);
const orNull = <T extends z.ZodType>(shape: T) =>
  shape
    .nullish()
    .catch(null)
    .transform((value) => value ?? null);
const listOf = <T extends z.ZodType>(shape: T) => z.array(shape).catch([]);

const isPresent = <T>(value: T | null): value is T => value !== null;

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

/** What the bytes say, every id as it was written; null when they are not JSON. */
export function readJson(body: Buffer): { value: unknown } | null {
  const written = body.toString('utf8');
  try {
    const value: unknown = JSON.parse(written);
    return { value: MAYBE_LONG_INTEGER.test(written) ? JSON.parse(quoteLongNumbers(written)) : value };
  } catch {
    return null;
  }
}

/** Any JSON object as an event; null when it is none. */
export function toZaloEvent(value: unknown): ZaloEvent | null {
  const parsed = zaloEvent.safeParse(value);
  return parsed.success ? parsed.data : null;
}

// Zalo writes ids as strings, so nearly no event has one; the same digits inside a text only cost the second look.
const MAYBE_LONG_INTEGER = /(?:^|[:,[\s])-?\d{16}/;
// One pass over valid JSON: a string is taken whole, so digits inside it are never touched.
const STRING_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const LONG_INTEGER = /^-?\d{16,}$/;

/** Integers beyond 2^53 lose digits as JavaScript numbers: they become strings before anything reads them. Expects valid JSON. */
const quoteLongNumbers = (json: string): string =>
  json.replaceAll(STRING_OR_NUMBER, (token) => (LONG_INTEGER.test(token) ? `"${token}"` : token));
