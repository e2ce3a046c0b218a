import type { Understanding } from '../../model/understanding.ts';
import type { Slots } from '../flow.ts';
import type { Scene } from '../scene.ts';
import { placeSaid } from './place.ts';

/** Topics that say how somebody talks, not what happened to them. */
const NO_MATTER: ReadonlySet<string> = new Set([
  'complaint',
  'rumour',
  'press-inquiry',
  'talk-to-person',
  'my-case',
  'stop',
  'language',
  'privacy',
  'about-bot',
  'greeting',
  'thanks',
  'goodbye',
  'abuse',
  'emergency',
  'other',
  'off-topic',
  '',
]);

export const isMatter = (topic: string): boolean => !NO_MATTER.has(topic);

/** What a message tells of a wrong, so that nothing of it is asked again. */
export function factsSaid(scene: Scene): Slots {
  const { understood, text } = scene;
  return {
    what: text,
    ...topicSaid(scene),
    ...whenSaid(understood),
    ...(understood.fear ? { fear: true } : {}),
    ...placeSaid(scene),
  };
}

function topicSaid({ understood, intents }: Scene): Slots {
  const topic = intents.get(understood.intent)?.topic ?? '';
  return understood.verdict === 'sure' && isMatter(topic) ? { topic } : {};
}

function whenSaid({ entities }: Understanding): Slots {
  const [duration] = entities.durations;
  const [day] = entities.dates;
  if (duration !== undefined) return { when: duration };
  return day === undefined ? {} : { when: day.split('-').reverse().join('/') };
}
