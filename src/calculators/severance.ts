import { z } from 'zod';
import type { Calculation } from '../model/calculation.ts';
import { type Calculator, figuresOn, line } from './calculation.ts';
import { dong, exact, isMore, times } from './exact.ts';

/** Nobody is asked for them who gets nothing anyway. */
const months = z
  .int()
  .nonnegative()
  .nullable()
  .transform((count) => count ?? 0);
const facts = z.strictObject({
  /** How it ended: in one of the ways of article 34, laid off, dismissed, left against the law, or with a right to a pension. */
  reason: z.enum(['ended', 'layoff', 'dismissed', 'unlawful', 'pension']),
  /** Months worked there, and months of them with unemployment insurance. */
  worked: months,
  insured: months,
  /** Average of the last six months by the contract. */
  wage: z.int().positive().nullable(),
});
type SeveranceFacts = z.infer<typeof facts>;

const FIGURES = [
  'severance-months',
  'severance-year',
  'severance-average-months',
  'severance-half-months',
  'job-loss-year',
  'job-loss-min',
] as const;
const LINES = [
  'none.dismissed',
  'none.unlawful',
  'none.pension',
  'too-short',
  'covered',
  'total.ended',
  'total.layoff',
  'counted',
  'formula',
  'least',
  'wage-is',
  'by-law',
] as const;

const MONTHS = 12;

/** Severance and job-loss allowance (law 1.31–1.33). */
export const severance: Calculator<SeveranceFacts> = {
  name: 'severance',
  facts,
  figures: FIGURES,
  lines: LINES,
  calculate(given, { day, law }) {
    const known = figuresOn(law, day, FIGURES);
    if (known === null) return null;
    const { reason, worked, wage } = given;
    const { value, cited } = known;
    if (reason !== 'ended' && reason !== 'layoff') return nothing(line('result', `none.${reason}`), cited);
    const values = { months: value['severance-months'], worked };
    if (worked < value['severance-months']) return nothing(line('result', 'too-short', values), cited);
    if (wage === null) return null;
    return { ...allowance({ ...given, reason, wage }, value), cited };
  },
};

const nothing = (said: Calculation['lines'][number], cited: Calculation['cited']): Calculation => ({
  result: { total: 0, halves: 0 },
  lines: [said],
  cited,
});

type Owed = SeveranceFacts & { reason: 'ended' | 'layoff'; wage: number };

function allowance(
  { reason, worked, insured, wage }: Owed,
  value: Record<(typeof FIGURES)[number], number>,
): Omit<Calculation, 'cited'> {
  const counted = Math.max(0, worked - insured);
  const halves = halfYears(counted, value['severance-half-months']);
  const yearly = reason === 'ended' ? value['severance-year'] : value['job-loss-year'];
  const byYears = times(exact(wage), exact(halves, 2), exact(yearly));
  const least = times(exact(wage), exact(value['job-loss-min']));
  const isLeast = reason === 'layoff' && isMore(least, byYears);
  const total = dong(isLeast ? least : byYears);
  const values = {
    total,
    worked,
    insured: Math.min(insured, worked),
    counted,
    years: halves / 2,
    yearly,
    wage,
  };
  const more = { ...values, least: value['job-loss-min'], averaged: value['severance-average-months'] };
  return {
    result: { total, halves },
    lines: [
      line('result', total === 0 ? 'covered' : `total.${reason}`, more),
      line('step', 'counted', more),
      ...(total === 0 ? [] : [line('step', isLeast ? 'least' : 'formula', more)]),
      line('assumed', 'wage-is', more),
      line('assumed', 'by-law', more),
    ],
  };
}

/** Single months count as half a year up to a limit, beyond it as a whole one. */
function halfYears(months: number, half: number): number {
  const single = months % MONTHS;
  return 2 * Math.floor(months / MONTHS) + (single === 0 ? 0 : single <= half ? 1 : 2);
}
