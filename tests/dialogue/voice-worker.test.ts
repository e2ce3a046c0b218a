import { FRESH } from '../../src/model/exchange.ts';
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
  tell,
  textOf,
  titlesOf,
} from './facts.ts';

const SURE_OF = (topic: string) => ({ topic });

describe('1. first contact and a question', () => {
  const first = say(FRESH, 'luong toi thieu o bmt gio nhiu vay ad', {
    topic: 'minimum-wage',
    entities: { areas: ['buon ma thuot'] },
  });

  test('the notice comes first, then the answer with its place, its law and its numbers', () => {
    expect(first.outcome).toBe('answer');
    expect(first.replies[0]?.text).toBe(content.say('notice.first'));
    expect(first.replies).toHaveLength(2);
    expect(textOf(first)).toContain('Phường Buôn Ma Thuột thuộc vùng III');
    expect(textOf(first)).toContain('4.140.000 đ');
    expect(first.citations.length).toBeGreaterThan(0);
    expect(titlesOf(first)).toContain('1. Lương của tôi thấp hơn mức này');
  });

  test('the notice comes once', () => {
    const next = say(first.after, 'mot nam nghi phep may ngay', SURE_OF('annual-leave'));
    expect(textOf(next)).not.toContain(content.say('notice.first'));
    expect(next.replies).toHaveLength(1);
  });

  test('a number means what the menu showed', () => {
    const next = say(first.after, '1');
    expect(next.answer).toBe('below-minimum-wage');
  });

  test('a place alone goes on with the question', () => {
    const unplaced = say(KNOWN, 'luong toi thieu bao nhieu', SURE_OF('minimum-wage'));
    const placed = say(unplaced.after, 'buon ma thuot', { entities: { areas: ['buon ma thuot'] } });
    expect(placed.answer).toBe('minimum-wage');
    expect(textOf(placed)).toContain('Phường Buôn Ma Thuột');
  });
});

describe('3. unsure: three choices, never a guess', () => {
  const ranked = [
    { intent: 'late-wages', topic: 'late-wages', score: 0.3 },
    { intent: 'overtime-pay', topic: 'overtime-pay', score: 0.2 },
    { intent: 'tet-sum-vay', topic: 'tet-sum-vay', score: 0.15 },
    { intent: 'annual-leave', topic: 'annual-leave', score: 0.1 },
  ];
  const unsure = { topic: 'late-wages', verdict: 'unsure', ranked } as const;

  test('nothing likely: the general menu, an officer as the way out', () => {
    const said = say(KNOWN, 'cty lam v dung ko', { topic: 'late-wages', verdict: 'unsure' });
    expect(said.outcome).toBe('clarify');
    expect(titlesOf(said).at(-1)).toBe('0. Gặp cán bộ công đoàn');
    expect(said.effects).toEqual([]);
  });

  test('near misses that are hardly likely, or of words that could be about anything, are not named', () => {
    const menu = titlesOf(say(KNOWN, 'cty lam v dung ko', { topic: 'late-wages', verdict: 'unsure' }));
    const unlikely = ranked.map((one) => ({ ...one, score: one.score / 2 }));
    expect(titlesOf(say(KNOWN, 'a', { ...unsure, ranked: unlikely }))).toEqual(menu);
    const vague = { ...unsure, intent: 'unclear', topic: 'other' } as const;
    expect(titlesOf(say(KNOWN, 'a', vague))).toEqual(menu);
  });

  test('near misses are named, three of them', () => {
    const said = say(KNOWN, 'cty lam v dung ko', unsure);
    expect(titlesOf(said)).toEqual([
      '1. Chậm lương',
      '2. Tiền làm thêm giờ',
      '3. Tết Sum vầy',
      '0. Gặp cán bộ công đoàn',
    ]);
    expect(say(said.after, '2').answer).toBe('overtime-pay');
    expect(say(said.after, 'chậm lương').answer).toBe('late-wages');
  });

  test('the place of the unsure question is not lost by choosing', () => {
    const said = say(KNOWN, 'luong o bmt', {
      verdict: 'unsure',
      topic: 'minimum-wage',
      ranked: [{ intent: 'minimum-wage', topic: 'minimum-wage', score: 0.4 }, ...ranked],
      entities: { areas: ['buon ma thuot'] },
    });
    expect(textOf(say(said.after, '1'))).toContain('Phường Buôn Ma Thuột');
  });

  test('after two misses in a row the officer is offered first', () => {
    const once = say(KNOWN, 'a', unsure);
    const twice = say(once.after, 'b', unsure);
    expect(titlesOf(twice)[0]).toBe('1. Gặp cán bộ công đoàn');
    expect(twice.after.misses).toBe(2);
    expect(say(say(once.after, 'cam on', SURE_OF('thanks')).after, 'b', unsure).after.misses).toBe(1);
  });

  test('a number that the menu does not have shows the menu again', () => {
    const said = say(say(KNOWN, 'a', unsure).after, '7');
    expect(textOf(said)).toContain('không có số 7');
    expect(say(said.after, '1').answer).toBe('late-wages');
  });
});

describe('6. a complaint, told in one go', () => {
  const story = {
    topic: 'late-wages',
    grievance: true,
    fear: true,
    entities: { workplaces: ['cong ty A'], durations: ['2 thang'] },
  };
  const told = say(
    KNOWN,
    'cong ty A no luong 2 thang nay roi, tui e ho biet tui noi',
    story,
    facts({ matches: MATCHES }),
  );

  test('the answer first, then how the name is kept, because of the fear', () => {
    expect(told.outcome).toBe('flow');
    expect(told.answer).toBe('late-wages');
    expect(told.after.place).toBe('complaint/identity');
    expect(titlesOf(told).map((title) => title.slice(0, 8))).toEqual(['1. Ghi t', '2. Giấu ', '3. Không']);
  });

  const hidden = say(told.after, '2');
  test('hidden: what that means is said, and only the place is asked', () => {
    expect(hidden.after.place).toBe('complaint/where');
    expect(textOf(hidden)).toContain('Zalo vẫn biết tài khoản');
    expect(textOf(hidden)).toContain('"cong ty A" là nơi nào?');
    expect(titlesOf(hidden)).toEqual([
      '1. Công ty TNHH A, phường Tân An',
      '2. Nhà máy A Hòa Phú, xã Hòa Phú',
      '3. Nơi khác',
    ]);
  });

  const asked = say(hidden.after, '1');
  test('confirm shows what, where, whose name, who receives it, and the consent; when and contact are skipped', () => {
    expect(asked.after.place).toBe('complaint/confirm');
    const text = textOf(asked);
    expect(text).toContain('Chậm lương');
    expect(text).toContain('Thời gian: 2 thang');
    expect(text).toContain('Nơi: Công ty TNHH A, phường Tân An');
    expect(text).toContain('Tên: giấu với cán bộ tại công ty');
    expect(text).toContain('Người nhận: Công đoàn phường Tân An');
    expect(text).toContain('Công đoàn phường Tân An và LĐLĐ tỉnh đọc');
  });

  const sent = say(asked.after, '1');
  test('sending opens the case at the level above and tells its officer, never the workplace', () => {
    expect(effectsOf(sent)).toEqual(['open complaint', 'tell officer-2 card of 1']);
    const [opened] = sent.effects;
    expect(opened?.do === 'open-case' && opened.draft).toMatchObject({
      identity: 'hidden',
      unit: 'cd-tan-an',
      level: 'upper',
      told: ['o2'],
      excluded: ['o1'],
      workplace: 'cty-a',
      topic: 'late-wages',
      urgency: 'high',
      acceptDue: at('2026-11-25T14:00').toISOString(),
      consent: { version: content.say('consent.version') },
    });
  });

  test('the receipt waits for the case: code, deadlines, what to keep, what it is not', () => {
    const [reply] = sent.replies;
    expect(reply?.keep).toBe(true);
    expect(reply?.text).toBe('');
    const text = textOf(sent);
    expect(text).toContain('{code}');
    expect(text).toContain('trước 14:00 thứ Tư 25/11');
    expect(text).toContain('LĐLĐ tỉnh');
    expect(text).toContain('bảng lương');
    expect(text).toContain('6 tháng');
    expect(text).toContain('chưa phải đơn khiếu nại');
    expect(text).toContain('hồ sơ của tôi');
    expect(sent.after).toMatchObject({ place: null, slots: {} });
    expect(text.length).toBeLessThanOrEqual(600);
  });

  test('named goes to the workplace, and the next level is named', () => {
    const named = say(say(told.after, '1').after, '1');
    expect(textOf(named)).toContain('Người nhận: CĐCS Công ty A');
    const done = say(named.after, 'gửi');
    expect(effectsOf(done)).toEqual(['open complaint', 'tell officer-1 card of 1']);
    expect(textOf(done)).toContain('tự chuyển lên công đoàn cấp trên');
  });

  test('anonymous keeps the name from everybody and goes above the workplace', () => {
    const asked3 = say(say(told.after, '3').after, '1');
    expect(textOf(asked3)).toContain('Tên: không ghi tên');
    const done = say(asked3.after, '1');
    expect(done.effects[0]).toMatchObject({ draft: { identity: 'anonymous', unit: 'cd-tan-an' } });
  });

  test('"sửa" goes to the one thing they name and comes back to confirm', () => {
    const fixing = say(asked.after, 'sửa nơi');
    expect(fixing.after.place).toBe('complaint/where');
    const back = say(fixing.after, 'xưởng may Hòa Phú');
    expect(back.after.place).toBe('complaint/confirm');
    expect(textOf(back)).toContain('Nơi: xưởng may Hòa Phú');
  });

  test('"sửa" alone asks which', () => {
    const which = say(asked.after, '2');
    expect(titlesOf(which)).toEqual([
      '1. Việc xảy ra',
      '2. Nơi xảy ra',
      '3. Thời gian',
      '4. Cách ghi tên',
      '0. Không sửa gì',
    ]);
    expect(say(which.after, '4').after.place).toBe('complaint/identity');
    expect(say(which.after, '0').after.place).toBe('complaint/confirm');
  });

  test('cancelling sends nothing', () => {
    const cancelled = say(asked.after, '3');
    expect(cancelled.effects).toEqual([]);
    expect(cancelled.after).toMatchObject({ place: null, slots: {} });
  });

  test('without a tree it is kept at the province and nothing is promised', () => {
    const lone = nobody();
    const asks = say(
      say(KNOWN, 'cong ty A no luong 2 thang nay roi', { ...story, fear: false }, lone).after,
      '2',
      {},
      lone,
    );
    expect(asks.after.place).toBe('complaint/confirm');
    expect(textOf(asks)).toContain('hiện chưa có cán bộ nào');
    const done = say(asks.after, '1', {}, lone);
    expect(effectsOf(done)).toEqual(['open complaint']);
    expect(done.effects[0]).toMatchObject({
      draft: { unreachable: true, acceptDue: null, level: 'province' },
    });
    expect(textOf(done)).toContain('chưa nói trước được');
  });
});

describe('8. while an officer is answering', () => {
  const held = knownCase({
    status: 'waiting',
    holder: 'o2',
    clock: null,
    history: [{ at: at('2026-11-24T09:12'), what: 'asked', by: 'o2', why: '' }],
  });
  const words = {
    what: 'officer-words',
    code: 'K7-4F2',
    text: 'Công ty còn nợ bao nhiêu người?',
    asks: true,
  } as const;
  const read = tell(KNOWN, words, facts({ ownCases: [held] }));

  test('the worker reads the officer, whose words are never sent twice', () => {
    expect(textOf(read)).toContain('Cán bộ công đoàn (hồ sơ K7-4F2): Công ty còn nợ bao nhiêu người?');
    expect(read.replies[0]).toMatchObject({ by: 'officer', once: true, supersedes: true });
    expect(read.after).toMatchObject({ owner: 'officer', case: 'K7-4F2', offered: [] });
  });

  test('their words go to the officer and the bot says nothing', () => {
    const relayed = say(
      read.after,
      'da em cam on, khoang 30 nguoi',
      { topic: 'thanks' },
      facts({ ownCases: [held] }),
    );
    expect(relayed.outcome).toBe('relay');
    expect(relayed.replies).toEqual([]);
    expect(effectsOf(relayed)).toEqual(['add K7-4F2', 'tell officer-2 worker-words of 1']);
  });

  test('"hồ sơ của tôi" is still answered', () => {
    const open = {
      ...held,
      status: 'open' as const,
      clock: { kind: 'answer' as const, from: at('2026-11-24T10:00'), due: at('2026-11-26T14:00') },
    };
    const listed = say(read.after, 'ho so cua toi', {}, facts({ ownCases: [open] }));
    expect(textOf(listed)).toContain(
      'K7-4F2 · Công đoàn phường Tân An đang giữ · cán bộ hỏi thêm lúc 09:12 · hạn trả lời 14:00 thứ Năm 26/11.',
    );
    expect(listed.after.owner).toBe('officer');
  });

  test('done: the worker is asked whether it is solved, and the bot speaks again', () => {
    const resolved = knownCase({ status: 'resolved', holder: 'o2', clock: null });
    const known = facts({ ownCases: [resolved] });
    const done = tell(read.after, { what: 'case-done', code: 'K7-4F2' }, known);
    expect(textOf(done)).toContain('Hồ sơ K7-4F2 đã được đánh dấu là xong');
    expect(done.after).toMatchObject({ owner: 'bot', case: null });
    expect(effectsOf(say(done.after, '1', {}, known))).toEqual([]);
    const again = say(done.after, '2', {}, known);
    expect(effectsOf(again)).toEqual(['reopen K7-4F2', 'tell officer-2 card of 1']);
    expect(effectsOf(say(done.after, 'chưa', {}, known))).toEqual(effectsOf(again));
  });

  test('silent past the clock: the next level, until when, and the bot speaks again', () => {
    const late = at('2026-11-26T14:01');
    const known = facts({ ownCases: [{ ...held, status: 'open' }], now: late });
    const due = at('2026-11-26T14:00').toISOString();
    const said = tell(read.after, { what: 'overdue', code: 'K7-4F2', clock: 'answer', due }, known);
    expect(textOf(said)).toBe(
      'Cán bộ chưa trả lời hồ sơ K7-4F2 đúng hạn. Việc đã chuyển lên LĐLĐ tỉnh lúc 14:01; hạn nhận mới: 09:00 thứ Sáu 27/11.',
    );
    expect(said.replies[0]?.held?.refused).toBe('');
    expect(effectsOf(said)).toEqual([
      'escalate K7-4F2',
      'tell officer-2 case-moved of 1',
      'tell officer-9 card of 1',
    ]);
    expect(said.after).toMatchObject({ owner: 'bot', case: 'K7-4F2' });
    const joined = say(said.after, 'ho van chua tra', { verdict: 'unsure', topic: 'late-wages' }, known);
    expect(effectsOf(joined)).toEqual(['add K7-4F2', 'tell officer-2 worker-words of 1']);
  });
});
