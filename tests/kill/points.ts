import type { Step } from '../../src/world.ts';

export type Point = { step: Step; count: number };

/** How many occurrences of a step are stopped at. The soak script takes all of them in every scenario. */
export const MOST = Number(process.env.KILL_OCCURRENCES ?? 1);
const IS_SOAK = MOST > 100;

/** Where a scenario is stopped: at the steps that no scenario before it has reached, the first time, the last, and evenly between. */
export function pointsOf(counts: ReadonlyMap<Step, number>, seen: Set<Step>): Point[] {
  const fresh = [...counts].filter(([step]) => IS_SOAK || !seen.has(step));
  for (const [step] of fresh) seen.add(step);
  return fresh.flatMap(([step, count]) => occurrences(count).map((nth) => ({ step, count: nth })));
}

function occurrences(count: number): number[] {
  const most = Math.min(MOST, count);
  if (most === 1) return [Math.ceil(count / 2)];
  const all = Array.from({ length: most }, (_, index) => 1 + Math.round((index * (count - 1)) / (most - 1)));
  return [...new Set(all)];
}
