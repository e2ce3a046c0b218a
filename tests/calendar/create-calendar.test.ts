import fc from 'fast-check';
import { createCalendar } from '../../src/calendar/create-calendar.ts';
import { loadCalendar } from '../../src/calendar/load-calendar.ts';

const { settings, problems } = loadCalendar('.');
const calendar = createCalendar(settings);
const at = (text: string) => new Date(`${text.replace(' ', 'T')}:00+07:00`);
const NOW = at('2026-11-25 10:00');
const written = (date: Date) => calendar.moment(date, NOW);

test('the file in content/ has no problems', () => {
  expect(problems).toEqual([]);
});

describe('the clock of voice.md: late wages are "high"', () => {
  test.each([
    ['sent in the evening of the holiday', '2026-11-24 20:15'],
    ['sent in the middle of the holiday', '2026-11-24 10:00'],
    ['sent on Wednesday before the office opens', '2026-11-25 06:30'],
    ['sent after the office closed on Monday', '2026-11-23 17:00'],
  ])('%s: accepted by 14:00 on Wednesday', (_when, sent) => {
    expect(written(calendar.acceptDue('high', at(sent)))).toBe('14:00 thứ Tư 25/11');
  });

  test('answered one working day after the deadline of accepting, then four hours for the next level', () => {
    const accept = calendar.acceptDue('high', at('2026-11-24 20:15'));
    const answer = calendar.answerDue('high', accept);
    expect(written(answer)).toBe('14:00 thứ Năm 26/11');
    const noticed = at('2026-11-26 14:01');
    expect(written(calendar.escalatedDue('high', noticed))).toBe('09:00 thứ Sáu 27/11');
  });
});

describe('working minutes', () => {
  test.each([
    ['inside the morning', '2026-11-25 08:10', 30, '2026-11-25 08:40'],
    ['up to the end of the morning', '2026-11-25 08:00', 210, '2026-11-25 11:30'],
    ['over noon', '2026-11-25 11:00', 60, '2026-11-25 14:00'],
    ['a start at noon counts from the afternoon', '2026-11-25 12:00', 30, '2026-11-25 14:00'],
    ['a start at the end of the morning too', '2026-11-25 11:30', 30, '2026-11-25 14:00'],
    ['over night', '2026-11-25 16:30', 60, '2026-11-26 08:30'],
    ['over the weekend', '2026-11-27 16:30', 60, '2026-11-30 08:30'],
    ['over the holiday', '2026-11-23 16:30', 60, '2026-11-25 08:30'],
    ['over Tết, the days both proposals share', '2027-02-04 16:30', 60, '2027-02-11 08:30'],
    ['over a Sunday holiday and the day given for it', '2026-04-24 16:30', 60, '2026-04-28 08:30'],
    ['nothing, in working time', '2026-11-25 09:00', 0, '2026-11-25 09:00'],
    ['nothing, outside it: the next opening', '2026-11-25 18:00', 0, '2026-11-26 08:00'],
  ])('%s', (_what, from, minutes, to) => {
    expect(calendar.addWorkingMinutes(at(from), minutes)).toEqual(at(to));
  });

  test('seconds are kept', () => {
    const from = new Date('2026-11-25T09:00:42.500+07:00');
    expect(calendar.addWorkingMinutes(from, 60)).toEqual(new Date('2026-11-25T10:00:42.500+07:00'));
  });
});

describe('working days', () => {
  test.each([
    ['the same time of the next day', '2026-11-25 14:05', 1, '2026-11-26 14:05'],
    ['a start in the evening counts from the next opening', '2026-11-25 19:00', 1, '2026-11-27 08:00'],
    ['a start at noon counts from the afternoon', '2026-11-25 12:00', 1, '2026-11-26 13:30'],
    ['closing time stays closing time', '2026-11-25 17:00', 1, '2026-11-26 17:00'],
    ['weekend and holiday do not count', '2026-11-20 09:00', 2, '2026-11-25 09:00'],
  ])('%s', (_what, from, days, to) => {
    expect(calendar.addWorkingDays(at(from), days)).toEqual(at(to));
  });
});

describe('an emergency waits by the minute, day and night', () => {
  test.each([
    ['in working time', '2026-11-25 09:00', '2026-11-25 09:15'],
    ['at night', '2026-11-25 23:30', '2026-11-26 00:30'],
    ['on the holiday', '2026-11-24 09:00', '2026-11-24 10:00'],
  ])('%s', (_when, from, due) => {
    expect(calendar.acceptDue('emergency', at(from))).toEqual(at(due));
  });
  test('two hours for the answer', () => {
    expect(calendar.answerDue('emergency', at('2026-11-25 23:00'))).toEqual(at('2026-11-26 01:00'));
  });
});

test.each([
  ['opening time', '2026-11-25 08:00', true],
  ['closing time', '2026-11-25 11:30', false],
  ['noon', '2026-11-25 12:00', false],
  ['a Saturday', '2026-11-28 09:00', false],
  ['the holiday', '2026-11-24 09:00', false],
])('%s is working time: %s, %s', (_when, instant, expected) => {
  expect(calendar.isWorking(at(instant))).toBe(expected);
});

test.each([
  ['2026-11-25 14:00', '14:00 thứ Tư 25/11'],
  ['2026-11-29 09:05', '09:05 Chủ nhật 29/11'],
  ['2026-11-30 08:00', '08:00 thứ Hai 30/11'],
  ['2027-01-04 08:00', '08:00 thứ Hai 04/01/2027'],
])('%s is written %s', (instant, expected) => {
  expect(written(at(instant))).toBe(expected);
});

test('the hour alone is enough on the same day', () => {
  expect(calendar.clock(at('2026-11-25 09:12'), NOW)).toBe('09:12');
  expect(calendar.clock(at('2026-11-24 09:12'), NOW)).toBe('09:12 thứ Ba 24/11');
});

describe('always', () => {
  const instant = fc
    .integer({ min: at('2026-01-01 00:00').getTime(), max: at('2027-05-31 00:00').getTime() })
    .map((ms) => new Date(ms));
  const minutes = fc.integer({ min: 1, max: 5_000 });

  test('later starts end no earlier', () => {
    fc.assert(
      fc.property(instant, instant, minutes, (a, b, n) => {
        const [first, second] = a <= b ? [a, b] : [b, a];
        expect(calendar.addWorkingMinutes(first, n) <= calendar.addWorkingMinutes(second, n)).toBe(true);
        const days = n % 30;
        expect(calendar.addWorkingDays(first, days) <= calendar.addWorkingDays(second, days)).toBe(true);
      }),
    );
  });

  test('an end lies in working time, a closing time included', () => {
    fc.assert(
      fc.property(instant, minutes, (from, n) => {
        const end = calendar.addWorkingMinutes(from, n);
        expect(calendar.isWorking(new Date(end.getTime() - 1))).toBe(true);
      }),
    );
  });

  test('adding in two steps is adding at once', () => {
    fc.assert(
      fc.property(instant, minutes, minutes, (from, a, b) => {
        const steps = calendar.addWorkingMinutes(calendar.addWorkingMinutes(from, a), b);
        expect(steps).toEqual(calendar.addWorkingMinutes(from, a + b));
      }),
    );
  });

  test('what was added is what lies between', () => {
    fc.assert(
      fc.property(instant, minutes, (from, n) => {
        expect(calendar.workingMinutesBetween(from, calendar.addWorkingMinutes(from, n))).toBeCloseTo(n, 6);
      }),
    );
  });
});
