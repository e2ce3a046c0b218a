import fc from 'fast-check';
import { learnedOn } from '../models.ts';
import { CALM, HAPPENS } from './danger-cases.ts';
import { CONTRASTS } from './danger-contrasts.ts';
import { ASKED, TOLD } from './danger-told.ts';

const { understand } = await learnedOn('2026-11-24');

test.each([
  ['luong toi thieu o bmt gio nhiu vay ad', 'minimum-wage'],
  ['hnay 24/11 cty bat di lam thi tra luong sao', 'overtime-pay'],
  ['tet nay co tet sum vay ko, dc bn tien', 'tet-sum-vay'],
  ['luong 6tr2 tang ca 3 tieng chu nhat dc nhiu', 'overtime-pay'],
  ['cong ty A no luong 2 thang nay roi, tui e ho biet tui noi', 'late-wages'],
  ['nghe noi tu nay cam rut bhxh 1 lan dung k', 'rumour'],
  ['co nguoi xung cong doan bao gui otp nhan qua tet', 'rumour'],
  ['toi la pv bao X muon hoi vu dinh cong', 'press-inquiry'],
  ['may la do ngu', 'abuse'],
  ['cty ko tra luong t10 h lam sao a', 'late-wages'],
  ['công ty không trả lương tháng 10', 'late-wages'],
  ['Công ty TNHH A chưa trả lương tháng 9', 'late-wages'],
  ['cty ko tra luong thang 8 cho cn', 'late-wages'],
  ['cong ty khong tra luong', 'late-wages'],
  ['công ty không trả lương tháng 13', '13th-month'],
  ['phép năm em còn 5 ngày có được trả tiền không', 'annual-leave'],
  ['nghi viec bao truoc may ngay', 'resignation-notice'],
  ['hồ sơ của tôi', 'my-case'],
  ['gặp cán bộ', 'talk-to-person'],
  ['tôi muốn khiếu nại', 'complaint'],
  ['dừng', 'stop'],
  ['xóa dữ liệu của tôi', 'privacy'],
  ['quyền riêng tư', 'privacy'],
  ['xin chào', 'greeting'],
  ['cảm ơn ad', 'thanks'],
  ['bị tai nạn lao động được hưởng gì', 'work-accident'],
  ['dinh cong co hop phap khong', 'strike'],
])('"%s" is surely about %s', async (text, topic) => {
  expect(await understand(text)).toMatchObject({
    topic,
    verdict: 'sure',
    dangerNow: false,
    vietnamese: true,
  });
});

test.each([
  ['hnay 24/11 di lam co dc tinh luong le ko', 'overtime-holiday'],
  ['hnay 24/11 cty bat di lam thi tra luong sao', 'overtime-holiday'],
  ['đi làm mùng 2 tết được mấy lần lương', 'overtime-holiday'],
  ['có được từ chối tăng ca không', 'overtime-limits'],
  ['tăng ca chủ nhật tính sao', 'overtime-pay'],
])('"%s" means the intent %s', async (text, intent) => {
  expect(await understand(text)).toMatchObject({ intent, topic: 'overtime-pay', verdict: 'sure' });
});

test.each(['Get Started', 'get started', 'Bắt đầu'])(
  'the first button of Messenger, "%s", is a greeting in either language',
  async (text) => {
    expect(await understand(text)).toMatchObject({ intent: 'greeting', verdict: 'sure' });
  },
);

test('what can be typed is never a guess: erasing is an intent of its own', async () => {
  expect((await understand('xóa dữ liệu của tôi')).intent).toBe('erase-data');
});

test.each(['cty lam v dung ko', 'giờ em phải làm sao', 'cho em hỏi cái này', 'sao ky vay'])(
  '"%s" could be about anything: asked back, and nothing is named',
  async (text) => {
    expect(await understand(text)).toMatchObject({ verdict: 'unsure', intent: 'unclear' });
  },
);

test.each(['lương', 'nghỉ', 'công ty có đúng không', 'thang truoc'])(
  '"%s" is asked back, not guessed',
  async (text) => {
    expect((await understand(text)).verdict).toBe('unsure');
  },
);

test.each(['toi nay da banh ai thang', 'giá vàng hôm nay', 'asdkjh qwejkh', 'ship áo size M về Buôn Hồ'])(
  '"%s" is refused',
  async (text) => {
    expect(await understand(text)).toMatchObject({
      verdict: 'refused',
      topic: 'off-topic',
      dangerNow: false,
    });
  },
);

test.each([
  ['co nguoi bi may cuon tay o xuong may chay nhieu mau qua', 'accident'],
  ['chan song qua khong muon di lam khong muon gi nua', 'self-harm'],
])('danger before everything: %s', async (text, danger) => {
  expect(await understand(text)).toMatchObject({
    danger,
    dangerNow: true,
    topic: 'emergency',
    verdict: 'sure',
    also: [],
  });
});

test.each(['mệt muốn chết', 'đánh giá cuối năm thấp quá chết mất'])(
  'an idiom is no emergency: %s',
  async (text) => {
    const { dangerNow, topic, ranked } = await understand(text);
    expect(dangerNow).toBe(false);
    expect([topic, ...ranked.map((one) => one.topic)]).not.toContain('emergency');
  },
);

test.each([
  ['bị quấy rối tình dục ở công ty', 'sexual-harassment', 'harassment'],
  ['công nhân đang đình công ở công ty', 'strike', 'strike'],
])('%s keeps its topic and names the danger', async (text, topic, danger) => {
  expect(await understand(text)).toMatchObject({ topic, danger, dangerNow: false });
});

test('a complaint told in one go gives its facts', async () => {
  const understood = await understand('cong ty A no luong 2 thang nay roi, tui e ho biet tui noi');
  expect(understood).toMatchObject({ grievance: true, fear: true });
  expect(understood.entities).toMatchObject({ workplaces: ['cong ty A'], durations: ['2 thang nay roi'] });
});

test('the place and the day of a question are found', async () => {
  const { entities } = await understand('hnay luong toi thieu o bmt bao nhieu');
  expect(entities).toMatchObject({ areas: ['Buôn Ma Thuột'], dates: ['2026-11-24'] });
});

test.each([
  ['tang ca cn tinh sao va nghi viec bao truoc may ngay', 'overtime-pay', 'resignation-notice'],
  ['lương tối thiểu bmt bao nhiêu? phép năm được mấy ngày?', 'minimum-wage', 'annual-leave'],
  ['Làm ca đêm cộng mấy phần trăm, rồi có phụ cấp độc hại không?', 'night-work', 'toxic-allowance'],
  ['ms vô thử việc trả mấy phần lương, có đóng bh ko', 'probation', 'si-contribution'],
  ['sinh mổ vợ nghỉ mấy tháng? chồng nghỉ được mấy ngày?', 'maternity', 'paternity'],
])('two questions in "%s": %s and %s, whichever is answered first', async (text, one, other) => {
  const { topic, also } = await understand(text);
  expect([topic, ...also.map((question) => question.topic)].sort()).toEqual([one, other].sort());
});

test('of several questions the words of the first are told apart', async () => {
  const several = await understand('lương tối thiểu bmt bao nhiêu? phép năm được mấy ngày?');
  expect(several.asks).toBe('luong toi thieu bmt bao nhieu');
  expect((await understand('phép năm được mấy ngày?')).asks).toBeUndefined();
});

test('a greeting or thanks beside a question is no second question', async () => {
  const understood = await understand('chào ad, cho em hỏi phép năm được mấy ngày ạ? cảm ơn ad');
  expect(understood).toMatchObject({ topic: 'annual-leave', also: [] });
});

test('four short messages read together are one question', async () => {
  const { topic } = await understand('cho e hoi\ne nghi viec\nthang truoc\nchua dc tra so');
  expect(topic).toBe('si-book');
});

test('another language is offered somebody who speaks it', async () => {
  expect(await understand('hello my boss not pay salary 2 month')).toMatchObject({
    topic: 'language',
    intent: 'language',
    vietnamese: false,
  });
});

test.each(['', '   ', '😭😭😭', '???', 'a'.repeat(5000), '\u0000\uFFFF', '1', "H'"])(
  'no text breaks it: %p',
  async (text) => {
    const understood = await understand(text);
    expect(understood.ranked.length).toBeGreaterThan(0);
    expect(understood.dangerNow).toBe(false);
  },
);

test('any text at all is understood as something', async () => {
  const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 400 }), fc.lorem({ maxCount: 30 }));
  await fc.assert(
    fc.asyncProperty(text, async (any) => {
      const { ranked, verdict } = await understand(any);
      expect(ranked.length).toBeGreaterThan(0);
      expect(['sure', 'unsure', 'refused']).toContain(verdict);
    }),
    { numRuns: 60 },
  );
});

test('each topic is ranked once, at most five of them', async () => {
  const { ranked } = await understand('công ty');
  expect(ranked.length).toBeLessThanOrEqual(5);
  expect(new Set(ranked.map(({ topic }) => topic)).size).toBe(ranked.length);
});

const dangerNow = async (texts: readonly string[]) => {
  const all = await Promise.all(
    texts.map(async (text) => ({ text, now: (await understand(text)).dangerNow })),
  );
  return all.filter(({ now }) => now).map(({ text }) => text);
};

test('danger that no phrase describes is found nineteen times of twenty', async () => {
  const found = await dangerNow(HAPPENS);
  expect(found.length / HAPPENS.length).toBeGreaterThan(0.92);
});

test('ordinary words that sound like it raise an alarm once in fifty', async () => {
  expect((await dangerNow(CALM)).length / CALM.length).toBeLessThanOrEqual(0.02);
});

test.each(CONTRASTS)(
  'without marks, %s: danger is heard, the rest is not taken for it',
  async (_, danger, calm) => {
    expect(await dangerNow(danger)).toEqual(danger);
    expect(await dangerNow(calm)).toEqual([]);
  },
);

test('danger told in a hurry is heard, and what asks with the same words is answered', async () => {
  const heard = await dangerNow(TOLD);
  expect(heard.length / TOLD.length).toBeGreaterThan(0.96);
  expect(await dangerNow(ASKED)).toEqual([]);
});

test('danger in the midst of what somebody wrote in several long messages is found', async () => {
  const rest = 'lương tối thiểu là bao nhiêu '.repeat(150);
  const understood = await understand(`${rest}\ncó người bị máy cuốn tay chảy nhiều máu\n${rest}`);
  expect(understood).toMatchObject({ danger: 'accident', dangerNow: true });
});

test.each([
  ['at its beginning', (danger: string, rest: string) => `${danger} ${rest}`],
  ['at its end', (danger: string, rest: string) => `${rest} ${danger}`],
])('a body of a megabyte is not read whole, and danger %s is found all the same', async (_where, write) => {
  const text = write(
    'có người bị máy cuốn tay chảy nhiều máu',
    'lương tối thiểu là bao nhiêu '.repeat(30_000),
  );
  const understood = await understand(text);
  expect(understood).toMatchObject({ danger: 'accident', dangerNow: true });
  expect(understood.folded.length).toBeLessThan(15_000);
});
