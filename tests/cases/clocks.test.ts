import { runClocks } from '../../src/cases/clocks.ts';
import { prepareMove } from '../../src/cases/prepare-move.ts';
import type { Case, Move } from '../../src/model/case.ts';
import type { CaseDraft, Told } from '../../src/model/exchange.ts';
import { createOfficersNow } from '../../src/union/officers-now.ts';
import { createTreeCache } from '../../src/union/tree-cache.ts';
import { OFFICERS, UNITS } from '../union/example-tree.ts';
import { at, calendar, province } from './example-case.ts';
import { exampleDraft, openTestStore, type TestStore, untoldDraft } from './test-store.ts';

const SENT = at('2026-11-24 20:15');
let opened: TestStore;
let nth = 0;
const woken: string[] = [];

beforeAll(async () => {
  opened = await openTestStore();
  const unbound = OFFICERS.map((one) => ({ ...one, persons: [] }));
  await opened.store.union.replace({ units: UNITS, officers: unbound });
});
beforeEach(() => {
  nth++;
  woken.length = 0;
  opened.setNow(SENT);
});
afterEach(() => opened.tidy());
afterAll(() => opened.close());

const officers = () =>
  createOfficersNow({ store: opened.store, trees: createTreeCache(opened), accountsOf: () => ['1'] })();
const run = () => runClocks({ ...opened, calendar, officers, wake: (person) => woken.push(person) });
const passTo = (text: string) => opened.setNow(at(text));

/** Each test has its own people. */
const person = async (code: string): Promise<string> =>
  (await opened.store.people.ensure({ channel: 'zalo-oa', account: '1', id: `${nth} ${code}` })).id;

async function bind(...codes: string[]): Promise<void> {
  for (const code of codes) await opened.store.people.bindOfficer(await person(code), code);
}

async function open(more: Partial<CaseDraft> = {}): Promise<Case> {
  const key = `zalo-oa:1:m${nth}`;
  const who = { person: await person('worker'), channel: 'zalo-oa', exchange: key, at: SENT } as const;
  return opened.store.cases.open(`${key}#1`, exampleDraft(more), who);
}

async function move(code: string, as: Move, id: string): Promise<void> {
  const one = await opened.store.cases.get(code);
  if (!one) throw new Error(`no case ${code}`);
  const { match, patch } = prepareMove(one, as, opened.world.now(), calendar);
  expect(await opened.store.cases.move(code, id, match, patch)).toBe('done');
}

/** What each was told by the clock, oldest first. */
async function told(code: string): Promise<Told[]> {
  const exchanges = await opened.store.exchanges.ofPerson(await person(code), 50);
  return exchanges.reverse().flatMap(({ received }) => (received.told ? [received.told] : []));
}
const marks = async (code: string) =>
  (await told(code)).map((one) => (one.what === 'clock' ? one.mark : one.what));

test('the officers are reminded at half and at four fifths of the working time, then the worker’s turn hands it on', async () => {
  await bind('o-tan-an', 'o-tan-an-2');
  const { code } = await open();
  for (const [when, reminded, worker] of [
    ['2026-11-25 09:59', [], []],
    ['2026-11-25 10:00', [50], []],
    ['2026-11-25 11:11', [50], []],
    ['2026-11-25 11:12', [50, 80], []],
    ['2026-11-25 13:59', [50, 80], []],
    ['2026-11-25 14:00', [50, 80], ['overdue']],
    ['2026-11-26 14:00', [50, 80], ['overdue']],
  ] as const) {
    passTo(when);
    await run();
    expect([when, await marks('o-tan-an'), await marks('worker')]).toEqual([when, reminded, worker]);
  }
  expect(await marks('o-tan-an-2')).toEqual([50, 80]);
  expect(await told('worker')).toEqual([
    { what: 'overdue', code, clock: 'accept', due: at('2026-11-25 14:00').toISOString() },
  ]);
});

test('keys name the case, the clock, the deadline, the mark and the person', async () => {
  await bind('o-tan-an');
  const { code } = await open({ told: ['o-tan-an'] });
  passTo('2026-11-25 10:00');
  await run();
  const key = `case:${code}:accept:${at('2026-11-25 14:00').toISOString()}:50:${await person('o-tan-an')}`;
  expect(await opened.store.exchanges.get(key)).toMatchObject({
    received: { kind: 'effect', heard: false, verified: true, told: { what: 'clock', mark: 50 } },
  });
  expect(woken).toEqual([await person('o-tan-an')]);
});

test('run twice at once, or again after being killed before the mark moved on, it tells nobody twice', async () => {
  await bind('o-tan-an', 'o-tan-an-2');
  const { code } = await open();
  passTo('2026-11-25 10:30');
  const before = await opened.store.cases.get(code);
  await Promise.all([run(), run()]);
  expect(await marks('o-tan-an')).toEqual([50]);
  // As if the process had died after telling: the mark stands where it stood.
  const after = await opened.store.cases.get(code);
  await opened.store.cases.moveClockMark(code, after?.clockAt ?? SENT, before?.clockAt ?? SENT);
  await run();
  expect([await marks('o-tan-an'), await marks('o-tan-an-2')]).toEqual([[50], [50]]);
});

test('after a pause only the newest mark is told', async () => {
  await bind('o-tan-an', 'o-tan-an-2');
  await open();
  passTo('2026-11-25 13:00');
  await run();
  expect(await marks('o-tan-an')).toEqual([80]);
  passTo('2026-11-27 10:00');
  await run();
  expect([await marks('o-tan-an'), await marks('worker')]).toEqual([[80], ['overdue']]);
});

test('whoever took it is reminded of the answer, and a question stops the clock', async () => {
  await bind('o-tan-an', 'o-tan-an-2');
  const { code } = await open();
  passTo('2026-11-25 08:20');
  await move(code, { as: 'accept', officer: 'o-tan-an', person: await person('o-tan-an') }, 'k1#1');
  passTo('2026-11-25 15:40');
  await run();
  expect([await marks('o-tan-an'), await marks('o-tan-an-2')]).toEqual([[50], []]);
  await move(code, { as: 'ask', officer: 'o-tan-an', text: 'ví dụ', accepts: false }, 'k2#1');
  passTo('2026-12-01 10:00');
  await run();
  expect([await marks('o-tan-an'), await marks('worker')]).toEqual([[50], []]);
});

test('a case handed on has a clock of its own', async () => {
  await bind('o-tan-an', 'o-tan-an-2', 'o-tinh');
  const { code } = await open();
  passTo('2026-11-25 14:00');
  await run();
  const due = at('2026-11-25 14:00').toISOString();
  const to = { ...province, acceptDue: at('2026-11-26 09:00').toISOString() };
  await move(code, { as: 'escalate', clock: 'accept', due, to }, 'k1#1');
  passTo('2026-11-26 09:00');
  await run();
  expect(await marks('worker')).toEqual(['overdue', 'overdue']);
  passTo('2026-11-30 09:00');
  await run();
  expect(await marks('worker')).toEqual(['overdue', 'overdue']);
});

test('a case whose officers are gone reaches the worker all the same', async () => {
  await open();
  passTo('2026-11-25 14:00');
  await run();
  expect(await marks('worker')).toEqual(['overdue']);
});

describe('a case that nobody could be told of', () => {
  test('waits without a clock', async () => {
    await open(untoldDraft());
    passTo('2026-11-30 10:00');
    await run();
    expect(await marks('worker')).toEqual([]);
  });

  test('gets to the unit that has it as soon as somebody there can be reached, once', async () => {
    const { code } = await open(untoldDraft());
    passTo('2026-11-25 09:00');
    // Somebody lower down was never named to the worker.
    await bind('o-tan-an');
    await run();
    expect(await marks('o-tan-an')).toEqual([]);
    await bind('o-tinh');
    await Promise.all([run(), run()]);
    await run();
    expect(await told('o-tinh')).toEqual([{ what: 'card', code, why: 'new' }]);
    expect(await opened.store.cases.get(code)).toMatchObject({
      status: 'new',
      unit: 'dl',
      told: ['o-tinh'],
      unreachable: false,
      clock: { kind: 'accept', due: at('2026-11-25 15:00') },
    });
  });

  test('danger gets to who is on duty', async () => {
    const { code } = await open(untoldDraft({ kind: 'emergency', urgency: 'emergency' }));
    await bind('o-truc');
    await run();
    expect(await told('o-truc')).toEqual([{ what: 'card', code, why: 'emergency' }]);
  });
});
