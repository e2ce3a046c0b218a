import { z } from 'zod';

const words = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => (Array.isArray(value) ? value : [value]));

/** What each person reads since the step before: every line must be in it; `not`: none of these may be. */
const hears = z.record(z.string(), words);

const step = z.strictObject({
  /** Who writes (W, W2: workers; the others are officers of the tree) and what. `{code}` is the newest case's code. */
  who: z.string().optional(),
  says: z.string().optional(),
  /** Sent as a quote of the newest message of theirs that holds this text. */
  quoting: z.string().optional(),
  /** Several texts within a second. */
  burst: z.array(z.string()).optional(),
  /** A quick reply of the newest message is tapped, by a part of its title. */
  taps: z.string().optional(),
  /** A button that is none of ours (Messenger's first one), by its title. */
  presses: z.string().optional(),
  /** Another kind of message than text (image, audio, sticker …). */
  kind: z.string().optional(),
  /** From now on the understanding fails, or works again. */
  mind: z.enum(['fails', 'works']).optional(),
  /** A human answers from the platform's own inbox. */
  human: z.string().optional(),
  /** So much time passes ("5h", "10m"), with the clockwork running. */
  wait: z
    .string()
    .regex(/^\d+(s|m|h|d)$/)
    .optional(),
  /** The platform misbehaves at the next call. */
  platform: z.enum(['hang', 'refuse', 'blocked']).optional(),
  /** The model throws from now on (or works again). */
  hears: hears.optional(),
  not: hears.optional(),
  /** Exactly what one person reads, in full, when the wording itself matters. */
  silent: z.array(z.string()).optional(),
  /** Fields of the newest case. */
  case: z.record(z.string(), z.unknown()).optional(),
  cases: z.number().optional(),
  /** Fields of the newest exchange of the one who writes: place, owner, outcome … */
  log: z.record(z.string(), z.unknown()).optional(),
});

export const journeyFile = z.strictObject({
  name: z.string(),
  /** When it begins, with offset. */
  at: z.string().default('2026-11-25T08:00:00+07:00'),
  channel: z.enum(['zalo-oa', 'messenger', 'web-chat']).default('zalo-oa'),
  /** None: a fresh installation without a union tree. */
  union: z.boolean().default(true),
  /** The example laws are imported before it begins. */
  laws: z.boolean().default(false),
  steps: z.array(step).min(1),
});
export type Journey = z.infer<typeof journeyFile>;
export type JourneyStep = z.infer<typeof step>;
