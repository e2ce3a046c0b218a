import fc from 'fast-check';
import { cursorOver, positionOf, readCursor, unseen, writeCursor } from '../../src/http/chat-cursor.ts';
import { createFeed, type FeedDeps } from '../../src/http/chat-feed.ts';
import type { ChatMessage } from '../../src/http/chat-messages.ts';
import type { Exchange } from '../../src/model/exchange.ts';
import { emptyExchange, emptyReply } from './memory-chat.ts';

const START_MS = Date.parse('2026-11-24T08:00:00+07:00');

const message = (id: string, offset: number, from: ChatMessage['from'] = 'bot'): ChatMessage => ({
  id,
  at: new Date(START_MS + offset).toISOString(),
  from,
  text: id,
  choices: [],
});

const sorted = (messages: ChatMessage[]) => [...messages].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));

describe('a cursor', () => {
  test('survives being written, and is nothing to another session', () => {
    const messages = Array.from({ length: 300 }, (_, n) => message(`m${n}`, n));
    const cursor = cursorOver(messages);
    const text = writeCursor(cursor, 'mine');
    expect(readCursor(text, 'mine')).toEqual(cursor);
    expect(readCursor(text, 'yours')).toBeNull();
    // Short enough for an address and for a header.
    expect(text.length).toBeLessThan(1000);
  });

  test('any other text starts over', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        const messages = [message('a!', 1), message('b!', 2)];
        expect(unseen(messages, positionOf(text, 'mine', messages))).toHaveLength(2);
      }),
    );
  });

  test('an own message and one of ours may have the same id', () => {
    const own = message('same', 1, 'you');
    const cursor = cursorOver([own]);
    expect(unseen([own, message('same', 2)], cursor)).toEqual([message('same', 2)]);
  });
});

// Any number of messages, each of an instant and seen by the store at a later one; a reader that asks at random moments.
const lateMessages = fc.array(
  fc.record({ at: fc.integer({ min: 0, max: 20_000 }), late: fc.integer({ min: 0, max: 60_000 }) }),
  { maxLength: 120 },
);
const reads = fc.array(fc.integer({ min: 0, max: 80_000 }), { maxLength: 30 });

test('along a chain of cursors every message comes exactly once, however late it is committed', () => {
  fc.assert(
    fc.property(lateMessages, reads, (made, moments) => {
      const all = made.map(({ at, late }, n) => ({ visible: at + late, message: message(`m${n}`, at) }));
      const seen: string[] = [];
      let cursor = writeCursor(cursorOver([]), 's');
      for (const moment of [...moments.sort((a, b) => a - b), 100_000]) {
        const visible = sorted(all.filter((one) => one.visible <= moment).map((one) => one.message));
        const position = positionOf(cursor, 's', visible);
        seen.push(...unseen(visible, position).map(({ id }) => id));
        cursor = writeCursor(cursorOver(visible, position), 's');
      }
      expect(seen.sort()).toEqual(all.map((one) => one.message.id).sort());
    }),
  );
});

/** A person's exchanges, each with what it was answered; parts become visible in any order. */
type Row = { at: number; replies: number[] };
const rows = fc.array(
  fc.record({
    at: fc.integer({ min: 0, max: 600_000 }),
    replies: fc.array(fc.integer({ min: 0, max: 15_000 }), { maxLength: 3 }),
  }),
  { maxLength: 450 },
);

function exchangesAt(made: Row[], moment: number, late: number): Exchange[] {
  return made
    .filter(({ at }) => at <= moment)
    .map(({ at, replies }, n) => {
      const exchange = emptyExchange(`k${n}`, 'p', new Date(START_MS + at));
      exchange.received.platformId = `c${n}`;
      exchange.replies = replies
        .filter((after) => at + after + late <= moment)
        .map((after, index) => ({
          ...emptyReply(index + 1, { text: 'x' }),
          status: 'sent' as const,
          platformId: `r${n}.${replies.indexOf(after)}.${index}`,
          sentAt: new Date(START_MS + at + after).toISOString(),
        }));
      return exchange;
    })
    .sort((a, b) => a.at.getTime() - b.at.getTime() || (a.key < b.key ? -1 : 1));
}

/** A store of which one moment is visible at a time. */
function storeOver(now: () => Exchange[]): FeedDeps {
  const address = { channel: 'web-chat', account: 's', id: 's' } as const;
  return {
    people: { find: async () => ({ id: 'p', address, officer: null, firstSeen: new Date(0) }) },
    exchanges: {
      ofPerson: async (_person, limit) => now().slice(-limit).reverse(),
      list: async (_filter, after, limit) => {
        const from = after ? now().findIndex(({ key }) => key === after.key) + 1 : 0;
        return now().slice(from, from + limit);
      },
    },
  };
}

test('a long talk comes whole, page by page, and what is answered later comes once', async () => {
  await fc.assert(
    fc.asyncProperty(rows, reads, async (made, moments) => {
      let moment = 0;
      const feed = createFeed(
        storeOver(() => exchangesAt(made, moment, 10_000)),
        's',
      );
      const seen: string[] = [];
      let after: string | null = null;
      for (const next of [
        ...moments.map((one) => one * 8).sort((a, b) => a - b),
        700_000,
        700_000,
        700_000,
        700_000,
      ]) {
        moment = next;
        const page = await feed(after);
        seen.push(...page.messages.map(({ id }) => id));
        after = page.next;
      }
      expect(new Set(seen).size).toBe(seen.length);
      const everything = exchangesAt(made, 700_000, 10_000).flatMap((one) => [
        one.received.platformId,
        ...one.replies.map(({ platformId }) => platformId),
      ]);
      // Answers that appear under an exchange with 200 newer ones are found when the talk is opened anew.
      const missed = everything.filter((id) => !seen.includes(id ?? ''));
      expect(missed.filter((id) => id?.startsWith('c'))).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
