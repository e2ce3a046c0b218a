import { FRESH } from '../../src/model/exchange.ts';
import {
  at,
  content,
  effectsOf,
  facts,
  KNOWN,
  knownCase,
  NOBODY,
  officerFacts,
  PROVINCE,
  say,
  tell,
  textOf,
  titlesOf,
} from './facts.ts';

const fresh = knownCase();
const other = knownCase({ code: 'M3-9QD', status: 'open', holder: 'o2', person: 'worker-2', recipients: [] });
const mine = knownCase({
  status: 'open',
  holder: 'o2',
  clock: { kind: 'answer', from: at('2026-11-25T14:00'), due: at('2026-11-26T14:00') },
});
const shown = tell(FRESH, { what: 'card', code: 'K7-4F2', why: 'new' }, officerFacts([fresh]));

describe('7. the card', () => {
  test('says where, how the name is kept, what happened, until when, and four things a number does', () => {
    expect(textOf(shown)).toBe(
      [
        'Hồ sơ K7-4F2 · mới · hạn nhận 14:00 thứ Tư 25/11',
        'Nơi: Công ty TNHH A, phường Tân An · Người gửi: giấu với cán bộ tại công ty',
        '"công ty chưa trả lương 2 tháng"',
        'Trả lời người gửi: trích dẫn tin này rồi viết, hoặc nhắn "#K7-4F2 nội dung". Hỏi thêm: "hỏi #K7-4F2 câu hỏi".',
      ].join('\n'),
    );
    expect(titlesOf(shown)).toEqual([
      '1. Nhận việc',
      '2. Hỏi thêm người gửi',
      '3. Chuyển người khác',
      '4. Việc này liên quan tôi',
    ]);
    expect(shown.replies).toHaveLength(1);
    expect(shown.replies[0]).toMatchObject({ once: true, keep: true });
    expect(shown.after.cards).toEqual(['K7-4F2']);
  });

  test('comes without the notice for workers', () => {
    expect(textOf(shown)).not.toContain(content.say('notice.first'));
  });

  test('one that was taken meanwhile is not shown', () => {
    const late = tell(FRESH, { what: 'card', code: 'K7-4F2', why: 'new' }, officerFacts([]));
    expect(textOf(late)).toBe('Hồ sơ K7-4F2 đã có người nhận.');
    expect(late.after.cards).toEqual([]);
  });
});

describe('7. commands', () => {
  const on = officerFacts([fresh]);

  test('a number of a card whose case somebody else has taken says so, as its words would', () => {
    const taken = knownCase({ status: 'open', holder: 'o3', recipients: [] });
    const late = officerFacts([], { named: [taken] });
    const [typed, number] = ['nhận #K7-4F2', '1'].map((text) => say(shown.after, text, {}, late));
    expect(number?.effects).toEqual(typed?.effects);
    expect(number?.replies).toEqual(typed?.replies);
    expect(number?.replies[0]?.held?.refused).toBe('Hồ sơ K7-4F2 đã có người nhận.');
  });

  test.each([
    ['1', ['accept K7-4F2'], 'Anh/chị giữ hồ sơ K7-4F2'],
    ['nhận #K7-4F2', ['accept K7-4F2'], 'Trả lời trước {due}'],
    ['NHAN k74f2', ['accept K7-4F2'], 'Anh/chị giữ hồ sơ'],
    [
      'hỏi #k74f2 Công ty còn nợ bao nhiêu người?',
      ['ask K7-4F2', 'tell worker-1 officer-words of 1'],
      'Đồng hồ dừng',
    ],
    [
      '#k74f2 Công đoàn đang làm việc với công ty',
      ['answer K7-4F2', 'tell worker-1 officer-words of 1'],
      'Đã gửi',
    ],
    ['ghi #K7-4F2 đã gọi phòng nhân sự', ['note K7-4F2'], 'không thấy phần này'],
    [
      'chuyển #K7-4F2',
      ['transfer K7-4F2', 'tell worker-1 case-moved of 1', 'tell officer-3 card of 1'],
      'Đã chuyển hồ sơ K7-4F2',
    ],
    [
      '3',
      ['transfer K7-4F2', 'tell worker-1 case-moved of 1', 'tell officer-3 card of 1'],
      'Đã chuyển hồ sơ K7-4F2',
    ],
    [
      'lien quan #K7-4F2',
      ['exclude K7-4F2', 'tell worker-1 case-moved of 1', 'tell officer-9 card of 1'],
      'LĐLĐ tỉnh',
    ],
    [
      '4',
      ['exclude K7-4F2', 'tell worker-1 case-moved of 1', 'tell officer-9 card of 1'],
      'không còn ở anh/chị',
    ],
    ['xong #K7-4F2', ['resolve K7-4F2', 'tell worker-1 case-done of 1'], 'Đã đánh dấu xong'],
    [
      'gia hạn #K7-4F2 chờ công ty gửi bảng lương',
      ['extend K7-4F2', 'tell worker-1 case-extended of 1'],
      'Đã gia hạn',
    ],
  ])('%s', (text, effects, words) => {
    const said = say(shown.after, text, {}, on);
    expect(effectsOf(said)).toEqual(effects);
    expect(textOf(said)).toContain(words);
    expect(said.outcome).toBe('command');
    // A command may meet a case that has moved on: both endings have words.
    expect(said.replies[0]?.held?.refused).not.toBe('');
    expect(said.after.cards).toEqual([]);
  });

  test('words for a new case accept it', () => {
    const [move] = say(shown.after, '#K7-4F2 chào anh', {}, on).effects;
    expect(move).toMatchObject({ move: { as: 'answer', officer: 'o2', text: 'chào anh', accepts: true } });
  });

  test('of two who take it, one reads that somebody has it', () => {
    expect(say(shown.after, '1', {}, on).replies[0]?.held).toMatchObject({
      refused: 'Hồ sơ K7-4F2 đã có người nhận.',
    });
  });

  test.each([
    ['ghi #K7-4F2', 'ghi #K7-4F2 nội dung'],
    ['gia hạn #K7-4F2', 'lý do'],
    ['#K7-4F2', 'Hồ sơ K7-4F2 · mới'],
  ])('%s without its words does nothing and says how', (text, words) => {
    const said = say(KNOWN, text, {}, on);
    expect(said.effects).toEqual([]);
    expect(textOf(said)).toContain(words);
  });

  test('"hỏi" from the card asks for the question, and the next words are it', () => {
    const asks = say(shown.after, '2', {}, on);
    expect(asks.effects).toEqual([]);
    expect(asks.after.place).toBe('officer/ask');
    const asked = say(asks.after, 'Công ty còn nợ bao nhiêu người?', { topic: 'late-wages' }, on);
    expect(effectsOf(asked)).toEqual(['ask K7-4F2', 'tell worker-1 officer-words of 1']);
    expect(asked.after.place).toBeNull();
    const dropped = say(asks.after, '0', {}, on);
    expect(dropped.effects).toEqual([]);
    expect(dropped.after.place).toBeNull();
  });

  test('while the question is waited for, a command, a code and a new card are what they say', () => {
    const { after } = say(shown.after, '2', {}, on);
    expect(say(after, 'của tôi', {}, on).after.place).toBeNull();
    expect(effectsOf(say(after, 'xong #K7-4F2', {}, on))[0]).toBe('resolve K7-4F2');
    const next = knownCase({ code: 'M3-9QD', person: 'worker-2' });
    const both = officerFacts([{ ...fresh, status: 'open', holder: 'o2' }, next]);
    const card = tell(after, { what: 'card', code: 'M3-9QD', why: 'new' }, both);
    expect(effectsOf(say(card.after, '1', {}, both))).toEqual(['accept M3-9QD']);
  });

  test('in a complaint of their own, a number is the answer to its step', () => {
    const standing = { ...shown.after, place: 'complaint/what', offered: [] };
    expect(say(standing, '2', {}, on).after.slots.what).toBe('2');
  });

  test('nobody to hand on to: the case stays', () => {
    const lone = knownCase({ others: NOBODY, above: NOBODY });
    expect(say(KNOWN, 'chuyển #K7-4F2', {}, officerFacts([lone])).effects).toEqual([]);
  });

  test('who is concerned leaves the case even when nobody else is there', () => {
    const lone = knownCase({ others: NOBODY, above: NOBODY });
    const said = say(KNOWN, 'liên quan #K7-4F2', {}, officerFacts([lone]));
    expect(said.effects[0]).toMatchObject({
      move: { as: 'exclude', to: { unreachable: true, acceptDue: null } },
    });
    expect(textOf(said)).not.toContain('đã chuyển cho');
  });

  test('a case that is not theirs is refused without a word about it', () => {
    const said = say(KNOWN, 'xong #M3-9QD', {}, on);
    expect(said.effects).toEqual([]);
    expect(textOf(said)).not.toContain('M3-9QD');
    expect(textOf(say(KNOWN, '#AB-CDE xin chào', {}, on))).toBe(textOf(said));
  });
});

test('an officer is not told that somebody was asked whom the platform keeps from us', () => {
  const mine = knownCase({ status: 'open', holder: 'o2' });
  const said = say(KNOWN, 'xong #K7-4F2', {}, officerFacts([mine], { outOfReach: ['K7-4F2'] }));
  expect(effectsOf(said)).toEqual(['resolve K7-4F2', 'tell worker-1 case-done of 1']);
  expect(textOf(said)).toBe(content.say('officer.resolved-later', { code: 'K7-4F2' }));
});

describe('7. a quote of the card', () => {
  const on = officerFacts([fresh, other], { quotedCase: 'K7-4F2' });

  test.each([
    ['Công đoàn đang hỏi công ty', ['answer K7-4F2', 'tell worker-1 officer-words of 1']],
    ['1', ['accept K7-4F2']],
    ['nhận', ['accept K7-4F2']],
    ['xong', ['resolve K7-4F2', 'tell worker-1 case-done of 1']],
    ['#M3-9QD chào chị', ['answer M3-9QD', 'tell worker-2 officer-words of 1']],
  ])('with "%s"', (text, effects) => {
    expect(effectsOf(say(shown.after, text, {}, on, { quotes: 'x' }))).toEqual(effects);
  });

  test('of a case they may not have is refused', () => {
    const said = say(KNOWN, 'chào', {}, officerFacts([fresh], { quotedCase: 'M3-9QD' }), { quotes: 'x' });
    expect(said.effects).toEqual([]);
    expect(textOf(said)).toBe(content.say('officer.refused'));
  });

  test('with a picture says that it cannot be passed on', () => {
    const said = say(KNOWN, '', {}, on, { quotes: 'x', kind: 'image' });
    expect(said.effects).toEqual([]);
    expect(textOf(said)).toBe(content.say('officer.no-pictures'));
  });
});

describe('7. words that name no case', () => {
  const two = officerFacts([mine, other]);
  const kept = say(KNOWN, 'ok để mai', {}, two);

  test('are kept, and the bot asks which case they are for', () => {
    expect(kept.effects).toEqual([]);
    expect(titlesOf(kept)).toEqual(['1. K7-4F2', '2. M3-9QD', '0. Không gửi ai']);
    expect(kept.after.kept).toEqual([{ key: 'zalo-oa:oa:ok để mai', text: 'ok để mai' }]);
  });

  test('go to the case that the number names', () => {
    const said = say(kept.after, '2', {}, two);
    expect(said.effects[0]).toMatchObject({ code: 'M3-9QD', move: { as: 'answer', text: 'ok để mai' } });
    expect(said.after.kept).toEqual([]);
  });

  test('0 sends them to nobody', () => {
    const said = say(kept.after, '0', {}, two);
    expect(said.effects).toEqual([]);
    expect(said.after.kept).toEqual([]);
  });

  test('more of them join the first', () => {
    const more = say(kept.after, 'nhớ mang bảng lương', {}, two);
    expect(say(more.after, '1', {}, two).effects[0]).toMatchObject({
      move: { text: 'ok để mai\nnhớ mang bảng lương' },
    });
  });

  test.each([
    ['#M3-9QD mai chị gọi', {}],
    ['mai chị gọi', { quotedCase: 'M3-9QD' }],
  ])('"%s" ends the question and the kept words go nowhere', (text, more) => {
    const said = say(kept.after, text, {}, { ...two, quotedCase: null, ...more });
    expect(effectsOf(said)).toEqual(['answer M3-9QD', 'tell worker-2 officer-words of 1']);
    expect(said.effects[0]).toMatchObject({ move: { text: 'mai chị gọi' } });
    expect(said.after.kept).toEqual([]);
  });

  test('one open case is asked about too: only words meant for the worker are relayed', () => {
    expect(titlesOf(say(KNOWN, 'ok để mai', {}, officerFacts([mine])))).toEqual([
      '1. K7-4F2',
      '0. Không gửi ai',
    ]);
  });

  test('a sure question is answered, and the officer reads that the words before went nowhere', () => {
    const said = say(kept.after, 'lương tối thiểu là bao nhiêu?', { topic: 'minimum-wage' }, two);
    expect(said.answer).toBe('minimum-wage');
    expect(said.after.kept).toEqual([]);
    expect(textOf(said)).toContain(content.say('officer.kept-dropped'));
  });

  test('news in between leaves the question standing', () => {
    const told = tell(kept.after, { what: 'worker-words', code: 'M3-9QD', text: 'dạ', key: 'k' }, two);
    expect(effectsOf(say(told.after, '1', {}, two))).toEqual([
      'answer K7-4F2',
      'tell worker-1 officer-words of 1',
    ]);
  });

  test("without an open case they are anybody's", () => {
    const said = say(KNOWN, 'ok để mai', {}, officerFacts([]));
    expect(said.outcome).toBe('fallback');
    expect(say(FRESH, 'chao', { topic: 'greeting' }, officerFacts([])).outcome).toBe('answer');
  });
});

describe('7. a bare number with several cards', () => {
  const second = knownCase({ code: 'M3-9QD', person: 'worker-2' });
  const both = officerFacts([fresh, second]);
  const standing = tell(shown.after, { what: 'card', code: 'M3-9QD', why: 'new' }, both).after;

  test("is nobody's: the bot asks which, and then does what the number says", () => {
    const asks = say(standing, '1', {}, both);
    expect(asks.effects).toEqual([]);
    expect(titlesOf(asks)).toEqual(['1. K7-4F2', '2. M3-9QD', '0. Không gửi ai']);
    expect(effectsOf(say(asks.after, '2', {}, both))).toEqual(['accept M3-9QD']);
  });

  test("is the card's once only one is left", () => {
    const one = officerFacts([{ ...fresh, status: 'open', holder: 'o2' }, second]);
    expect(effectsOf(say({ ...standing, offered: [] }, '1', {}, one))).toEqual(['accept M3-9QD']);
  });
});

describe('8. an officer reads', () => {
  test("the worker's words, and a quote of them answers", () => {
    const told = tell(
      KNOWN,
      { what: 'worker-words', code: 'K7-4F2', text: 'khoảng 30 người', key: 'k' },
      officerFacts([mine]),
    );
    expect(textOf(told)).toBe('Hồ sơ K7-4F2 · người gửi viết: khoảng 30 người');
  });

  test.each([
    [{ what: 'case-withdrawn', code: 'K7-4F2' }, 'rút'],
    [{ what: 'case-moved', code: 'K7-4F2', reason: 'overdue' }, 'quá hạn'],
    [
      { what: 'clock', code: 'K7-4F2', clock: 'accept', mark: 50, due: at('2026-11-25T14:00').toISOString() },
      '14:00 thứ Tư 25/11',
    ],
  ] as const)('%j', (told, words) => {
    const said = tell({ ...KNOWN, cards: ['K7-4F2'] }, told, officerFacts([]));
    expect(textOf(said)).toContain(words);
    if (told.what !== 'clock') expect(said.after.cards).toEqual([]);
  });

  test('that words did not surely arrive, and 1 sends them again', () => {
    const told = tell(
      KNOWN,
      { what: 'undelivered', code: 'K7-4F2', text: 'mai chị gọi' },
      officerFacts([mine]),
    );
    expect(effectsOf(told)).toEqual(['undelivered K7-4F2']);
    const again = say(told.after, '1', {}, officerFacts([mine]));
    expect(again.effects[0]).toMatchObject({ move: { as: 'answer', text: 'mai chị gọi' } });
    expect(say(told.after, '0', {}, officerFacts([mine])).effects).toEqual([]);
  });
});

describe('of the officer themselves', () => {
  const two = officerFacts([mine, other]);
  const listed = say(KNOWN, 'của tôi', {}, two);

  test('"của tôi" lists by number, and "trả lời N" is for that number as it was shown', () => {
    expect(titlesOf(listed)[0]).toContain('1. K7-4F2 · Công ty TNHH A');
    const answered = say(listed.after, 'trả lời 2 mai chị gọi', {}, officerFacts([other]));
    expect(answered.effects[0]).toMatchObject({ code: 'M3-9QD', move: { text: 'mai chị gọi' } });
    expect(say(listed.after, 'trả lời 5 mai', {}, two).effects).toEqual([]);
  });

  test('a number of the list shows the case', () => {
    expect(textOf(say(listed.after, '1', {}, two))).toContain(
      'Hồ sơ K7-4F2 · đang giữ, hạn trả lời 14:00 thứ Năm 26/11',
    );
  });

  test('"liên kết CODE" binds the account, from anybody', () => {
    const said = say(FRESH, 'liên kết ABCD-2345', {}, facts());
    expect(effectsOf(said)).toEqual(['bind ABCD-2345']);
    expect(said.replies.at(-1)?.held?.refused).toContain('không đúng');
  });

  test('their words to a case that they name are passed on, also when they speak of danger', () => {
    const on = officerFacts([fresh], { duty: PROVINCE });
    const danger = { danger: 'accident', dangerNow: true, topic: 'emergency' } as const;
    const said = say(shown.after, '#K7-4F2 ra khoi kho ngay, da goi cuu hoa', danger, on);
    expect(said.outcome).toBe('command');
    expect(said.effects[0]).toMatchObject({
      move: { as: 'answer', text: 'ra khoi kho ngay, da goi cuu hoa' },
    });
  });

  test('danger comes before any case', () => {
    const said = say(
      shown.after,
      'co nguoi bi cuon tay',
      { danger: 'accident', dangerNow: true, topic: 'emergency' },
      officerFacts([fresh], { duty: PROVINCE }),
    );
    expect(said.outcome).toBe('emergency');
  });
});
