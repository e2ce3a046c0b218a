import { z } from 'zod';
import type { Attachment, MessageKind } from '../../model/channel.ts';
import type { MessengerAttachment } from './messenger-event.ts';

/** What came with a message and what kind of message that makes it. Nothing is fetched here: that is another part's work. */
export type Attached = { kind: MessageKind; attachment: Attachment };

const KINDS: ReadonlyMap<string, MessageKind> = new Map([
  ['image', 'image'],
  ['audio', 'audio'],
  ['video', 'video'],
  ['reel', 'video'],
  ['ig_reel', 'video'],
  ['file', 'file'],
  ['sticker', 'sticker'],
  ['location', 'location'],
  ['fallback', 'link'],
  ['post', 'link'],
  ['ig_post', 'link'],
  ['template', 'link'],
  ['appointment_booking', 'link'],
]);

/** Meta adds types: one that nobody knows is kept under its own name and counts as a file. */
export function toAttached(one: MessengerAttachment, stickerId: string | null): Attached {
  const { type, payload } = one;
  const isSticker = stickerId !== null || idOf(payload?.sticker_id) !== null;
  // Until the summer of 2026 a sticker came as a picture that has the sticker's id.
  const kind = isSticker && type === 'image' ? 'sticker' : (KINDS.get(type ?? '') ?? 'file');
  const name = kind === 'location' ? placeOf(payload?.coordinates) : nameOf(one);
  const url = textOf(payload?.url) ?? textOf(one.url);
  return { kind, attachment: { type: type ?? kind, url, name, size: null } };
}

const nameOf = ({ payload, title }: MessengerAttachment): string | null =>
  textOf(payload?.title) ?? textOf(payload?.name) ?? textOf(title);

/** `<latitude>,<longitude>`. */
function placeOf(coordinates: unknown): string | null {
  const degrees = z.union([z.string(), z.number()]).transform(String);
  const place = z.object({ lat: degrees, long: degrees }).safeParse(coordinates);
  return place.success ? `${place.data.lat},${place.data.long}` : null;
}

const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value.normalize('NFC') : null;

const idOf = (value: unknown): string | null => (typeof value === 'number' ? String(value) : textOf(value));
