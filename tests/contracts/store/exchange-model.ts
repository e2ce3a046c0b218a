import * as fc from 'fast-check';
import type { Exchange, ReplyStatus } from '../../../src/model/exchange.ts';
import type { ExchangeChange, ExchangeStore } from '../../../src/store/store.ts';
import { inEmpty, type Shared } from './house.ts';
import { commitOf, later, newExchange, received, reply } from './samples.ts';

// The exchanges as a plain map, written down as the port's comments say: the store must not be told apart from it.
type Plain = Map<string, Exchange>;
type Verb = { name: string; run(store: ExchangeStore, plain: Plain): Promise<[unknown, unknown]> };

const key = fc.integer({ min: 1, max: 8 }).map((n) => `k${n}`);
const ms = fc.integer({ min: 0, max: 40 });
const moment = ms.map((at) => later(at));
const maybe = fc.option(moment, { nil: null });
const personOf = (name: string): string => `p${Number(name.slice(1)) % 3}`;

const replies = fc
  .array(fc.constantFrom<ReplyStatus>('held', 'queued', 'sent', 'failed'), { maxLength: 2 })
  .map((all) => all.map((status, i) => reply(i + 1, { status })));

/** Changes the exchange when it is in the state that the verb asks for. */
function onlyIf(
  plain: Plain,
  name: string,
  holds: (one: Exchange) => boolean,
  change: (one: Exchange) => Exchange,
): boolean {
  const one = plain.get(name);
  if (!one || !holds(one)) return false;
  plain.set(name, change(one));
  return true;
}
const isWaiting = (one: Exchange): boolean => one.waitingSince !== null;

const receives = fc.record({
  key,
  at: moment,
  line: fc.constantFrom(0, 1, 2),
  wantsTurn: fc.boolean(),
  heard: fc.boolean(),
});
const commits = fc.record({
  key,
  turn: fc.integer({ min: 1, max: 6 }),
  replies,
  unfinishedSince: maybe,
  nextReplyAt: maybe,
  troubleSince: maybe,
});
const changes = fc.record({
  key,
  rev: fc.integer({ min: 0, max: 3 }),
  change: fc.record(
    { replies, unfinishedSince: maybe, nextReplyAt: maybe, troubleSince: maybe },
    { requiredKeys: [] },
  ),
});

const verb = fc.oneof(
  {
    weight: 3,
    arbitrary: receives.map((one): Verb => ({ name: `receive ${JSON.stringify(one)}`, run: receiving(one) })),
  },
  {
    weight: 3,
    arbitrary: commits.map((one): Verb => ({ name: `commit ${JSON.stringify(one)}`, run: committing(one) })),
  },
  {
    weight: 3,
    arbitrary: changes.map((one): Verb => ({ name: `change ${JSON.stringify(one)}`, run: changing(one) })),
  },
  key.map((name): Verb => ({ name: `close ${name}`, run: closing(name) })),
  key.map((name): Verb => ({ name: `try ${name}`, run: trying(name) })),
  fc.tuple(key, moment).map(([name, at]): Verb => ({ name: `wait ${name}`, run: postponing(name, at) })),
  key.map((name): Verb => ({ name: `failure ${name}`, run: failing(name) })),
);

type Receive = { key: string; at: Date; line: number; wantsTurn: boolean; heard: boolean };
const receiving =
  ({ key: name, at, line, wantsTurn, heard }: Receive): Verb['run'] =>
  async (store, plain) => {
    const one = newExchange({
      key: name,
      person: personOf(name),
      at,
      // Order of arrival is not that of the clock.
      arrival: 1000 - at.getMilliseconds() * 10 - Number(name.slice(1)),
      line: line === 0 ? 0 : line === 1 ? 1 : 2,
      wantsTurn,
      received: received({ heard }),
    });
    const isNew = !plain.has(name);
    const { wantsTurn: _, ...rest } = one;
    if (isNew) plain.set(name, { ...rest, ...UNTOUCHED, waitingSince: wantsTurn ? at : null });
    return [await store.receive(one), isNew];
  };
const UNTOUCHED = {
  processed: null,
  replies: [],
  turn: null,
  rev: 0,
  tries: 0,
  finishTries: 0,
  parked: false,
  notBefore: null,
  unfinishedSince: null,
  nextReplyAt: null,
  troubleSince: null,
};

type Commit = Parameters<typeof commitOf>[2] & { key: string; turn: number };
const committing =
  ({ key: name, turn, ...owed }: Commit): Verb['run'] =>
  async (store, plain) => {
    const commit = commitOf({ key: name, person: personOf(name) }, turn, owed);
    const { key: _key, person, ...written } = commit;
    const isTaken = [...plain.values()].some((one) => one.person === person && one.turn === turn);
    const done = onlyIf(
      plain,
      name,
      (one) => isWaiting(one) && !isTaken,
      (one) => ({
        ...one,
        ...written,
        rev: one.rev + 1,
        waitingSince: null,
        notBefore: null,
      }),
    );
    return [await store.commitTurn(commit), done];
  };

const changing =
  ({ key: name, rev, change }: { key: string; rev: number; change: ExchangeChange }): Verb['run'] =>
  async (store, plain) => {
    // Changes come after the commit.
    if (plain.get(name)?.turn === null) return [true, true];
    const done = onlyIf(
      plain,
      name,
      (one) => one.rev === rev,
      (one) => ({ ...one, ...change, rev: one.rev + 1 }),
    );
    return [await store.change(name, rev, change), done];
  };

const closing =
  (name: string): Verb['run'] =>
  async (store, plain) => {
    const closed = (one: Exchange) => ({ ...one, waitingSince: null, notBefore: null, rev: one.rev + 1 });
    onlyIf(plain, name, isWaiting, closed);
    return [await store.close(name), undefined];
  };

const trying =
  (name: string): Verb['run'] =>
  async (store, plain) => {
    const done = onlyIf(plain, name, isWaiting, (one) => ({ ...one, tries: one.tries + 1 }));
    return [await store.countTry(name), done];
  };

const postponing =
  (name: string, notBefore: Date): Verb['run'] =>
  async (store, plain) => {
    const done = onlyIf(plain, name, isWaiting, (one) => ({ ...one, tries: one.tries - 1, notBefore }));
    return [await store.waitUntil(name, notBefore), done];
  };

const failing =
  (name: string): Verb['run'] =>
  async (store, plain) => {
    const counted = (one: Exchange) => ({ ...one, finishTries: one.finishTries + 1 });
    onlyIf(plain, name, (one) => one.unfinishedSince !== null, counted);
    return [await store.countFinishFailure(name), undefined];
  };

/** Everything that can be asked, from the store and from the map. */
async function answersOf(store: ExchangeStore): Promise<unknown> {
  const names = ['p0', 'p1', 'p2'];
  return {
    all: await store.list({}, null, 100),
    persons: await Promise.all(
      names.map(async (person) => ({
        newest: (await store.newestTurn(person))?.key ?? null,
        waiting: (await store.waiting(person, 10)).map((one) => one.key),
        outbox: (await store.outbox(person)).map((one) => one.key),
        lastHeard: await store.lastHeard(person),
      })),
    ),
    working: new Set(await store.personsWithWork(10)),
    due: new Set(await store.personsWithRepliesDue(later(20), 10)),
    ages: await store.ages(),
  };
}

function expectedOf(plain: Plain): unknown {
  const all = [...plain.values()].sort((a, b) => a.at.getTime() - b.at.getTime() || (a.key < b.key ? -1 : 1));
  const persons = ['p0', 'p1', 'p2'].map((person) => all.filter((one) => one.person === person));
  const oldest = (dates: (Date | null)[]) =>
    dates.flatMap((date) => date ?? []).sort((a, b) => a.getTime() - b.getTime())[0] ?? null;
  const isHeld = (one: Exchange) =>
    one.unfinishedSince && one.replies.some(({ status }) => status === 'held');
  return {
    all,
    persons: persons.map((own) => ({
      newest: own.filter((one) => one.turn).sort((a, b) => (b.turn ?? 0) - (a.turn ?? 0))[0]?.key ?? null,
      waiting: own
        .filter(isWaiting)
        .sort((a, b) => a.arrival - b.arrival)
        .map((one) => one.key),
      outbox: own
        .filter((one) => one.nextReplyAt || isHeld(one))
        .sort((a, b) => a.line - b.line || (a.turn ?? 0) - (b.turn ?? 0))
        .map((one) => one.key),
      lastHeard: own.filter((one) => one.received.heard).at(-1)?.at ?? null,
    })),
    working: new Set(all.filter((one) => one.waitingSince || one.unfinishedSince).map((one) => one.person)),
    due: new Set(
      all.filter((one) => one.nextReplyAt && one.nextReplyAt <= later(20)).map((one) => one.person),
    ),
    ages: {
      waitingSince: oldest(all.map((one) => one.waitingSince)),
      nextReplyAt: oldest(all.map((one) => one.nextReplyAt)),
      troubles: all.filter((one) => one.troubleSince).length,
    },
  };
}

export function describeExchangeModel(shared: Shared): void {
  describe('exchanges', () => {
    test('after any verbs in any order the store answers as a plain map would', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(verb, { minLength: 5, maxLength: 30 }), async (verbs) => {
          await inEmpty(shared, async ({ exchanges }) => {
            const plain: Plain = new Map();
            for (const { name, run } of verbs) {
              const [answer, expected] = await run(exchanges, plain);
              expect([name, answer]).toEqual([name, expected]);
            }
            expect(await answersOf(exchanges)).toEqual(expectedOf(plain));
          })();
        }),
        { numRuns: shared.many / 10 },
      );
    });
  });
}
