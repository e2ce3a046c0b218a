import { fresh, type Shared, trues } from './house.ts';
import { commitOf, later, newExchange, processed, put, putTurn, read, reply, T0 } from './samples.ts';

const HOUR = 3_600_000;

export function describeTurns(shared: Shared): void {
  describe('a turn', () => {
    const { store, other } = shared;

    test('is one update: what was decided, its replies, its number', async () => {
      const exchange = await put(store());
      const commit = commitOf(exchange, 1, {
        replies: [reply(1), reply(2, { status: 'held', held: { done: 'ví dụ', refused: '', sorry: '' } })],
        unfinishedSince: later(1000),
        nextReplyAt: later(2000),
        troubleSince: later(3000),
        parked: true,
      });
      expect(await store().exchanges.commitTurn(commit)).toBe(true);
      const { key: _key, person: _person, ...written } = commit;
      expect(await read(store(), exchange.key)).toMatchObject({ ...written, waitingSince: null, rev: 1 });
    });

    test('leaves absent what it does not owe', async () => {
      const { key } = await putTurn(store(), 1);
      expect(await read(store(), key)).toMatchObject({
        unfinishedSince: null,
        nextReplyAt: null,
        troubleSince: null,
        parked: false,
      });
    });

    test('keeps empty objects, dots in names, dates and nulls as they are', async () => {
      const exchange = await put(store());
      const decided = processed({
        entities: {
          empty: {},
          list: [],
          'a.b': { 'c.d': null },
          at: T0,
          deep: { deeper: [{}, [], null, { at: T0 }] },
        },
        effects: [{ do: 'bind-officer', linkCode: 'x' }],
      });
      await store().exchanges.commitTurn(commitOf(exchange, 1, { processed: decided }));
      expect((await read(store(), exchange.key)).processed).toEqual(decided);
    });

    test('is taken once: a second commit on the same exchange matches nothing', async () => {
      const exchange = await putTurn(store(), 1);
      expect(await store().exchanges.commitTurn(commitOf(exchange, 2))).toBe(false);
      expect((await read(store(), exchange.key)).turn).toBe(1);
    });

    test('of workers that read the same newest turn exactly one is first, and the others change nothing', async () => {
      const person = fresh('person');
      const exchanges = await Promise.all(Array.from({ length: 8 }, () => put(store(), { person })));
      const answers = await Promise.all(
        exchanges.map((exchange, i) =>
          (i % 2 ? store() : other()).exchanges.commitTurn(commitOf(exchange, 1)),
        ),
      );
      expect(trues(answers)).toBe(1);
      expect(await store().exchanges.waiting(person, 100)).toHaveLength(7);
    });

    test('on one exchange by many workers at once is taken by one', async () => {
      const exchange = await put(store());
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, i) => store().exchanges.commitTurn(commitOf(exchange, i + 1))),
      );
      expect(trues(answers)).toBe(1);
    });

    test('has its number per person', async () => {
      await putTurn(store(), 7);
      await putTurn(store(), 7);
    });

    test('of an unknown exchange is none', async () => {
      expect(await store().exchanges.commitTurn(commitOf(newExchange(), 1))).toBe(false);
    });

    test('the newest is the one with the highest number, whatever arrived last', async () => {
      const person = fresh('person');
      const second = await putTurn(store(), 2, {}, { person, at: later(-HOUR) });
      await putTurn(store(), 1, {}, { person });
      await put(store(), { person, at: later(HOUR) });
      expect((await store().exchanges.newestTurn(person))?.key).toBe(second.key);
      expect(await store().exchanges.newestTurn(fresh('nobody'))).toBeNull();
    });

    test('closing a covered exchange leaves it without an answer of its own, once and for all', async () => {
      const { key, person } = await put(store());
      await store().exchanges.close(key);
      const closed = await read(store(), key);
      expect(closed).toMatchObject({ waitingSince: null, processed: null, replies: [], turn: null });
      await store().exchanges.close(key);
      expect(await read(store(), key)).toEqual(closed);
      expect(await store().exchanges.waiting(person, 10)).toEqual([]);
    });

    test('closing changes nothing of a turn', async () => {
      const { key } = await putTurn(store(), 1, { nextReplyAt: T0 });
      const before = await read(store(), key);
      await store().exchanges.close(key);
      expect(await read(store(), key)).toEqual(before);
    });

    test('tries are counted while it waits', async () => {
      const { key } = await put(store());
      expect(trues(await Promise.all([1, 2, 3].map(() => store().exchanges.countTry(key))))).toBe(3);
      expect((await read(store(), key)).tries).toBe(3);
      expect(await store().exchanges.waitUntil(key, later(2500))).toBe(true);
      expect(await read(store(), key)).toMatchObject({ tries: 2, notBefore: later(2500), waitingSince: T0 });
      await store().exchanges.close(key);
      expect(await store().exchanges.countTry(key)).toBe(false);
      expect(await store().exchanges.waitUntil(key, later(5000))).toBe(false);
      expect((await read(store(), key)).tries).toBe(2);
    });

    test('failures to finish are counted only while it is unfinished', async () => {
      const { key } = await putTurn(store(), 1, { unfinishedSince: T0 });
      await store().exchanges.countFinishFailure(key);
      await store().exchanges.countFinishFailure(key);
      const { rev, finishTries } = await read(store(), key);
      expect(finishTries).toBe(2);
      await store().exchanges.change(key, rev, { unfinishedSince: null });
      await store().exchanges.countFinishFailure(key);
      expect((await read(store(), key)).finishTries).toBe(2);
    });
  });
}

export function describeChange(shared: Shared): void {
  describe('a change after the commit', () => {
    const { store, other } = shared;
    const owing = { replies: [reply(1)], nextReplyAt: T0, unfinishedSince: T0, troubleSince: T0 };

    test('rewrites the replies whole', async () => {
      const { key } = await putTurn(store(), 1, { ...owing, replies: [reply(1), reply(2)] });
      const replies = [reply(1, { status: 'sent', platformId: 'm1', final: true })];
      expect(await store().exchanges.change(key, 1, { replies })).toBe(true);
      expect(await read(store(), key)).toMatchObject({
        replies,
        rev: 2,
        nextReplyAt: T0,
        unfinishedSince: T0,
        troubleSince: T0,
      });
    });

    test('null takes away, what is left out stays', async () => {
      const { key } = await putTurn(store(), 1, owing);
      await store().exchanges.change(key, 1, { nextReplyAt: null, unfinishedSince: null });
      expect(await read(store(), key)).toMatchObject({
        nextReplyAt: null,
        unfinishedSince: null,
        troubleSince: T0,
      });
      await store().exchanges.change(key, 2, { troubleSince: null, nextReplyAt: later(1) });
      expect(await read(store(), key)).toMatchObject({
        nextReplyAt: later(1),
        troubleSince: null,
        replies: [reply(1)],
      });
    });

    test('writes the results of effects beside what was decided', async () => {
      const { key, person } = await putTurn(store(), 1, owing);
      const results = [{ outcome: 'done' as const, facts: { code: 'K7-4F2' } }];
      await store().exchanges.change(key, 1, { results });
      expect((await read(store(), key)).processed).toEqual(
        processed({ covers: [key], turnKey: `${person}#1`, results }),
      );
    });

    test('is refused when the exchange has moved on', async () => {
      const { key } = await putTurn(store(), 1, owing);
      expect(await store().exchanges.change(key, 0, { nextReplyAt: null })).toBe(false);
      expect(await store().exchanges.change(key, 2, { nextReplyAt: null })).toBe(false);
      expect(await store().exchanges.change(fresh('nobody'), 0, {})).toBe(false);
      expect((await read(store(), key)).nextReplyAt).toEqual(T0);
    });

    test('of many on the same version exactly one holds', async () => {
      const { key } = await putTurn(store(), 1, owing);
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, i) =>
          (i % 2 ? store() : other()).exchanges.change(key, 1, { replies: [reply(i + 1)] }),
        ),
      );
      expect(trues(answers)).toBe(1);
      const { replies, rev } = await read(store(), key);
      expect(rev).toBe(2);
      expect(replies).toEqual([reply(answers.indexOf(true) + 1)]);
    });

    test('read again and tried again, every one arrives', async () => {
      const { key } = await putTurn(store(), 1, { replies: [] });
      const add = async (n: number): Promise<void> => {
        const { rev, replies } = await read(store(), key);
        if (!(await store().exchanges.change(key, rev, { replies: [...replies, reply(n)] }))) await add(n);
      };
      await Promise.all([1, 2, 3, 4, 5].map(add));
      const { replies } = await read(store(), key);
      expect(replies.map(({ n }) => n).sort()).toEqual([1, 2, 3, 4, 5]);
    });
  });
}
