import { createHash } from 'node:crypto';
import type { FakeZaloAccount, SentMessage } from './fake-zalo.ts';
import { shuffled } from './shuffled.ts';

export type ZaloJson = Record<string, unknown>;
export type SignedWebhook = { body: Buffer; headers: Record<string, string> };

export type SaidOptions = {
  id?: string;
  quotes?: string;
  account?: string;
  at?: Date;
  /** `text` when left out: image, gif, sticker, audio, video, file, link, business_card, location. */
  kind?: string;
  attachments?: unknown[];
};

export type PostOptions = {
  /** Every event comes this often. */
  copies?: number;
  /** All at once instead of one after the other. */
  together?: boolean;
  /** Another order, the same for the same seed. */
  shuffle?: number;
};

export type ZaloEvents = {
  userSends(user: string, text: string, options?: SaidOptions): ZaloJson;
  /** What an OA is told of its own message; with `admin` a human typed it in Zalo's inbox. */
  echoOf(
    message: Pick<SentMessage, 'account' | 'user' | 'text' | 'messageId'>,
    options?: { admin?: string },
  ): ZaloJson;
  receiptOf(
    messages: Pick<SentMessage, 'account' | 'user' | 'messageId'>[],
    state?: 'delivered' | 'seen',
  ): ZaloJson;
  /** The exact bytes and the headers Zalo sends them with. */
  signedWebhook(
    event: ZaloJson,
    options?: { secret?: string; prefix?: string; body?: string },
  ): SignedWebhook;
  /** Posts the events, signed, to a webhook; the statuses in the order they were sent. */
  post(target: string, events: ZaloJson[], options?: PostOptions): Promise<number[]>;
};

/** Events as Zalo writes them, and the post office for them. */
export function createZaloEvents(accounts: readonly FakeZaloAccount[]): ZaloEvents {
  const [first] = accounts;
  let made = 0;
  let clock = Date.parse('2026-11-23T02:00:00Z');

  const accountOf = (oaId: unknown) => accounts.find((account) => account.oaId === oaId) ?? first;
  const stamp = (at?: Date) => String(at?.getTime() ?? ++clock);
  const envelope = (oaId: string) => ({
    app_id: accountOf(oaId)?.appId ?? '',
    user_id_by_app: '552177279717587730',
  });

  const events: ZaloEvents = {
    userSends(user, text, { id, quotes, account = first?.oaId ?? '', at, kind = 'text', attachments } = {}) {
      made += 1;
      const message = {
        ...(text === '' ? {} : { text }),
        msg_id: id ?? `in${String(made).padStart(18, '0')}`,
        ...(quotes === undefined ? {} : { quote_msg_id: quotes }),
        ...(attachments === undefined ? {} : { attachments }),
      };
      const parties = { sender: { id: user }, recipient: { id: account } };
      return {
        ...envelope(account),
        ...parties,
        event_name: `user_send_${kind}`,
        message,
        timestamp: stamp(at),
      };
    },

    echoOf({ account, user, text, messageId }, { admin } = {}) {
      const sender = { id: account, ...(admin === undefined ? {} : { admin_id: admin }) };
      const message = { text, msg_id: messageId };
      return {
        ...envelope(account),
        sender,
        recipient: { id: user },
        event_name: 'oa_send_text',
        message,
        timestamp: stamp(),
      };
    },

    receiptOf(messages, state = 'delivered') {
      const [one] = messages;
      const account = one?.account ?? '';
      const ids = messages.map(({ messageId }) => messageId);
      const parties = { sender: { id: account }, recipient: { id: one?.user ?? '' } };
      const message = state === 'seen' ? { msg_ids: ids } : { msg_id: ids[0] };
      const event_name = state === 'seen' ? 'user_seen_message' : 'user_received_message';
      return { ...envelope(account), ...parties, event_name, message, timestamp: stamp() };
    },

    signedWebhook(event, { secret, prefix = 'mac=', body } = {}) {
      // Zalo escapes slashes, which no JSON.stringify does: who hashes a body written anew finds another hash.
      const bytes = Buffer.from(body ?? JSON.stringify(event).replaceAll('/', '\\/'));
      const parties = event as { oa_id?: string; sender?: { id?: string }; recipient?: { id?: string } };
      const ids = [parties.oa_id, parties.sender?.id, parties.recipient?.id];
      const account = accounts.find(({ oaId }) => ids.includes(oaId)) ?? first;
      const mac = createHash('sha256')
        .update(String(event.app_id ?? ''))
        .update(bytes)
        .update(String(event.timestamp ?? ''))
        .update(secret ?? account?.oaSecretKey ?? '')
        .digest('hex');
      return {
        body: bytes,
        headers: { 'content-type': 'application/json', 'x-zevent-signature': `${prefix}${mac}` },
      };
    },

    async post(target, list, { copies = 1, together = false, shuffle } = {}) {
      const all = Array.from({ length: copies }, () => list).flat();
      const ordered = shuffle === undefined ? all : shuffled(all, shuffle);
      const send = async (event: ZaloJson) => {
        const { body, headers } = events.signedWebhook(event);
        const response = await fetch(target, { method: 'POST', body: new Uint8Array(body), headers });
        await response.arrayBuffer();
        return response.status;
      };
      if (together) return Promise.all(ordered.map(send));
      const statuses: number[] = [];
      for (const event of ordered) statuses.push(await send(event));
      return statuses;
    },
  };
  return events;
}
