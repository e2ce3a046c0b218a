import { z } from 'zod';
import type { Calculation } from '../model/calculation.ts';
import { type Calculator, type Figures, figuresOn, line } from './calculation.ts';
import { dong, exact, plus, times } from './exact.ts';

const facts = z.strictObject({
  /** Average insured wage of all the years; nobody asks it of who may not have the sum. */
  wage: z.int().positive().nullable(),
  /** Whether that average already has the price index in it, as the social insurance office works it out. */
  indexed: z.enum(['yes', 'no']),
  /** Months insured before 2014, and from 2014 on. */
  before: z.int().nonnegative(),
  since: z.int().nonnegative(),
  /** Whether any of it was paid before the present law began. */
  started: z.enum(['before', 'after']),
  /** Months out of insurance. */
  waited: z.int().nonnegative(),
});
type LumpFacts = z.infer<typeof facts>;

const FIGURES = ['lump-rate-old', 'lump-rate-new', 'lump-wait-months', 'lump-max-years'] as const;
type Known = Figures<(typeof FIGURES)[number]>;
const LINES = [
  'new-payer',
  'too-long',
  'wait',
  'under-a-year',
  'total',
  'formula',
  'no-other',
  'cost',
  'office',
  'index',
  'odd-months',
] as const;
const YEAR = 12;

/** The lump sum of social insurance, for those who may still have it (law 4.70–4.71). */
export const lumpSum: Calculator<LumpFacts> = {
  name: 'lump-sum',
  facts,
  figures: FIGURES,
  lines: LINES,
  calculate(given, { day, law }) {
    const known = figuresOn(law, day, FIGURES);
    if (known === null) return null;
    const refused = refusal(given, known);
    if (refused !== null)
      return { result: { eligible: false, total: null }, lines: [refused], cited: known.cited };
    if (given.wage === null) return null;
    return { ...sumOf({ ...given, wage: given.wage }, known), cited: known.cited };
  },
};

function refusal(
  { before, since, started, waited }: LumpFacts,
  { value }: Known,
): Calculation['lines'][number] | null {
  const years = value['lump-max-years'];
  if (started === 'after' && before === 0)
    return line('result', 'new-payer', { months: value['lump-wait-months'] });
  if (before + since >= years * YEAR) return line('result', 'too-long', { years });
  const months = value['lump-wait-months'];
  return waited < months ? line('result', 'wait', { months, left: months - waited, waited }) : null;
}

function sumOf(
  { wage, indexed, before, since }: LumpFacts & { wage: number },
  { value }: Known,
): Omit<Calculation, 'cited'> {
  const [old, recent] = [value['lump-rate-old'], value['lump-rate-new']];
  const years = { before: Math.floor(before / YEAR), since: Math.floor(since / YEAR) };
  const odd = (before % YEAR) + (since % YEAR);
  const isShort = before + since < YEAR;
  const rate = plus(times(exact(old), exact(years.before)), times(exact(recent), exact(years.since)));
  const total = isShort ? null : dong(times(exact(wage), rate));
  const most = dong(times(exact(wage), exact(recent)));
  const values = { wage, total: total ?? 0, most, odd, old, recent, ...years };
  return {
    result: { eligible: true, total, most: isShort ? most : null },
    lines: [
      line('result', isShort ? 'under-a-year' : 'total', values),
      ...(isShort ? [] : [line('step', 'formula', values)]),
      line('note', 'cost', values),
      line('assumed', 'office', values),
      line('assumed', 'no-other', values),
      ...(indexed === 'no' ? [line('unknown', 'index', values)] : []),
      ...(odd > 0 && !isShort ? [line('unknown', 'odd-months', values)] : []),
    ],
  };
}
