import * as fc from 'fast-check';
import type { Exchange } from '../../../src/model/exchange.ts';
import type { LogFilter, Store } from '../../../src/store/store.ts';
import { fresh, inEmpty, type Shared } from './house.ts';
import { commitOf, later, put, putTurn, read, received, reply, T0 } from './samples.ts';

const keys = (exchanges: Exchange[]): string[] => exchanges.map(({ key }) => key);

export function describeInbox(shared: Shared): void {
  describe('the inbox', () => {
    const { store } = shared;

    test("a person's messages wait in order of arrival, however they came in", async () => {
      const person = fresh('person');
      const third = await put(store(), { person, at: T0, arrival: 3 });
      const first = await put(store(), { person, at: T0, arrival: 1 });
      const second = await put(store(), { person, at: T0, arrival: 2 });
      await put(store());
      const waiting = await store().exchanges.waiting(person, 10);
      expect(keys(waiting)).toEqual([first.key, second.key, third.key]);
      expect(keys(await store().exchanges.waiting(person, 2))).toEqual([first.key, second.key]);
    });

    test('what is decided or closed waits no more', async () => {
      const person = fresh('person');
      await putTurn(store(), 1, {}, { person });
      const closed = await put(store(), { person });
      const left = await put(store(), { person });
      await store().exchanges.close(closed.key);
      expect(keys(await store().exchanges.waiting(person, 10))).toEqual([left.key]);
    });

    test(
      'names each person with work once, oldest first',
      inEmpty(shared, async (own) => {
        await put(own, { person: 'c', at: later(30) });
        await put(own, { person: 'a', at: later(10) });
        for (let i = 0; i < 25; i++) await put(own, { person: 'a', at: later(11 + i) });
        await putTurn(own, 1, { unfinishedSince: later(20) }, { person: 'b', at: later(5) });
        await putTurn(own, 1, { unfinishedSince: later(40) }, { person: 'a', at: later(1) });
        await putTurn(own, 1, {}, { person: 'done', at: later(1) });
        expect(await own.exchanges.personsWithWork(10)).toEqual(['a', 'b', 'c']);
        expect(await own.exchanges.personsWithWork(2)).toEqual(['a', 'b']);
        expect(await own.exchanges.personsWithWork(0)).toEqual([]);
      }),
    );

    test(
      'one who writes without end hides nobody',
      inEmpty(shared, async (own) => {
        const flood = Array.from({ length: 300 }, (_, i) => put(own, { person: 'flood', at: later(i) }));
        await Promise.all([...flood, put(own, { person: 'quiet', at: later(1000) })]);
        expect(await own.exchanges.personsWithWork(2)).toEqual(['flood', 'quiet']);
      }),
    );
  });
}

export function describeOutbox(shared: Shared): void {
  describe('the outbox', () => {
    const { store } = shared;

    test("is a person's owed exchanges by line, then turn", async () => {
      const person = fresh('person');
      const notice = await putTurn(store(), 1, { nextReplyAt: T0 }, { person, line: 1 });
      const newer = await putTurn(store(), 4, { nextReplyAt: later(9_000_000) }, { person });
      const earlier = await putTurn(store(), 3, { nextReplyAt: later(9_999_999) }, { person });
      await putTurn(store(), 2, {}, { person });
      await putTurn(store(), 1, { nextReplyAt: T0 });
      expect(keys(await store().exchanges.outbox(person))).toEqual([earlier.key, newer.key, notice.key]);
    });

    test('holds an unfinished turn when replies of it are held', async () => {
      const person = fresh('person');
      const held = [reply(1, { status: 'held' })];
      const waits = await putTurn(store(), 1, { replies: held, unfinishedSince: T0 }, { person });
      await putTurn(store(), 2, { replies: [reply(1, { status: 'sent' })], unfinishedSince: T0 }, { person });
      expect(keys(await store().exchanges.outbox(person))).toEqual([waits.key]);
    });

    test('is empty when nothing is owed', async () => {
      expect(await store().exchanges.outbox(fresh('nobody'))).toEqual([]);
    });

    test(
      'names persons by line, then by when their reply is due',
      inEmpty(shared, async (own) => {
        await putTurn(own, 1, { nextReplyAt: later(1) }, { person: 'bulk', line: 2 });
        await putTurn(own, 1, { nextReplyAt: later(2) }, { person: 'notice', line: 1 });
        await putTurn(own, 1, { nextReplyAt: later(20) }, { person: 'second' });
        await putTurn(own, 1, { nextReplyAt: later(10) }, { person: 'first' });
        await putTurn(own, 2, { nextReplyAt: later(30) }, { person: 'first', line: 1 });
        await putTurn(own, 1, { nextReplyAt: later(101) }, { person: 'not yet' });
        const due = (limit: number) => own.exchanges.personsWithRepliesDue(later(100), limit);
        expect(await due(10)).toEqual(['first', 'second', 'notice', 'bulk']);
        expect(await due(3)).toEqual(['first', 'second', 'notice']);
        expect(await own.exchanges.personsWithRepliesDue(later(10), 10)).toEqual(['first', 'notice', 'bulk']);
      }),
    );
  });

  describe('what is known of a person', () => {
    const { store } = shared;

    test('when they last wrote themselves', async () => {
      const person = fresh('person');
      expect(await store().exchanges.lastHeard(person)).toBeNull();
      await put(store(), { person, at: later(2) });
      await put(store(), { person, at: later(1) });
      await put(store(), { person, at: later(3), received: received({ heard: false, kind: 'effect' }) });
      await put(store(), { at: later(4) });
      expect(await store().exchanges.lastHeard(person)).toEqual(later(2));
    });

    test('their newest exchanges, newest first', async () => {
      const person = fresh('person');
      const made = [];
      for (const at of [5, 1, 3, 3])
        made.push(await put(store(), { person, at: later(at), key: fresh(`k${at}`) }));
      const byTime = made.sort((a, b) => b.at.getTime() - a.at.getTime() || (a.key < b.key ? 1 : -1));
      const expected = byTime.map(({ key }) => key);
      expect(keys(await store().exchanges.ofPerson(person, 10))).toEqual(expected);
      expect(keys(await store().exchanges.ofPerson(person, 2))).toEqual(expected.slice(0, 2));
    });
  });

  describe('ages', () => {
    test(
      'are those of the oldest, and null when nothing is owed',
      inEmpty(shared, async (own) => {
        expect(await own.exchanges.ages()).toEqual({ waitingSince: null, nextReplyAt: null, troubles: 0 });
        await put(own, { at: later(5) });
        await put(own, { at: later(4) });
        await putTurn(own, 1, { nextReplyAt: later(9), troubleSince: T0 }, { line: 2 });
        await putTurn(own, 1, { nextReplyAt: later(12), troubleSince: T0 });
        expect(await own.exchanges.ages()).toEqual({
          waitingSince: later(4),
          nextReplyAt: later(9),
          troubles: 2,
        });
      }),
    );
  });
}

/** Every page of the log, one after the other. */
async function pages(store: Store, filter: LogFilter, size: number): Promise<Exchange[]> {
  const all: Exchange[] = [];
  let last: { at: Date; key: string } | null = null;
  for (;;) {
    const page = await store.exchanges.list(filter, last, size);
    all.push(...page);
    const end = page.at(-1);
    if (!end) return all;
    last = { at: end.at, key: end.key };
  }
}

export function describeLog(shared: Shared): void {
  describe('the log', () => {
    const { store } = shared;
    let inOrder: Exchange[] = [];
    beforeAll(async () => {
      await shared.house().clear();
      // Many at one instant, so that pages end between equals.
      const made = Array.from({ length: 60 }, (_, i) =>
        put(store(), {
          key: fresh('k'),
          at: later(Math.floor(i / 7) * 10),
          person: `p${i % 3}`,
          channel: i % 4 === 0 ? 'messenger' : 'zalo-oa',
        }),
      );
      const stored = await Promise.all(made);
      for (const [i, one] of stored.entries())
        if (i % 5 === 0)
          await store().exchanges.commitTurn(commitOf(one, i + 1, { troubleSince: later(-i) }));
      inOrder = await Promise.all(stored.map(({ key }) => read(store(), key)));
      inOrder.sort((a, b) => a.at.getTime() - b.at.getTime() || (a.key < b.key ? -1 : 1));
    });

    test('pages of any size come in order, without gaps or repeats', async () => {
      const at = fc.option(fc.integer({ min: -5, max: 95 }), { nil: null });
      const query = fc.record({
        size: fc.integer({ min: 1, max: 70 }),
        from: at,
        to: at,
        person: fc.constantFrom(null, 'p0', 'p1', 'nobody'),
        channel: fc.constantFrom(null, 'messenger', 'zalo-oa', 'cli'),
        trouble: fc.boolean(),
      });
      await fc.assert(
        fc.asyncProperty(query, async ({ size, from, to, person, channel, trouble }) => {
          const filter: LogFilter = {
            ...(from === null ? {} : { from: later(from) }),
            ...(to === null ? {} : { to: later(to) }),
            ...(person === null ? {} : { person }),
            ...(channel === null ? {} : { channel: channel as 'cli' }),
            ...(trouble ? { trouble } : {}),
          };
          const expected = inOrder.filter(
            (one) =>
              (!filter.from || one.at >= filter.from) &&
              (!filter.to || one.at < filter.to) &&
              (person === null || one.person === person) &&
              (channel === null || one.channel === channel) &&
              (!trouble || one.troubleSince),
          );
          expect(keys(await pages(store(), filter, size))).toEqual(keys(expected));
        }),
        { numRuns: shared.many > 500 ? 60 : 15 },
      );
    });

    test(
      'what comes in meanwhile is not there twice and hides nothing',
      inEmpty(shared, async (own) => {
        const before = [];
        for (let i = 0; i < 20; i++) before.push((await put(own, { at: later(i) })).key);
        const seen: string[] = [];
        let last: { at: Date; key: string } | null = null;
        for (let i = 0; ; i++) {
          const page: Exchange[] = await own.exchanges.list({}, last, 3);
          const end = page.at(-1);
          if (!end) break;
          seen.push(...keys(page));
          last = { at: end.at, key: end.key };
          if (i < 4) await put(own, { at: later(i * 7) });
        }
        expect(new Set(seen).size).toBe(seen.length);
        expect(before.filter((key) => !seen.includes(key))).toEqual([]);
      }),
    );
  });
}
