import { CALCULATORS } from '../../src/calculators/calculators.ts';
import { factsTold } from '../../src/dialogue/calculators/read-facts.ts';
import { sceneOf } from '../../src/dialogue/scene.ts';
import type { Standing } from '../../src/model/exchange.ts';
import { content, facts, heard, KNOWN, knowledge, type Meant, NOW, say, textOf } from './facts.ts';

const OVERTIME: Meant = { topic: 'overtime-pay' };

describe('facts that a message tells', () => {
  test.each<[string, string, Record<string, unknown>]>([
    ['overtime', 'lương 6tr2 làm thêm 3 tiếng chủ nhật', { wage: 6_200_000, minutes: 180, day: 'restday' }],
    [
      'overtime',
      'luong 6 trieu 2 tang ca 2 tieng ruoi ngay thuong thang 26 cong',
      { wage: 6_200_000, minutes: 150, day: 'weekday', days: 26 },
    ],
    [
      'overtime',
      'lương 25k một giờ làm từ 17h đến 20h ngày lễ',
      { wage: 25_000, per: 'hour', minutes: 180, day: 'holiday' },
    ],
    ['overtime', 'tăng ca 90 phút hôm 24/11/2026', { minutes: 90, day: 'holiday', on: '2026-11-24' }],
    ['overtime', 'làm tới 8 giờ tối', {}],
    [
      'severance',
      'làm 5 năm 4 tháng, đóng bảo hiểm 5 năm, hết hạn hợp đồng, lương 7tr',
      { worked: 64, insured: 60, wage: 7_000_000, reason: 'ended' },
    ],
    ['severance', 'dong bao hiem 3 nam lam 4 nam', { worked: 48, insured: 36 }],
    [
      'unemployment',
      'đóng 60 tháng lương 6tr nghỉ 15/11/2026',
      { paid: 60, wage: 6_000_000, ended: '2026-11-15' },
    ],
    ['income-tax', 'lương 20 triệu có 2 con', { wage: 20_000_000, dependants: 2 }],
    ['income-tax', 'độc thân lương 30 củ', { wage: 30_000_000, dependants: 0 }],
    ['pension-age', 'nữ sinh 3/1970', { born: '1970-03-01', sex: 'woman' }],
    ['minimum-wage', 'lương 3tr5 ở phường Buôn Ma Thuột', { wage: 3_500_000, zone: '3' }],
    ['limitation', 'biết từ 2 tháng trước', { known: '2026-09-24' }],
    [
      'maternity',
      'sinh con thứ hai ngày 15/12/2026 lương 6tr',
      { living: 1, born: '2026-12-15', wage: 6_000_000 },
    ],
    ['sick-pay', 'con 2 tuổi ốm, nghỉ 3 ngày, lương 5tr2', { who: 'child-small', days: 3, wage: 5_200_000 }],
    ['notice', 'hợp đồng 2 năm nộp đơn 01/12/2026', { contract: 'fixed', given: '2026-12-01' }],
    [
      'annual-leave',
      'nghỉ việc còn 5 ngày phép chưa nghỉ lương 6tr5',
      { left: 5, leaving: 'yes', wage: 6_500_000 },
    ],
    [
      'overtime',
      'ca đêm lương 25k một giờ, 8 tiếng',
      { wage: 25_000, per: 'hour', day: 'shift', minutes: 480 },
    ],
    ['overtime', 'làm ngày 24/11 lương 5tr2 8 tiếng', { wage: 5_200_000, day: 'holiday', minutes: 480 }],
    ['annual-leave', 'làm được 7 tháng rồi nghỉ việc', { months: 7, leaving: 'yes' }],
  ])('%s: "%s"', (name, text, wanted) => {
    const scene = sceneOf(KNOWN, [heard(text)], facts(), knowledge);
    expect(scene && factsTold(scene, content.flow(name))).toMatchObject(wanted);
  });
});

test('with every fact in one message nothing is asked', () => {
  const said = say(KNOWN, 'luong 6tr2 lam them 3 tieng chu nhat thang 26 cong duoc bao nhieu', OVERTIME);
  expect(said).toMatchObject({ outcome: 'answer', topic: 'overtime-pay', answer: 'calculator-overtime' });
  expect(said.after).toMatchObject({ place: null, slots: {} });
  expect(textOf(said)).toContain('178.846 đ');
  expect(textOf(said)).toContain('Giả định');
});

test('only what is missing is asked, and "không biết" is assumed and said', () => {
  const asked = say(KNOWN, 'luong 6tr2 lam them 3 tieng chu nhat duoc bao nhieu', OVERTIME);
  expect(asked).toMatchObject({ outcome: 'flow', after: { place: 'overtime/days' } });
  const said = say(asked.after, 'ko biết nữa');
  expect(said.outcome).toBe('answer');
  expect(textOf(said)).toContain('Giả định: mỗi tháng 26 ngày công');
});

test('a question about the rule gets the rule, and the calculator as a button', () => {
  const said = say(KNOWN, 'tang ca chu nhat duoc bao nhieu', OVERTIME);
  expect(said).toMatchObject({ outcome: 'answer', answer: 'overtime-pay' });
  const button = said.after.offered.find(({ title }) => title === content.say('calculator.button'));
  expect(say(said.after, String(button?.n))).toMatchObject({
    outcome: 'flow',
    after: { place: 'overtime/wage' },
  });
});

describe('inside a calculation', () => {
  const begin = () => say(KNOWN, 'tính tiền làm thêm của tôi').after;

  test.each([
    ['6tr2', 6_200_000],
    ['6200', 6_200_000],
    ['6,2', 6_200_000],
    ['6.200.000', 6_200_000],
    ['25k một giờ', 25_000],
  ])('a wage may be written "%s"', (text, wage) => expect(say(begin(), text).after.slots.wage).toBe(wage));

  test('a fact of a later question is kept, and this one is asked again', () => {
    const said = say(begin(), '3 tiếng');
    expect(said.after).toMatchObject({ place: 'overtime/wage', slots: { minutes: 180 } });
    expect(say(said.after, '6tr').after.place).toBe('overtime/day');
  });

  test('several facts in one reply are all taken', () => {
    expect(say(begin(), '6tr2, 3 tiếng, chủ nhật').after.place).toBe('overtime/days');
  });

  test('back asks the question before again, and stays at the first', () => {
    const second = say(begin(), '6tr').after;
    expect(second.place).toBe('overtime/minutes');
    const back = say(second, 'quay lại');
    expect(back.after.place).toBe('overtime/wage');
    expect(back.after.slots.wage).toBeUndefined();
    expect(textOf(say(back.after, 'quay lại'))).toContain('câu đầu');
  });

  test('cancel ends it, and nothing is kept', () => {
    expect(say(begin(), 'hủy')).toMatchObject({ outcome: 'command', after: { place: null, slots: {} } });
  });

  test('what cannot be a wage is asked about again, what says nothing too', () => {
    expect(textOf(say(begin(), '999 tỷ'))).toContain(content.say('calculator.out-of-range'));
    const again = say(begin(), 'hihi');
    expect(again.after).toMatchObject({ place: 'overtime/wage', misses: 1 });
    expect(textOf(say(again.after, 'hihi'))).toContain('gặp cán bộ');
  });

  test('a day later the question is put into its place again', () => {
    const later = new Date(NOW.getTime() + 3 * 24 * 60 * 60_000);
    expect(textOf(say(begin(), '6tr', {}, facts({ now: later })))).toContain(
      content.say('calculator.resumed'),
    );
    expect(textOf(say(begin(), '6tr'))).not.toContain(content.say('calculator.resumed'));
  });

  test('to complain leads out of it, and nothing of the calculation goes along', () => {
    const said = say(say(begin(), '6tr').after, 'tôi muốn khiếu nại');
    expect(said.after.place).toBe('complaint/what');
    expect(said.after.slots.wage).toBeUndefined();
  });

  test('another calculator begins anew', () => {
    const said = say(say(begin(), '6tr').after, 'tính trợ cấp thất nghiệp của tôi');
    expect(said.after.place).toBe('unemployment/wage');
    expect(said.after.slots.minutes).toBeUndefined();
  });

  test('danger comes first; afterwards what was known is not asked again', () => {
    const second = say(begin(), '6tr').after;
    const danger = say(second, 'chay xuong roi', { topic: 'emergency', danger: 'accident', dangerNow: true });
    expect(danger.outcome).toBe('emergency');
    const again = say({ ...danger.after, place: null }, 'tính tiền làm thêm của tôi');
    expect(again.after).toMatchObject({ place: 'overtime/minutes', slots: { wage: 6_000_000 } });
  });

  test('a number of years without its unit is asked about', () => {
    const worked = say(say(KNOWN, 'tính trợ cấp thôi việc của tôi').after, '1').after;
    expect(worked.place).toBe('severance/worked');
    expect(textOf(say(worked, '5'))).toContain(content.say('calculator.which-unit'));
    expect(say(worked, '5 năm').after).toMatchObject({ place: 'severance/insured', slots: { worked: 60 } });
  });

  test('a step whose condition does not hold is left out', () => {
    const said = say(say(KNOWN, 'tính trợ cấp thôi việc của tôi').after, '3');
    expect(said.outcome).toBe('answer');
    expect(textOf(said)).toContain('sa thải');
  });
});

/** A plain reply to every kind of question. */
const REPLIES: Record<string, string[]> = {
  money: ['6.000.000', '45 triệu'],
  minutes: ['3 tiếng'],
  days: ['2,5', '40'],
  months: ['5 năm 4 tháng', '8 tháng'],
  count: ['2', '7'],
  date: ['15/11/2026', '30/6/2026'],
  birth: ['3/1970', '12/1955'],
};

/** Every way through a calculator: each choice, each of the replies, and "không biết" where it may stand for something. */
function waysThrough(standing: Standing, depth: number): string[] {
  const [name = '', id] = standing.place?.split('/') ?? [];
  const step = content.flow(name).steps.find((one) => one.id === id);
  if (!step || depth > 12) throw new Error(`lost at ${standing.place}`);
  const isChosen = step.accepts === 'choice' || step.accepts === 'zone';
  const known = isChosen ? (step.values ?? []).map((_, at) => String(at + 1)) : (REPLIES[step.accepts] ?? []);
  const guessed = step.unknown !== undefined || step.optional ? ['không biết'] : [];
  return [...known, ...guessed].flatMap((text) => {
    const said = say(standing, text);
    if (said.after.place === null)
      return [textOf(said).startsWith('Cầu Nối chưa có số liệu') ? textOf(said) : said.outcome];
    const hasMoved = said.after.place !== standing.place;
    // A reply that this step may not take is asked about again, and leads nowhere new.
    return hasMoved ? waysThrough(said.after, depth + 1) : [];
  });
}

test.each([...CALCULATORS.keys()])('every way through %s ends with an outcome', (name) => {
  const [phrase = ''] = content.calculator(name)?.asks ?? [];
  const ways = waysThrough(say(KNOWN, phrase).after, 0);
  expect(ways.length).toBeGreaterThan(0);
  expect(new Set(ways)).toEqual(new Set(['answer']));
});

test('facts that a calculator can no longer take are no reason to fall over', () => {
  const slots = {
    calculator: 'overtime',
    wage: 6_000_000,
    per: 'month',
    minutes: 180,
    day: 'sunday',
    night: 'no',
  };
  const said = say({ ...KNOWN, place: 'overtime/days', slots }, '26');
  expect(said).toMatchObject({ outcome: 'answer', citations: [], after: { place: null, slots: {} } });
});
