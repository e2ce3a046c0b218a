import { FRESH, type Standing } from '../../src/model/exchange.ts';
import { DANGERS } from '../../src/model/understanding.ts';
import {
  at,
  content,
  effectsOf,
  facts,
  KNOWN,
  knownCase,
  MATCHES,
  nobody,
  say,
  textOf,
  titlesOf,
} from './facts.ts';

const accident = { danger: 'accident', dangerNow: true, topic: 'emergency' } as const;
const selfHarm = { danger: 'self-harm', dangerNow: true, topic: 'emergency' } as const;
const TEXT = 'co nguoi bi may cuon tay o xuong may chay mau nhieu qua';

describe('9. danger', () => {
  const said = say(FRESH, TEXT, accident);

  test('the numbers stand alone in the first bubble, ahead of everything unsent, and wait for nothing', () => {
    expect(said.outcome).toBe('emergency');
    expect(said.replies).toHaveLength(2);
    expect(said.replies[0]).toMatchObject({ held: null, supersedes: true, choices: [] });
    expect(said.replies[0]?.text).toContain('115');
    expect(textOf(said)).not.toContain(content.say('notice.first'));
  });

  test('a case is opened at the province and its officers on duty are told', () => {
    expect(effectsOf(said)).toEqual(['open emergency', 'tell officer-9 card of 1']);
    expect(said.effects[0]).toMatchObject({
      draft: { kind: 'emergency', level: 'province', urgency: 'emergency', text: TEXT },
    });
    expect(said.effects[1]).toMatchObject({ told: { why: 'emergency' } });
  });

  test('"đã báo" is said only once the card is on its way', () => {
    const [, second] = said.replies;
    expect(second?.text).toBe('');
    expect(second?.held?.done).toContain('đã báo người trực công đoàn');
    expect(second?.held?.sorry).toContain('chưa liên lạc được');
    expect(second?.held?.done).toContain('Đang ở đâu');
  });

  test('where nobody can be told, that is said at once', () => {
    const lone = say(FRESH, TEXT, accident, nobody());
    expect(lone.replies[1]?.held).toBeNull();
    expect(textOf(lone)).toContain('Hiện chưa liên lạc được người trực công đoàn');
    expect(textOf(lone)).not.toContain('đã báo');
    expect(effectsOf(lone)).toEqual(['open emergency']);
    expect(lone.effects[0]).toMatchObject({ draft: { unreachable: true, acceptDue: null } });
  });

  test('self-harm is asked about gently, with a person one number away', () => {
    const talk = say(KNOWN, 'chan song qua khong muon gi nua', selfHarm);
    expect(textOf(talk)).toContain('tự làm hại mình');
    expect(titlesOf(talk)).toEqual(['1. Nói chuyện với người thật']);
    expect(say(talk.after, '1').outcome).toBe('officer');
  });

  test.each(DANGERS)('%s has its numbers, and no others than the facts allow', (danger) => {
    const text = textOf(say(KNOWN, 'x', { danger, dangerNow: true }));
    const numbers = text.match(/\b1\d\d\b/g) ?? [];
    expect(numbers.length).toBeGreaterThan(0);
    expect(numbers.filter((number) => !['111', '113', '114', '115'].includes(number))).toEqual([]);
  });
});

describe('after danger', () => {
  const { after } = say(KNOWN, TEXT, accident);
  const known = facts({
    ownCases: [
      knownCase({
        code: 'E2-222',
        kind: 'emergency',
        topic: 'emergency',
        facts: { danger: 'accident' },
        recipients: [{ code: 'o9', person: 'officer-9' }],
      }),
    ],
  });

  test('the next words are added to the case, without the notice', () => {
    expect(after.place).toBe('emergency/where');
    const where = say(
      { ...after, noticed: null },
      'xuong may 2 hoa phu',
      { topic: 'off-topic', verdict: 'refused' },
      known,
    );
    expect(effectsOf(where)).toEqual(['add E2-222', 'tell officer-9 worker-words of 1']);
    expect(textOf(where)).toContain('Đã chuyển cho người trực');
    expect(where.after.place).toBeNull();
  });

  test('a sure question of another topic is answered and the place stays asked', () => {
    const aside = say(after, 'luong toi thieu la bao nhieu?', { topic: 'minimum-wage' }, known);
    expect(aside.answer).toBe('minimum-wage');
    expect(aside.effects).toEqual([]);
    expect(aside.after.place).toBe('emergency/where');
  });

  test('the same danger said again is added, not opened twice', () => {
    expect(effectsOf(say(after, 'chay mau nhieu lam', accident, known))).toEqual([
      'add E2-222',
      'tell officer-9 worker-words of 1',
    ]);
  });

  test('another danger, or the same a day later, is a case of its own', () => {
    expect(effectsOf(say(after, 'khong muon song', selfHarm, known))[0]).toBe('open emergency');
    const later = { ...known, now: at('2026-11-26T10:00') };
    expect(effectsOf(say(after, TEXT, accident, later))[0]).toBe('open emergency');
  });
});

describe('danger hides behind nothing', () => {
  const inFlow: Standing = { ...KNOWN, place: 'complaint/what', slots: { fear: true } };
  const menu: Standing = { ...KNOWN, offered: [{ n: 1, title: 'toi muon chet', say: 'xem thêm' }] };

  test.each([
    ['a flow', inFlow, 'toi muon chet'],
    ['a menu', menu, 'toi muon chet'],
    ['a command word', KNOWN, 'dừng'],
    ['a code', KNOWN, 'rút #K7-4F2 toi muon chet'],
  ])('%s', (_where, standing, text) => {
    expect(say(standing, text, selfHarm).outcome).toBe('emergency');
  });

  test("in the officer's time it is answered, and the level above is told too", () => {
    const talk = knownCase({
      status: 'open',
      holder: 'o2',
      above: { ...knownCase().above, officers: [{ code: 'o8', person: 'officer-8' }] },
    });
    const said = say(
      { ...KNOWN, owner: 'officer', case: 'K7-4F2' },
      TEXT,
      accident,
      facts({ ownCases: [talk] }),
    );
    expect(effectsOf(said)).toEqual([
      'open emergency',
      'tell officer-9 card of 1',
      'tell officer-8 card of 1',
    ]);
    expect(said.effects[0]).toMatchObject({ draft: { told: ['o9', 'o8'] } });
    expect(said.after.owner).toBe('officer');
  });

  test('the firm that is named goes along', () => {
    const said = say(
      KNOWN,
      TEXT,
      { ...accident, entities: { workplaces: ['cong ty A'] } },
      facts({ matches: MATCHES }),
    );
    expect(said.effects[0]).toMatchObject({
      draft: { workplaceText: 'cong ty A', facts: { near: 'Công ty TNHH A' } },
    });
  });

  test('asking about danger is not being in it', () => {
    const said = say(KNOWN, 'chay thi goi so nao', { topic: 'emergency', danger: 'accident' });
    expect(said.outcome).toBe('answer');
    expect(said.effects).toEqual([]);
    expect(textOf(said)).toContain('114');
  });
});
