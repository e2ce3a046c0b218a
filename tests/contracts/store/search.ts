import * as fc from 'fast-check';
import type { Exchange, Reply } from '../../../src/model/exchange.ts';
import type { LogFrom, LogPage, LogSearch } from '../../../src/model/log-search.ts';
import type { NewExchange, Store, TurnCommit } from '../../../src/store/store.ts';
import { type Engine, fresh, given, type House, inEmpty, inOwnHouse, type Shared } from './house.ts';
import { commitOf, later, processed, put, putTurn, read, received, reply, T0 } from './samples.ts';

const keys = (exchanges: Exchange[]): string[] => exchanges.map(({ key }) => key);
const text = (words: string, more: Partial<NewExchange> = {}): Partial<NewExchange> => ({
  received: received({ text: words }),
  ...more,
});
const found = async (store: Store, filter: LogSearch): Promise<string[]> =>
  keys((await store.exchanges.search(filter, null, 50)).exchanges);

export function describeSearch(shared: Shared): void {
  describe('a search of the log', () => {
    const { store } = shared;

    describe('by words', () => {
      const person = fresh('searched');
      let key = '';
      beforeAll(async () => {
        const made = await putTurn(
          store(),
          1,
          {
            replies: [
              reply(1, { text: 'Chào anh/chị. Đây là ví dụ', status: 'sent', final: true }),
              reply(2, { text: 'Mức lương là 4.140.000 đ/tháng', status: 'sent', final: true }),
            ],
            processed: processed({
              results: [{ outcome: 'done', facts: { code: 'K7-4F2' } }],
            }),
          },
          text('LƯƠNG tối thiểu ở Buôn Ma Thuột, gọi em 0912 345 678 hoặc cccd 012345678901 nhé', { person }),
        );
        key = made.key;
      });

      test.each([
        'lương',
        'luong',
        'LUONG',
        'luong toi thieu',
        'thieu toi luong',
        'thuo',
        'toi thieu bu',
        '"toi thieu"',
        '"tối thiểu ở buôn"',
        'thuot "luong toi"',
        '“toi thieu”',
        '"toi thi',
        'chao',
        'luong chao',
        '4.140.000',
        'đ/tháng',
        'K7-4F2',
        'k74f2',
        'K7-4F',
        '  luong   ',
        'luong!',
      ])('%s is found', async (words) => {
        expect(await found(store(), { words, person })).toEqual([key]);
      });

      test.each([
        ['half a word that is not the last', 'luon toi'],
        ['the middle of a word', 'uong'],
        ['the beginning of a word before a sign', 'thie.'],
        ['the beginning of a word in quotes', '"toi thie"'],
        ['words that are not adjacent', '"luong thieu"'],
        ['words of two texts side by side', '"nhe chao"'],
        ['words of two replies side by side', '"du muc"'],
        ['one letter as a beginning', 'b'],
        ['a word that is not there beside one that is', 'luong mai'],
        ['a phone number', '0912 345 678'],
        ['a phone number beside a word', 'luong 0912345678'],
        ['a part of a phone number', '345'],
        ['an identity number', '012345678901'],
        ['nothing but signs', '!!! ???'],
        ['the name of a column', 'words:luong'],
        ['an operator', 'luong OR mai'],
      ])('%s is not found', async (_, words) => {
        expect(await found(store(), { words, person })).toEqual([]);
      });

      test('an empty search finds everything', async () => {
        expect(await found(store(), { words: '  ', person })).toEqual([key]);
      });
    });

    test('finds what is said later: a reply that was held, and the code it names', async () => {
      const person = fresh('person');
      const held = [reply(1, { text: '', status: 'held' })];
      const { key } = await putTurn(
        store(),
        1,
        { replies: held, unfinishedSince: T0 },
        text('x', { person }),
      );
      expect(await found(store(), { words: 'người trực', person })).toEqual([]);
      const { rev } = await read(store(), key);
      await store().exchanges.change(key, rev, {
        replies: [reply(1, { text: 'Đã báo người trực, mã QX-7AB' })],
        results: [{ outcome: 'done', facts: { code: 'RR-999' } }],
      });
      for (const words of ['người trực', 'QX-7AB', 'rr999', 'x nguoi'])
        expect(await found(store(), { words, person })).toEqual([key]);
    });

    test(
      'filters by everything it can be filtered by, alone and together',
      inEmpty(shared, async (own) => {
        const made = await variety(own);
        for (const filter of FILTERS) {
          const expected = made.filter((one) => isWanted(one, filter)).sort(newestFirst);
          expect({ filter, keys: await found(own, filter) }).toEqual({ filter, keys: keys(expected) });
        }
      }),
    );

    test(
      'pages to and fro without a gap or a repetition, also among exchanges of one instant',
      inEmpty(shared, async (own) => {
        for (let i = 0; i < 23; i++)
          await put(own, text(i % 2 ? 'ví dụ một' : 'ví dụ hai', { at: later(Math.floor(i / 4) * 300) }));
        const all = (await own.exchanges.search({}, null, 100)).exchanges;
        for (const filter of [{}, { words: 'mot' }, { words: 'vi du' }, { channel: 'zalo-oa' as const }]) {
          const expected = keys(all.filter((one) => isWanted(one, filter)));
          const { forwards, backwards } = await bothWays(own, filter, 3);
          expect({ filter, forwards, backwards }).toEqual({
            filter,
            forwards: expected,
            backwards: expected,
          });
        }
      }),
    );

    test('says whether there are pages around', async () => {
      const person = fresh('person');
      for (const ms of [1, 2, 3]) await put(store(), { person, at: later(ms) });
      const search = (from: LogFrom | null, limit: number) =>
        store().exchanges.search({ person }, from, limit);
      const first = await search(null, 2);
      expect(first).toMatchObject({ newer: null, older: { at: later(2) } });
      const second = await search({ older: given(first.older) }, 2);
      expect(second).toMatchObject({ older: null, newer: { at: later(1) } });
      const back = await search({ newer: given(second.newer) }, 2);
      expect(keys(back.exchanges)).toEqual(keys(first.exchanges));
      expect(back).toMatchObject({ newer: null, older: { at: later(2) } });
      expect(await search({ newer: { at: later(3), key: '\uffff' } }, 2)).toEqual({
        exchanges: [],
        older: null,
        newer: null,
      });
    });

    test(
      'finds what a plain look through the log finds, whatever was written',
      inEmpty(shared, async (own) => {
        const word = fc.constantFrom('an', 'ang', 'anh', 'ba', 'bao', 'bảo', 'Ấn', 'a', 'b1', '2');
        const message = fc.record({
          words: fc.array(word, { minLength: 1, maxLength: 5 }),
          answer: fc.array(word, { maxLength: 3 }),
          second: fc.nat(3),
        });
        const messages = fc.sample(message, { numRuns: 40, seed: 11 });
        for (const { words, answer, second } of messages) {
          const replies = [reply(1, { text: answer.join(' ') })];
          await putTurn(own, 1, { replies }, text(words.join(' '), { at: later(second * 500) }));
        }
        const all = (await own.exchanges.search({}, null, 100)).exchanges;
        const query = fc.record({
          words: fc.array(word, { minLength: 1, maxLength: 3 }),
          shape: fc.constantFrom('open', 'quoted', 'closed'),
        });
        for (const { words, shape } of fc.sample(query, { numRuns: 120, seed: 12 })) {
          const typed =
            shape === 'open'
              ? words.join(' ')
              : shape === 'quoted'
                ? `"${words.join(' ')}"`
                : `${words.join(' ')}.`;
          const expected = keys(all.filter((one) => plainly(one, words, shape)));
          expect({ typed, keys: await found(own, { words: typed }) }).toEqual({ typed, keys: expected });
        }
      }),
    );

    test('what was rolled back or refused leaves no words behind', async () => {
      const person = fresh('person');
      const first = await put(store(), text('ví dụ đầu tiên', { person }));
      expect(await store().exchanges.receive({ ...first, received: received({ text: 'lần hai' }) })).toBe(
        false,
      );
      expect(await store().exchanges.change(first.key, 99, { replies: [reply(1, { text: 'lỡ lời' })] })).toBe(
        false,
      );
      expect(await found(store(), { words: 'lần hai', person })).toEqual([]);
      expect(await found(store(), { words: 'lỡ lời', person })).toEqual([]);
      expect(await found(store(), { words: 'đầu tiên', person })).toEqual([first.key]);
    });

    test('another process sees at once what was written', async () => {
      const person = fresh('person');
      const { key } = await put(store(), text('ví dụ xuyên tiến trình', { person }));
      expect(await found(shared.other(), { words: 'xuyen tien', person })).toEqual([key]);
    });
  });

  describe('the list of troubles', () => {
    test(
      'is newest trouble first and pages without a gap',
      inEmpty(shared, async (own) => {
        const made = [];
        for (const ms of [5, 1, 9, 9, 3]) {
          const { key } = await putTurn(own, 1, { troubleSince: later(ms) }, { at: later(100 - ms) });
          made.push({ ms, key });
        }
        await putTurn(own, 1, {});
        const expected = made.sort((a, b) => b.ms - a.ms || (a.key < b.key ? 1 : -1)).map(({ key }) => key);
        const seen: string[] = [];
        for (let after: { since: Date; key: string } | null = null; ; ) {
          const page: Exchange[] = await own.exchanges.troubles(after, 2);
          seen.push(...keys(page));
          const last = page.at(-1);
          if (!last?.troubleSince) break;
          after = { since: last.troubleSince, key: last.key };
        }
        expect(seen).toEqual(expected);
      }),
    );
  });

  test('the neighbours of an exchange are those of the same person', async () => {
    const person = fresh('person');
    const { store } = shared;
    const [a, b, c] = [
      await put(store(), { person, at: later(1) }),
      await put(store(), { person, at: later(2) }),
      await put(store(), { person, at: later(3) }),
    ];
    await put(store(), { at: later(2) });
    const around = async (key: string) => store().exchanges.neighbours(await read(store(), key));
    expect(await around(a.key)).toEqual({ previous: null, next: b.key });
    expect(await around(b.key)).toEqual({ previous: a.key, next: c.key });
    expect(await around(c.key)).toEqual({ previous: b.key, next: null });
  });

  test('an act that was decided before it was stored is stored once, unfinished, and found by its words', async () => {
    const { store } = shared;
    const id = fresh('console');
    const exchange = {
      key: id,
      person: id,
      channel: 'console' as const,
      account: 'vi-du',
      at: T0,
      arrival: 1,
      line: 0 as const,
      wantsTurn: false,
      received: received({ kind: 'event', text: 'ví dụ trả lời từ bàn làm việc', heard: false }),
    };
    const what = processed({ covers: [id], at: T0 });
    expect(await store().exchanges.receiveDecided(exchange, what)).toBe(true);
    expect(await store().exchanges.receiveDecided(exchange, what)).toBe(false);
    expect(await read(store(), id)).toMatchObject({ turn: 1, unfinishedSince: T0, waitingSince: null });
    expect((await given(await store().exchanges.newestTurn(id))).key).toBe(id);
    expect(await found(store(), { words: 'ban lam viec', person: id })).toEqual([id]);
  });
}

/** A store that an older program wrote is searchable once it was opened. */
export function describeSearchUpgrade(engine: Engine): void {
  test(
    'what an older program wrote can be searched after the upgrade',
    inOwnHouse(engine, async (house) => {
      const store = await house.open();
      const sent = [reply(1, { text: 'Tạm biệt', status: 'sent', final: true })];
      const { key } = await putTurn(store, 1, { replies: sent }, text('Ví dụ cũ'));
      await makeOld(house);
      const upgraded = await house.open();
      expect(await found(upgraded, { words: 'vi du tam biet' })).toEqual([key]);
      expect(await found(upgraded, { delivery: 'sent' })).toEqual([key]);
    }),
  );
}

async function makeOld(house: House): Promise<void> {
  const { connection } = await house.behind();
  const [document] = await house.raw('exchanges');
  const { delivery: _delivery, words: _words, ...old } = given(document);
  await connection.collection('exchanges').deleteMany({});
  await connection.collection('exchanges').insertOne(old as never);
  const meta = connection.collection<{ _id: string }>('meta');
  await meta.updateOne({ _id: 'schema' }, { $set: { version: 1 } });
}

async function bothWays(store: Store, filter: LogSearch, limit: number) {
  const forwards: string[] = [];
  const pages: LogPage[] = [];
  for (let from: LogFrom | null = null; ; ) {
    const page: LogPage = await store.exchanges.search(filter, from, limit);
    pages.push(page);
    forwards.push(...keys(page.exchanges));
    if (!page.older) break;
    from = { older: page.older };
  }
  const last = given(pages.at(-1));
  let backwards = keys(last.exchanges);
  for (let newer = last.newer; newer; ) {
    const page: LogPage = await store.exchanges.search(filter, { newer }, limit);
    backwards = [...keys(page.exchanges), ...backwards];
    newer = page.newer;
  }
  return { forwards, backwards };
}

const FILTERS: LogSearch[] = [
  {},
  { channel: 'messenger' },
  { topic: 'late-wages' },
  { outcome: 'clarify' },
  { trouble: true },
  { person: 'p1' },
  ...(['waiting', 'sent', 'failed', 'unknown', 'parked'] as const).map((delivery) => ({ delivery })),
  { channel: 'messenger', topic: 'late-wages' },
  { topic: 'late-wages', delivery: 'sent' },
  { topic: 'late-wages', delivery: 'failed' },
  { person: 'p1', words: 'mot' },
  { words: 'hai', delivery: 'waiting' },
  { words: 'hai', delivery: 'parked' },
  { words: 'hai', trouble: true },
  { words: 'hai', from: later(8000) },
  { words: 'mot', from: later(2000), to: later(9000), channel: 'zalo-oa' },
  { from: later(3000), to: later(7000) },
  { from: later(3000), to: later(3000) },
  { topic: 'no-such-topic' },
];

async function variety(store: Store): Promise<Exchange[]> {
  const states: Partial<TurnCommit>[] = [
    { replies: [reply(1)], nextReplyAt: T0 },
    { replies: [reply(1, { status: 'delivered', final: true })] },
    { replies: [reply(1, { status: 'failed', final: true, failure: 'rejected' })], troubleSince: T0 },
    { replies: [reply(1, { status: 'unknown', final: true })], troubleSince: T0 },
    { replies: [reply(1, { status: 'superseded' })] },
  ];
  const made: string[] = [];
  for (let i = 0; i < 30; i++) {
    const about = {
      person: `p${i % 4}`,
      channel: i % 3 === 0 ? ('messenger' as const) : ('zalo-oa' as const),
      at: later(i * 333),
      ...text(i % 2 ? 'ví dụ một' : 'ví dụ hai'),
    };
    const exchange = await put(store, about);
    made.push(exchange.key);
    if (i % 7 === 0) continue;
    const isParked = i % 11 === 0;
    const what = processed({
      topic: i % 5 ? 'late-wages' : 'overtime',
      outcome: isParked ? 'parked' : i % 4 ? 'answer' : 'clarify',
    });
    const state = isParked ? { parked: true, troubleSince: T0 } : given(states[i % states.length]);
    await store.exchanges.commitTurn(commitOf(exchange, i + 1, { processed: what, ...state }));
  }
  return Promise.all(made.map((key) => read(store, key)));
}

/** The same filters looked at one exchange at a time. */
function isWanted(one: Exchange, filter: LogSearch): boolean {
  const { channel, topic, outcome, delivery, person, trouble, from, to, words } = filter;
  return (
    (channel === undefined || one.channel === channel) &&
    (topic === undefined || one.processed?.topic === topic) &&
    (outcome === undefined || one.processed?.outcome === outcome) &&
    (delivery === undefined || stateOf(one) === delivery) &&
    (person === undefined || one.person === person) &&
    (!trouble || one.troubleSince !== null) &&
    (!from || one.at >= from) &&
    (!to || one.at < to) &&
    (words === undefined || ` ${plain(one.received.text)} `.includes(` ${words} `))
  );
}

function stateOf({ waitingSince, parked, replies: [first] }: Exchange) {
  if (parked) return 'parked';
  if (waitingSince || first?.status === 'queued') return 'waiting';
  if (first?.status === 'delivered') return 'sent';
  return first?.status === 'failed' || first?.status === 'unknown' ? first.status : null;
}

const newestFirst = (a: Exchange, b: Exchange): number =>
  b.at.getTime() - a.at.getTime() || (a.key < b.key ? 1 : -1);

const plain = (said: string): string =>
  said.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd');

/** What the search promises, said again in the plainest way. */
function plainly({ received: { text: heard }, replies }: Exchange, asked: string[], shape: string): boolean {
  const texts = [heard, ...replies.map((one: Reply) => one.text)].map((one) => plain(one).split(' '));
  const words = asked.map(plain);
  if (shape === 'quoted')
    return texts.some((said) => said.some((_, at) => words.every((word, i) => said[at + i] === word)));
  const said = texts.flat();
  return words.every((word, i) => {
    const mayGoOn = shape === 'open' && i === words.length - 1 && word.length > 1;
    return said.some((one) => one === word || (mayGoOn && one.startsWith(word)));
  });
}
