import { z } from 'zod';
import { type Calculator, figuresOn, line } from './calculation.ts';
import { addDays, addWorkdays, daysBetween } from './days.ts';

const facts = z.strictObject({
  contract: z.enum(['permanent', 'fixed', 'short', 'special']),
  /** The day the employer was, or will be, told. */
  given: z.iso.date(),
});
type NoticeFacts = z.infer<typeof facts>;

const FIGURES = {
  permanent: 'notice-days-permanent',
  fixed: 'notice-days-fixed',
  short: 'notice-days-short',
  special: 'notice-days-special',
} as const;
const LINES = [
  'last',
  'last-short',
  'step',
  'step-short',
  'from-next',
  'sunday',
  'no-notice',
  'tet',
] as const;

/** How long before one has to say that one leaves, and the last day of work (law 1.21–1.23). */
export const notice: Calculator<NoticeFacts> = {
  name: 'notice',
  facts,
  figures: Object.values(FIGURES),
  lines: LINES,
  calculate({ contract, given }, { day, law }) {
    const id = FIGURES[contract];
    const known = figuresOn(law, given, [id]);
    if (known === null) return null;
    const days = known.value[id];
    const isShort = contract === 'short';
    const counted = isShort
      ? addWorkdays(law, given, days)
      : { day: addDays(given, days), isUndecided: false };
    const values = { days, given, last: counted.day, free: addDays(counted.day, 1) };
    return {
      result: { days, last: counted.day, left: daysBetween(day, counted.day) },
      lines: [
        line('result', isShort ? 'last-short' : 'last', values),
        line('step', isShort ? 'step-short' : 'step', values),
        line('note', 'no-notice', values),
        line('assumed', 'from-next', values),
        ...(isShort ? [line('assumed', 'sunday', values)] : []),
        ...(counted.isUndecided ? [line('unknown', 'tet', values)] : []),
      ],
      cited: known.cited,
    };
  },
};
