import { z } from 'zod';

const name = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

/** The acts an intent may name: what `dialogue` does by itself, without an answer or a flow. */
export const ACTS = [
  'greeting',
  'thanks',
  'goodbye',
  'about-bot',
  'privacy',
  'abuse',
  'talk-to-person',
  'my-case',
  'stop',
  'erase-data',
  'rumour',
  'press',
  'language',
  'programme',
  'emergency',
  'hand-over',
  'off-topic',
] as const;
export type Act = (typeof ACTS)[number];

/** The intent of what could be about anything ("giờ phải làm sao"): asked back, however sure it is that this was said. */
export const UNCLEAR = 'unclear';

/** The topic of danger to life or body. */
export const EMERGENCY = 'emergency';

/** What we do about an intent: serve an answer, enter a flow, or one of the acts that `dialogue` knows by name. */
export const respond = z.union([
  z.strictObject({ answer: name }),
  z.strictObject({ flow: name }),
  z.strictObject({ act: name }),
]);

/** One file in /intents: what people say, and what we do about it. */
export const intentFile = z.strictObject({
  name,
  topic: name,
  examples: z.array(z.string().min(1)).min(5),
  respond,
});
export type Intent = z.infer<typeof intentFile>;
