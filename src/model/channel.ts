import { z } from 'zod';

/** How people reach us. `cli` is the terminal of `cau-noi chat`; `console` is what staff do on their pages, where nothing is ever sent. */
export const CHANNELS = ['zalo-oa', 'messenger', 'zalo-group', 'web-chat', 'cli', 'console'] as const;
export const channelName = z.enum(CHANNELS);
export type ChannelName = z.infer<typeof channelName>;

/** Where a person is reached: the platform's ids stay strings from the first byte to the last. */
export const address = z.object({
  channel: channelName,
  account: z.string(),
  id: z.string(),
});
export type Address = z.infer<typeof address>;

export const MESSAGE_KINDS = [
  'text',
  'image',
  'video',
  'file',
  'sticker',
  'location',
  'audio',
  'contact',
  'link',
  'event',
  'effect',
] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

export type Attachment = {
  type: string;
  url: string | null;
  name: string | null;
  /** Bytes, when the platform says so. */
  size: number | null;
};

/** One thing that came in from a platform, translated and nothing more. */
export type InboundMessage = {
  /** `<channel>:<account>:<platform id>`; an event without an id gets the SHA-256 of that single event as its id. */
  key: string;
  channel: ChannelName;
  account: string;
  /** The platform's id of the person. */
  sender: string;
  kind: MessageKind;
  text: string;
  attachments: Attachment[];
  platformId: string | null;
  /** Platform id of the message this one quotes. */
  quotes: string | null;
  /** Name of the platform's event when `kind` is `event`. */
  event: string | null;
  /** False for an event that is only recorded (a follow, another account's): it is stored done, nobody is answered. */
  wantsTurn: boolean;
  /** False only when signatures are `log-only` and this one did not match: answered, but without effects. */
  verified: boolean;
  /** The single event as it arrived; sealed at rest. */
  raw: string;
};

/** The platform saying what became of our messages. */
export type Receipt = {
  channel: ChannelName;
  account: string;
  state: 'delivered' | 'seen';
  platformIds: string[];
  /** Where the platform names no messages: all that this person was sent until then. */
  upTo?: { recipient: string; at: string };
};

/** A message that left our account, ours or a human's in the platform's own inbox (`admin` is then their id). */
export type Echo = {
  channel: ChannelName;
  account: string;
  /** The platform's id of the person it went to. */
  recipient: string;
  platformId: string;
  text: string;
  admin: string | null;
  raw: string;
};

export type InboundEvent =
  | { is: 'message'; message: InboundMessage }
  | { is: 'receipt'; receipt: Receipt }
  | { is: 'echo'; echo: Echo };
