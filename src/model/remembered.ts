import type { Consents } from './consent.ts';
import type { Pace } from './pace.ts';

/** What of somebody's standing is there only when there is something to remember; absent in older turns. */
export type Remembered = {
  /** What the platform did not take, said when they next write: codes of cases marked done, `programme:<name>` for news. */
  toAsk?: string[];
  pace?: Pace;
  /** What they wrote last, when it was long enough to be something passed on: "tin này đúng không" is about it. */
  passedOn?: { text: string; folded: string };
  /** What they agreed to, and took back; a purpose they were never asked about is absent. */
  consents?: Consents;
};
