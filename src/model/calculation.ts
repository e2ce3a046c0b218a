import type { Citation } from './content.ts';

/** Where a figure stands, the day it was asked for, and when it was last held against the law. */
export type Cited = Citation & { on: string; reviewed: string };

/** What a calculator may ask of the law: figures and holidays of a day. Absent is null, and then nothing is computed from it. */
export type Law = {
  figure(id: string, day: string): { value: number; citation: Cited | null } | null;
  /** `undecided`: the day will probably be one, but nobody has said so yet. */
  holiday(day: string): 'holiday' | 'undecided' | null;
};

/** `result` answers, `step` says how it was reached, `assumed` what was taken for granted, `unknown` what nobody could tell yet. */
export type Part = 'result' | 'step' | 'note' | 'assumed' | 'unknown';

/** A sentence by its id in content/calculators/<name>.yaml, and what is filled in. */
export type Line = { part: Part; say: string; values: Record<string, number | string> };

export type Calculation = {
  /** What came out, by name: whole đồng, days, ISO days. Null is not known. */
  result: Record<string, number | string | boolean | null>;
  lines: Line[];
  /** What the figures used stand in. */
  cited: Cited[];
};
