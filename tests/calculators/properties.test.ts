import fc from 'fast-check';
import { CALCULATORS } from '../../src/calculators/calculators.ts';
import { addDays, addMonths, addWorkdays, daysBetween } from '../../src/calculators/days.ts';
import { dong, exact, times } from '../../src/calculators/exact.ts';
import { law } from './law.ts';

const TODAY = '2026-11-24';
const wage = fc.integer({ min: 1_000_000, max: 50_000_000 });
const months = fc.integer({ min: 0, max: 480 });
const day = fc.integer({ min: 0, max: 700 }).map((n) => addDays('2026-01-01', n));

function result(name: string, facts: Record<string, unknown>, on = TODAY): Record<string, unknown> {
  const found = CALCULATORS.get(name)?.run(facts, { day: on, law });
  if (!found?.ok) throw new Error(`${name} cannot take ${JSON.stringify(facts)}`);
  return found.calculation?.result ?? {};
}
const number = (name: string, facts: Record<string, unknown>, key: string): number => {
  const value = result(name, facts)[key];
  if (typeof value !== 'number') throw new Error(`${name} gives no ${key}`);
  return value;
};

const OVERTIME = { per: 'month', days: 26, day: 'weekday', night: 'no' };
const SEVERANCE = { reason: 'ended', insured: 0 };
const JOB_LOSS = { reason: 'layoff', insured: 0 };
const SICK = { who: 'self', used: 0, insured: 0, hard: 'no' };
const BIRTH = { born: '2026-12-01', children: 1, living: 0, paid: 12 };
const FATHER = { born: '2026-12-01', children: 1, living: 0, birth: 'normal' };
const BENEFIT = { ended: '2026-11-15', paid: 60, zone: '3' };
const LUMP = { indexed: 'no', before: 0, started: 'before', waited: 12 };
const LEAVE = { group: 'ordinary', years: 0, taken: 0, leaving: 'yes', days: 26 };

/** Each grows with the number that `of` puts in, and is never below zero. */
const GROWING: [string, string, string, fc.Arbitrary<number>, (n: number) => Record<string, unknown>][] = [
  ['overtime pay', 'overtime', 'total', wage, (n) => ({ ...OVERTIME, wage: n, minutes: 180 })],
  [
    'overtime pay by time',
    'overtime',
    'total',
    fc.integer({ min: 1, max: 9000 }),
    (n) => ({ ...OVERTIME, wage: 6_000_000, minutes: n }),
  ],
  ['severance', 'severance', 'total', wage, (n) => ({ ...SEVERANCE, worked: 60, wage: n })],
  ['severance by time', 'severance', 'total', months, (n) => ({ ...SEVERANCE, worked: n, wage: 6_000_000 })],
  [
    'job-loss pay by time',
    'severance',
    'total',
    months,
    (n) => ({ ...JOB_LOSS, worked: n, wage: 6_000_000 }),
  ],
  ['sick pay', 'sick-pay', 'total', wage, (n) => ({ ...SICK, wage: n, days: 5 })],
  [
    'sick pay by days',
    'sick-pay',
    'total',
    fc.integer({ min: 1, max: 90 }),
    (n) => ({ ...SICK, wage: 6_000_000, days: n / 2 }),
  ],
  ['maternity money', 'maternity', 'total', wage, (n) => ({ ...BIRTH, wage: n })],
  ['paternity money', 'paternity', 'total', wage, (n) => ({ ...FATHER, wage: n })],
  ['unemployment benefit', 'unemployment', 'monthly', wage, (n) => ({ ...BENEFIT, wage: n })],
  ['months of benefit', 'unemployment', 'months', months, (n) => ({ ...BENEFIT, wage: 6_000_000, paid: n })],
  ['lump sum', 'lump-sum', 'total', wage, (n) => ({ ...LUMP, since: 60, wage: n })],
  [
    'lump sum by time',
    'lump-sum',
    'total',
    fc.integer({ min: 12, max: 239 }),
    (n) => ({ ...LUMP, since: n, wage: 5_000_000 }),
  ],
  [
    'income tax',
    'income-tax',
    'tax',
    fc.integer({ min: 1, max: 300_000_000 }),
    (n) => ({ wage: n, dependants: 1, zone: '3' }),
  ],
  [
    'what is left after tax',
    'income-tax',
    'net',
    fc.integer({ min: 1, max: 300_000_000 }),
    (n) => ({ wage: n, dependants: 1, zone: '3' }),
  ],
  ['union dues', 'union-dues', 'dues', wage, (n) => ({ employer: 'private', wage: n })],
  [
    'leave',
    'annual-leave',
    'days',
    fc.integer({ min: 0, max: 12 }),
    (n) => ({ ...LEAVE, months: n, wage: 6_000_000 }),
  ],
  ['leave money', 'annual-leave', 'money', wage, (n) => ({ ...LEAVE, months: 9, wage: n })],
];

test.each(GROWING)('%s never shrinks and never is below zero', (_title, name, key, some, of) => {
  fc.assert(
    fc.property(some, some, (a, b) => {
      const [less, more] = [Math.min(a, b), Math.max(a, b)].map((n) => number(name, of(n), key));
      return less !== undefined && more !== undefined && 0 <= less && less <= more;
    }),
  );
});

test('two stretches of overtime are worth their sum, but for the rounding', () => {
  const minutes = fc.integer({ min: 1, max: 4000 });
  fc.assert(
    fc.property(wage, minutes, minutes, (pay, a, b) => {
      const of = (n: number) => number('overtime', { ...OVERTIME, wage: pay, minutes: n }, 'total');
      return Math.abs(of(a) + of(b) - of(a + b)) <= 1;
    }),
  );
});

test('wage, insurance and tax add up, and more dependants never cost more', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 300_000_000 }),
      fc.integer({ min: 0, max: 5 }),
      (pay, dependants) => {
        const one = result('income-tax', { wage: pay, dependants, zone: '3' });
        const next = number('income-tax', { wage: pay, dependants: dependants + 1, zone: '3' }, 'tax');
        expect(Number(one.net) + Number(one.insurance) + Number(one.tax)).toBe(pay);
        expect(next).toBeLessThanOrEqual(Number(one.tax));
      },
    ),
  );
});

test('months insured against unemployment never raise the severance pay', () => {
  fc.assert(
    fc.property(months, months, months, (worked, a, b) => {
      const of = (insured: number) =>
        number('severance', { reason: 'ended', worked, insured, wage: 6_000_000 }, 'total');
      return of(Math.max(a, b)) <= of(Math.min(a, b));
    }),
  );
});

test('what is short of the minimum wage fills it up exactly', () => {
  fc.assert(
    fc.property(wage, fc.constantFrom('3', '4'), (pay, zone) => {
      const { minimum, short } = result('minimum-wage', { wage: pay, per: 'month', zone });
      return Number(short) === 0 ? pay >= Number(minimum) : pay + Number(short) === minimum;
    }),
  );
});

test('a deadline lies after its beginning, the later the later it began', () => {
  fc.assert(
    fc.property(day, day, (a, b) => {
      const [first, second] = [a, b].sort().map((from) => addWorkdays(law, from, 14).day);
      const [from] = [a, b].sort();
      return (
        first !== undefined && second !== undefined && from !== undefined && from < first && first <= second
      );
    }),
  );
});

test('limits of mediation, arbitration and court follow each other', () => {
  fc.assert(
    fc.property(day, (known) => {
      const { mediation, arbitration, court } = result('limitation', { known });
      return (
        known < String(mediation) &&
        String(mediation) < String(arbitration) &&
        String(arbitration) < String(court)
      );
    }),
  );
});

test('who is younger reaches the age of retirement later, and a woman never after a man', () => {
  const born = fc.integer({ min: 0, max: 300 }).map((n) => addMonths('1969-02-01', n));
  fc.assert(
    fc.property(born, fc.constantFrom('man', 'woman'), (month, sex) => {
      const at = (who: string, birth: string) =>
        String(result('pension-age', { sex: who, born: birth, work: 'normal' }).at);
      expect(at(sex, addMonths(month, 1)) > at(sex, month)).toBe(true);
      expect(at('woman', month) <= at('man', month)).toBe(true);
    }),
  );
});

test('days and months on the calendar go there and back', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: -400, max: 400 }), (from, n) => {
      expect(daysBetween(from, addDays(from, n))).toBe(n);
      expect(addMonths(from, n).slice(0, 7)).toBe(addMonths(`${from.slice(0, 7)}-01`, n).slice(0, 7));
    }),
  );
});

test('money is rounded once, half up', () => {
  expect([exact(1, 2), exact(1, 3), exact(2, 3), exact(5, 2)].map(dong)).toEqual([1, 0, 1, 3]);
  expect(dong(times(exact(1, 3), exact(3)))).toBe(1);
});
