import type { Law } from '../model/calculation.ts';
import { valueOn } from './figures.ts';
import type { Library } from './library.ts';

/** The figures and holidays of content/ as calculators ask for them. */
export const lawOf = ({ figures, holidays, undecided }: Library): Law => ({
  figure: (id, day) => {
    const value = valueOn(figures.figures[id], day);
    if (value === null) return null;
    const { citation } = value;
    return {
      value: value.value,
      citation: citation ? { law: citation.law, article: citation.article } : null,
    };
  },
  holiday: (day) => (holidays.has(day) ? 'holiday' : undecided.has(day) ? 'undecided' : null),
});
