import type { FlowStep } from '../../model/flow.ts';
import type { Programme } from '../../model/programme.ts';
import { replyTo } from '../calculators/read-facts.ts';
import { bubble, lines, says } from '../drafts.ts';
import { type Accepted, askNext, type FlowParts, type Slots, stepAt } from '../flow.ts';
import type { Said, Scene } from '../scene.ts';
import { acceptCriteria, askCriteria, criteriaLine, criteriaOf } from './criteria-step.ts';
import { showProgramme, waysOn } from './show.ts';
import { withoutUnneeded } from './unneeded.ts';
import { type Told, verdictOf } from './verdict.ts';

const FLOW = 'qualify';

/** The question of "do I qualify" where the person stands, or null. */
export function qualifyStep(scene: Scene): { parts: FlowParts; step: FlowStep } | null {
  const { place, slots } = scene.standing;
  if (!place?.startsWith(`${FLOW}/`) || typeof slots.programme !== 'string') return null;
  const programme = scene.content.programme(slots.programme);
  if (!programme?.qualify) return null;
  const parts = partsOf(scene, programme);
  const step = stepAt(parts.flow, place);
  return step && { parts, step };
}

/** Begins with what the message tells; a programme that chooses nobody is told instead. */
export function enterQualify(scene: Scene, programme: Programme): Said {
  if (!programme.qualify) return showProgramme(scene, programme);
  const { name, topic, title } = programme;
  const slots = { programme: name, topic };
  const listed = new Set(criteriaOf(scene, slots).map(({ id }) => id));
  const told = scene.content.criteriaIn(scene.text).filter((id) => listed.has(id));
  const note = lines(programme.qualify.basis, scene.content.say('qualify.opens', { title }));
  return askNext(
    scene,
    partsOf(scene, programme),
    { ...slots, ...(told.length > 0 ? { criteria: told } : {}) },
    { note },
  );
}

const partsOf = ({ content }: Scene, programme: Programme): FlowParts => ({
  flow: content.flow(FLOW),
  words: 'qualify',
  about: () => ({ intent: programme.topic, topic: programme.topic }),
  ask: (scene, step, slots) =>
    step.accepts === 'criteria' ? askCriteria(scene, step, slots) : says(scene, step.ask),
  accept,
  unknown: ({ fills }, slots) => ({ ...slots, ...Object.fromEntries(fills.map((slot) => [slot, ''])) }),
  end: (scene, slots) => sayVerdict(scene, programme, slots),
  cancel: (scene) => ({
    outcome: 'command',
    as: { intent: programme.topic, topic: programme.topic },
    replies: [says(scene, 'qualify.cancelled')],
    after: { place: null, slots: {} },
  }),
});

function accept(scene: Scene, step: FlowStep, slots: Slots): Accepted {
  const { text, isFound } = withoutUnneeded(scene.text);
  const accepted =
    step.accepts === 'criteria' ? acceptCriteria(scene, step, slots) : choice(scene, step, slots);
  const note = isFound && text !== '' ? scene.content.say('unneeded') : '';
  if (accepted.is === 'filled') return { ...accepted, note };
  return note === '' ? accepted : { is: 'ask', slots, note };
}

function choice(scene: Scene, step: FlowStep, slots: Slots): Accepted {
  const [slot = step.id] = step.fills;
  const reply = replyTo(scene, step);
  return reply.is === 'value'
    ? { is: 'filled', slots: { ...slots, [slot]: reply.value } }
    : { is: 'no answer' };
}

/** How it looks, on what that rests, and that it is no promise. What was told is kept for who goes on to the request. */
function sayVerdict(scene: Scene, programme: Programme, slots: Slots): Said {
  const { content } = scene;
  const { qualify, title, topic, name } = programme;
  if (!qualify) return showProgramme(scene, programme);
  const verdict = verdictOf(qualify, toldIn(slots));
  const text = lines(
    content.say(`qualify.verdict.${verdict}`, { title, criteria: criteriaLine(scene, slots.criteria) }),
    qualify.basis,
    content.say('qualify.no-promise'),
  );
  const kept = { programme: name, criteria: slots.criteria ?? '', member: slots.member ?? '' };
  return {
    outcome: 'flow',
    as: { intent: topic, topic },
    replies: [bubble(text, waysOn(scene, programme, 'hardship'))],
    after: { topic, place: null, slots: kept },
  };
}

function toldIn({ member, criteria }: Slots): Told {
  return {
    member: member === 'yes' || member === 'no' || member === 'none' ? member : null,
    criteria: Array.isArray(criteria) ? criteria : null,
  };
}
