import { z } from 'zod';
import type { Calculation, Law, Line } from '../model/calculation.ts';
import { type Calculator, figuresOn, line } from './calculation.ts';
import { addMonths } from './days.ts';
import { dong, exact, percent, plus, times } from './exact.ts';

const facts = z.strictObject({
  born: z.iso.date(),
  /** Average of the insured wage of the last six months. */
  wage: z.int().positive(),
  children: z.int().min(1).max(5),
  /** Living children of her own when she gives birth: with exactly one this is the second child. */
  living: z.int().nonnegative(),
  /** Months insured in the year before the birth. */
  paid: z.int().min(0).max(12),
});
type MaternityFacts = z.infer<typeof facts>;

const FIGURES = [
  'mat-paid-months',
  'mat-window-months',
  'mat-leave-months',
  'mat-leave-more-months',
  'mat-average-months',
  'mat-rate',
  'birth-grant',
  'mat-claim-days',
  'si-max-base',
] as const;
const SECOND = 'mat-leave-second-months';
const LINES = [
  'not-enough',
  'total',
  'grant-only',
  'leave-step',
  'grant-step',
  'claim',
  'base-capped',
  'average',
  'second-is',
  'second-early',
  'second-twins',
] as const;

/** What a mother gets for a birth (law 4.40–4.47). */
export const maternity: Calculator<MaternityFacts> = {
  name: 'maternity',
  facts,
  figures: [...FIGURES, SECOND],
  lines: LINES,
  calculate(given, { law }) {
    const known = figuresOn(law, given.born, FIGURES);
    if (known === null) return null;
    const { value } = known;
    if (given.paid < value['mat-paid-months']) {
      const values = {
        paid: given.paid,
        needed: value['mat-paid-months'],
        window: value['mat-window-months'],
      };
      const lines = [line('result', 'not-enough', values)];
      return { result: { total: 0, months: 0, grant: 0 }, lines, cited: known.cited };
    }
    return moneyOf(given, law, known);
  },
};

type Known = { value: Record<(typeof FIGURES)[number], number>; cited: Calculation['cited'] };

function moneyOf(given: MaternityFacts, law: Law, { value, cited }: Known): Calculation {
  const { born, children, living } = given;
  const wage = Math.min(given.wage, value['si-max-base']);
  const second = living === 1 ? law.figure(SECOND, born) : null;
  const grant = value['birth-grant'] * children;
  const several = value['mat-leave-more-months'] * (children - 1);
  // Nobody says how the longer leave for a second child and the one for twins add up.
  const months =
    second !== null && children > 1 ? null : (second?.value ?? value['mat-leave-months']) + several;
  const leave = times(exact(wage), percent(value['mat-rate']), exact(months ?? 0));
  const total = months === null ? null : dong(plus(leave, exact(grant)));
  const values = { wage, months: months ?? 0, leave: dong(leave), total: total ?? 0, grant, children };
  const more = {
    ...values,
    rate: value['mat-rate'],
    claim: value['mat-claim-days'],
    each: value['birth-grant'],
  };
  const isEarly = living === 1 && second === null && isAwayLater(law, born, value['mat-leave-months']);
  const said: [boolean, Line][] = [
    [true, line('result', months === null ? 'grant-only' : 'total', more)],
    [months !== null, line('step', 'leave-step', more)],
    [true, line('step', 'grant-step', more)],
    [given.wage > wage, line('note', 'base-capped', more)],
    [true, line('note', 'claim', more)],
    [true, line('assumed', 'average', more)],
    [second !== null, line('assumed', 'second-is', more)],
    [isEarly, line('unknown', 'second-early', more)],
    [months === null, line('unknown', 'second-twins', more)],
  ];
  return {
    result: { total, months, grant },
    lines: said.flatMap(([holds, one]) => (holds ? [one] : [])),
    cited: second?.citation ? [...cited, second.citation] : cited,
  };
}

/** Born before the longer leave began, but still on leave when it did (law 4.45). */
const isAwayLater = (law: Law, born: string, months: number): boolean =>
  law.figure(SECOND, addMonths(born, months)) !== null;
