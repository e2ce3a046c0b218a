import { z } from 'zod';
import type { Calculation } from '../model/calculation.ts';
import { type Calculator, figuresOn, line } from './calculation.ts';
import { dong, type Exact, exact, isMore, percent, plus, times } from './exact.ts';

const facts = z.strictObject({
  /** Taxed wage of the month, before insurance and tax. */
  wage: z.int().positive(),
  /** Wage on which insurance is paid; null: the same. */
  insured: z.int().nonnegative().nullable().default(null),
  dependants: z.int().nonnegative(),
  zone: z.enum(['3', '4']),
});
type TaxFacts = z.infer<typeof facts>;

const STEPS = [1, 2, 3, 4] as const;
const FIGURES = [
  'tax-own',
  'tax-dependant',
  'tax-step-1',
  'tax-step-2',
  'tax-step-3',
  'tax-step-4',
  'tax-rate-1',
  'tax-rate-2',
  'tax-rate-3',
  'tax-rate-4',
  'tax-rate-5',
  'si-worker-social',
  'si-worker-health',
  'si-worker-unemployment',
  'si-max-base',
  'ub-base-max-3',
  'ub-base-max-4',
] as const;
type Id = (typeof FIGURES)[number];
/** Known only for days on which all of it is free. */
const UNTAXED = 'overtime-untaxed';
const LINES = [
  'tax',
  'no-tax',
  'insurance',
  'taxed',
  'brackets',
  'overtime',
  'wage-is',
  'insured-is',
  'estimate',
] as const;

/** Income tax withheld from a monthly wage (law 10.01–10.03, insurance 4.06, 4.10). */
export const incomeTax: Calculator<TaxFacts> = {
  name: 'income-tax',
  facts,
  figures: [...FIGURES, UNTAXED],
  lines: LINES,
  calculate(given, { day, law }) {
    const known = figuresOn(law, day, FIGURES);
    if (known === null) return null;
    const { value } = known;
    const untaxed = law.figure(UNTAXED, day);
    const insurance = insuranceOf(given, value);
    const off = plus(insurance, exact(value['tax-own']), exact(value['tax-dependant'] * given.dependants));
    const taxed = isMore(exact(given.wage), off) ? minus(exact(given.wage), off) : exact(0);
    const tax = dong(taxOf(taxed, value));
    const net = given.wage - dong(insurance) - tax;
    const values = { tax, wage: given.wage, insurance: dong(insurance), taxed: dong(taxed), net };
    const more = {
      ...values,
      own: value['tax-own'],
      each: value['tax-dependant'],
      dependants: given.dependants,
      insured: given.insured ?? given.wage,
      first: value['tax-rate-1'],
    };
    return {
      result: { tax, insurance: dong(insurance), taxed: dong(taxed), net },
      lines: linesOf(given, more, untaxed !== null),
      cited: untaxed?.citation ? [...known.cited, untaxed.citation] : known.cited,
    };
  },
};

const minus = (a: Exact, b: Exact): Exact => plus(a, { up: -b.up, down: b.down });

/** What the worker pays of each insurance, up to its own ceiling. */
function insuranceOf({ wage, insured, zone }: TaxFacts, value: Record<Id, number>): Exact {
  const base = insured ?? wage;
  const social = Math.min(base, value['si-max-base']);
  const jobless = Math.min(base, value[`ub-base-max-${zone}`]);
  return plus(
    times(exact(social), percent(value['si-worker-social'])),
    times(exact(social), percent(value['si-worker-health'])),
    times(exact(jobless), percent(value['si-worker-unemployment'])),
  );
}

/** Each part at the rate of its own step. */
function taxOf(taxed: Exact, value: Record<Id, number>): Exact {
  let below = 0;
  let sum = exact(0);
  for (const step of STEPS) {
    const top = value[`tax-step-${step}`];
    const inside = isMore(taxed, exact(top))
      ? exact(top - below)
      : isMore(taxed, exact(below))
        ? minus(taxed, exact(below))
        : exact(0);
    sum = plus(sum, times(inside, percent(value[`tax-rate-${step}`])));
    below = top;
  }
  const above = isMore(taxed, exact(below)) ? minus(taxed, exact(below)) : exact(0);
  return plus(sum, times(above, percent(value['tax-rate-5'])));
}

function linesOf(
  { insured }: TaxFacts,
  values: Record<string, number>,
  isOvertimeFree: boolean,
): Calculation['lines'] {
  const isFree = values.tax === 0;
  return [
    line('result', isFree ? 'no-tax' : 'tax', values),
    line('step', 'insurance', values),
    line('step', 'taxed', values),
    ...(isFree ? [] : [line('step', 'brackets', values)]),
    ...(isOvertimeFree ? [line('note', 'overtime', values)] : []),
    line('assumed', 'wage-is', values),
    ...(insured === null ? [line('assumed', 'insured-is', values)] : []),
    line('assumed', 'estimate', values),
  ];
}
