import { receipt } from './drafts.ts';
import { join } from './join-case.ts';
import { acceptDue, canBeReached, moment, openCase } from './open-case.ts';
import { activeCase, type Said, type Scene } from './scene.ts';

/** A journalist's question goes to the spokesman; who asks is added with their next words. */
export function press(scene: Scene): Said {
  const as = { intent: 'press-inquiry', topic: 'press-inquiry' };
  const { facts, text } = scene;
  const one = {
    kind: 'press',
    topic: 'press-inquiry',
    urgency: 'high',
    text,
    destination: facts.province,
    identity: 'named',
  } as const;
  const open = activeCase(scene, 'press');
  if (open) return { ...join(scene, open), outcome: 'officer', as };
  const id = canBeReached(one.destination) ? 'press.sent' : 'press.nobody';
  return {
    outcome: 'officer',
    as,
    replies: [receipt(scene, id, { due: moment(scene, acceptDue(scene, one)) })],
    effects: openCase(scene, one),
    after: { place: 'press/contact' },
  };
}
