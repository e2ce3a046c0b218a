import { createHmac } from 'node:crypto';
import type { FakePage, SentToUser } from './fake-graph.ts';
import { shuffled } from './shuffled.ts';

export type GraphJson = Record<string, unknown>;
export type GraphWebhook = { body: Buffer; headers: Record<string, string> };

type SaidOptions = {
  id?: string;
  quotes?: string;
  page?: string;
  at?: Date;
  attachments?: unknown[];
  /** A quick reply was tapped. */
  payload?: string;
};

type PostOptions = {
  /** Every request comes this often. */
  copies?: number;
  /** All at once instead of one after the other. */
  together?: boolean;
  /** Another order, the same for the same seed. */
  shuffle?: number;
};

export type GraphEvents = {
  userSends(user: string, text: string, options?: SaidOptions): GraphJson;
  /** A button or the menu. */
  userTaps(user: string, tapped: { title: string; payload: string; id?: string; page?: string }): GraphJson;
  /** What a page is told of a message that left it; with `app` another app or a human in the inbox has sent it. */
  echoOf(
    message: Pick<SentToUser, 'page' | 'user' | 'text' | 'messageId'>,
    options?: { app?: string },
  ): GraphJson;
  delivered(user: string, about: { ids?: string[]; until: Date; page?: string }): GraphJson;
  read(user: string, about: { until: Date; page?: string }): GraphJson;
  /** Something else that happens between this person and the page. */
  happens(user: string, what: GraphJson, page?: string): GraphJson;
  /** One request with the entries of several, as Meta sends them when it is busy. */
  batch(events: GraphJson[]): GraphJson;
  /** The exact bytes and the headers Meta sends them with. */
  signedWebhook(event: GraphJson, options?: { secret?: string; body?: string }): GraphWebhook;
  /** Posts the events, signed, to a webhook; the statuses in the order they were sent. */
  post(target: string, events: GraphJson[], options?: PostOptions): Promise<number[]>;
};

/** Events as Meta writes them, and the post office for them. */
export function createGraphEvents(pages: readonly FakePage[]): GraphEvents {
  const [first] = pages;
  let made = 0;
  let clock = Date.parse('2026-11-23T02:00:00Z');

  const own = (page?: string) => page ?? first?.pageId ?? '';
  const stamp = (at?: Date) => at?.getTime() ?? ++clock;
  const envelope = (page: string, item: GraphJson, list = 'messaging'): GraphJson => ({
    object: 'page',
    entry: [{ time: clock, id: page, [list]: [item] }],
  });
  const fromUser = (user: string, page: string | undefined, what: GraphJson, at?: Date) =>
    envelope(own(page), {
      sender: { id: user },
      recipient: { id: own(page) },
      timestamp: stamp(at),
      ...what,
    });

  const events: GraphEvents = {
    userSends(user, text, { id, quotes, page, at, attachments, payload } = {}) {
      made += 1;
      const message = {
        mid: id ?? `m_in${String(made).padStart(16, '0')}`,
        ...(text === '' ? {} : { text }),
        ...(quotes === undefined ? {} : { reply_to: { mid: quotes, is_self_reply: false } }),
        ...(attachments === undefined ? {} : { attachments }),
        ...(payload === undefined ? {} : { quick_reply: { payload } }),
      };
      return fromUser(user, page, { message }, at);
    },

    userTaps(user, { title, payload, id, page }) {
      made += 1;
      return fromUser(user, page, { postback: { mid: id ?? `m_tap${made}`, title, payload } });
    },

    echoOf({ page, user, text, messageId }, { app } = {}) {
      const ours = { app_id: 263902037430, metadata: 'cau-noi' };
      const from = app === undefined ? ours : { app_id: app };
      const message = { mid: messageId, text, is_echo: true, ...from };
      return envelope(page, { sender: { id: page }, recipient: { id: user }, timestamp: stamp(), message });
    },

    delivered: (user, { ids, until, page }) =>
      fromUser(user, page, {
        delivery: { ...(ids === undefined ? {} : { mids: ids }), watermark: until.getTime() },
      }),
    read: (user, { until, page }) => fromUser(user, page, { read: { watermark: until.getTime() } }),
    happens: (user, what, page) => fromUser(user, page, what),

    batch: (list) => ({ object: 'page', entry: list.flatMap(({ entry }) => entry as unknown[]) }),

    signedWebhook(event, { secret, body } = {}) {
      // Meta escapes slashes and every letter beyond ASCII: who hashes a body written anew finds another hash.
      const bytes = Buffer.from(body ?? escaped(JSON.stringify(event)));
      const entries: { id?: unknown }[] = Array.isArray(event.entry) ? event.entry : [];
      const ids = entries.map((entry) => entry?.id);
      const page = pages.find(({ pageId }) => ids.includes(pageId)) ?? first;
      const mac = createHmac('sha256', secret ?? page?.appSecret ?? '')
        .update(bytes)
        .digest('hex');
      return {
        body: bytes,
        headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${mac}` },
      };
    },

    async post(target, list, { copies = 1, together = false, shuffle } = {}) {
      const all = Array.from({ length: copies }, () => list).flat();
      const ordered = shuffle === undefined ? all : shuffled(all, shuffle);
      const send = async (event: GraphJson) => {
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

const escaped = (json: string): string =>
  json
    .replaceAll('/', '\\/')
    .replaceAll(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
