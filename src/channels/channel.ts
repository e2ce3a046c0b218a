import type { ChannelName, InboundEvent } from '../model/channel.ts';
import type { Choice } from '../model/exchange.ts';

export type WebhookRequest = {
  body: Buffer;
  headers: Record<string, string | undefined>;
  query: URLSearchParams;
};
export type WebhookResponse = {
  status: number;
  headers?: Record<string, string>;
  body?: string;
  events: InboundEvent[];
};

/** Bytes in, verdict and events out. Knows no web framework; http/ mounts it and gives the 200 only once the events are on disk. */
export type WebhookRoute = {
  method: 'GET' | 'POST';
  /** Express 5 path. */
  path: string;
  handle(request: WebhookRequest): Promise<WebhookResponse>;
};

export type SendFailure =
  | 'unreachable'
  | 'throttled' // try again
  | 'unknown' // may have arrived
  | 'window_closed'
  | 'not_now' // another way, or later
  | 'rejected'
  | 'blocked_by_user' // this reply, this person: never
  | 'bad_credentials'
  | 'needs_admin'; // the whole channel waits for a human

/** Why a send failed, in terms the outbox can act on. `message` names the platform's code, never the text that was sent. */
export class SendError extends Error {
  readonly failure: SendFailure;
  /** From Retry-After, milliseconds; null when the platform did not say. */
  readonly retryAfterMs: number | null;
  constructor(
    failure: SendFailure,
    message: string,
    options: { retryAfterMs?: number | null; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'SendError';
    this.failure = failure;
    this.retryAfterMs = options.retryAfterMs ?? null;
  }
}

export type Outgoing = {
  /** Exchange key and number of the reply: the web chat's message id. */
  id: string;
  /** Already with the numbered choices written out where the channel needs it, and short enough for it. */
  text: string;
  choices: Choice[];
  by: 'bot' | 'officer';
  /** Ends with the sender's lease; nothing may be called after it. */
  signal: AbortSignal;
};

/** What a channel can do, so that nobody needs to know which one it is. */
export type ChannelLimits = {
  /** Most characters (NFC) of one message. */
  maxText: number;
  /** The platform shows choices itself; otherwise they are written as numbered text. */
  showsChoices: boolean;
  /** Milliseconds after the person's last message in which an answer may be sent, and in which it is free; null: no limit. */
  windowMs: number | null;
  freeMs: number | null;
  /** How long an officer's own words may still be sent, where the platform gives a human more time than a bot. */
  humanWindowMs?: number;
};

/** One per messaging platform. An adapter translates and transports; it decides nothing. */
export type ChannelAdapter = {
  name: ChannelName;
  limits: ChannelLimits;
  /** Accounts (OA ids, page ids) this adapter sends from. */
  accounts: readonly string[];
  inbound: { kind: 'webhook'; routes: WebhookRoute[] } | { kind: 'none' };
  /** One call; resolves to the platform's message id, or throws a SendError. `from` is the account, `to` the platform's id of the person. */
  send(from: string, to: string, message: Outgoing): Promise<string>;
};
