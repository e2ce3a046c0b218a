import type { ReplyDraft } from '../../model/decision.ts';
import type { FlowStep } from '../../model/flow.ts';
import { acceptPlace, askPlace, forgetStep, placeSaid } from '../complaint/place.ts';
import { bubble, says } from '../drafts.ts';
import { type Accepted, askNext, type FlowParts, type Slots, stepAt } from '../flow.ts';
import { activeCase, type Said, type Scene } from '../scene.ts';
import { acceptCriteria, askCriteria, criteriaOf } from './criteria-step.ts';
import { acceptConfirm, askConfirm } from './hardship-confirm.ts';
import { withoutUnneeded } from './unneeded.ts';

const FLOW = 'hardship';
const TOPIC = 'hardship-support';
const AS = { intent: TOPIC, topic: TOPIC };

/** The step of a hardship request where the person stands, or null. */
export function hardshipStep(scene: Scene): { parts: FlowParts; step: FlowStep } | null {
  if (!scene.standing.place?.startsWith(`${FLOW}/`)) return null;
  const parts = partsOf(scene);
  const step = stepAt(parts.flow, scene.standing.place);
  return step && { parts, step };
}

/** `báo hoàn cảnh của tôi`: with what was told before, of oneself or to see whether one qualifies. One request at a time. */
export function enterHardship(scene: Scene): Said {
  const open = activeCase(scene, 'hardship');
  if (open)
    return {
      outcome: 'command',
      as: AS,
      replies: [says(scene, 'hardship.already', { code: open.code })],
      after: { place: null },
    };
  const parts = partsOf(scene);
  const note = scene.content.say(parts.flow.opens);
  return askNext(scene, parts, knownOf(scene.standing.slots), { note });
}

/** Of a talk that went before only what a request needs; of a calculation nothing. */
function knownOf({
  programme,
  criteria,
  member,
  fear,
  what,
  workplace,
  workplaceText,
  placeName,
}: Slots): Slots {
  const story = typeof what === 'string' && what !== '' ? { what } : {};
  const place =
    typeof workplaceText === 'string'
      ? { workplace: workplace ?? '', workplaceText, placeName: placeName ?? '' }
      : {};
  return {
    ...(typeof programme === 'string' ? { programme } : {}),
    ...(Array.isArray(criteria) && criteria.length > 0 ? { criteria } : {}),
    ...(typeof member === 'string' ? { member } : {}),
    ...(fear === true ? { fear } : {}),
    ...story,
    ...place,
  };
}

const partsOf = ({ content }: Scene): FlowParts => ({
  flow: content.flow(FLOW),
  words: 'hardship',
  about: () => AS,
  ask,
  accept,
  unknown: ({ optional, fills }, slots) =>
    optional ? { ...slots, ...Object.fromEntries(fills.map((slot) => [slot, ''])) } : null,
  forget: forgetStep,
  end: () => {
    throw new Error('the hardship request ended without its last step');
  },
  cancel: (scene) => ({
    outcome: 'command',
    as: AS,
    replies: [says(scene, 'hardship.cancelled')],
    after: { place: null, slots: {} },
  }),
});

function ask(scene: Scene, step: FlowStep, slots: Slots): ReplyDraft {
  switch (step.accepts) {
    case 'workplace':
      return askPlace(scene, step, slots);
    case 'criteria':
      return askCriteria(scene, step, slots);
    case 'confirm':
      return askConfirm(scene, step, slots);
    default:
      return bubble(scene.content.say(step.ask));
  }
}

/** A number that nobody needs is taken out before anything is kept, and the person is told so. */
function accept(scene: Scene, step: FlowStep, known: Slots): Accepted {
  const { text, isFound } = withoutUnneeded(scene.text);
  const slots = scene.understood.fear ? { ...known, fear: true } : known;
  const accepted = take({ ...scene, text }, step, slots);
  const note = isFound ? scene.content.say('unneeded') : '';
  if (accepted.is === 'filled' || accepted.is === 'ask')
    return note === '' ? accepted : { ...accepted, note };
  return accepted.is === 'no answer' && note !== '' ? { is: 'ask', slots, note } : accepted;
}

function take(scene: Scene, step: FlowStep, slots: Slots): Accepted {
  const { text } = scene;
  const [slot = step.id] = step.fills;
  switch (step.accepts) {
    case 'workplace':
      return acceptPlace(scene, step, slots);
    case 'criteria':
      return acceptCriteria(scene, step, slots);
    case 'confirm':
      return acceptConfirm(scene, slots);
    case 'text':
      return text === ''
        ? { is: 'no answer' }
        : { is: 'filled', slots: storyTold(scene, { ...slots, [slot]: text }) };
    default:
      return text === '' ? { is: 'no answer' } : { is: 'filled', slots: { ...slots, [slot]: text } };
  }
}

/** What the story tells in passing is not asked again: its circumstances, the workplace. */
function storyTold(scene: Scene, slots: Slots): Slots {
  const listed = new Set(criteriaOf(scene, slots).map(({ id }) => id));
  const told = scene.content.criteriaIn(scene.text).filter((id) => listed.has(id));
  return { ...placeSaid(scene), ...(told.length > 0 ? { criteria: told } : {}), ...slots };
}
