import fc from 'fast-check';
import type { WebhookRoute } from '../../src/channels/channel.ts';
import { createMessenger } from '../../src/channels/messenger/messenger.ts';
import { zaloWebhook } from '../../src/channels/zalo-oa/webhook.ts';
import { silentLog } from '../../src/log.ts';
import { FAKE_PAGE, type FakeGraph } from '../fakes/fake-graph.ts';
import { createFakeWorld } from '../fakes/fake-world.ts';
import { FAKE_OA, type FakeZalo } from '../fakes/fake-zalo.ts';
import type { RunningApp } from '../journeys/start-app.ts';
import { chatRequests } from './chat-bodies.ts';
import { messengerRequests } from './messenger-bodies.ts';
import { FUZZ_RUNS, FUZZ_SEED } from './settings.ts';
import { zaloRequests } from './zalo-bodies.ts';

export type Posted = {
  status: number;
  /** Keys of what must be in the store once all is at rest. */
  owed: string[];
  /** For the message of a failure. */
  body: string;
};

/** One channel's way in: a bad request, or a good one of a new person who is to be answered. */
export type WayIn = {
  bad(n: number): Promise<Posted>;
  good(n: number): Promise<{ key: string; isAnswered(): Promise<boolean> }>;
  /** What else was taken and is not there, once all is at rest. */
  lost(): Promise<string[]>;
};

const QUESTION = 'luong toi thieu vung 3 la bao nhieu';
const ANSWER = '4.140.000';
const isAnswer = ({ text }: { text: string }) => text.includes(ANSWER);

type Requests = { body: Buffer; headers: Record<string, string> }[];

const sampled = <T>(arbitrary: fc.Arbitrary<T>): T[] =>
  fc.sample(arbitrary, { numRuns: FUZZ_RUNS, seed: FUZZ_SEED });

/** What our own adapter makes of the request says what has to be kept once it got its 200. */
function webhookWayIn(url: string, route: WebhookRoute, requests: Requests): Pick<WayIn, 'bad' | 'lost'> {
  return {
    lost: async () => [],
    async bad(n) {
      const { body, headers } = requests[n] ?? { body: Buffer.alloc(0), headers: {} };
      const response = await fetch(url, { method: 'POST', body: new Uint8Array(body), headers });
      await response.arrayBuffer();
      const { events } = await route.handle({ body, headers, query: new URLSearchParams() });
      const keys = events.flatMap((event) => (event.is === 'message' ? [event.message.key] : []));
      const owed = response.status === 200 ? keys : [];
      return { status: response.status, owed, body: body.toString('utf8').slice(0, 2000) };
    },
  };
}

export function zaloWayIn(app: RunningApp, zalo: FakeZalo): WayIn {
  const url = `${app.url}/webhooks/zalo-oa`;
  const deps = {
    accounts: [FAKE_OA],
    signature: 'enforce',
    world: createFakeWorld(),
    log: silentLog,
  } as const;
  return {
    ...webhookWayIn(url, zaloWebhook(deps), sampled(zaloRequests)),
    async good(n) {
      const user = `88${String(n).padStart(16, '0')}`;
      const [status] = await zalo.post(url, [zalo.userSends(user, QUESTION, { id: `good${n}` })]);
      if (status !== 200) throw new Error(`a good event got ${status}`);
      return {
        key: `zalo-oa:${FAKE_OA.oaId}:good${n}`,
        isAnswered: async () => zalo.sentTo(user).some(isAnswer),
      };
    },
  };
}

export function messengerWayIn(app: RunningApp, graph: FakeGraph): WayIn {
  const url = `${app.url}/webhooks/messenger`;
  const { inbound } = createMessenger({
    accounts: [FAKE_PAGE],
    graph: { url: graph.url, version: 'v25.0' },
    world: createFakeWorld(),
    log: silentLog,
  });
  const route = inbound.kind === 'webhook' ? inbound.routes.find(({ method }) => method === 'POST') : null;
  if (!route) throw new Error('no webhook');
  return {
    ...webhookWayIn(url, route, sampled(messengerRequests)),
    async good(n) {
      const user = `99${String(n).padStart(16, '0')}`;
      const [status] = await graph.post(url, [graph.userSends(user, QUESTION, { id: `m_good${n}` })]);
      if (status !== 200) throw new Error(`a good event got ${status}`);
      return {
        key: `messenger:${FAKE_PAGE.pageId}:m_good${n}`,
        isAnswered: async () => graph.sentTo(user).some(isAnswer),
      };
    },
  };
}

/** A browser has at most 30 messages a minute and an address 3,000 requests: so there are many of both. */
const PER_SESSION = 20;

export function chatWayIn(app: RunningApp): WayIn {
  const requests = sampled(chatRequests);
  const sessions = new Map<number, Promise<string>>();
  const taken: { token: string; n: number; id: string }[] = [];
  const from = (n: number) => ({ 'x-forwarded-for': `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}` });
  const open = async (n: number): Promise<string> => {
    const response = await fetch(`${app.url}/chat/sessions`, { method: 'POST', headers: from(n) });
    return ((await response.json()) as { token: string }).token;
  };
  const sessionOf = (n: number): Promise<string> => {
    const number = Math.floor(n / PER_SESSION);
    const made = sessions.get(number) ?? open(number);
    sessions.set(number, made);
    return made;
  };
  const post = (token: string | null, body: Buffer, type: string, n: number) =>
    fetch(`${app.url}/chat/messages`, {
      method: 'POST',
      redirect: 'manual',
      body: new Uint8Array(body),
      headers: {
        ...from(n),
        'content-type': type,
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
    });
  const read = async (token: string, n: number) => {
    const headers = { ...from(n), authorization: `Bearer ${token}` };
    const all: { id: string; text: string }[] = [];
    for (let next = ''; ; ) {
      const response = await fetch(`${app.url}/chat/messages?after=${encodeURIComponent(next)}`, { headers });
      if (response.status !== 200) throw new Error(`the talk cannot be read: ${response.status}`);
      const page = (await response.json()) as { messages: typeof all; next: string };
      if (page.messages.length === 0) return all;
      all.push(...page.messages);
      next = page.next;
    }
  };

  return {
    async bad(n) {
      const { event, type, session } = requests[n] ?? {
        event: { body: Buffer.alloc(0) },
        type: '',
        session: '',
      };
      const token = session === 'ours' ? await sessionOf(n) : session === 'none' ? null : 'nonsense';
      const response = await post(token, event.body, type, n);
      const said = event.body.toString('utf8').slice(0, 2000);
      const answer = await response.text();
      if (response.status === 202 && token !== null)
        taken.push({ token, n, id: (JSON.parse(answer) as { id: string }).id });
      return { status: response.status, owed: [], body: said };
    },
    /** Everything that got its 202 is in the talk of its session. */
    async lost() {
      const talks = new Map<string, Set<string>>();
      for (const { token, n } of taken)
        if (!talks.has(token)) talks.set(token, new Set((await read(token, n)).map(({ id }) => id)));
      return taken.flatMap(({ token, id, n }) => (talks.get(token)?.has(id) ? [] : [`message ${n}: ${id}`]));
    },
    async good(n) {
      const number = 1_000_000 + n;
      const token = await open(number);
      const body = Buffer.from(JSON.stringify({ id: 'good', text: QUESTION }));
      const { status } = await post(token, body, 'application/json', number);
      if (status !== 202) throw new Error(`a good message got ${status}`);
      return {
        key: '',
        isAnswered: async () => (await read(token, number)).some(isAnswer),
      };
    },
  };
}
