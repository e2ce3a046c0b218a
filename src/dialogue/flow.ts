import type { ReplyDraft } from '../model/decision.ts';
import type { Standing } from '../model/exchange.ts';
import type { Flow, FlowCondition, FlowStep } from '../model/flow.ts';
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
  /** Under this name wording has what every flow says: needed, choose, first-step, offer-officer, resumed. */
  words: 'complaint' | 'calculator' | 'hardship' | 'qualify';
  /** What a turn of this flow is about. */
  about(scene: Scene, slots: Slots): { intent: string; topic: string };
  ask(scene: Scene, step: FlowStep, slots: Slots): ReplyDraft;
  accept(scene: Scene, step: FlowStep, slots: Slots): Accepted;
  /** The slots once "không biết" was said; null when the step cannot do without an answer. */
  unknown(step: FlowStep, slots: Slots): Slots | null;
  /** The slots as if this step had never been answered; left out where a step leaves nothing but what it fills. */
  forget?(step: FlowStep, slots: Slots): Slots;
  /** All is known. A flow whose last step ends it never comes here. */
  end(scene: Scene, slots: Slots, note: string | null): Said;
  cancel(scene: Scene): Said;
};

/** The steps asked so far, so that "quay lại" knows the way. */
const PATH = 'path';
/** When the step was asked, ISO: after more than a day people have to be reminded what it is about. */
const ASKED = 'asked';
const LONG_AGO_MS = 20 * 60 * 60_000;

/** The steps that are still to be asked. */
export const openSteps = (scene: Scene, flow: Flow, slots: Slots): FlowStep[] =>
  flow.steps.filter((step) => !step.silent && !isFilled(step, slots) && holds(scene, step, slots));

/** The first step that is not known yet; one that is pressing comes first. */
function nextStep(scene: Scene, flow: Flow, slots: Slots): FlowStep | null {
  const open = openSteps(scene, flow, slots);
  return open.find(({ firstIf }) => firstIf !== undefined && slots[firstIf] === true) ?? open[0] ?? null;
}

const isFilled = ({ fills }: FlowStep, slots: Slots): boolean =>
  fills.every((slot) => slots[slot] !== undefined && slots[slot] !== null);

function holds(scene: Scene, { onlyIf }: FlowStep, slots: Slots): boolean {
  if (onlyIf === undefined) return true;
  if (onlyIf === 'windowCloses') return !scene.facts.windowStaysOpen;
  return Object.entries(onlyIf).every(([slot, wanted]) => fits(scene, slots[slot], wanted));
}

function fits(
  { content, facts }: Scene,
  found: Slots[string] | undefined,
  wanted: FlowCondition[string],
): boolean {
  if (Array.isArray(wanted)) return wanted.some((one) => one === found);
  const limit = typeof wanted.over === 'number' ? wanted.over : content.figure(wanted.over, facts.now);
  return limit !== null && typeof found === 'number' && found > limit;
}

/** Where in this flow the person stands. */
export const stepAt = (flow: Flow, place: string | null): FlowStep | null =>
  flow.steps.find(({ id }) => place === `${flow.name}/${id}`) ?? null;

type More = { before?: ReplyDraft[]; note?: string | null | undefined };

/** Asks the next step that is not known, or ends. `before`: bubbles that go ahead; `note`: words ahead of the question. */
export function askNext(scene: Scene, parts: FlowParts, slots: Slots, more: More = {}): Said {
  const step = nextStep(scene, parts.flow, slots);
  return step ? askStep(scene, parts, step, slots, more) : parts.end(scene, slots, more.note ?? null);
}

export function askStep(
  scene: Scene,
  parts: FlowParts,
  step: FlowStep,
  slots: Slots,
  { before = [], note }: More = {},
): Said {
  const question = parts.ask(scene, step, slots);
  const path = pathOf(slots);
  const to = path.includes(step.id) ? path.slice(0, path.indexOf(step.id) + 1) : [...path, step.id];
  return {
    outcome: 'flow',
    as: parts.about(scene, slots),
    replies: [...before, { ...question, text: lines(note ?? null, question.text) }],
    after: {
      place: `${parts.flow.name}/${step.id}`,
      slots: { ...slots, [PATH]: to, [ASKED]: scene.facts.now.toISOString() },
    },
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
      return knowsNot(scene, step) ? skip(scene, parts, step) : answer(scene, parts, step);
  }
}

const KNOWS_NOT =
  /^(?:(?:em|toi|minh|tui|con|chau|e|t) )?(?:cung )?(?:khong|chua|chang|ko|k|hong|hok) (?:biet|ro|nho)(?: (?:nua|ro|a|luon|ban|chac|lam|dau|het))*$/;

/** "ko nhớ nữa", where the step asks for something that can be known; in a story the words may be the story. */
const knowsNot = ({ folded }: Scene, { accepts }: FlowStep): boolean =>
  accepts !== 'text' && KNOWS_NOT.test(folded);

/** Said ahead when the question lies so far back that nobody remembers it. */
function resumed({ standing, facts, content }: Scene, { words }: FlowParts): string | null {
  const asked = standing.slots[ASKED];
  const isLongAgo = typeof asked === 'string' && facts.now.getTime() - Date.parse(asked) > LONG_AGO_MS;
  return isLongAgo ? content.say(`${words}.resumed`) : null;
}

function skip(scene: Scene, parts: FlowParts, step: FlowStep): Said {
  const { slots } = scene.standing;
  const known = parts.unknown(step, slots);
  const note = resumed(scene, parts);
  if (known) return askNext(scene, parts, known, { note });
  return askStep(scene, parts, step, slots, { note: scene.content.say(`${parts.words}.needed`) });
}

function answer(scene: Scene, parts: FlowParts, step: FlowStep): Said {
  const accepted = parts.accept(scene, step, scene.standing.slots);
  const note = resumed(scene, parts);
  switch (accepted.is) {
    case 'filled':
      return askNext(scene, parts, accepted.slots, { note: lines(note, accepted.note ?? null) });
    case 'end':
      return accepted.said;
    case 'no answer':
      return notUnderstood(scene, parts, step);
    case 'ask': {
      const to = parts.flow.steps.find(({ id }) => id === accepted.step) ?? step;
      return askStep(scene, parts, to, accepted.slots, { note: lines(note, accepted.note ?? null) });
    }
  }
}

const CHOSEN: ReadonlySet<FlowStep['accepts']> = new Set(['choice', 'confirm', 'zone', 'criteria']);

/** Asked again; the second time with the way to a person. */
function notUnderstood(scene: Scene, parts: FlowParts, step: FlowStep): Said {
  const { content, standing } = scene;
  const stuck = standing.misses > 0 ? content.say(`${parts.words}.offer-officer`) : null;
  const choose = CHOSEN.has(step.accepts) ? content.say(`${parts.words}.choose`) : null;
  const note = lines(resumed(scene, parts), choose, stuck);
  const said = askStep(scene, parts, step, standing.slots, { note });
  return { ...said, after: { ...said.after, misses: standing.misses + 1 } };
}

/** Forgets what the step before was told and asks it again. */
function back(scene: Scene, parts: FlowParts, step: FlowStep): Said {
  const { slots } = scene.standing;
  const path = pathOf(slots).filter((id) => id !== step.id);
  const before = parts.flow.steps.find(({ id }) => id === path.at(-1));
  if (!before)
    return askStep(scene, parts, step, slots, { note: scene.content.say(`${parts.words}.first-step`) });
  const { forget = (step, known) => without(known, step) } = parts;
  return askStep(scene, parts, before, forget(before, { ...slots, [PATH]: path }));
}

/** The slots as if this step had never been answered. */
export const without = (slots: Slots, { fills }: FlowStep): Slots =>
  Object.fromEntries(Object.entries(slots).filter(([slot]) => !fills.includes(slot)));

/** The slots without the way that led to them: a flow begun anew asks from the start. */
export const withoutPath = (slots: Slots): Slots =>
  Object.fromEntries(Object.entries(slots).filter(([slot]) => slot !== PATH && slot !== ASKED));

const pathOf = (slots: Slots): string[] => (Array.isArray(slots[PATH]) ? slots[PATH] : []);
