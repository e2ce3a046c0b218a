import { z } from 'zod';
import type { Calculation, Law } from '../model/calculation.ts';
import { type Calculator, figuresOn, line } from './calculation.ts';
import { addMonths } from './days.ts';

const facts = z.strictObject({
  sex: z.enum(['man', 'woman']),
  /** Month of birth; the day counts for nothing. */
  born: z.iso.date(),
  /** `hard`: hard or hazardous work, or a region of special hardship; `mine`: coal below ground. */
  work: z.enum(['normal', 'hard', 'mine']),
});
type AgeFacts = z.infer<typeof facts>;

const AGES = { man: 'pension-age-men', woman: 'pension-age-women' } as const;
const EARLIER = { hard: 'pension-early-hard', mine: 'pension-early-mine' } as const;
const YEARS = 'pension-years';
const LINES = ['at', 'reached', 'early', 'early-reached', 'step', 'paid', 'no-loss', 'work'] as const;

/** When somebody reaches the age of retirement (law 4.60, 4.61). */
export const pensionAge: Calculator<AgeFacts> = {
  name: 'pension-age',
  facts,
  figures: [...Object.values(AGES), ...Object.values(EARLIER), YEARS],
  lines: LINES,
  calculate({ sex, born, work }, { day, law }) {
    const early = work === 'normal' ? 0 : figuresOn(law, day, [EARLIER[work]])?.value[EARLIER[work]];
    const years = law.figure(YEARS, day);
    if (early === undefined || years === null) return null;
    const birth = `${born.slice(0, 7)}-01`;
    const found = reachedIn({ id: AGES[sex], birth, law, from: firstYear(law, AGES[sex], day) }, early * 12);
    if (found === null) return null;
    const isReached = found.at <= day;
    const [ageYears, ageMonths] = [Math.floor(found.age / 12), found.age % 12];
    const values = { at: found.at.slice(0, 7).split('-').reverse().join('/'), ageYears, ageMonths, early };
    const first = early > 0 ? (isReached ? 'early-reached' : 'early') : isReached ? 'reached' : 'at';
    return {
      result: { at: found.isLongAgo ? null : found.at.slice(0, 7), age: found.age, isReached },
      lines: [
        line('result', first, values),
        line('step', 'step', { ...values, year: found.at.slice(0, 4) }),
        line('note', 'paid', { ...values, years: years.value }),
        line('assumed', early > 0 ? 'work' : 'no-loss', values),
      ],
      cited: [found.citation, years.citation].flatMap((one) => one ?? []),
    };
  },
};

/** The first year whose age we know. */
function firstYear(law: Law, id: string, day: string): number {
  let year = Number(day.slice(0, 4));
  while (law.figure(id, `${year - 1}-06-30`) !== null && year > 1950) year--;
  return year;
}

type Search = { id: string; birth: string; law: Law; from: number };
type Found = { at: string; age: number; isLongAgo: boolean; citation: Calculation['cited'][number] | null };

/** The age grows from year to year: the one of the year in which it is reached counts. Who was older before the first year we know, was so long ago. */
function reachedIn({ id, birth, law, from }: Search, earlier: number): Found | null {
  const MOST_YEARS = 80;
  for (let year = from; year < from + MOST_YEARS; year++) {
    const figure = law.figure(id, `${year}-06-30`);
    if (figure === null) return null;
    const age = figure.value - earlier;
    const at = addMonths(birth, age);
    const reached = Number(at.slice(0, 4));
    if (reached <= year) return { at, age, isLongAgo: reached < year, citation: figure.citation };
  }
  return null;
}
