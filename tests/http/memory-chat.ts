import type { Outgoing } from '../../src/channels/channel.ts';
import { createWebChat } from '../../src/channels/web-chat/web-chat.ts';
import type { FeedDeps } from '../../src/http/chat-feed.ts';
import type { InboundEvent } from '../../src/model/channel.ts';
import type { Choice, Exchange, Reply } from '../../src/model/exchange.ts';
import { createSeal } from '../../src/seal.ts';
import type { World } from '../../src/world.ts';

const testSeal = createSeal(Buffer.alloc(32, 7));

export const emptyExchange = (key: string, person: string, at: Date): Exchange => ({
  key,
  person,
  channel: 'web-chat',
  account: person,
  at,
  arrival: at.getTime() * 1000,
  received: {
    kind: 'text',
    text: '',
    attachments: [],
    platformId: null,
    quotes: null,
    event: null,
    verified: true,
    told: null,
    heard: true,
    raw: null,
  },
  processed: null,
  replies: [],
  line: 0,
  turn: null,
  rev: 0,
  tries: 0,
  finishTries: 0,
  parked: false,
  notBefore: null,
  waitingSince: null,
  unfinishedSince: null,
  nextReplyAt: null,
  troubleSince: null,
});

export type Words = { text: string; choices?: Choice[]; by?: 'bot' | 'officer' };

export const emptyReply = (n: number, { text, choices = [], by = 'bot' }: Words): Reply => ({
  n,
  kind: 'reply',
  by,
  text,
  choices,
  status: 'queued',
  attempts: 0,
  platformId: null,
  held: null,
  once: false,
  keep: false,
  supersedes: false,
  resent: false,
  final: false,
  failure: null,
  notBefore: null,
  sendingSince: null,
  sentAt: null,
});

/** Stands for the store and the spine: keeps exchanges in memory; a test says what is answered, and when. */
export function createMemoryChat(world: World) {
  const exchanges: Exchange[] = [];
  const webChat = createWebChat({ seal: testSeal });
  let onMessage = (_exchange: Exchange) => {};

  const ofPerson = (person: string) => exchanges.filter((one) => one.person === person);
  const feed: FeedDeps = {
    people: {
      find: async ({ account }) => {
        if (ofPerson(account).length === 0) return null;
        const address = { channel: 'web-chat', account, id: account } as const;
        return { id: account, address, officer: null, firstSeen: world.now() };
      },
    },
    exchanges: {
      ofPerson: async (person, limit) => structuredClone(ofPerson(person).slice(-limit).reverse()),
      list: async ({ person }, after, limit) => {
        const own = ofPerson(person ?? '');
        const from = after ? own.findIndex((one) => one.key === after.key) + 1 : 0;
        return structuredClone(own.slice(from, from + limit));
      },
    },
  };

  return {
    exchanges,
    webChat,
    chat: { ...feed, seal: testSeal, onSent: webChat.onSent },
    /** What the spine does when a new message came in. */
    answerWith(answer: (exchange: Exchange) => void) {
      onMessage = answer;
    },
    async receive(event: InboundEvent): Promise<void> {
      if (event.is !== 'message') return;
      const { message } = event;
      if (exchanges.some((one) => one.key === message.key)) return;
      const exchange = emptyExchange(message.key, message.account, world.now());
      Object.assign(exchange.received, { text: message.text, platformId: message.platformId });
      exchanges.push(exchange);
      onMessage(exchange);
    },
    /** Sends words to the exchange's person and then records it, as the deliverer does. `quietly`: as another process would. */
    async say(exchange: Exchange, words: Words, how: 'here' | 'quietly' = 'here'): Promise<void> {
      const reply = emptyReply(exchange.replies.length + 1, words);
      exchange.replies.push(reply);
      const { text, choices, by } = reply;
      const id = `${exchange.key}/${reply.n}`;
      const outgoing: Outgoing = { id, text, choices, by, signal: new AbortController().signal };
      const sender = how === 'here' ? webChat : createWebChat({ seal: testSeal });
      reply.platformId = await sender.send(exchange.account, exchange.account, outgoing);
      reply.status = 'sent';
      reply.sentAt = world.now().toISOString();
    },
  };
}

export type MemoryChat = ReturnType<typeof createMemoryChat>;
