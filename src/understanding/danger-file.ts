import { z } from 'zod';
import { DANGERS } from '../model/understanding.ts';
import { pattern } from './vietnamese/pattern.ts';

const patterns = z.array(pattern);

/** `intents/danger.yaml`: words of danger, found before everything else. How a pattern is written: `vietnamese/pattern.ts`. */
export const dangerFile = z.strictObject({
  /** Ways of speaking that only sound like danger ("mệt muốn chết"); their words count for nothing. */
  idioms: patterns,
  /** Somebody asks about rules or money, or tells of long ago: the words are there, but nothing happens now … */
  calm: patterns,
  /** … unless they also say that it does. */
  urgent: patterns,
  /** `now`: says that it happens or is to be acted on. `words`: only names it. `calm`: more of the above for this kind. */
  kinds: z.record(
    z.enum(DANGERS),
    z.strictObject({ now: patterns, words: patterns, calm: patterns.default([]) }),
  ),
});
export type DangerFile = z.infer<typeof dangerFile>;
