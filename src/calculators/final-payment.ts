import { z } from 'zod';
import { type Calculator, figuresOn, line } from './calculation.ts';
import { addDays, addWorkdays, daysBetween } from './days.ts';

const facts = z.strictObject({
  /** Last day of the contract. */
  ended: z.iso.date(),
  /** The firm closes, restructures, merges, or suffers a disaster: the law gives it longer. */
  special: z.enum(['yes', 'no']),
});
type PaymentFacts = z.infer<typeof facts>;

const FIGURES = ['final-payment-days', 'final-payment-max-days'] as const;
const LINES = ['due', 'due-passed', 'step', 'step-special', 'from-next', 'sunday', 'tet'] as const;

/** By when everything must be paid after a contract ended (law 1.34). */
export const finalPayment: Calculator<PaymentFacts> = {
  name: 'final-payment',
  facts,
  figures: FIGURES,
  lines: LINES,
  calculate({ ended, special }, { day, law }) {
    const known = figuresOn(law, ended, FIGURES);
    if (known === null) return null;
    const { value, cited } = known;
    const isSpecial = special === 'yes';
    const counted = isSpecial
      ? { day: addDays(ended, value['final-payment-max-days']), isUndecided: false }
      : addWorkdays(law, ended, value['final-payment-days']);
    const left = daysBetween(day, counted.day);
    const count = isSpecial ? value['final-payment-max-days'] : value['final-payment-days'];
    const values = { ended, due: counted.day, left: Math.abs(left), count };
    return {
      result: { due: counted.day, left },
      lines: [
        line('result', left < 0 ? 'due-passed' : 'due', values),
        line('step', isSpecial ? 'step-special' : 'step', values),
        line('assumed', 'from-next', values),
        ...(isSpecial ? [] : [line('assumed', 'sunday', values)]),
        ...(counted.isUndecided ? [line('unknown', 'tet', values)] : []),
      ],
      cited,
    };
  },
};
