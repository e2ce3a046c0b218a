import type { ChannelLimits } from '../../src/channels/channel.ts';
import { createFactsGatherer } from '../../src/exchanges/gather-facts.ts';
import type { Case } from '../../src/model/case.ts';
import type { ChannelName } from '../../src/model/channel.ts';
import type { Facts } from '../../src/model/decision.ts';
import { type CaseDraft, FRESH, type Received, type Standing } from '../../src/model/exchange.ts';
import type { Officer } from '../../src/model/union.ts';
import { createOfficersNow } from '../../src/union/officers-now.ts';
import { createTreeCache } from '../../src/union/tree-cache.ts';
import { at, calendar } from '../cases/example-case.ts';
import { exampleDraft, openTestStore, type TestStore, untoldDraft } from '../cases/test-store.ts';
import { OFFICERS, UNITS } from '../union/example-tree.ts';

const NOW = at('2026-11-24 21:40');
const ZALO: ChannelLimits = {
  maxText: 2000,
  showsChoices: false,
  windowMs: 7 * 86_400_000,
  freeMs: 48 * 3_600_000,
};
let opened: TestStore;
let nth = 0;
let limits = ZALO;

const unbound = OFFICERS.map((one) => ({ ...one, persons: [] }));
const importTree = (officers: Officer[] = unbound, units = UNITS) =>
  opened.store.union.replace({ units, officers });

beforeAll(async () => {
  opened = await openTestStore();
});
beforeEach(async () => {
  nth++;
  limits = ZALO;
  opened.setNow(NOW);
  await importTree();
});
afterEach(() => opened.tidy());
afterAll(() => opened.close());

const ACCOUNTS: Partial<Record<ChannelName, string[]>> = { 'zalo-oa': ['1'] };
const gatherer = () => {
  const trees = createTreeCache(opened);
  const officers = createOfficersNow({
    store: opened.store,
    trees,
    accountsOf: (channel) => ACCOUNTS[channel] ?? [],
  });
  return createFactsGatherer({
    store: opened.store,
    officers,
    calendar,
    world: opened.world,
    limitsOf: () => limits,
    laws: async () => ({ shown: () => null }),
  });
};
const addressOf = (who: string) => ({ channel: 'zalo-oa', account: '1', id: `${nth} ${who}` }) as const;
const idOf = async (who: string) => (await opened.store.people.ensure(addressOf(who))).id;

async function bind(...codes: string[]): Promise<void> {
  for (const code of codes) await opened.store.people.bindOfficer(await idOf(code), code);
}

const received = (more: Partial<Received> = {}): Received => ({
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
  ...more,
});

/** What a turn of this person would be decided on. */
async function facts(
  who: string,
  said: string | Partial<Received> = '',
  standing: Partial<Standing> = {},
): Promise<Facts> {
  const person = await opened.store.people.get(await idOf(who));
  if (!person) throw new Error(`no person ${who}`);
  const text = received(typeof said === 'string' ? { text: said } : said);
  return gatherer()(person, { ...FRESH, ...standing }, [text]);
}

async function open(draft: CaseDraft = exampleDraft(), who = 'worker'): Promise<Case> {
  const key = `zalo-oa:1:m${nth}-${Math.random()}`;
  return opened.store.cases.open(`${key}#1`, draft, {
    person: await idOf(who),
    channel: 'zalo-oa',
    exchange: key,
    at: opened.world.now(),
  });
}
const set = async (code: string, patch: Partial<Case>) =>
  opened.store.cases.move(
    code,
    `set${Math.random()}`,
    { from: ['new', 'open', 'waiting', 'resolved'], holders: null },
    { set: patch },
  );
const codes = (cases: { code: string }[]) => cases.map(({ code }) => code);

describe('the worker’s cases', () => {
  test('their own, and nobody else’s', async () => {
    const mine = await open();
    await open(exampleDraft(), 'somebody else');
    expect(codes((await facts('worker')).ownCases)).toEqual([mine.code]);
  });

  test('one that is done as long as it may be reopened', async () => {
    const { code } = await open();
    const resolved = { at: at('2026-11-14 21:00'), what: 'resolved', by: 'o-tan-an', why: '' } as const;
    await set(code, { status: 'resolved', history: [resolved] });
    expect(codes((await facts('worker')).ownCases)).toEqual([]);
    await set(code, { history: [{ ...resolved, at: at('2026-11-15 21:00') }] });
    expect(codes((await facts('worker')).ownCases)).toEqual([code]);
  });

  test.each([
    ['as it stands', (code: string) => `rút #${code}`],
    ['in small letters', (code: string) => `rut #${code.toLowerCase()}`],
    ['without its dash', (code: string) => `#${code.replace('-', '').toLowerCase()} em bổ sung`],
    ['with blanks', (code: string) => `# ${code.replace('-', ' ')}`],
    ['without #', (code: string) => `hồ sơ ${code} sao rồi`],
  ])('named %s', async (_how, text) => {
    const { code } = await open();
    expect(codes((await facts('worker', text(code))).named)).toEqual([code]);
  });

  test('a code that is somebody else’s, or none, is refused alike', async () => {
    const { code } = await open(exampleDraft(), 'somebody else');
    const { named, refusedCodes } = await facts('worker', `#${code} và #ZZ-ZZZ`);
    expect([codes(named), refusedCodes]).toEqual([[], [code, 'ZZ-ZZZ']]);
  });

  test('a word that only looks like a code is not refused', async () => {
    expect((await facts('worker', 'luong t7 ca3 cua em 4tr500 k74f2')).refusedCodes).toEqual([]);
  });

  test('a number stands for what its choice says', async () => {
    const { code } = await open();
    const offered = [{ n: 1, title: 'Mở lại', say: `chưa xong #${code}` }];
    expect(codes((await facts('worker', '1', { offered })).named)).toEqual([code]);
  });

  test('told about by an effect', async () => {
    const { code } = await open();
    const told = { what: 'case-done', code } as const;
    const { named, refusedCodes } = await facts('worker', { kind: 'effect', told, heard: false });
    expect([codes(named), refusedCodes]).toEqual([[code], []]);
  });

  test('a quote finds the case of the message it quotes, and an unknown quote none', async () => {
    const { code } = await open();
    await opened.store.sent.put({
      id: `zalo-oa:1:z${nth}`,
      exchange: 'e',
      n: 1,
      person: await idOf('worker'),
      case: code,
      at: NOW,
    });
    expect(await facts('worker', { quotes: `z${nth}` })).toMatchObject({
      quotedCase: code,
      named: [{ code }],
    });
    expect((await facts('worker', { quotes: 'unknown' })).quotedCase).toBeNull();
    expect((await facts('somebody else', { quotes: `z${nth}` })).quotedCase).toBeNull();
  });
});

describe('who is an officer', () => {
  test('whoever bound the account with a code', async () => {
    await bind('o-tan-an');
    expect((await facts('o-tan-an')).officer?.code).toBe('o-tan-an');
    expect((await facts('worker')).officer).toBeNull();
  });

  test('whoever the imported file names, without being bound by it', async () => {
    const named = (id: string) =>
      unbound.map((one) =>
        one.code === 'o-tan-an' ? { ...one, channels: [{ channel: 'zalo-oa' as const, id }] } : one,
      );
    await importTree(named(`${nth} wrong id`));
    expect((await facts('wrong id')).officer?.code).toBe('o-tan-an');
    // Mended by the next import: the wrong account is nobody's again.
    await importTree(named(`${nth} right id`));
    expect((await facts('wrong id')).officer).toBeNull();
    expect((await facts('right id')).officer?.code).toBe('o-tan-an');
  });

  test.each([
    ['another account than ours', '2', null],
    ['our account', '1', 'o-tan-an'],
  ])('an id together with %s', async (_which, account, expected) => {
    const channels = [{ channel: 'zalo-oa' as const, id: `${nth} o`, account }];
    await importTree(unbound.map((one) => (one.code === 'o-tan-an' ? { ...one, channels } : one)));
    expect((await facts('o')).officer?.code ?? null).toBe(expected);
  });

  test('not once they are ended', async () => {
    await bind('o-tan-an');
    await importTree(unbound.map((one) => ({ ...one, endedAt: new Date(0) })));
    expect((await facts('o-tan-an')).officer).toBeNull();
  });
});

describe('the officer’s cases', () => {
  test('held by them, or new and told to them; not what another took', async () => {
    await bind('o-tan-an', 'o-tan-an-2');
    const fresh = await open();
    const taken = await open();
    await set(taken.code, { status: 'open', holder: 'o-tan-an-2' });
    expect(codes((await facts('o-tan-an')).officerCases)).toEqual([fresh.code]);
    expect(codes((await facts('o-tan-an-2')).officerCases)).toEqual([fresh.code, taken.code]);
    // Named it may still be spoken of: "somebody has taken it".
    expect(codes((await facts('o-tan-an', `nhận #${taken.code}`)).named)).toEqual([taken.code]);
  });

  test('an officer of another unit is refused', async () => {
    await bind('o-bmt');
    const { code } = await open();
    const seen = await facts('o-bmt', `#${code} nội dung`);
    expect([codes(seen.named), seen.refusedCodes, codes(seen.officerCases)]).toEqual([[], [code], []]);
  });

  test('a name hidden from the workplace stays hidden from its officer, whatever they write, quote or are told', async () => {
    await bind('o-a');
    for (const identity of ['hidden', 'anonymous'] as const) {
      // Even told by mistake, and not excluded.
      const { code } = await open(exampleDraft({ identity, told: ['o-a'], excluded: [] }));
      await opened.store.sent.put({
        id: `zalo-oa:1:z${code}`,
        exchange: 'e',
        n: 1,
        person: await idOf('o-a'),
        case: code,
        at: NOW,
      });
      const told = { what: 'card', code, why: 'new' } as const;
      expect(await facts('o-a', `nhận #${code}`)).toMatchObject({
        named: [],
        officerCases: [],
        refusedCodes: [code],
      });
      expect(await facts('o-a', { text: '1', quotes: `z${code}` })).toMatchObject({
        named: [],
        quotedCase: code,
        refusedCodes: [code],
      });
      expect(await facts('o-a', { kind: 'effect', told, heard: false })).toMatchObject({ named: [] });
    }
    const named = await open(exampleDraft({ identity: 'named', told: ['o-a'], excluded: [], unit: 'cty-a' }));
    expect(codes((await facts('o-a')).officerCases)).toEqual([named.code]);
  });

  test('whoever is excluded is refused, even as the one who was told', async () => {
    await bind('o-tan-an');
    const { code } = await open(exampleDraft({ excluded: ['o-tan-an'] }));
    expect(await facts('o-tan-an', `#${code} x`)).toMatchObject({
      named: [],
      officerCases: [],
      refusedCodes: [code],
    });
  });

  test('at the province also those that nobody could be told of', async () => {
    await bind('o-tinh', 'o-tan-an');
    const { code } = await open(untoldDraft());
    expect(codes((await facts('o-tinh')).officerCases)).toEqual([code]);
    expect(codes((await facts('o-tan-an')).officerCases)).toEqual([]);
  });

  test('each knows who has it and where it could go', async () => {
    await bind('o-tan-an', 'o-tan-an-2', 'o-tinh');
    const { code } = await open();
    const [one] = (await facts('o-tan-an')).officerCases;
    expect(one).toMatchObject({
      code,
      unitName: 'Công đoàn phường Tân An',
      workplaceName: 'Công ty TNHH A',
      recipients: [
        { code: 'o-tan-an', person: await idOf('o-tan-an') },
        { code: 'o-tan-an-2', person: await idOf('o-tan-an-2') },
      ],
      above: { unit: 'dl', level: 'province', officers: [{ code: 'o-tinh', person: await idOf('o-tinh') }] },
      others: { unit: 'cd-tan-an', officers: [{ code: 'o-tan-an-2' }] },
    });
    await set(code, { status: 'open', holder: 'o-tan-an-2' });
    const [own] = (await facts('worker')).ownCases;
    expect(own?.recipients.map((each) => each.code)).toEqual(['o-tan-an-2']);
  });
});

describe('where a new case would go', () => {
  test('to the account an officer bound last', async () => {
    await bind('o-a');
    const { id } = await opened.store.people.ensure({
      channel: 'messenger',
      account: 'page',
      id: `${nth} o-a`,
    });
    opened.setNow(at('2026-11-24 21:41'));
    await opened.store.people.bindOfficer(id, 'o-a');
    const { destination } = await facts('worker');
    expect(destination('cty-a', 'named')).toMatchObject({
      unit: 'cty-a',
      officers: [{ code: 'o-a', person: id }],
    });
  });

  test('an officer bound a moment ago is found by the very next turn', async () => {
    const gather = gatherer();
    const worker = await opened.store.people.get(await idOf('worker'));
    if (!worker) throw new Error('no worker');
    const unitOf = async () =>
      (await gather(worker, FRESH, [received()]))
        .destination('cty-a', 'hidden')
        .officers.map(({ code }) => code);
    expect(await unitOf()).toEqual([]);
    await bind('o-tan-an');
    expect(await unitOf()).toEqual(['o-tan-an']);
  });

  test('never to the person who asks', async () => {
    await bind('o-truc', 'o-tinh', 'o-a');
    const seen = await facts('o-truc');
    expect(codes(seen.duty.officers)).toEqual(['o-tinh']);
    expect((await facts('o-a')).destination('cty-a', 'named').unit).toBe('dl');
  });

  test('danger, press and an empty tree', async () => {
    await bind('o-truc', 'o-tinh', 'o-bao-chi');
    const seen = await facts('worker');
    expect([codes(seen.duty.officers), codes(seen.province.officers), seen.treeIsEmpty]).toEqual([
      ['o-truc'],
      ['o-tinh', 'o-bao-chi'],
      false,
    ]);
    await importTree([], []);
    const empty = await facts('worker');
    expect(empty).toMatchObject({ treeIsEmpty: true, duty: { unit: null, officers: [] }, matches: [] });
  });
});

describe('what the words may mean', () => {
  test('a workplace in the words', async () => {
    expect((await facts('worker', 'cong ty an binh no luong')).matches).toMatchObject([{ code: 'cty-binh' }]);
  });
  test('the name said before counts for the question where it is', async () => {
    const standing = { place: 'complaint/where', slots: { workplaceText: 'cong ty A' } };
    expect((await facts('worker', 'phường Tân An', standing)).matches).toMatchObject([
      { name: 'Công ty TNHH A', score: 1 },
    ]);
  });
  test('nothing in what an effect tells', async () => {
    const told = { what: 'worker-words', code: 'ZZ-ZZZ', text: 'công ty A', key: 'k' } as const;
    expect((await facts('worker', { kind: 'effect', told, heard: false })).matches).toEqual([]);
  });
});

describe('the window stays open when the answer comes within two working days', () => {
  test.each([
    ['in the evening of the holiday, 48 hours', '2026-11-24 21:40', ZALO, true],
    ['in the middle of the week, 48 hours', '2026-11-25 10:00', ZALO, true],
    ['on a Friday afternoon, 48 hours', '2026-11-27 15:00', ZALO, false],
    ['in the middle of the week, 24 hours', '2026-11-25 10:00', { ...ZALO, freeMs: 24 * 3_600_000 }, false],
    ['on a Friday, without a window', '2026-11-27 15:00', { ...ZALO, windowMs: null, freeMs: null }, true],
  ])('%s', async (_when, now, channel, expected) => {
    opened.setNow(at(now));
    limits = channel;
    expect((await facts('worker', 'xin chào')).windowStaysOpen).toBe(expected);
  });
});
