import { z } from 'zod';

const name = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const patterns = z.array(z.string().min(2)).min(1);
const value = z.union([z.string(), z.number()]);

/** A step is asked only when all of this holds of the slots: one of these values, or a number beyond one (a figure's by its id). */
const condition = z.record(
  z.string(),
  z.union([z.array(value).min(1), z.strictObject({ over: z.union([z.number(), z.string()]) })]),
);

/** How a reply is read: its own words, a choice, or something that can be counted. */
const accepts = z.enum([
  'text',
  'workplace',
  'when',
  'choice',
  'contact',
  'confirm',
  'money',
  'minutes',
  'days',
  'months',
  'count',
  'date',
  'birth',
  'zone',
  'criteria',
]);

/** One question of a flow. `accepts` names the check that `dialogue` runs on the reply. */
export const flowStep = z.strictObject({
  id: name,
  /** Wording id of the question. */
  ask: z.string(),
  accepts,
  /** Slots this step fills; the step is skipped when all are known. */
  fills: z.array(z.string()).min(1),
  /** For `choice` and `zone`: number → value of the (only) slot. */
  values: z.array(z.string()).optional(),
  /** Patterns of words that say one of the values without being asked. */
  words: z.record(z.string(), patterns).optional(),
  /** The value follows from the day that was named: a public holiday, a Sunday, another day. */
  byDay: z.strictObject({ holiday: z.string(), sunday: z.string(), other: z.string() }).optional(),
  /** What stands close before a number that is meant for this step. */
  near: patterns.optional(),
  /** Words that count what this step asks for ("con", "người phụ thuộc"). */
  unit: patterns.optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  /** May be answered with "bỏ qua". */
  optional: z.boolean().default(false),
  /** What "không biết" stands for; the outcome says that it was assumed. */
  unknown: value.optional(),
  /** Never asked: `unknown` unless it was told. */
  silent: z.boolean().default(false),
  /** Asked only when this fact holds, else skipped. */
  onlyIf: z.union([z.literal('windowCloses'), condition]).optional(),
  /** Moves to the front when this slot is true (fear brings identity first). */
  firstIf: z.string().optional(),
});
export const flowFile = z.strictObject({
  name,
  opens: z.string(),
  steps: z.array(flowStep).min(1),
});
export type FlowStep = z.infer<typeof flowStep>;
export type Flow = z.infer<typeof flowFile>;
export type FlowCondition = z.infer<typeof condition>;
