import { z } from 'zod';
import { type Calculator, figuresOn, line } from './calculation.ts';
import { dong, exact, isMore, percent, times } from './exact.ts';

const facts = z.strictObject({
  /** `none`: no wage that can be told, or not under compulsory insurance. */
  employer: z.enum(['private', 'state', 'public', 'none']),
  /** The wage insured; in a state firm the wage received. */
  wage: z.int().positive().nullable(),
});
type DuesFacts = z.infer<typeof facts>;

const FIGURES = ['union-dues-share', 'union-dues-max', 'base-salary'] as const;
const LINES = [
  'dues.private',
  'dues.state',
  'dues.public',
  'least',
  'step',
  'least-step',
  'capped',
  'more',
  'wage-is',
  'net-is',
  'decision',
] as const;

/** Monthly union dues (union 1.20–1.23). */
export const unionDues: Calculator<DuesFacts> = {
  name: 'union-dues',
  facts,
  figures: FIGURES,
  lines: LINES,
  calculate({ employer, wage }, { day, law }) {
    const known = figuresOn(law, day, FIGURES);
    if (known === null) return null;
    const { value, cited } = known;
    const share = percent(value['union-dues-share']);
    if (employer === 'none') {
      const least = dong(times(exact(value['base-salary']), share));
      const values = { dues: least, base: value['base-salary'], share: value['union-dues-share'] };
      const lines = [
        line('result', 'least', values),
        line('step', 'least-step', values),
        line('assumed', 'decision', values),
      ];
      return { result: { dues: least, isCapped: false }, lines, cited };
    }
    if (wage === null) return null;
    const full = times(exact(wage), share);
    const isCapped = employer !== 'public' && isMore(full, exact(value['union-dues-max']));
    const dues = isCapped ? value['union-dues-max'] : dong(full);
    const values = { dues, wage, share: value['union-dues-share'], most: value['union-dues-max'] };
    return {
      result: { dues, isCapped },
      lines: [
        line('result', `dues.${employer}`, values),
        line('step', isCapped ? 'capped' : 'step', values),
        line('note', 'more', values),
        line('assumed', employer === 'state' ? 'net-is' : 'wage-is', values),
        line('assumed', 'decision', values),
      ],
      cited,
    };
  },
};
