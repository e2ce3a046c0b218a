import { z } from 'zod';
import type { Calculation } from '../model/calculation.ts';
import { type Calculator, type Figures, figuresOn, line } from './calculation.ts';
import { addMonths, daysBetween } from './days.ts';
import { dong, exact, isMore, percent, times } from './exact.ts';

const facts = z.strictObject({
  /** Last day of the contract. */
  ended: z.iso.date(),
  /** Average of the wage insured over the last six months. */
  wage: z.int().positive(),
  /** Months insured that were not used for a benefit yet. */
  paid: z.int().nonnegative(),
  /** Zone of the minimum wage; only high wages need it. */
  zone: z.enum(['3', '4']).nullable(),
});
type BenefitFacts = z.infer<typeof facts>;

const FIGURES = [
  'ub-paid-months',
  'ub-window-months',
  'ub-window-short-months',
  'ub-rate',
  'ub-average-months',
  'ub-first-months',
  'ub-first-paid-max',
  'ub-more-paid',
  'ub-most-months',
  'ub-start-day',
  'ub-cap-3',
  'ub-cap-4',
  'unemployment-claim-months',
] as const;
type Known = Figures<(typeof FIGURES)[number]>;
const LINES = [
  'too-short',
  'total',
  'months-only',
  'step',
  'capped',
  'months-step',
  'claim',
  'claim-over',
  'start',
  'lawful',
  'window',
  'zone-open',
] as const;

/** Unemployment benefit: how much, for how long, and until when to ask for it (law 5.02–5.06). */
export const unemployment: Calculator<BenefitFacts> = {
  name: 'unemployment',
  facts,
  figures: FIGURES,
  lines: LINES,
  calculate(given, { day, law }) {
    const known = figuresOn(law, given.ended, FIGURES);
    if (known === null) return null;
    const { value, cited } = known;
    const until = addMonths(given.ended, value['unemployment-claim-months']);
    const left = daysBetween(day, until);
    if (given.paid < value['ub-paid-months']) {
      const values = { paid: given.paid, ...windowsOf(value) };
      const lines = [line('result', 'too-short', values)];
      return { result: { monthly: 0, months: 0, until, left }, lines, cited };
    }
    const months = monthsOf(given.paid, value);
    const monthly = monthlyOf(given, value);
    const values = {
      months,
      until,
      left: Math.abs(left),
      paid: given.paid,
      wage: given.wage,
      ...windowsOf(value),
    };
    const more = {
      ...values,
      rate: value['ub-rate'],
      monthly: monthly?.money ?? 0,
      start: value['ub-start-day'],
    };
    return {
      result: { monthly: monthly?.money ?? null, months, until, left },
      lines: linesOf(more, monthly, left),
      cited,
    };
  },
};

const windowsOf = (value: Known['value']) => ({
  window: value['ub-window-months'],
  shortWindow: value['ub-window-short-months'],
  claim: value['unemployment-claim-months'],
  needed: value['ub-paid-months'],
});

function monthsOf(paid: number, value: Known['value']): number {
  const beyond = Math.max(0, paid - value['ub-first-paid-max']);
  const months = value['ub-first-months'] + Math.floor(beyond / value['ub-more-paid']);
  return Math.min(months, value['ub-most-months']);
}

/** Null when the wage is so high that the zone decides, and it is not known. */
function monthlyOf(
  { wage, zone }: BenefitFacts,
  value: Known['value'],
): { money: number; isCapped: boolean } | null {
  const share = times(exact(wage), percent(value['ub-rate']));
  const cap = value[`ub-cap-${zone ?? '4'}`];
  const isCapped = isMore(share, exact(cap));
  if (isCapped && zone === null) return null;
  return { money: isCapped ? cap : dong(share), isCapped };
}

function linesOf(
  values: Record<string, number | string>,
  monthly: { isCapped: boolean } | null,
  left: number,
): Calculation['lines'] {
  return [
    line('result', monthly === null ? 'months-only' : 'total', values),
    line('result', left < 0 ? 'claim-over' : 'claim', values),
    ...(monthly === null ? [] : [line('step', monthly.isCapped ? 'capped' : 'step', values)]),
    line('step', 'months-step', values),
    line('note', 'start', values),
    line('assumed', 'lawful', values),
    line('assumed', 'window', values),
    ...(monthly === null ? [line('unknown', 'zone-open', values)] : []),
  ];
}
