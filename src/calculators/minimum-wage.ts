import { z } from 'zod';
import { type Calculator, figuresOn, line } from './calculation.ts';

const facts = z.strictObject({
  wage: z.int().positive(),
  per: z.enum(['month', 'hour']),
  zone: z.enum(['3', '4']),
});
type WageFacts = z.infer<typeof facts>;

const LINES = ['enough', 'short', 'step', 'claim', 'full-hours', 'wage-is'] as const;

/** Whether a wage reaches the minimum of its zone (law 2.01–2.07). */
export const minimumWage: Calculator<WageFacts> = {
  name: 'minimum-wage',
  facts,
  figures: ['minimum-wage-3-month', 'minimum-wage-4-month', 'minimum-wage-3-hour', 'minimum-wage-4-hour'],
  lines: LINES,
  calculate({ wage, per, zone }, { day, law }) {
    const id = `minimum-wage-${zone}-${per}` as const;
    const known = figuresOn(law, day, [id]);
    if (known === null) return null;
    const minimum = known.value[id];
    const short = Math.max(0, minimum - wage);
    const values = { wage, minimum, short, zone: zone === '3' ? 'III' : 'IV', day };
    return {
      result: { minimum, short },
      lines: [
        line('result', short === 0 ? 'enough' : 'short', values),
        line('step', 'step', values),
        ...(short === 0 ? [] : [line('note', 'claim', values)]),
        line('assumed', 'wage-is', values),
        ...(per === 'month' ? [line('assumed', 'full-hours', values)] : []),
      ],
      cited: known.cited,
    };
  },
};
