import type { ChannelAdapter } from '../../src/channels/channel.ts';
import type { MessageKind } from '../../src/model/channel.ts';

export type ChannelRequest = { body: Buffer; headers: Record<string, string> };

/** Events as the platform writes them. What a platform does not have is null: that check then does not apply. */
export type PlatformEvents = {
  text(said: { person: string; id: string; text: string; quotes?: string; account?: string }): unknown;
  kinds: Partial<Record<MessageKind, (said: { person: string; id: string }) => unknown>>;
  unknown(person: string): unknown;
  echo: ((sent: { person: string; id: string; text: string; admin: string | null }) => unknown) | null;
  delivered: ((sent: { person: string; ids: string[] }) => unknown) | null;
  /** Names what was seen, or only until when. */
  seen: ((sent: { person: string; ids: string[]; until: Date }) => unknown) | null;
  /** One request with several events. */
  batch: ((events: unknown[]) => unknown) | null;
};

/** How the platform's webhook is spoken to. */
export type PlatformWebhook = {
  path: string;
  account: string;
  events: PlatformEvents;
  /** Signed over exactly these bytes. */
  sign(body: Buffer, event: unknown): Record<string, string>;
  signedWithAnotherSecret(body: Buffer, event: unknown): Record<string, string>;
  /** What the platform's console sends unsigned when somebody saves the address. */
  probe: ChannelRequest | null;
  /** Bytes that say the same as `JSON.stringify` would and are other bytes (escapes). */
  asWritten(event: unknown): Buffer;
  /** What the platform asks with GET when somebody saves the address, and what it wants to hear. */
  handshake?: { query: URLSearchParams; wanted: string };
  /** Status for a body that is no JSON and not signed. */
  notJson: number;
};

/** What a platform can be told to do to the next call. */
export type Trouble =
  | 'throttled'
  | 'unavailable'
  | 'refused-connection'
  | 'blocked'
  | 'rejected'
  | 'window-closed'
  | 'bad-credentials'
  | 'needs-admin'
  | 'hang'
  | 'half-body'
  | 'html'
  | 'dropped'
  | 'expired-token';

export type PlatformApi = {
  trouble(how: Trouble, person: string): void | Promise<void>;
  /** Texts before this person, in order, also of calls whose answer was lost. */
  shown(person: string): string[] | Promise<string[]>;
  /** Lets the time pass that the channel takes to find out, by whatever clock it has. */
  passTime(trouble: Trouble): Promise<void>;
};

export type ChannelUnderTest = {
  adapter: ChannelAdapter;
  account: string;
  person: string;
  webhook: PlatformWebhook | null;
  api: PlatformApi | null;
  close(): Promise<void>;
};

export type WebhookFeature =
  | 'probe'
  | 'batches'
  | 'echoes'
  | 'receipts'
  | 'watermarks'
  | 'quotes'
  | 'handshake';

export type ChannelSetup = {
  /** Known before anything starts, so that checks that do not apply are not there instead of green. */
  has: {
    /** Null where nothing comes in by a webhook. */
    webhook: readonly WebhookFeature[] | null;
    /** What its platform can be told to do; null where no platform is called. */
    troubles: readonly Trouble[] | null;
    /** The platform shows choices itself. */
    showsChoices: boolean;
  };
  open(): Promise<ChannelUnderTest>;
};
