import type { Act } from '../model/intent.ts';
import { askedCalculator, enterCalculator } from './calculators/calculator.ts';
import { fallback } from './clarify.ts';
import { enterComplaint } from './complaint/complaint.ts';
import { aboutDanger } from './danger.ts';
import { says } from './drafts.ts';
import { erase } from './erase.ts';
import { myCases } from './my-cases.ts';
import { press } from './press.ts';
import { askedToQualify, programmeOf } from './programmes/programmes.ts';
import { rumour } from './rumour.ts';
import type { Said, Scene } from './scene.ts';
import { handOver, serveAnswer } from './serve-answer.ts';
import { talk } from './talk.ts';

/** More words than these tell a story; fewer only say that somebody wants to complain. */
const STORY_WORDS = 10;

/** Does what the intent says: its answer, its flow, or its act. */
export function respond(scene: Scene, name: string): Said {
  const intent = scene.intents.get(name);
  if (!intent) return handOver(scene, 'other');
  const { respond: what } = intent;
  const calculated = askedCalculator(scene, intent.topic);
  if (calculated) return calculated;
  const qualified = askedToQualify(scene, intent.topic);
  if (qualified) return qualified;
  if ('answer' in what) {
    if (!scene.content.has(what.answer)) return handOver(scene, intent.topic);
    // What is asked besides must not choose the answer to the first.
    const { asks, folded } = scene.understood;
    return serveAnswer(scene, scene.content.answerAbout(what.answer, asks ?? folded), intent.topic);
  }
  if ('act' in what) return act(scene, what.act, intent.topic);
  const calculator = scene.content.calculator(what.flow);
  if (calculator) return enterCalculator(scene, calculator);
  if (what.flow !== 'complaint') return handOver(scene, intent.topic);
  return enterComplaint(scene, { told: tellsStory(scene), topic: intent.topic });
}

const tellsStory = ({ understood, folded }: Scene): boolean =>
  understood.grievance || understood.entities.workplaces.length > 0 || folded.split(' ').length > STORY_WORDS;

function act(scene: Scene, name: string, topic: string): Said {
  const acts: Record<Act, () => Said> = {
    greeting: () => small(scene, 'greeting'),
    thanks: () => keepsMenu(scene, small(scene, 'thanks')),
    goodbye: () => keepsMenu(scene, small(scene, 'goodbye')),
    'about-bot': () => small(scene, 'about-bot'),
    privacy: () => small(scene, 'privacy'),
    abuse: () => small(scene, 'abuse'),
    language: () => small(scene, 'language'),
    stop: () => stop(scene),
    'talk-to-person': () => talk(scene),
    'my-case': () => myCases(scene, 'flow'),
    'erase-data': () => erase(scene),
    rumour: () => rumour(scene),
    press: () => press(scene),
    programme: () => programmeOf(scene, topic) ?? handOver(scene, topic),
    emergency: () => aboutDanger(scene),
    'hand-over': () => handOver(scene, topic),
    'off-topic': () => fallback(scene),
  };
  const known = new Map<string, () => Said>(Object.entries(acts)).get(name);
  return known ? known() : handOver(scene, topic);
}

const small = (scene: Scene, id: string): Said => ({
  outcome: 'answer',
  as: { intent: id, topic: id },
  replies: [says(scene, id)],
});

/** Small words in between leave the menu above them standing. */
const keepsMenu = ({ standing }: Scene, said: Said): Said => ({
  ...said,
  after: { ...said.after, offered: standing.offered, kept: standing.kept },
});

export const stop = (scene: Scene): Said => ({ ...small(scene, 'stop'), after: { stopped: true } });

export const sayPrivacy = (scene: Scene): Said => small(scene, 'privacy');
