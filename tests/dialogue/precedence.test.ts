import { decide } from '../../src/dialogue/decide.ts';
import { FRESH, type Standing } from '../../src/model/exchange.ts';
import {
  at,
  content,
  effectsOf,
  facts,
  heard,
  KNOWN,
  knowledge,
  knownCase,
  MATCHES,
  NOW,
  nobody,
  say,
  tell,
  textOf,
  titlesOf,
} from './facts.ts';

const own = (more = {}) => facts({ ownCases: [knownCase(more)] });
const inFlow = (step: string, slots = {}): Standing => ({
  ...KNOWN,
  place: `complaint/${step}`,
  slots: { what: 'cty không trả lương', path: ['what', step], ...slots },
});

describe('what people can always type', () => {
  test.each([
    ['hồ sơ của tôi', 'command'],
    ['HO SO CUA TOI', 'command'],
    ['gặp cán bộ', 'officer'],
    ['tôi muốn khiếu nại', 'flow'],
    ['quay lại', 'command'],
    ['bỏ qua', 'command'],
    ['hủy', 'command'],
    ['huỷ', 'command'],
    ['dừng', 'answer'],
    ['dung', 'answer'],
    ['xóa dữ liệu của tôi', 'command'],
    ['xoá dữ liệu của tôi', 'command'],
    ['quyền riêng tư', 'answer'],
    ['xem thêm', 'command'],
    ['xem cac muc', 'command'],
    ['rút', 'command'],
  ])('%s → %s, whatever the engine thinks', (text, outcome) => {
    expect(say(KNOWN, text, { topic: 'overtime-pay' }).outcome).toBe(outcome);
  });

  test.each(['đúng', 'dùng', 'đừng', 'hùy'])('"%s" is another word', (text) => {
    expect(say(KNOWN, text, {}).outcome).toBe('fallback');
  });
});

describe('inside the flow', () => {
  test('"hủy" leaves it, at every step', () => {
    for (const step of ['what', 'where', 'when', 'identity', 'contact', 'confirm'])
      expect(say(inFlow(step), 'hủy').after).toMatchObject({ place: null, slots: {} });
  });

  test('"quay lại" forgets the step before and asks it again', () => {
    const back = say(inFlow('where'), 'quay lại');
    expect(back.after.place).toBe('complaint/what');
    expect(back.after.slots.what).toBeUndefined();
    expect(textOf(say(back.after, 'quay lại'))).toContain(content.say('complaint.first-step'));
  });

  test('a place that was told and taken back is asked for as if it had never been told', () => {
    const told = {
      workplace: 'cty-a',
      placeName: 'Công ty TNHH A, phường Tân An',
      workplaceText: 'Công ty TNHH A, phường Tân An',
      identity: 'hidden',
      when: '',
      path: ['identity', 'where', 'confirm'],
    };
    const back = say(inFlow('confirm', told), 'quay lại');
    expect(back.after.place).toBe('complaint/where');
    expect(textOf(back)).toContain(content.say('complaint.where'));
    const again = say(back.after, 'nha may A o Hoa Phu', {}, facts({ matches: [] }));
    expect(again.after.slots).toMatchObject({ workplace: '', workplaceText: 'nha may A o Hoa Phu' });
  });

  test.each<[string, Standing['slots']]>([
    ['where', { what: 'không có nước uống' }],
    ['when', { what: 'không có nước uống', workplace: '' }],
    ['contact', { what: 'không có nước uống', workplace: '', when: '', identity: 'named' }],
  ])('at the step %s a number that no menu offers is no answer', (step, slots) => {
    const standing = { ...KNOWN, place: `complaint/${step}`, slots: { ...slots, path: [step] } };
    expect(say(standing, '4', {}, facts({ windowStaysOpen: false })).after.place).toBe(`complaint/${step}`);
  });

  test('"bỏ qua" skips what may be skipped', () => {
    expect(say(inFlow('where'), 'bỏ qua').after.place).toBe('complaint/when');
    expect(say(inFlow('what'), 'bỏ qua').after.place).toBe('complaint/what');
    expect(say(inFlow('identity', { workplace: '', when: '' }), 'không biết').after.place).toBe(
      'complaint/identity',
    );
  });

  test('a sure question of another topic is answered, then the step is asked again', () => {
    const said = say(inFlow('where'), 'luong toi thieu la bao nhieu?', { topic: 'minimum-wage' });
    expect(said.answer).toBe('minimum-wage');
    expect(said.after.place).toBe('complaint/where');
    expect(said.replies.at(-1)?.text).toContain('công ty nào');
    expect(said.replies[0]?.choices).toEqual([]);
    expect(said.after.slots.what).toBe('cty không trả lương');
  });

  test('what is told is no question, however sure its topic', () => {
    const said = say({ ...KNOWN, place: 'complaint/what' }, 'cty bat tang ca khong tra tien', {
      topic: 'overtime-pay',
      grievance: true,
    });
    expect(said.answer).toBe('');
    expect(said.after.slots).toMatchObject({ what: 'cty bat tang ca khong tra tien', topic: 'overtime-pay' });
  });

  test('"hồ sơ của tôi" and "quyền riêng tư" are answered and the step asked again', () => {
    for (const text of ['hồ sơ của tôi', 'quyền riêng tư']) {
      const said = say(inFlow('identity', { workplace: '', when: '' }), text);
      expect(said.after.place).toBe('complaint/identity');
      expect(titlesOf(said)[0]).toBe('1. Ghi tên tôi');
    }
  });

  test('"gặp cán bộ" leaves the flow with what was told', () => {
    const said = say(inFlow('where', { fear: true }), 'gặp cán bộ');
    expect(said.effects[0]).toMatchObject({
      draft: { kind: 'talk', identity: 'hidden', text: expect.stringContaining('cty không trả lương') },
    });
    expect(said.after).toMatchObject({ place: 'talk/what', slots: {} });
  });

  test('words that are no choice are asked about again, the second time with the way to a person', () => {
    const once = say(inFlow('identity', { workplace: '', when: '' }), 'sao cung duoc');
    expect(once.after).toMatchObject({ place: 'complaint/identity', misses: 1 });
    expect(textOf(say(once.after, 'tuy ban'))).toContain('gặp cán bộ');
  });

  test.each([
    ['ghi tên', 'named'],
    ['giấu tên', 'hidden'],
    ['không ghi tên', 'anonymous'],
    ['dung ghi ten toi', undefined],
  ])('identity by words: %s', (text, identity) => {
    expect(say(inFlow('identity', { workplace: '', when: '' }), text).after.slots.identity).toBe(identity);
  });

  test('contact is asked only when the answer may come after the window', () => {
    const asked = say(
      inFlow('identity', { workplace: '', when: '' }),
      '1',
      {},
      facts({ windowStaysOpen: false }),
    );
    expect(asked.after.place).toBe('complaint/identity');
    const said = say(
      inFlow('identity', { workplace: '', when: '' }),
      'ghi tên tôi',
      {},
      facts({ windowStaysOpen: false }),
    );
    expect(said.after.place).toBe('complaint/contact');
    const next = say(said.after, '0900 000 000 (ví dụ)', {}, facts({ windowStaysOpen: false }));
    expect(next.after.place).toBe('complaint/confirm');
    expect(textOf(next)).toContain('Liên hệ: 0900 000 000');
  });

  test("an answer's own phrase asks for it, but where we asked what happened it is the story", () => {
    expect(say(inFlow('where'), 'lương tối thiểu').answer).toBe('minimum-wage');
    const story = say({ ...KNOWN, place: 'complaint/what' }, 'chậm lương', { topic: 'late-wages' });
    expect(story.after.slots).toMatchObject({ what: 'chậm lương', topic: 'late-wages' });
  });

  test('no account to hide on the web: the shared machine is what is warned of', () => {
    const web = facts({ channel: 'web-chat' });
    for (const n of ['2', '3']) {
      const offered = content.choices('complaint.identity');
      const said = say({ ...inFlow('identity', { workplace: '', when: '' }), offered }, n, {}, web);
      expect(textOf(said)).toContain('dùng chung máy');
    }
  });

  test('the log says what a step was about, not what "2" means', () => {
    const said = say(inFlow('identity', { workplace: '', when: '', topic: 'late-wages' }), '2');
    expect(said).toMatchObject({ outcome: 'flow', intent: 'complaint', topic: 'late-wages' });
  });

  test('a story told anew brings its own topic', () => {
    const fixing = say(
      inFlow('confirm', { workplace: '', when: '', identity: 'named', topic: 'late-wages' }),
      'sửa việc',
    );
    const said = say(fixing.after, 'bi bat tang ca', { topic: 'overtime-pay', grievance: true });
    expect(said.after).toMatchObject({
      place: 'complaint/confirm',
      slots: { topic: 'overtime-pay', what: 'bi bat tang ca' },
    });
  });

  test('who gives no name is not asked how to be reached', () => {
    const said = say(
      inFlow('identity', { workplace: '', when: '' }),
      'không ghi tên',
      {},
      facts({ windowStaysOpen: false }),
    );
    expect(said.after.place).toBe('complaint/confirm');
  });

  test('a number at a step of free text is an answer, not an old menu', () => {
    const menu = say(KNOWN, 'xem các mục');
    const asks = say(menu.after, 'tôi muốn khiếu nại');
    expect(asks.after.offered).toEqual([]);
    expect(say(asks.after, '1').after.slots.what).toBe('1');
  });

  test('pictures are counted and go along', () => {
    const image = {
      kind: 'image',
      attachments: [{ type: 'image', url: null, name: null, size: null }],
    } as const;
    const once = say(inFlow('where'), '', {}, facts(), { ...image, attachments: [...image.attachments] });
    expect(textOf(once)).toContain('✓ Đã thêm 1 ảnh');
    expect(once.after.place).toBe('complaint/where');
    expect(once.after.slots.attachments).toHaveLength(1);
  });

  test('a place: the sure match is taken, several are offered once, an unknown one is kept as written', () => {
    const sure = facts({
      matches: [{ code: 'cty-a', name: 'Công ty TNHH A', area: 'phường Tân An', score: 0.95 }],
    });
    expect(say(inFlow('where'), 'cty tnhh A tan an', {}, sure).after.slots).toMatchObject({
      workplace: 'cty-a',
    });
    const several = say(inFlow('where'), 'cong ty A', {}, facts({ matches: MATCHES }));
    expect(titlesOf(several)).toHaveLength(3);
    const areas = [
      { code: 'cd-hoa-phu', name: 'Công đoàn xã Hòa Phú', area: 'xã Hòa Phú', score: 0.4 },
      { code: 'cd-hoa-phu-2', name: 'Công đoàn phường Hòa Phú', area: 'phường Hòa Phú', score: 0.4 },
    ];
    const union = say(inFlow('where'), 'xuong go o hoa phu', {}, facts({ matches: areas.slice(0, 1) }));
    expect(union.after.slots).toMatchObject({
      workplace: 'cd-hoa-phu',
      placeName: '',
      workplaceText: 'xuong go o hoa phu',
    });
    const which = say(inFlow('where'), 'xuong go o hoa phu', {}, facts({ matches: areas }));
    expect(titlesOf(which)).toEqual(['1. xã Hòa Phú', '2. phường Hòa Phú', '3. Nơi khác']);
    expect(say(which.after, '2').after.slots).toMatchObject({
      workplace: 'cd-hoa-phu-2',
      workplaceText: 'xuong go o hoa phu, phường Hòa Phú',
    });
    const elsewhere = say(several.after, '3');
    expect(elsewhere.after.place).toBe('complaint/where');
    expect(say(elsewhere.after, 'xuong go Ea Kar').after.slots).toMatchObject({
      workplace: '',
      workplaceText: 'xuong go Ea Kar',
    });
  });

  test('a complaint in a menu below an answer is about that answer', () => {
    const answer = say(KNOWN, 'cty cham luong thi sao?', { topic: 'late-wages', grievance: false });
    const asks = say(answer.after, '1');
    expect(asks.after).toMatchObject({ place: 'complaint/what', slots: { topic: 'late-wages' } });
    expect(say({ ...answer.after, offered: [] }, 'tôi muốn khiếu nại').after.slots.topic).toBeUndefined();
  });

  test('a wrong asked about is answered first, and its facts are not asked again', () => {
    const meant = {
      topic: 'late-wages',
      grievance: true,
      entities: { workplaces: ['cty B'], durations: ['2 thang'], areas: ['ea kar'] },
    };
    const answer = say(KNOWN, 'cty B o ea kar no luong 2 thang thi lam sao?', meant);
    expect(answer.outcome).toBe('answer');
    const asks = say(answer.after, '1');
    expect(asks.after.place).toBe('complaint/identity');
    expect(asks.after.slots).toMatchObject({ workplaceText: 'cty B, ea kar', when: '2 thang' });
  });
});

describe("the officer's time", () => {
  const standing: Standing = { ...KNOWN, owner: 'officer', case: 'K7-4F2' };
  const known = own({ status: 'open', holder: 'o2' });

  test.each(['luong toi thieu la bao nhieu?', 'xem thêm', 'hủy', '1', 'gặp cán bộ', 'không có gì'])(
    '"%s" is relayed',
    (text) => {
      const said = say(standing, text, { topic: 'minimum-wage' }, known);
      expect(said.outcome).toBe('relay');
      expect(said.replies).toEqual([]);
      expect(said.effects[0]).toMatchObject({ move: { as: 'add', text } });
    },
  );

  test.each(['hồ sơ của tôi', 'dừng', 'rút', 'rút #K7-4F2', 'xóa dữ liệu của tôi', 'quyền riêng tư'])(
    '"%s" is answered',
    (text) => {
      const said = say(standing, text, {}, known);
      expect(said.replies.length).toBeGreaterThan(0);
      expect(said.effects).toEqual([]);
      expect(said.after.owner).toBe('officer');
    },
  );

  test('"dung" without marks is both: stopped, and told to the officer', () => {
    const said = say(standing, 'dung', {}, known);
    expect(said.after.stopped).toBe(true);
    expect(effectsOf(said)[0]).toBe('add K7-4F2');
  });

  test('a menu of what stays answered may be answered by number', () => {
    const asks = say(standing, 'rút', {}, known);
    const said = say(asks.after, '1', {}, known);
    expect(effectsOf(said)).toEqual(['withdraw K7-4F2', 'tell officer-2 case-withdrawn of 1']);
    expect(said.after).toMatchObject({ owner: 'bot', case: null });
    expect(say(asks.after, '0', {}, known).effects).toEqual([]);
  });

  test('each message of a burst is relayed by itself', () => {
    const said = decide(standing, [heard('da'), heard('30 nguoi')], known, knowledge);
    expect(effectsOf(said)).toEqual([
      'add K7-4F2',
      'tell officer-2 worker-words of 1',
      'add K7-4F2',
      'tell officer-2 worker-words of 3',
    ]);
  });

  test('a picture is told to the officer', () => {
    expect(say(standing, '', {}, known, { kind: 'image' }).effects[0]).toMatchObject({
      move: { text: '(gửi ảnh)' },
    });
  });

  test('ends with the case', () => {
    expect(
      say(standing, 'luong toi thieu?', { topic: 'minimum-wage' }, own({ status: 'resolved' })).outcome,
    ).toBe('answer');
  });
});

describe("a human in the account's own inbox", () => {
  const echo = tell(KNOWN, { what: 'human-echo', text: 'chào chị' });

  test('makes the officer the owner, without a word from us', () => {
    expect(echo.replies).toEqual([]);
    expect(echo.after).toMatchObject({ owner: 'officer', humanSince: NOW.toISOString() });
  });

  test('the bot is silent for 60 minutes after the last, and then speaks', () => {
    const soon = facts({ now: at('2026-11-24T10:59') });
    expect(say(echo.after, 'luong toi thieu?', { topic: 'minimum-wage' }, soon).outcome).toBe('silent');
    const later = facts({ now: at('2026-11-24T11:00') });
    const said = say(echo.after, 'luong toi thieu?', { topic: 'minimum-wage' }, later);
    expect(said.outcome).toBe('answer');
    expect(said.after).toMatchObject({ owner: 'bot', humanSince: null });
  });

  test("a case's relay goes on, during and after", () => {
    const standing: Standing = { ...KNOWN, owner: 'officer', case: 'K7-4F2' };
    const held = { status: 'open', holder: 'o2' } as const;
    const during = tell(standing, { what: 'human-echo', text: 'x' }, own(held));
    expect(say(during.after, 'da', {}, own(held)).outcome).toBe('relay');
    const later = { ...own(held), now: at('2026-11-24T12:00') };
    expect(say(during.after, 'da', {}, later).outcome).toBe('relay');
  });
});

describe("the worker's own cases", () => {
  test.each([
    [{}, 'K7-4F2 · đang chờ Công đoàn phường Tân An nhận · hạn nhận 14:00 thứ Tư 25/11.'],
    [{ unreachable: true, clock: null }, 'chưa liên lạc được cán bộ nào'],
    [{ status: 'withdrawn' }, 'anh/chị đã rút'],
    [
      { status: 'resolved', history: [{ at: at('2026-11-23T16:00'), what: 'resolved', by: 'o2', why: '' }] },
      'đã xong lúc',
    ],
  ] as const)('%j', (more, line) => {
    expect(
      textOf(say(KNOWN, 'hồ sơ của tôi', {}, facts({ ownCases: [knownCase(more as never)] }))),
    ).toContain(line);
  });

  test('withdrawing is asked once more', () => {
    const asks = say(KNOWN, 'rut #k74f2', {}, own());
    expect(asks.effects).toEqual([]);
    expect(effectsOf(say(asks.after, '1', {}, own()))).toEqual([
      'withdraw K7-4F2',
      'tell officer-2 case-withdrawn of 1',
    ]);
  });

  test('"chưa" with more words opens it again with those words', () => {
    const resolved = own({ status: 'resolved', clock: null });
    const asks = tell(KNOWN, { what: 'case-done', code: 'K7-4F2' }, resolved);
    const said = say(asks.after, 'chưa, họ mới trả một tháng', {}, resolved);
    expect(effectsOf(said)).toEqual([
      'reopen K7-4F2',
      'tell officer-2 card of 1',
      'add K7-4F2',
      'tell officer-2 worker-words of 3',
    ]);
    expect(effectsOf(say(asks.after, 'rồi ạ, cảm ơn', { topic: 'thanks' }, resolved))).toEqual([]);
  });

  test("another's code is refused without a word about it", () => {
    const said = say(KNOWN, 'rút #M3-9QD', {}, own());
    expect(said.effects).toEqual([]);
    expect(textOf(said)).not.toContain('M3-9QD');
  });

  test('words the bot does not know may be added to the case', () => {
    const asks = say(KNOWN, 'ho lai hen nua', {}, own());
    expect(titlesOf(asks)).toContain('3. Thêm tin này vào hồ sơ K7-4F2');
    const added = say(asks.after, '3', {}, own());
    expect(added.effects[0]).toMatchObject({
      move: { as: 'add', text: 'ho lai hen nua', key: 'zalo-oa:oa:ho lai hen nua' },
    });
  });

  test('a quote of something about the case is for the case', () => {
    const known = { ...own(), quotedCase: 'K7-4F2' };
    expect(effectsOf(say(KNOWN, 'ho lai hen nua', {}, known))[0]).toBe('add K7-4F2');
  });

  test('handed on: the worker is told, and unknown words join it', () => {
    const moved = tell(
      { ...KNOWN, owner: 'officer', case: 'K7-4F2' },
      { what: 'case-moved', code: 'K7-4F2', reason: 'transferred' },
      own(),
    );
    expect(moved.after).toMatchObject({ owner: 'bot', case: 'K7-4F2' });
    expect(effectsOf(say(moved.after, 'blah', {}, own()))[0]).toBe('add K7-4F2');
    expect(say(moved.after, 'luong toi thieu?', { topic: 'minimum-wage' }, own()).answer).toBe(
      'minimum-wage',
    );
  });

  test('at the top its other officers get it, once', () => {
    const told = { what: 'overdue', code: 'K7-4F2', clock: 'accept', due: NOW.toISOString() } as const;
    const top = {
      level: 'province',
      unit: 'dl',
      told: ['o7'],
      recipients: [{ code: 'o7', person: 'officer-7' }],
    } as const;
    const said = tell(KNOWN, told, own(top));
    expect(effectsOf(said)[0]).toBe('escalate K7-4F2');
    expect(textOf(said)).toContain('cán bộ khác của LĐLĐ tỉnh');
    const before = [{ at: NOW, what: 'escalated', by: 'clock', why: '' }];
    expect(tell(KNOWN, told, own({ ...top, history: before })).effects).toEqual([]);
  });

  test('nowhere higher to go: said honestly, nothing moves', () => {
    const due = NOW.toISOString();
    const said = tell(
      KNOWN,
      { what: 'overdue', code: 'K7-4F2', clock: 'accept', due },
      own({ level: 'province', unit: 'dl', told: ['o9'] }),
    );
    expect(said.effects).toEqual([]);
    expect(textOf(said)).toContain('không còn cấp nào trên nữa');
  });
});

describe('a person to talk to', () => {
  test('a case of its own, and the next words are for it, even a sure question', () => {
    const said = say(KNOWN, 'gặp cán bộ');
    expect(effectsOf(said)).toEqual(['open talk', 'tell officer-9 card of 1']);
    expect(said.after.place).toBe('talk/what');
    const talk = own({ kind: 'talk' });
    expect(effectsOf(say(said.after, 'luong toi thieu?', { topic: 'minimum-wage' }, talk))[0]).toBe(
      'add K7-4F2',
    );
  });

  test("whoever has the person's case is told instead", () => {
    expect(effectsOf(say(KNOWN, 'gặp cán bộ', {}, own()))).toEqual([
      'add K7-4F2',
      'tell officer-2 worker-words of 1',
    ]);
  });

  test('with nobody there it says so', () => {
    const said = say(KNOWN, 'gặp cán bộ', {}, nobody());
    expect(textOf(said)).toContain('Hiện chưa có cán bộ nào');
    expect(effectsOf(said)).toEqual(['open talk']);
  });
});

describe('erasing', () => {
  test('is asked once, then a case with its legal dates', () => {
    const asks = say(KNOWN, 'xóa dữ liệu của tôi');
    expect(asks.effects).toEqual([]);
    const said = say(asks.after, '1');
    expect(effectsOf(said)).toEqual(['open privacy', 'tell officer-9 card of 1']);
    expect(said.effects[0]).toMatchObject({
      draft: {
        legalDue: at('2026-12-14T10:00').toISOString(),
        facts: { answerBy: at('2026-11-27T08:00').toISOString() },
      },
    });
    expect(textOf(said)).toContain('14/12/2026');
    expect(say(asks.after, '0').effects).toEqual([]);
  });

  test('twice is once', () => {
    expect(say(KNOWN, 'đồng ý xóa dữ liệu', {}, own({ kind: 'privacy' })).effects).toEqual([]);
  });
});

describe('10 and 12. rumour, scam, press, off-topic, abuse, small talk', () => {
  test('a scam is called one, and may be reported', () => {
    const said = say(KNOWN, 'co nguoi xung cong doan bao gui otp nhan qua tet', { topic: 'rumour' });
    expect(textOf(said)).toContain('lừa đảo');
    const reported = say(said.after, '1');
    expect(reported.effects[0]).toMatchObject({
      draft: { kind: 'rumour', text: 'co nguoi xung cong doan bao gui otp nhan qua tet' },
    });
  });

  test('a rumour is neither confirmed nor denied', () => {
    expect(textOf(say(KNOWN, 'nghe noi sap bo thuong tet', { topic: 'rumour' }))).toContain(
      'chưa nói đúng hay sai',
    );
  });

  test('a journalist goes to the spokesman, and who asks is added', () => {
    const said = say(KNOWN, 'toi la pv bao X muon hoi vu dinh cong', {
      topic: 'press-inquiry',
      intent: 'press-inquiry',
    });
    expect(said.outcome).toBe('officer');
    expect(effectsOf(said)).toEqual(['open press', 'tell officer-9 card of 1']);
    const next = say(said.after, 'Minh, bao X, 0900 000 000', {}, own({ kind: 'press' }));
    expect(effectsOf(next)[0]).toBe('add K7-4F2');
  });

  test.each([
    ['off-topic', 'fallback'],
    ['abuse', 'answer'],
    ['greeting', 'answer'],
    ['thanks', 'answer'],
    ['goodbye', 'answer'],
    ['about-bot', 'answer'],
    ['privacy', 'answer'],
    ['stop', 'answer'],
    ['language', 'answer'],
  ])('%s → %s', (topic, outcome) => {
    const said = say(KNOWN, 'x y z', { topic });
    expect(said.outcome).toBe(outcome);
    expect(said.topic).toBe(topic);
    expect(said.replies.length).toBeGreaterThan(0);
  });

  test('a story nobody understands is offered to the union, and not told twice', () => {
    const said = say(KNOWN, 'sep chui ca ngay roi bat o lai', { grievance: true });
    expect(said).toMatchObject({ outcome: 'fallback', topic: 'off-topic' });
    expect(say(said.after, '1').after).toMatchObject({
      place: 'complaint/where',
      slots: { what: 'sep chui ca ngay roi bat o lai' },
    });
  });

  test('a button of an old menu still means what it said', () => {
    expect(say(KNOWN, '@intent:late-wages').answer).toBe('late-wages');
    expect(say(KNOWN, '@intent:gone').outcome).toBe('fallback');
    expect(say(KNOWN, '@intent:late-wages>maternity-money').answer).toBe('maternity-money');
    expect(say(KNOWN, '@intent:late-wages>gone').answer).toBe('late-wages');
  });

  test('a menu of guesses leads to the answer that the words asked about', () => {
    const ranked = [
      { intent: 'overtime-pay', topic: 'overtime-pay', score: 0.5 },
      { intent: 'late-wages', topic: 'late-wages', score: 0.4 },
    ];
    const asked = say(KNOWN, 'co duoc tu choi lam them khong vay', { verdict: 'unsure', ranked });
    expect(asked.outcome).toBe('clarify');
    expect(say(asked.after, '1').answer).toBe('overtime-limits');
    expect(say(asked.after, '2').answer).toBe('late-wages');
  });

  test('thanks in between leave the menu standing', () => {
    const menu = say(KNOWN, 'xem các mục');
    expect(say(menu.after, 'cam on nha', { topic: 'thanks' }).after.offered).toEqual(menu.after.offered);
  });

  test('a topic without a reviewed answer says so and offers a person', () => {
    const said = say(KNOWN, 'mat so bao hiem thi sao', { topic: 'si-book' });
    expect(said.outcome).toBe('officer');
    expect(said.topic).toBe('si-book');
    expect(textOf(said)).toContain('chưa có câu trả lời');
    expect(titlesOf(said)[0]).toBe('1. Gặp cán bộ công đoàn');
  });

  test('a text that is not Vietnamese is offered somebody', () => {
    expect(say(KNOWN, 'hello can you help me', { vietnamese: false }).topic).toBe('language');
  });

  test.each([
    ['audio', 'chưa nghe được'],
    ['image', 'Đã nhận ảnh'],
    ['file', 'Đã nhận tệp'],
    ['location', 'Đã nhận vị trí'],
  ] as const)('%s without words', (kind, words) => {
    expect(textOf(say(KNOWN, '', {}, facts(), { kind }))).toContain(words);
  });

  test('a sticker says hello once', () => {
    expect(say(FRESH, '', {}, facts(), { kind: 'sticker' }).replies).toHaveLength(2);
    expect(say(KNOWN, '', {}, facts(), { kind: 'sticker' }).outcome).toBe('silent');
  });

  test('a public holiday in the question serves the answer of that day', () => {
    const said = say(KNOWN, 'hnay 24/11 di lam luong sao', {
      topic: 'overtime-pay',
      entities: { dates: ['2026-11-24'] },
    });
    expect(said.answer).toBe('overtime-holiday');
  });

  test('what stands behind "xem thêm" is shown once', () => {
    const answer = say(KNOWN, 'luong toi thieu?', { topic: 'minimum-wage' });
    const more = say(answer.after, 'xem thêm');
    expect(textOf(more)).toContain('Vùng');
    expect(titlesOf(more).some((title) => title.includes('Xem thêm'))).toBe(false);
    expect(textOf(say(more.after, 'xem thêm'))).toContain('Không còn phần nào');
  });

  test('a further question in the same message is answered too', () => {
    const also = [{ ...heard('phep nam may ngay', { topic: 'annual-leave' }).understood }];
    expect(say(KNOWN, 'luong toi thieu? phep nam?', { topic: 'minimum-wage', also }).replies).toHaveLength(2);
  });
});
