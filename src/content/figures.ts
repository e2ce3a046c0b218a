import { within } from './day.ts';
import type { Figure, Figures, FigureValue } from './shapes.ts';

/** The value of a figure on a day, or null before, after and between its spans. */
export const valueOn = (figure: Figure | undefined, day: string): FigureValue | null =>
  figure?.values.find((value) => within(day, value)) ?? null;

/** "4.140.000 đ", "10,5%", "1900 9068": the number as it is written here, then the unit's own words. */
export const writeFigure = (figures: Figures, figure: Figure, value: number): string =>
  (figures.units[figure.unit] ?? '{n}').replace('{n}', amount(value)).replace('{phone}', phone(value));

/** Dots between thousands, a comma before decimals. */
export function amount(value: number): string {
  const [whole = '', decimals] = String(value).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '.');
  return decimals === undefined ? grouped : `${grouped},${decimals}`;
}

/** The first four digits, then threes: short numbers stay whole. */
function phone(value: number): string {
  const digits = String(value);
  const rest = digits.slice(4);
  return [digits.slice(0, 4), ...(rest.length <= 4 ? [rest] : (rest.match(/\d{1,3}/g) ?? []))]
    .join(' ')
    .trim();
}

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
