import type { Address } from '../model/channel.ts';
import type { Exchange } from '../model/exchange.ts';
import type { ExchangeStore, PeopleStore } from '../store/store.ts';
import { type Cursor, cursorOver, positionOf, readCursor, unseen, writeCursor } from './chat-cursor.ts';
import { type ChatMessage, messagesOf } from './chat-messages.ts';

export type FeedDeps = {
  people: Pick<PeopleStore, 'find'>;
  exchanges: Pick<ExchangeStore, 'ofPerson' | 'list'>;
};

type FeedPage = {
  messages: ChatMessage[];
  /** The cursor once all of `messages` has been taken; there also when nothing came. */
  next: string;
  /** The cursor once the first `count` of them have been taken. */
  nextAfter(count: number): string;
};

/** What is new for one session after `after`: each message exactly once along a chain of `next`. */
export type Feed = (after: string | null) => Promise<FeedPage>;

const RECENT = 200;
const PAGE = 500;

/** The newest part of the conversation, for a page that shows it once. */
export async function recentOf(
  { people, exchanges }: FeedDeps,
  session: string,
  limit: number,
): Promise<ChatMessage[]> {
  const person = await people.find(addressOf(session));
  return person ? messagesOf(await exchanges.ofPerson(person.id, limit)) : [];
}

const addressOf = (session: string): Address => ({ channel: 'web-chat', account: session, id: session });

/** The conversation of one session, read from the store; another session's messages are never part of it. */
export function createFeed({ people, exchanges }: FeedDeps, session: string): Feed {
  let person: string | null = null;

  async function read(cursor: Cursor | null): Promise<Exchange[]> {
    person ??= (await people.find(addressOf(session)))?.id ?? null;
    if (person === null) return [];
    const recent = await exchanges.ofPerson(person, RECENT);
    const oldest = recent.at(-1);
    if (recent.length < RECENT || !oldest) return recent;
    const isEnough = cursor !== null && oldest.at.getTime() < cursor.floor;
    return isEnough ? recent : everything(person);
  }

  async function everything(id: string): Promise<Exchange[]> {
    const all: Exchange[] = [];
    for (;;) {
      const last = all.at(-1) ?? null;
      const page = await exchanges.list({ person: id }, last, PAGE);
      all.push(...page);
      if (page.length < PAGE) return all;
    }
  }

  return async (after) => {
    const cursor = after === null ? null : readCursor(after, session);
    const messages = messagesOf(await read(cursor));
    const position = positionOf(after, session, messages);
    const fresh = unseen(messages, position);
    const nextAfter = (count: number) => {
      const left = new Set(fresh.slice(count));
      const seen = messages.filter((message) => !left.has(message));
      return writeCursor(cursorOver(seen, position), session);
    };
    const given = fresh.slice(0, PAGE);
    return { messages: given, next: nextAfter(given.length), nextAfter };
  };
}
