import { z } from 'zod';
import type { Calculation } from '../model/calculation.ts';
import { type Calculator, figuresOn, line } from './calculation.ts';
import { addMonths, daysBetween } from './days.ts';

const facts = z.strictObject({
  /** The day one came to know of the wrong. */
  known: z.iso.date(),
});
type LimitationFacts = z.infer<typeof facts>;

const FIGURES = ['mediation-claim-months', 'arbitration-claim-months', 'court-claim-years'] as const;
const WAYS = ['mediation', 'arbitration', 'court'] as const;
const LINES = [
  ...WAYS.flatMap((way) => [`${way}.left`, `${way}.over`] as const),
  'step',
  'no-mediation',
  'force-majeure',
  'complaint',
] as const;

/** How long one may still ask a mediator, the arbitration council or the court (law 8.20, 8.23). */
export const limitation: Calculator<LimitationFacts> = {
  name: 'limitation',
  facts,
  figures: FIGURES,
  lines: LINES,
  calculate(given, { day, law }) {
    const figures = figuresOn(law, given.known, FIGURES);
    if (figures === null) return null;
    const { value, cited } = figures;
    const months = {
      mediation: value['mediation-claim-months'],
      arbitration: value['arbitration-claim-months'],
      court: value['court-claim-years'] * 12,
    };
    const result: Calculation['result'] = {};
    const lines: Calculation['lines'] = [];
    for (const way of WAYS) {
      const until = addMonths(given.known, months[way]);
      const left = daysBetween(day, until);
      result[way] = until;
      result[`${way}Left`] = left;
      lines.push(line('result', `${way}.${left < 0 ? 'over' : 'left'}`, { until, left: Math.abs(left) }));
    }
    const values = { known: given.known, ...months, years: value['court-claim-years'] };
    return {
      result,
      lines: [
        ...lines,
        line('step', 'step', values),
        line('note', 'no-mediation', values),
        line('assumed', 'force-majeure', values),
        line('unknown', 'complaint', values),
      ],
      cited,
    };
  },
};
