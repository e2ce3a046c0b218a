import { fold } from '../../content/fold.ts';
import type { ReplyDraft } from '../../model/decision.ts';
import type { FlowStep } from '../../model/flow.ts';
import { numberOf } from '../commands.ts';
import { says } from '../drafts.ts';
import { type Accepted, askNext, type FlowParts, type Slots, stepAt, withoutPath } from '../flow.ts';
import type { Said, Scene } from '../scene.ts';
import { acceptConfirm, askConfirm } from './confirm.ts';
import { factsSaid, isMatter } from './facts-said.ts';
import { acceptPlace, askPlace, forgetStep } from './place.ts';

const parts = ({ content }: Scene): FlowParts => ({
  flow: content.flow('complaint'),
  words: 'complaint',
  about: (_scene, { topic }) => ({
    intent: 'complaint',
    topic: typeof topic === 'string' ? topic : 'complaint',
  }),
  ask,
  accept,
  unknown: ({ optional, fills }, slots) =>
    optional ? { ...slots, ...Object.fromEntries(fills.map((slot) => [slot, ''])) } : null,
  forget: forgetStep,
  end: () => {
    throw new Error('the complaint ended without its last step');
  },
  cancel: (scene) => ({
    outcome: 'command',
    as: { intent: 'complaint', topic: 'complaint' },
    replies: [says(scene, 'complaint.cancelled')],
    after: { place: null, slots: {} },
  }),
});

/** The step of the complaint where the person stands, or null. */
export function complaintStep(scene: Scene): { parts: FlowParts; step: FlowStep } | null {
  if (!scene.standing.place?.startsWith('complaint/')) return null;
  const complaint = parts(scene);
  const step = stepAt(complaint.flow, scene.standing.place);
  return step && { parts: complaint, step };
}

/** Begins the complaint with what was already told. `told`: this message tells of the wrong; else it only asked to complain. */
export function enterComplaint(
  scene: Scene,
  { told, topic = null, before = [] }: { told: boolean; topic?: string | null; before?: ReplyDraft[] },
): Said {
  const said = told ? factsSaid(scene) : {};
  const known = { ...(topic && isMatter(topic) ? { topic } : {}), ...fresh(scene.standing.slots), ...said };
  const complaint = parts(scene);
  const note = scene.content.say(complaint.flow.opens);
  return askNext(scene, complaint, known, { before, note });
}

/** A flow begun anew asks its way from the start, and knows nothing of a calculation that was left. */
function fresh(slots: Slots): Slots {
  if (typeof slots.calculator === 'string') return {};
  const { rumour: _rumour, mine: _mine, ...rest } = withoutPath(slots);
  return rest;
}

function ask(scene: Scene, step: FlowStep, slots: Slots): ReplyDraft {
  switch (step.accepts) {
    case 'workplace':
      return askPlace(scene, step, slots);
    case 'confirm':
      return askConfirm(scene, step, slots);
    default:
      return says(scene, step.ask);
  }
}

function accept(scene: Scene, step: FlowStep, known: Slots): Accepted {
  const [slot = step.id] = step.fills;
  const slots = scene.understood.fear ? { ...known, fear: true } : known;
  const { text } = scene;
  switch (step.accepts) {
    case 'workplace':
      return acceptPlace(scene, step, slots);
    case 'confirm':
      return acceptConfirm(scene, slots);
    case 'choice':
      return acceptChoice(scene, step, slots);
    case 'text':
      return text === ''
        ? { is: 'no answer' }
        : { is: 'filled', slots: { ...factsKept(scene, slots), [slot]: text } };
    default:
      // What a menu offers was read before; any other bare number is no time and no way to be reached.
      return text === '' || numberOf(text) !== null
        ? { is: 'no answer' }
        : { is: 'filled', slots: { ...slots, [slot]: text } };
  }
}

/** What the story tells in passing is not asked again, and what was told before stays; the story itself says its topic. */
function factsKept(scene: Scene, slots: Slots): Slots {
  const said = factsSaid(scene);
  return { ...said, ...slots, topic: said.topic ?? slots.topic ?? null };
}

/** One of the choices by its words, or by the first two or more of them; the number was read before. */
function acceptChoice(scene: Scene, { ask: id, fills, values = [] }: FlowStep, slots: Slots): Accepted {
  const { content, folded } = scene;
  const named = content.choices(id).flatMap(({ title, say }, index) => {
    const words = [fold(say), fold(title)];
    const isNamed =
      words.includes(folded) || (folded.includes(' ') && words.some((text) => text.startsWith(`${folded} `)));
    return isNamed ? [index] : [];
  });
  const value = named.length === 1 ? values[named[0] ?? -1] : undefined;
  if (value === undefined) return { is: 'no answer' };
  const filled = Object.fromEntries(fills.map((slot) => [slot, value]));
  // A way to reach somebody is a name.
  const nameless = value === 'anonymous' ? { contact: '' } : {};
  return { is: 'filled', slots: { ...slots, ...filled, ...nameless }, note: identityNote(scene, id, value) };
}

const NO_ACCOUNT: ReadonlySet<string> = new Set(['web-chat', 'cli']);

/** Who still knows the person, whatever the union hides. */
function identityNote({ content, facts }: Scene, id: string, value: string): string {
  if (value === 'named') return '';
  if (NO_ACCOUNT.has(facts.channel)) return content.say(`${id}.${value}-here`);
  return content.say(`${id}.${value}`, { channel: content.say(`channel.${facts.channel}`) });
}
