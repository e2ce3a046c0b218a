import { z } from 'zod';

const name = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

/** One question of a flow. `accepts` names the check that `dialogue` runs on the reply. */
export const flowStep = z.strictObject({
  id: name,
  /** Wording id of the question. */
  ask: z.string(),
  accepts: z.enum(['text', 'workplace', 'when', 'choice', 'contact', 'confirm']),
  /** Slots this step fills; the step is skipped when all are known. */
  fills: z.array(z.string()).min(1),
  /** For `choice`: number → value of the (only) slot. */
  values: z.array(z.string()).optional(),
  /** May be answered with "bỏ qua". */
  optional: z.boolean().default(false),
  /** Asked only when this fact holds (`windowCloses`), else skipped. */
  onlyIf: z.string().optional(),
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
