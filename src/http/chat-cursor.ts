import { createHash } from 'node:crypto';
import type { ChatMessage } from './chat-messages.ts';

/**
 * What a reader has been given. Messages are ordered by the moment they came to be, but become visible a little later, so a place in
 * the order is not enough: the cursor names the newest `REMEMBERED` messages given, and everything before the oldest of them
 * counts as given. A message is missed only when more than that many newer ones were given before it could be seen.
 */
export type Cursor = { floor: number; given: ReadonlySet<string> };

const REMEMBERED = 128;
const MARK_BYTES = 5;
const TIME_BYTES = 6;
const OWNER_BYTES = 4;
const HEAD_BYTES = 1 + OWNER_BYTES + TIME_BYTES;
const VERSION = 1;

const START: Cursor = { floor: 0, given: new Set() };

/** Read position of `after`: a cursor of this session, a message's id, or null for the start. An unknown text starts again rather than lose anything. */
export function positionOf(after: string | null, session: string, messages: readonly ChatMessage[]): Cursor {
  if (after === null) return START;
  const at = messages.map(({ id }) => id).lastIndexOf(after);
  if (at >= 0) return cursorOver(messages.slice(0, at + 1));
  return readCursor(after, session) ?? START;
}

/** The messages that this reader has not been given, oldest first. */
export function unseen(messages: readonly ChatMessage[], { floor, given }: Cursor): ChatMessage[] {
  return messages.filter((message) => timeOf(message) >= floor && !given.has(markOf(message)));
}

/** The cursor once all of `seen` (in order) has been given to the holder of `before`. */
export function cursorOver(seen: readonly ChatMessage[], before: Cursor = START): Cursor {
  const oldest = seen.at(-REMEMBERED);
  const floor = Math.max(before.floor, oldest ? timeOf(oldest) : 0);
  // Those of the floor's own instant are named too, or they would come twice.
  const named = seen.filter((message) => timeOf(message) >= floor).map(markOf);
  // `seen` may be the newest part of a long talk: what was given outside of it stays named.
  const known = new Set(seen.map(markOf));
  const carried = [...before.given].filter((mark) => !known.has(mark)).slice(-REMEMBERED);
  return { floor, given: new Set([...carried, ...named]) };
}

export function writeCursor({ floor, given }: Cursor, session: string): string {
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt8(VERSION, 0);
  ownerMark(session).copy(head, 1);
  head.writeUIntBE(floor, 1 + OWNER_BYTES, TIME_BYTES);
  const marks = [...given].map((mark) => Buffer.from(mark, 'hex'));
  return Buffer.concat([head, ...marks]).toString('base64url');
}

/** Null for what is no cursor of this session. */
export function readCursor(text: string, session: string): Cursor | null {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.length < HEAD_BYTES || (bytes.length - HEAD_BYTES) % MARK_BYTES !== 0) return null;
  if (bytes.readUInt8(0) !== VERSION) return null;
  if (!bytes.subarray(1, 1 + OWNER_BYTES).equals(ownerMark(session))) return null;
  const given = new Set<string>();
  for (let at = HEAD_BYTES; at < bytes.length; at += MARK_BYTES)
    given.add(bytes.toString('hex', at, at + MARK_BYTES));
  return { floor: bytes.readUIntBE(1 + OWNER_BYTES, TIME_BYTES), given };
}

const timeOf = (message: ChatMessage): number => Date.parse(message.at);
const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
const ownerMark = (session: string): Buffer => hash(session).subarray(0, OWNER_BYTES);

/** 40 bits: among 128 names two are taken for one once in 10^10 messages. */
const markOf = ({ from, id }: ChatMessage): string => hash(`${from}\n${id}`).toString('hex', 0, MARK_BYTES);
