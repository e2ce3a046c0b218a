import { z } from 'zod';
import type { Attachment, MessageKind } from '../../model/channel.ts';
import type { ZaloAttachment } from './zalo-event.ts';

/** What came with a message. Pictures and files are only named here: fetching them is another part's work. */
export const toAttachments = (attachments: readonly ZaloAttachment[], kind: MessageKind): Attachment[] =>
  attachments.map((one) => toAttachment(one, kind));

function toAttachment({ type, payload }: ZaloAttachment, kind: MessageKind): Attachment {
  const shown = { type: type ?? kind, url: textOf(payload?.url) ?? textOf(payload?.thumbnail), size: null };
  if (kind === 'location') return { ...shown, name: placeOf(payload?.coordinates) };
  if (kind === 'contact') return { ...shown, type: 'contact', name: phoneOf(payload?.description) };
  const name = textOf(payload?.name) ?? textOf(payload?.title) ?? textOf(payload?.description);
  return { ...shown, name, size: sizeOf(payload?.size) };
}

/** `<latitude>,<longitude>`: the coordinates are strings in real events. */
function placeOf(coordinates: unknown): string | null {
  const degrees = z.union([z.string(), z.number()]).transform(String);
  const place = z.object({ latitude: degrees, longitude: degrees }).safeParse(coordinates);
  return place.success ? `${place.data.latitude},${place.data.longitude}` : null;
}

/** A business card's description is a JSON text `{"phone", "qrCodeUrl"}`. */
function phoneOf(description: unknown): string | null {
  if (typeof description !== 'string') return null;
  try {
    const card = z
      .object({ phone: z.union([z.string(), z.number()]).transform(String) })
      .safeParse(JSON.parse(description));
    return card.success ? card.data.phone : null;
  } catch {
    return null;
  }
}

/** Sizes arrive as texts of digits. */
function sizeOf(size: unknown): number | null {
  const bytes = typeof size === 'string' && size.trim() !== '' ? Number(size) : size;
  return typeof bytes === 'number' && Number.isSafeInteger(bytes) && bytes >= 0 ? bytes : null;
}

const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value.normalize('NFC') : null;
