import { askStep, type FlowParts } from './flow.ts';
import { stepOf } from './flows.ts';
import type { Said, Scene } from './scene.ts';

/** Flows that end in a case, which pictures belong to. */
const OPEN_CASES: ReadonlySet<FlowParts['words']> = new Set(['complaint', 'hardship']);

/** Pictures and files sent while a case is told are counted and kept with it. */
export function addAttachments(scene: Scene): Said | null {
  const at = stepOf(scene);
  const keys = scene.heard.filter(({ received }) => received.attachments.length > 0).map(({ key }) => key);
  if (!at || !OPEN_CASES.has(at.parts.words) || keys.length === 0) return null;
  const { slots } = scene.standing;
  const before = Array.isArray(slots.attachments) ? slots.attachments : [];
  const attachments = [...new Set([...before, ...keys])];
  const note = scene.content.say('received.counted', { count: keys.length });
  return askStep(scene, at.parts, at.step, { ...slots, attachments }, { note });
}
