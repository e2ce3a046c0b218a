import { fold } from '../../content/fold.ts';
import type { ReplyDraft } from '../../model/decision.ts';
import type { FlowStep } from '../../model/flow.ts';
import type { UnitMatch } from '../../model/union.ts';
import { numberOf } from '../commands.ts';
import { bubble, numbered, quoted } from '../drafts.ts';
import { type Accepted, type Slots, without } from '../flow.ts';
import type { Scene } from '../scene.ts';

/** From here on a single match is taken without asking; the person still reads it before sending. */
const SURE = 0.9;
/** Below this a match is only the union of the area that was named: where it goes, not where it happened. */
const AREA = 0.5;
/** Slots of the place: the unit's code ('' when it is not in the tree), what the person wrote, what they are shown. */
const SLOTS = ['workplace', 'workplaceText', 'placeName', 'units', 'unitNames', 'areasOnly', 'elsewhere'];

const withoutPlace = (slots: Slots): Slots =>
  Object.fromEntries(Object.entries(slots).filter(([slot]) => !SLOTS.includes(slot)));

/** The slots as if the step had never been answered; of a place also what was written and what was offered. */
export const forgetStep = (step: FlowStep, slots: Slots): Slots =>
  without(step.accepts === 'workplace' ? withoutPlace(slots) : slots, step);

/** The place that a message names in passing; nothing when it names no firm. */
export function placeSaid(scene: Scene): Slots {
  const { workplaces, areas } = scene.understood.entities;
  const [firm] = workplaces;
  if (firm === undefined) return {};
  const written = [firm, ...areas.slice(0, 1)].join(', ');
  const found = placeOf(scene.facts.matches, written);
  // A firm that is in no tree is placed by its commune; without one it is asked for.
  const isEnough = areas.length > 0 || scene.facts.treeIsEmpty;
  return found.is === 'none' && isEnough ? unlisted(written) : found.slots;
}

/** "Công ty A" may be several places, one, or none we know. */
export function askPlace(scene: Scene, step: FlowStep, slots: Slots): ReplyDraft {
  const { content } = scene;
  const { unitNames, workplaceText, elsewhere } = slots;
  if (Array.isArray(unitNames) && unitNames.length > 0) {
    const other = content.say(`${step.ask}.elsewhere`);
    const choices = [...unitNames, other].map((title) => ({ title, say: title }));
    const place = quoted(typeof workplaceText === 'string' ? workplaceText : '', 60);
    return bubble(content.say(`${step.ask}.which`, { place }), numbered(choices));
  }
  if (elsewhere === true) return bubble(content.say(`${step.ask}.write`));
  if (typeof workplaceText === 'string' && workplaceText !== '')
    return bubble(content.say(`${step.ask}.area`, { place: quoted(workplaceText, 60) }));
  return bubble(content.say(step.ask));
}

export function acceptPlace(scene: Scene, step: FlowStep, slots: Slots): Accepted {
  const { text, content, facts } = scene;
  const rest = withoutPlace(slots);
  const chosen = chosenPlace(text, slots);
  if (chosen) return { is: 'filled', slots: { ...rest, ...chosen } };
  if (fold(text) === fold(content.say(`${step.ask}.elsewhere`)))
    return { is: 'ask', slots: { ...rest, elsewhere: true } };
  // A number that the menu does not have is no place either.
  if (text.trim() === '' || numberOf(text) !== null) return { is: 'no answer' };
  const isFirst = !Array.isArray(slots.units);
  const written = joined(isFirst ? slots.workplaceText : null, text.trim());
  const found = placeOf(facts.matches, written);
  // The same question twice helps nobody: what they wrote is kept as it is.
  if (found.is === 'several' && isFirst) return { is: 'ask', slots: { ...rest, ...found.slots } };
  return { is: 'filled', slots: { ...rest, ...(found.is === 'one' ? found.slots : unlisted(written)) } };
}

/** One of the places that were offered; the union of an area is where it goes, not what it is called. */
function chosenPlace(text: string, { units, unitNames, workplaceText, areasOnly }: Slots): Slots | null {
  if (!Array.isArray(units) || !Array.isArray(unitNames)) return null;
  const index = unitNames.findIndex((name) => fold(name) === fold(text));
  const [code, name] = [units[index], unitNames[index]];
  if (code === undefined || name === undefined) return null;
  return areasOnly === true ? listed(code, '', joined(workplaceText, name)) : listed(code, name, text);
}

const joined = (...parts: (Slots[string] | undefined)[]): string =>
  parts.filter((part) => typeof part === 'string' && part !== '').join(', ');

/** How the place is shown before sending, and to the officer. */
export function shownPlace({ content }: Scene, { placeName, workplaceText }: Slots): string {
  const shown = [placeName, workplaceText].find((text) => typeof text === 'string' && text !== '');
  return typeof shown === 'string' ? quoted(shown, 120) : content.say('complaint.place.unknown');
}

type Found = { is: 'one' | 'several' | 'none'; slots: Slots };

function placeOf(matches: UnitMatch[], written: string): Found {
  const [best, second] = matches;
  if (!best) return { is: 'none', slots: { workplaceText: written } };
  if (best.score < AREA && !second) return { is: 'one', slots: listed(best.code, '', written) };
  if (best.score >= SURE && (second?.score ?? 0) < SURE)
    return { is: 'one', slots: listed(best.code, titleOf(best), written) };
  const slots = {
    units: matches.map(({ code }) => code),
    unitNames: matches.map(titleOf),
    areasOnly: best.score < AREA,
    workplaceText: written,
  };
  return { is: 'several', slots };
}

function titleOf({ name, area, score }: UnitMatch): string {
  if (score < AREA && area !== '') return area;
  return area === '' || fold(name).includes(fold(area)) ? name : `${name}, ${area}`;
}

const listed = (code: string, placeName: string, workplaceText: string): Slots => ({
  workplace: code,
  placeName,
  workplaceText,
});
const unlisted = (workplaceText: string): Slots => ({ workplace: '', placeName: '', workplaceText });
