import { dateOf } from '../../content/day.ts';
import type { KnownCalculator } from '../../model/content.ts';
import type { FlowStep } from '../../model/flow.ts';
import { bubble, says } from '../drafts.ts';
import {
  type Accepted,
  askNext,
  type FlowParts,
  openSteps,
  type Slots,
  stepAt,
  withoutPath,
} from '../flow.ts';
import { isQuestion } from '../questions.ts';
import { isTelling, type Said, type Scene } from '../scene.ts';
import { factsTold, replyTo } from './read-facts.ts';
import { ASSUMED, aboutOf, ON, showResult } from './result.ts';

/** Slot that names the calculator whose facts the others are. */
const NAME = 'calculator';

/** The calculator's step where the person stands, or null. */
export function calculatorStep(scene: Scene): { parts: FlowParts; step: FlowStep } | null {
  const [name = ''] = scene.standing.place?.split('/') ?? [];
  const calculator = scene.content.calculator(name);
  if (calculator === null) return null;
  const parts = partsOf(scene, calculator);
  const step = stepAt(parts.flow, scene.standing.place);
  return step && { parts, step };
}

/** Begins with what the message tells; what an interrupted try knew already is not asked again. */
export function enterCalculator(scene: Scene, calculator: KnownCalculator): Said {
  const parts = partsOf(scene, calculator);
  const { name, topic, title } = calculator;
  const { slots } = scene.standing;
  const known = slots[NAME] === name ? withoutPath(slots) : untold(parts);
  const told = { ...known, ...factsTold(scene, parts.flow), [NAME]: name, topic };
  const withheld = reviewing(scene, calculator, told);
  if (withheld) return withheld;
  const open = openSteps(scene, parts.flow, told);
  const id = isLast(parts, open) ? 'calculator.needs-one' : 'calculator.opens';
  const note = open.length === 0 ? undefined : scene.content.say(id, { title });
  return askNext(scene, parts, told, { note });
}

/** Its law changed and nobody read it again: said before the first question, and before the next one of a talk that had begun. */
function reviewing(scene: Scene, { name, topic }: KnownCalculator, slots: Slots): Said | null {
  const on = slots[ON];
  const date = typeof on === 'string' && on !== '' ? dateOf(on) : scene.facts.now;
  const answer = scene.content.calculatorReviewing(name, date);
  if (answer === null) return null;
  return {
    outcome: 'answer',
    as: aboutOf(scene, topic),
    answer,
    replies: answer.bubbles.map((text) => bubble(text, answer.choices)),
    after: { place: null, slots: {}, more: null },
  };
}

/** Whether one answer is all that is missing, whatever it is. */
function isLast({ flow }: FlowParts, [first, ...more]: FlowStep[]): boolean {
  if (first === undefined || more.length > 0) return false;
  return !flow.steps.some(
    ({ onlyIf }) => typeof onlyIf === 'object' && first.fills.some((slot) => Object.hasOwn(onlyIf, slot)),
  );
}

/** A question that wants a result and tells something of one's own; null when it asks for the rule. */
export function askedCalculator(scene: Scene, topic: string): Said | null {
  const { content, understood } = scene;
  const calculator = content.calculatorAbout(topic, understood.folded);
  if (calculator === null || (understood.grievance && !isQuestion(scene))) return null;
  const told = factsTold(scene, content.flow(calculator.name));
  return calculator.needs.some((slot) => told[slot] !== undefined)
    ? enterCalculator(scene, calculator)
    : null;
}

const MOST_GUESSES = 3;
const LEAST_SCORE = 0.2;

/** Not sure what is meant, but of what it may be just one can be computed from what was told. */
export function likelyCalculator(scene: Scene): Said | null {
  const { ranked } = scene.understood;
  const topics = ranked
    .slice(0, MOST_GUESSES)
    .flatMap(({ topic, score }) => (score >= LEAST_SCORE ? [topic] : []));
  const asked = topics.flatMap((topic) => {
    const said = askedCalculator(scene, topic);
    return said === null
      ? []
      : [{ name: scene.content.calculatorAbout(topic, scene.understood.folded)?.name, said }];
  });
  const [first] = asked;
  return first && asked.every(({ name }) => name === first.name) ? first.said : null;
}

/** The phrase that begins a calculator, typed or chosen, wherever the person stands but in a flow that takes any words. */
export function calculatorTurn(scene: Scene): Said | null {
  if (isTelling(scene)) return null;
  const calculator = scene.content.calculatorFor(scene.text);
  return calculator && enterCalculator(scene, calculator);
}

const partsOf = ({ content }: Scene, calculator: KnownCalculator): FlowParts => ({
  flow: content.flow(calculator.name),
  words: 'calculator',
  about: (scene) => aboutOf(scene, calculator.topic),
  ask: (scene, step) => says(scene, step.ask),
  accept: (scene, step, slots) => accept(scene, calculator, step, slots),
  unknown: (step, slots) => guess(step, slots),
  end: (scene, slots, note) => showResult(scene, calculator, slots, note),
  cancel: (scene) => ({
    outcome: 'command',
    as: aboutOf(scene, calculator.topic),
    replies: [says(scene, 'calculator.cancelled')],
    after: { place: null, slots: {} },
  }),
});

/** What is never asked stands for itself until somebody tells it. */
const untold = ({ flow }: FlowParts): Slots =>
  Object.fromEntries(
    flow.steps.flatMap(({ silent, fills, unknown }) =>
      silent ? fills.map((slot) => [slot, unknown ?? '']) : [],
    ),
  );

/** The reply to the step, and whatever else the message tells; facts of another step alone are kept, and the step is asked again. */
function accept(scene: Scene, calculator: KnownCalculator, step: FlowStep, slots: Slots): Accepted {
  const { content } = scene;
  const withheld = reviewing(scene, calculator, slots);
  if (withheld) return { is: 'end', said: withheld };
  const [slot = step.id] = step.fills;
  const flow = content.flow(calculator.name);
  const others = flow.steps.filter(
    ({ id, accepts }) => id !== step.id && (accepts !== step.accepts || accepts === 'choice'),
  );
  const beside = factsTold(scene, { ...flow, steps: others });
  const reply = replyTo(scene, step);
  switch (reply.is) {
    case 'value':
      return { is: 'filled', slots: { ...slots, ...beside, [slot]: reply.value } };
    case 'out of range':
      return { is: 'ask', slots: { ...slots, ...beside }, note: content.say('calculator.out-of-range') };
    case 'unit?':
      return { is: 'ask', slots: { ...slots, ...beside }, note: content.say('calculator.which-unit') };
    case 'none':
      return Object.keys(beside).length === 0
        ? { is: 'no answer' }
        : { is: 'filled', slots: { ...slots, ...beside } };
  }
}

/** What "không biết" stands for; null when nothing does. */
function guess({ id, fills, unknown, optional }: FlowStep, slots: Slots): Slots | null {
  const without = Object.fromEntries(fills.map((slot) => [slot, '']));
  if (unknown === undefined) return optional ? { ...slots, ...without } : null;
  const before = Array.isArray(slots[ASSUMED]) ? slots[ASSUMED] : [];
  const guessed = Object.fromEntries(fills.map((slot) => [slot, unknown]));
  return { ...slots, ...guessed, [ASSUMED]: [...new Set([...before, id])] };
}
