import type { Facts, ReplyDraft } from '../model/decision.ts';
import type { Standing } from '../model/exchange.ts';
import type { Flow, FlowStep } from '../model/flow.ts';
import { phraseOf } from './commands.ts';
import { lines } from './drafts.ts';
import type { Said, Scene } from './scene.ts';

export type Slots = Standing['slots'];

/** What a reply is to the step that was asked. `note` is said before the next question. */
export type Accepted =
  | { is: 'filled'; slots: Slots; note?: string }
  /** The same step, or the one named, is asked (again). */
  | { is: 'ask'; slots: Slots; step?: string; note?: string }
  | { is: 'end'; said: Said }
  | { is: 'no answer' };

/** What the engine does not know: how a step is asked, what answers it, how the flow ends. */
export type FlowParts = {
  flow: Flow;
  ask(scene: Scene, step: FlowStep, slots: Slots): ReplyDraft;
  accept(scene: Scene, step: FlowStep, slots: Slots): Accepted;
  cancel(scene: Scene): Said;
};

/** The steps asked so far, so that "quay lại" knows the way. */
const PATH = 'path';

/** The first step that is not known yet; one that is pressing comes first. */
function nextStep(flow: Flow, slots: Slots, facts: Facts): FlowStep | null {
  const open = flow.steps.filter((step) => !isFilled(step, slots) && holds(step.onlyIf, facts));
  return open.find(({ firstIf }) => firstIf !== undefined && slots[firstIf] === true) ?? open[0] ?? null;
}

const isFilled = ({ fills }: FlowStep, slots: Slots): boolean =>
  fills.every((slot) => slots[slot] !== undefined && slots[slot] !== null);

const holds = (condition: string | undefined, facts: Facts): boolean =>
  condition === undefined || (condition === 'windowCloses' && !facts.windowStaysOpen);

/** Where in this flow the person stands. */
export const stepAt = (flow: Flow, place: string | null): FlowStep | null =>
  flow.steps.find(({ id }) => place === `${flow.name}/${id}`) ?? null;

/** Asks the next step that is not known. `before`: bubbles that go ahead; `note`: words ahead of the question. */
export function askNext(
  scene: Scene,
  parts: FlowParts,
  slots: Slots,
  more: { before?: ReplyDraft[]; note?: string | undefined } = {},
): Said {
  const step = nextStep(parts.flow, slots, scene.facts);
  if (!step) throw new Error(`the flow ${parts.flow.name} ended without its last step`);
  return askStep(scene, parts, step, slots, more);
}

export function askStep(
  scene: Scene,
  parts: FlowParts,
  step: FlowStep,
  slots: Slots,
  { before = [], note }: { before?: ReplyDraft[]; note?: string | undefined } = {},
): Said {
  const question = parts.ask(scene, step, slots);
  const path = pathOf(slots);
  const to = path.includes(step.id) ? path.slice(0, path.indexOf(step.id) + 1) : [...path, step.id];
  return {
    outcome: 'flow',
    as: { intent: parts.flow.name, topic: typeof slots.topic === 'string' ? slots.topic : parts.flow.name },
    replies: [...before, { ...question, text: lines(note ?? null, question.text) }],
    after: { place: `${parts.flow.name}/${step.id}`, slots: { ...slots, [PATH]: to } },
  };
}

/** One reply inside the flow. */
export function runFlow(scene: Scene, parts: FlowParts, step: FlowStep): Said {
  const { slots } = scene.standing;
  switch (phraseOf(scene.text)) {
    case 'cancel':
      return parts.cancel(scene);
    case 'back':
      return back(scene, parts, step);
    case 'complain':
      return askStep(scene, parts, step, slots);
    case 'skip':
      return skip(scene, parts, step);
    default:
      return answer(scene, parts, step);
  }
}

function skip(scene: Scene, parts: FlowParts, step: FlowStep): Said {
  const { slots } = scene.standing;
  if (!step.optional)
    return askStep(scene, parts, step, slots, { note: scene.content.say('complaint.needed') });
  const empty = Object.fromEntries(step.fills.map((slot) => [slot, '']));
  return askNext(scene, parts, { ...slots, ...empty });
}

function answer(scene: Scene, parts: FlowParts, step: FlowStep): Said {
  const accepted = parts.accept(scene, step, scene.standing.slots);
  switch (accepted.is) {
    case 'filled':
      return askNext(scene, parts, accepted.slots, { note: accepted.note });
    case 'end':
      return accepted.said;
    case 'no answer':
      return notUnderstood(scene, parts, step);
    case 'ask': {
      const to = parts.flow.steps.find(({ id }) => id === accepted.step) ?? step;
      return askStep(scene, parts, to, accepted.slots, { note: accepted.note });
    }
  }
}

/** Asked again; the second time with the way to a person. */
function notUnderstood(scene: Scene, parts: FlowParts, step: FlowStep): Said {
  const { content, standing } = scene;
  const stuck = standing.misses > 0 ? content.say('complaint.offer-officer') : null;
  const note = lines(
    step.accepts === 'choice' || step.accepts === 'confirm' ? content.say('complaint.choose') : null,
    stuck,
  );
  const said = askStep(scene, parts, step, standing.slots, { note });
  return { ...said, after: { ...said.after, misses: standing.misses + 1 } };
}

/** Forgets what the step before was told and asks it again. */
function back(scene: Scene, parts: FlowParts, step: FlowStep): Said {
  const { slots } = scene.standing;
  const path = pathOf(slots).filter((id) => id !== step.id);
  const before = parts.flow.steps.find(({ id }) => id === path.at(-1));
  if (!before) return askStep(scene, parts, step, slots, { note: scene.content.say('complaint.first-step') });
  return askStep(scene, parts, before, without({ ...slots, [PATH]: path }, before));
}

/** The slots as if this step had never been answered. */
export const without = (slots: Slots, { fills }: FlowStep): Slots =>
  Object.fromEntries(Object.entries(slots).filter(([slot]) => !fills.includes(slot)));

const pathOf = (slots: Slots): string[] => (Array.isArray(slots[PATH]) ? slots[PATH] : []);
