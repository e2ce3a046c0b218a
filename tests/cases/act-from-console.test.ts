import { actFromConsole, type ConsoleActor } from '../../src/cases/act-from-console.ts';
import type { ConsoleAct } from '../../src/cases/console-effects.ts';
import { createEffectApplier } from '../../src/exchanges/apply-effect.ts';
import { createTurnFinisher } from '../../src/exchanges/finish-turn.ts';
import { handOver } from '../../src/exchanges/hand-over.ts';
import { silentLog } from '../../src/log.ts';
import type { Case } from '../../src/model/case.ts';
import type { Exchange, Told } from '../../src/model/exchange.ts';
import { createOfficersNow } from '../../src/union/officers-now.ts';
import { createTreeCache } from '../../src/union/tree-cache.ts';
import { commitOf, newExchange } from '../contracts/store/samples.ts';
import { OFFICERS, UNITS } from '../union/example-tree.ts';
import { at, calendar } from './example-case.ts';
import { exampleDraft, openTestStore, type TestStore } from './test-store.ts';

const NOW = at('2026-11-25 08:20');
let opened: TestStore;
let nth = 0;

beforeAll(async () => {
  opened = await openTestStore();
  const unbound = OFFICERS.map((one) => ({ ...one, persons: [] }));
  await opened.store.union.replace({ units: UNITS, officers: unbound });
});
beforeEach(() => {
  nth++;
  opened.setNow(NOW);
});
afterEach(() => opened.tidy());
afterAll(() => opened.close());

const officers = () =>
  createOfficersNow({ store: opened.store, trees: createTreeCache(opened), accountsOf: () => ['1'] })();
const person = async (who: string): Promise<string> =>
  (await opened.store.people.ensure({ channel: 'zalo-oa', account: '1', id: `act ${nth} ${who}` })).id;

function deps(finish = finishing()) {
  return { store: opened.store, officers, calendar, world: opened.world, finish };
}
function finishing(): (exchange: Exchange) => Promise<boolean> {
  const { store, world } = opened;
  const applyEffect = createEffectApplier({ store, calendar, world, wake: () => {} });
  return createTurnFinisher({ store, applyEffect, world, log: silentLog, wakeOutbox: () => {} });
}

async function open(): Promise<Case> {
  const key = `zalo-oa:1:act${nth}`;
  const who = { person: await person('worker'), channel: 'zalo-oa', exchange: key, at: NOW } as const;
  return opened.store.cases.open(`${key}#1`, exampleDraft(), who);
}
const read = async ({ code }: Case): Promise<Case> => {
  const found = await opened.store.cases.get(code);
  if (!found) throw new Error(`no case ${code}`);
  return found;
};
const told = async (who: string): Promise<Told[]> =>
  (await opened.store.exchanges.ofPerson(await person(who), 50)).flatMap(({ received }) =>
    received.told ? [received.told] : [],
  );

const OFFICER: ConsoleActor = { account: 'tan-an', officer: 'o-tan-an', allowed: () => true };
const STAFF: ConsoleActor = { account: 'tinh', officer: null, allowed: () => true };
const order = (one: Case, act: ConsoleAct, id = `order-${nth}-${act.do}`) => ({ id, code: one.code, act });

test("an officer's answer moves the case, is in its history, and gives the worker a turn with the words", async () => {
  const one = await open();
  const act = { do: 'answer', text: 'ví dụ: mai tôi gọi công ty' } as const;
  expect(await actFromConsole(deps(), OFFICER, order(one, act))).toEqual({ is: 'done' });
  expect(await read(one)).toMatchObject({ status: 'open', holder: 'o-tan-an', clock: null });
  expect((await read(one)).history.at(-1)).toMatchObject({ what: 'answered', by: 'o-tan-an', why: act.text });
  expect(await told('worker')).toEqual([
    { what: 'officer-words', code: one.code, text: act.text, asks: false },
  ]);
  const log = await opened.store.exchanges.search({ channel: 'console', words: 'mai tôi gọi' }, null, 5);
  expect(log.exchanges).toMatchObject([{ account: 'tan-an', unfinishedSince: null }]);
});

test('the same order sent twice, also at once, is done once and ends alike', async () => {
  const one = await open();
  const twice = order(one, { do: 'answer', text: 'ví dụ' });
  const ends = await Promise.all([1, 2, 3].map(() => actFromConsole(deps(), OFFICER, twice)));
  ends.push(await actFromConsole(deps(), OFFICER, twice));
  expect(ends.every(({ is }) => is === 'done')).toBe(true);
  expect((await read(one)).history.filter(({ what }) => what === 'answered')).toHaveLength(1);
  expect(await told('worker')).toHaveLength(1);
});

test('what a crash left behind is found by the sweep and finished by the next', async () => {
  const one = await open();
  const asked = order(one, { do: 'ask', text: 'ví dụ: từ tháng nào?' });
  const crash = () => Promise.reject(new Error('killed'));
  expect(await actFromConsole(deps(crash), OFFICER, asked)).toEqual({ is: 'later' });
  expect(await told('worker')).toEqual([]);
  expect(await opened.store.exchanges.personsWithWork(100)).toContain(`console:${asked.id}`);
  expect(await actFromConsole(deps(), OFFICER, asked)).toEqual({ is: 'done' });
  expect(await read(one)).toMatchObject({ status: 'waiting' });
  expect(await told('worker')).toMatchObject([{ what: 'officer-words', asks: true }]);
});

test('a case that somebody else took meanwhile refuses, and the worker hears nothing', async () => {
  const one = await open();
  const other: ConsoleActor = { ...OFFICER, account: 'two', officer: 'o-tan-an-2' };
  expect(await actFromConsole(deps(), other, order(one, { do: 'accept' }))).toEqual({ is: 'done' });
  const late = order(one, { do: 'answer', text: 'ví dụ' });
  expect(await actFromConsole(deps(), OFFICER, late)).toEqual({ is: 'refused' });
  expect(await actFromConsole(deps(), OFFICER, late)).toEqual({ is: 'refused' });
  expect(await told('worker')).toEqual([]);
  expect(await read(one)).toMatchObject({ holder: 'o-tan-an-2' });
});

test('of two who accept at once one has it', async () => {
  const one = await open();
  const other: ConsoleActor = { ...OFFICER, account: 'two', officer: 'o-tan-an-2' };
  const ends = await Promise.all([
    actFromConsole(deps(), OFFICER, order(one, { do: 'accept' }, `first-${nth}-x`)),
    actFromConsole(deps(), other, order(one, { do: 'accept' }, `other-${nth}-x`)),
  ]);
  expect(ends.map(({ is }) => is).sort()).toEqual(['done', 'refused']);
});

test('a case of another unit and one that does not exist are refused alike, and nothing is stored', async () => {
  const one = await open();
  const stranger: ConsoleActor = { ...OFFICER, allowed: () => false };
  const act = { do: 'note', text: 'ví dụ' } as const;
  const refusedOrder = order(one, act);
  expect(await actFromConsole(deps(), stranger, refusedOrder)).toEqual({ is: 'not_yours' });
  expect(await actFromConsole(deps(), OFFICER, { id: `none-${nth}-x`, code: 'ZZ-ZZZ', act })).toEqual({
    is: 'not_yours',
  });
  expect(await opened.store.exchanges.get(`console:${refusedOrder.id}`)).toBeNull();
});

test("staff act in the holder's place, and the history names the account", async () => {
  const one = await open();
  await actFromConsole(deps(), OFFICER, order(one, { do: 'accept' }));
  for (const act of [
    { do: 'note', text: 'ví dụ' },
    { do: 'extend', text: 'ví dụ: chờ công ty trả lời' },
    { do: 'resolve' },
  ] as const)
    expect(await actFromConsole(deps(), STAFF, order(one, act))).toEqual({ is: 'done' });
  const after = await read(one);
  expect(after).toMatchObject({ status: 'resolved', holder: 'o-tan-an' });
  expect(after.history.slice(-3).map(({ what, by }) => `${what} ${by}`)).toEqual([
    'noted account:tinh',
    'extended account:tinh',
    'resolved account:tinh',
  ]);
  expect((await told('worker')).map(({ what }) => what).sort()).toEqual(['case-done', 'case-extended']);
});

test('a transfer goes to somebody who can be reached, with a card; without anybody nothing is done', async () => {
  const one = await open();
  await actFromConsole(deps(), OFFICER, order(one, { do: 'accept' }));
  expect(await actFromConsole(deps(), OFFICER, order(one, { do: 'transfer' }, `nobody-${nth}-x`))).toEqual({
    is: 'nobody',
  });
  await opened.store.people.bindOfficer(await person('colleague'), 'o-tan-an-2');
  expect(await actFromConsole(deps(), OFFICER, order(one, { do: 'transfer' }))).toEqual({ is: 'done' });
  expect(await read(one)).toMatchObject({ status: 'new', holder: null, told: ['o-tan-an-2'] });
  expect(await told('colleague')).toEqual([{ what: 'card', code: one.code, why: 'transferred' }]);
});

test.each([
  ['another account', { ...OFFICER, account: 'else' }, false],
  ['another case', OFFICER, true],
] as const)('an id that was used by %s is refused', async (_, actor, isOtherCase) => {
  const one = await open();
  const used = order(one, { do: 'accept' });
  await actFromConsole(deps(), OFFICER, used);
  const again = isOtherCase ? { ...used, code: 'ZZ-ZZZ' } : used;
  await expect(actFromConsole(deps(), actor, again)).rejects.toMatchObject({ code: 'conflict' });
});

test.each([
  ['no words', { do: 'answer', text: ' ' }, 'order-12345'],
  ['too many words', { do: 'note', text: 'a'.repeat(4001) }, 'order-12345'],
  ['an id that no page makes', { do: 'accept' }, 'x#1/to/y'],
] as const)('%s are refused before anything happens', async (_, act, id) => {
  const one = await open();
  await expect(actFromConsole(deps(), OFFICER, { id, code: one.code, act })).rejects.toMatchObject({
    code: 'invalid',
  });
});

test('what was parked is handed to officers as one case, however often', async () => {
  await opened.store.people.bindOfficer(await person('province'), 'o-tinh');
  const message = newExchange({
    key: `zalo-oa:1:parked${nth}`,
    person: await person('worker'),
    account: '1',
  });
  await opened.store.exchanges.receive(message);
  await opened.store.exchanges.commitTurn(commitOf(message, 1, { parked: true, troubleSince: NOW }));
  const closed: string[] = [];
  const close = async (key: string) => {
    closed.push(key);
    return 'closed' as const;
  };
  const troubles = { close };
  const hand = () => handOver({ ...deps(), wake: () => {}, troubles }, message.key, 'tinh');
  const code = await hand();
  expect(await hand()).toBe(code);
  expect(await opened.store.cases.get(code ?? '')).toMatchObject({
    kind: 'talk',
    text: message.received.text,
  });
  expect((await told('province')).filter(({ what }) => what === 'card')).toHaveLength(1);
  expect(closed).toEqual([message.key, message.key]);
});
