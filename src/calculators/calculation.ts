import type { z } from 'zod';
import type { Calculation, Cited, Law, Line, Part } from '../model/calculation.ts';

/** The day that is asked about; where a deadline is computed it is today. */
export type About = { day: string; law: Law };

export type Calculator<Facts> = {
  name: string;
  facts: z.ZodType<Facts>;
  /** Every figure it may read and every sentence it may say; `content check` holds both against content/. */
  figures: readonly string[];
  lines: readonly string[];
  /** Null when the law of that day is not known. */
  calculate(facts: Facts, about: About): Calculation | null;
};

export const line = <Id extends string>(
  part: Part,
  say: Id,
  values: Line['values'] = {},
): Line & { say: Id } => ({
  part,
  say,
  values,
});

export type Figures<Id extends string> = { value: Record<Id, number>; cited: Cited[] };

/** All these figures as they stand on a day, with where they stand; null when one is not known for it. */
export function figuresOn<Id extends string>(law: Law, day: string, ids: readonly Id[]): Figures<Id> | null {
  const found = ids.map((id) => [id, law.figure(id, day)] as const);
  const values: [Id, number][] = [];
  for (const [id, figure] of found) {
    if (figure === null) return null;
    values.push([id, figure.value]);
  }
  const cited = found.flatMap(([, figure]) => figure?.citation ?? []);
  // Every id was asked for and none was missing.
  return { value: Object.fromEntries(values) as Record<Id, number>, cited };
}
