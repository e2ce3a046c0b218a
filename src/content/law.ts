import type { Law } from '../model/calculation.ts';
import { valueOn } from './figures.ts';
import type { Library } from './library.ts';

/** The figures and holidays of content/ as calculators ask for them. */
export const lawOf = ({ figures, holidays, undecided }: Library): Law => ({
  figure: (id, day) => {
    const figure = figures.figures[id];
    const value = valueOn(figure, day);
    if (value === null) return null;
    const { citation } = value;
    const reviewed = figure?.reviewed ?? figures.reviewed;
    return {
      value: value.value,
      citation: citation ? { law: citation.law, article: citation.article, on: day, reviewed } : null,
    };
  },
  holiday: (day) => (holidays.has(day) ? 'holiday' : undecided.has(day) ? 'undecided' : null),
});
