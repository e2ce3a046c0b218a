import { z } from 'zod';
import type { Calculation, Line } from '../model/calculation.ts';
import { type Calculator, figuresOn, line } from './calculation.ts';
import { dong, type Exact, exact, hundredths, plus, times } from './exact.ts';

const facts = z.strictObject({
  group: z.enum(['ordinary', 'hard', 'hardest']),
  /** Months counted in this year, at most a whole one. */
  months: z
    .int()
    .min(0)
    .max(12)
    .nullable()
    .transform((count) => count ?? 0),
  /** Days not taken, where somebody knows them already: then nothing else is counted. */
  left: z.number().nonnegative().multipleOf(0.5).nullable().default(null),
  /** Whole years with this employer. */
  years: z.int().nonnegative(),
  /** Days already taken; halves happen. Only who leaves is asked. */
  taken: z
    .number()
    .nonnegative()
    .multipleOf(0.5)
    .nullable()
    .transform((days) => days ?? 0),
  leaving: z.enum(['yes', 'no']),
  /** Contract wage of the month before, and the working days of a month: only who leaves is paid. */
  wage: z.int().positive().nullable(),
  days: z.int().min(1).max(31).nullable(),
});
type LeaveFacts = z.infer<typeof facts>;

const BASES = {
  ordinary: 'annual-leave-days',
  hard: 'annual-leave-days-hard',
  hardest: 'annual-leave-days-hardest',
} as const;
const MORE = ['annual-leave-full-months', 'annual-leave-bonus-years'] as const;
const LINES = [
  'leave',
  'full',
  'share',
  'money',
  'no-money',
  'stays',
  'money-step',
  'seniority',
  'months-count',
  'fractions',
] as const;

/** Days of annual leave, and the money for those not taken by who leaves (law 3.30–3.33). */
export const annualLeave: Calculator<LeaveFacts> = {
  name: 'annual-leave',
  facts,
  figures: [...Object.values(BASES), ...MORE],
  lines: LINES,
  calculate(given, { day, law }) {
    const base = BASES[given.group];
    const known = figuresOn(law, day, [base, ...MORE]);
    if (known === null) return null;
    const { value, cited } = known;
    const full = value['annual-leave-full-months'];
    const bonus = Math.floor(given.years / value['annual-leave-bonus-years']);
    const total = exact((value[base] + bonus) * given.months, full);
    const days = hundredths(total);
    const left = given.left === null ? minus(total, given.taken) : exact(given.left);
    const money = moneyFor(given, left);
    if (given.leaving === 'yes' && money === null) return null;
    const values = { base: value[base], bonus, months: given.months, full, days, taken: given.taken };
    const shown = { ...values, left: hundredths(left), step: value['annual-leave-bonus-years'] };
    return {
      result: { days: given.left === null ? days : null, left: hundredths(left), money },
      lines: linesOf(given, shown, money),
      cited,
    };
  },
};

/** Never below zero, and still a fraction. */
function minus(total: Exact, taken: number): Exact {
  const rest = plus(total, exact(-taken));
  return rest.up > 0n ? rest : exact(0);
}

function moneyFor({ leaving, wage, days }: LeaveFacts, left: Exact): number | null {
  if (leaving === 'no' || wage === null || days === null) return null;
  return dong(times(exact(wage, days), left));
}

function linesOf(
  given: LeaveFacts,
  shown: Record<string, number>,
  money: number | null,
): Calculation['lines'] {
  const paid = { ...shown, money: money ?? 0, wage: given.wage ?? 0, monthDays: given.days ?? 0 };
  const [worth, how] = moneyLines(given, paid);
  if (given.left !== null) return [worth, ...how];
  return [
    line('result', 'leave', paid),
    worth,
    line('step', given.months === shown.full ? 'full' : 'share', paid),
    ...how,
    line('assumed', 'seniority', paid),
    line('assumed', 'months-count', paid),
    ...(Number.isInteger(shown.days) ? [] : [line('unknown', 'fractions', paid)]),
  ];
}

/** What the days that are left are worth, and how that was reached. */
function moneyLines({ leaving }: LeaveFacts, paid: Record<string, number>): [Line, Line[]] {
  if (leaving === 'no') return [line('note', 'stays', paid), []];
  if (paid.left === 0) return [line('result', 'no-money', paid), []];
  return [line('result', 'money', paid), [line('step', 'money-step', paid)]];
}
