import { z } from 'zod';
import type { Calculation, Line } from '../model/calculation.ts';
import { type Calculator, type Figures, figuresOn, line } from './calculation.ts';
import { dong, exact, percent, plus, times } from './exact.ts';

const facts = z.strictObject({
  who: z.enum(['self', 'long', 'child-small', 'child-big']),
  /** Insured wage of the month before. */
  wage: z.int().positive(),
  /** Days off; halves are paid too. */
  days: z.number().positive().multipleOf(0.5),
  /** Days already paid this year. */
  used: z.number().nonnegative().multipleOf(0.5),
  /** Months insured in all. */
  insured: z.int().nonnegative(),
  hard: z.enum(['yes', 'no']),
});
type SickFacts = z.infer<typeof facts>;

const FIGURES = [
  'sick-rate',
  'day-divisor',
  'sick-claim-days',
  'si-max-base',
  'sick-years-first',
  'sick-years-second',
  'sick-days-first',
  'sick-days-second',
  'sick-days-third',
  'sick-hard-first',
  'sick-hard-second',
  'sick-hard-third',
  'sick-child-days-small',
  'sick-child-days-big',
  'sick-long-rate-first',
  'sick-long-rate-second',
  'sick-long-rate-third',
] as const;
type Known = Figures<(typeof FIGURES)[number]>;
const LINES = [
  'total',
  'none-left',
  'step',
  'long-step',
  'limited',
  'base-capped',
  'claim',
  'papers',
  'insured-is',
  'work',
] as const;
const SPANS = ['first', 'second', 'third'] as const;

/** Sick pay, one's own and for a child (law 4.30–4.34). */
export const sickPay: Calculator<SickFacts> = {
  name: 'sick-pay',
  facts,
  figures: FIGURES,
  lines: LINES,
  calculate(given, { day, law }) {
    const known = figuresOn(law, day, FIGURES);
    return known === null ? null : { ...payOf(given, known), cited: known.cited };
  },
};

function payOf(given: SickFacts, { value }: Known): Omit<Calculation, 'cited'> {
  const limit = limitOf(given, value);
  const paid = Math.min(given.days, Math.max(0, limit - given.used));
  const rest = given.who === 'long' ? given.days - paid : 0;
  const longRate = value[`sick-long-rate-${spanOf(given.insured, value)}`];
  const wage = Math.min(given.wage, value['si-max-base']);
  const aDay = exact(wage, value['day-divisor']);
  const total = dong(
    plus(times(aDay, percent(value['sick-rate']), exact(paid)), times(aDay, percent(longRate), exact(rest))),
  );
  const values = { total, paid, limit, rest, longRate, wage, days: given.days, used: given.used };
  const more = {
    ...values,
    rate: value['sick-rate'],
    divisor: value['day-divisor'],
    claim: value['sick-claim-days'],
  };
  return { result: { total, paid, limit }, lines: linesOf(given, more) };
}

type Shown = Record<'total' | 'paid' | 'rest' | 'wage', number> & Line['values'];

function linesOf({ who, wage, days, hard }: SickFacts, shown: Shown): Calculation['lines'] {
  const isOwn = who === 'self' || who === 'long';
  const said: [boolean, Line][] = [
    [true, line('result', shown.total === 0 ? 'none-left' : 'total', shown)],
    [shown.paid > 0, line('step', 'step', shown)],
    [shown.rest > 0, line('step', 'long-step', shown)],
    [shown.paid + shown.rest < days, line('note', 'limited', shown)],
    [wage > shown.wage, line('note', 'base-capped', shown)],
    [true, line('note', 'claim', shown)],
    [true, line('assumed', 'papers', shown)],
    [true, line('assumed', 'insured-is', shown)],
    [isOwn && hard === 'no', line('assumed', 'work', shown)],
  ];
  return said.flatMap(([holds, one]) => (holds ? [one] : []));
}

function limitOf({ who, insured, hard }: SickFacts, value: Known['value']): number {
  if (who === 'child-small') return value['sick-child-days-small'];
  if (who === 'child-big') return value['sick-child-days-big'];
  return value[`sick-${hard === 'yes' ? 'hard' : 'days'}-${spanOf(insured, value)}`];
}

function spanOf(insured: number, value: Known['value']): (typeof SPANS)[number] {
  if (insured < value['sick-years-first'] * 12) return 'first';
  return insured < value['sick-years-second'] * 12 ? 'second' : 'third';
}
