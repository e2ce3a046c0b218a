import { z } from 'zod';
import { type Calculator, figuresOn, line } from './calculation.ts';
import { addDays, daysBetween } from './days.ts';
import { dong, exact, percent, times } from './exact.ts';

const facts = z.strictObject({
  born: z.iso.date(),
  wage: z.int().positive(),
  children: z.int().min(1).max(5),
  /** Living children of the mother's own when she gives birth. */
  living: z.int().nonnegative(),
  /** `surgery`: by operation, or before the week that counts as early. */
  birth: z.enum(['normal', 'surgery']),
});
type PaternityFacts = z.infer<typeof facts>;

const FIGURES = [
  'pat-days',
  'pat-days-surgery',
  'pat-days-twins',
  'pat-days-twins-surgery',
  'pat-days-more',
  'pat-window-days',
  'pat-early-weeks',
  'mat-rate',
  'day-divisor',
  'birth-grant',
  'si-max-base',
] as const;
const SECOND = 'mat-leave-second-months';
const LINES = [
  'base-capped',
  'total',
  'step',
  'window',
  'window-over',
  'grant',
  'average',
  'second-is',
  'started',
] as const;
const TWINS = 2;

/** Days off and money of a father whose wife gives birth (law 4.43–4.47). */
export const paternity: Calculator<PaternityFacts> = {
  name: 'paternity',
  facts,
  figures: [...FIGURES, SECOND],
  lines: LINES,
  calculate(given, { day, law }) {
    const known = figuresOn(law, given.born, FIGURES);
    if (known === null) return null;
    const { value, cited } = known;
    // The days for a second child came with the mother's longer leave, on the same day.
    const second = given.living === 1 ? law.figure(SECOND, given.born) : null;
    const wage = Math.min(given.wage, value['si-max-base']);
    const days = daysOf(given, second !== null, value);
    const total = dong(times(exact(wage, value['day-divisor']), percent(value['mat-rate']), exact(days)));
    const until = addDays(given.born, value['pat-window-days']);
    const left = daysBetween(day, until);
    const values = { days, total, wage, divisor: value['day-divisor'], until };
    const more = {
      ...values,
      window: value['pat-window-days'],
      grant: value['birth-grant'] * given.children,
    };
    return {
      result: { days, total, until },
      lines: [
        line('result', 'total', more),
        line('step', 'step', more),
        line('note', left < 0 ? 'window-over' : 'window', more),
        ...(given.wage > wage ? [line('note', 'base-capped', more)] : []),
        line('note', 'grant', more),
        line('assumed', 'average', more),
        ...(second === null ? [] : [line('assumed', 'second-is', more)]),
        line('assumed', 'started', more),
      ],
      cited: second?.citation ? [...cited, second.citation] : cited,
    };
  },
};

function daysOf(
  { children, birth }: PaternityFacts,
  isSecond: boolean,
  value: Record<(typeof FIGURES)[number], number>,
): number {
  const more = value['pat-days-more'] * Math.max(0, children - TWINS);
  if (children >= TWINS)
    return (birth === 'surgery' ? value['pat-days-twins-surgery'] : value['pat-days-twins']) + more;
  if (isSecond) return value['pat-days-twins'];
  return birth === 'surgery' ? value['pat-days-surgery'] : value['pat-days'];
}
