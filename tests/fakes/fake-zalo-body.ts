import type { IncomingMessage } from 'node:http';

export type FakeButton = { title: string; payload: unknown };

export async function readAll(req: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of req) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

export function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

type Body = { recipient?: { user_id?: unknown }; message?: { text?: unknown; attachment?: Attachment } };
type Attachment = { type?: unknown; payload?: { buttons?: FakeButton[] } };

export function userOf(body: unknown): string | null {
  const id = (body as Body | null)?.recipient?.user_id;
  return typeof id === 'string' ? id : null;
}

/** The text and the buttons of a consultation message; null when it has none. */
export function messageOf(body: unknown): { text: string; buttons: FakeButton[] } | null {
  const message = (body as Body | null)?.message;
  if (typeof message?.text !== 'string') return null;
  return { text: message.text, buttons: message.attachment?.payload?.buttons ?? [] };
}
