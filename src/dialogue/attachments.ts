import { askStep } from './flow.ts';
import { stepOf } from './flows.ts';
import { isTelling, type Said, type Scene } from './scene.ts';

/** Pictures and files sent while a case is told are counted and kept with it. */
export function addAttachments(scene: Scene): Said | null {
  const at = stepOf(scene);
  const keys = scene.heard.filter(({ received }) => received.attachments.length > 0).map(({ key }) => key);
  if (!at || !isTelling(scene) || keys.length === 0) return null;
  const { slots } = scene.standing;
  const before = Array.isArray(slots.attachments) ? slots.attachments : [];
  const attachments = [...new Set([...before, ...keys])];
  const note = scene.content.say('received.counted', { count: keys.length });
  return askStep(scene, at.parts, at.step, { ...slots, attachments }, { note });
}
