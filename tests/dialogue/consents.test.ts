import { FRESH, type Standing } from '../../src/model/exchange.ts';
import { content, effectsOf, facts, KNOWN, knownCase, say, textOf, titlesOf } from './facts.ts';

const google = facts({ asksGoogle: true });
const standingAfter = (text: string, standing: Standing = KNOWN) => say(standing, text).after;

describe('the notice', () => {
  test('says that it is a machine, what is kept, who reads it, and where the rights are', () => {
    const [notice] = say(FRESH, 'chào', { topic: 'greeting' }).replies;
    for (const part of ['máy trả lời tự động', 'lưu lại', 'LĐLĐ tỉnh', 'rút đồng ý', 'quyền riêng tư'])
      expect(notice?.text).toContain(part);
    expect(notice?.text).not.toContain('Google');
  });

  test('where Dialogflow is on it says so, also to those who had the other notice', () => {
    const said = say(KNOWN, 'chào', { topic: 'greeting' }, google);
    expect(said.replies[0]?.text).toContain('máy của Google');
    expect(said.after.noticed).toBe(`${content.say('notice.version')}+google`);
    expect(textOf(say(said.after, 'chào', { topic: 'greeting' }, google))).not.toContain('Google');
  });
});

describe('consent per purpose', () => {
  test('nothing is agreed to by silence', () => {
    const said = say(KNOWN, 'rút đồng ý');
    expect(KNOWN.consents).toBeUndefined();
    expect(textOf(said)).toContain('chưa đồng ý');
    expect(textOf(said)).not.toContain('đã đồng ý ngày');
    expect(titlesOf(said).every((title) => title.includes('Đồng ý: '))).toBe(true);
    expect(said.effects).toEqual([]);
  });

  test.each([
    ['nhật ký', 'advice'],
    ['chương trình', 'programmes'],
    ['thống kê', 'statistics'],
    ['google', 'google'],
  ] as const)('%s is given and taken back by itself, with version and day', (typed, purpose) => {
    const given = standingAfter(`đồng ý ${typed}`);
    expect(Object.keys(given.consents ?? {})).toEqual([purpose]);
    expect(given.consents?.[purpose]).toMatchObject({ given: true, version: content.say('consent.version') });
    const other = standingAfter('đồng ý thống kê', given);
    const taken = standingAfter(`rut dong y ${typed.normalize('NFD').replace(/\p{M}/gu, '')}`, other);
    expect(taken.consents?.[purpose]?.given).toBe(false);
    if (purpose !== 'statistics') expect(taken.consents?.statistics?.given).toBe(true);
  });

  test('the numbers of the list change what they name', () => {
    const list = say(standingAfter('đồng ý nhật ký'), 'rút đồng ý');
    expect(textOf(list)).toContain('đã đồng ý ngày');
    const taken = say(list.after, '1');
    expect(taken.after.consents?.advice?.given).toBe(false);
    expect(textOf(taken)).toContain('Đã rút');
  });

  test('Google is listed only where it is used, is in use after the notice, and can be taken back', () => {
    expect(textOf(say(KNOWN, 'rút đồng ý'))).not.toContain('Google');
    const list = say(
      { ...KNOWN, noticed: `${content.say('notice.version')}+google` },
      'rút đồng ý',
      {},
      google,
    );
    expect(textOf(list)).toContain('đang dùng, rút được');
    expect(titlesOf(list).at(-1)).toContain('Rút: ');
    expect(textOf(list).length).toBeLessThanOrEqual(600);
  });

  test('sending a complaint is the consent to pass it on; other purposes stay as they were', () => {
    const confirm: Standing = {
      ...standingAfter('đồng ý thống kê'),
      place: 'complaint/confirm',
      slots: { what: 'công ty nợ lương hai tháng', where: 'x', workplace: '', identity: 'named', when: '' },
    };
    const said = say(confirm, 'gửi');
    expect(said.effects[0]).toMatchObject({
      draft: { consent: { version: content.say('consent.version') } },
    });
    expect(said.after.consents?.case).toMatchObject({ given: true, version: content.say('consent.version') });
    expect(said.after.consents?.statistics?.given).toBe(true);
  });
});

describe('taking back the consent to pass a complaint on', () => {
  const two = facts({
    ownCases: [
      knownCase({ code: 'K7-4F2', recipients: [{ code: 'o2', person: 'officer-2' }] }),
      knownCase({ code: 'M3-9QD', recipients: [{ code: 'o2', person: 'officer-2' }] }),
      knownCase({ code: 'E2-222', kind: 'emergency' }),
    ],
  });

  test('is asked once more while officers work on it', () => {
    const asks = say(KNOWN, 'rút đồng ý phản ánh', {}, two);
    expect(textOf(asks)).toContain('K7-4F2, M3-9QD');
    expect(asks.effects).toEqual([]);
    expect(say(asks.after, '0', {}, two).effects).toEqual([]);
    const done = say(asks.after, '1', {}, two);
    expect(effectsOf(done)).toEqual([
      'withdraw K7-4F2',
      'tell officer-2 case-withdrawn of 1',
      'withdraw M3-9QD',
      'tell officer-2 case-withdrawn of 3',
    ]);
    expect(done.after.consents?.case?.given).toBe(false);
  });

  test('without such a case it is only recorded', () => {
    const said = say(KNOWN, 'rút đồng ý phản ánh');
    expect(said.effects).toEqual([]);
    expect(said.after.consents?.case?.given).toBe(false);
  });
});

test.each([
  ['in a flow', { place: 'complaint/what', slots: {} }],
  ['in the officer’s time', { owner: 'officer', case: 'K7-4F2' }],
] as const)('a consent can be taken back %s, which goes on', (_where, more) => {
  const own = facts({ ownCases: [knownCase({ status: 'open', holder: 'o2' })] });
  const said = say({ ...KNOWN, ...more }, 'rút đồng ý thống kê', {}, own);
  expect(said.after.consents?.statistics?.given).toBe(false);
  expect(said.after).toMatchObject('place' in more ? { place: 'complaint/what' } : { owner: 'officer' });
});
