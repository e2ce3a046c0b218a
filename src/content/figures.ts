import { within } from './day.ts';
import type { Figure, Figures, FigureValue } from './shapes.ts';

/** The value of a figure on a day, or null before, after and between its spans. */
export const valueOn = (figure: Figure | undefined, day: string): FigureValue | null =>
  figure?.values.find((value) => within(day, value)) ?? null;

/** "4.140.000 đ": dots between thousands, then the unit's own words. */
export const writeFigure = (figures: Figures, figure: Figure, value: number): string =>
  (figures.units[figure.unit] ?? '{n}').replace('{n}', String(value).replace(/\B(?=(\d{3})+$)/g, '.'));

/** Every day on which some value begins or has just ended. */
export function changeDays(figures: Iterable<Figure>, dayAfter: (day: string) => string): string[] {
  const days = new Set<string>();
  for (const figure of figures)
    for (const { from, to } of figure.values) {
      days.add(from);
      if (to !== undefined) days.add(dayAfter(to));
    }
  return [...days].sort();
}
