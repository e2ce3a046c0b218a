import { fold } from '../../content/fold.ts';
import type { ReplyDraft } from '../../model/decision.ts';
import type { FlowStep } from '../../model/flow.ts';
import type { Criterion } from '../../model/programme.ts';
import { bubble, numbered } from '../drafts.ts';
import type { Accepted, Slots } from '../flow.ts';
import type { Scene } from '../scene.ts';

/** The circumstances to choose from: those of the programme that is spoken of, else all. */
export function criteriaOf({ content }: Scene, { programme }: Slots): Criterion[] {
  const one = typeof programme === 'string' ? content.programme(programme) : null;
  return one?.qualify?.criteria ?? content.criteria();
}

/** One menu, of which several numbers may be typed. */
export function askCriteria(scene: Scene, { ask }: FlowStep, slots: Slots): ReplyDraft {
  const titles = [...criteriaOf(scene, slots).map(({ title }) => title), scene.content.say('criteria.none')];
  return bubble(scene.content.say(ask), numbered(titles.map((title) => ({ title, say: title }))));
}

export function acceptCriteria(scene: Scene, { fills }: FlowStep, slots: Slots): Accepted {
  const [slot = 'criteria'] = fills;
  const chosen = chosenCriteria(scene, criteriaOf(scene, slots));
  return chosen === null ? { is: 'no answer' } : { is: 'filled', slots: { ...slots, [slot]: chosen } };
}

/** Ids of what a reply names; empty when it says that nothing fits; null when it says neither. */
function chosenCriteria({ content, text, folded }: Scene, criteria: Criterion[]): string[] | null {
  if (folded === fold(content.say('criteria.none')) || NOTHING.test(folded)) return [];
  const byTitle = criteria.find(({ title }) => fold(title) === folded);
  if (byTitle) return [byTitle.id];
  const numbers = numbersIn(text);
  if (numbers) return byNumbers(numbers, criteria);
  const told = content.criteriaIn(text).filter((id) => criteria.some((one) => one.id === id));
  return told.length > 0 ? told : null;
}

const NOTHING =
  /^(?:khong|ko|k|chua)(?: (?:co|thuoc|phai))?(?: (?:gi|ai|cai|truong hop|hoan canh|dien))?(?: (?:nao|gi|het|ca|dau))*$/;

/** "1, 3 va 4"; null for words. */
function numbersIn(text: string): number[] | null {
  const plain = fold(text).replaceAll(/\b(va|so)\b/g, ' ');
  return /^[\d\s]+$/.test(plain) ? (plain.match(/\d+/g) ?? []).map(Number) : null;
}

/** Null when one of them is not in the menu; the last of the menu stands for none. */
function byNumbers(numbers: number[], criteria: Criterion[]): string[] | null {
  if (numbers.some((n) => n < 1 || n > criteria.length + 1)) return null;
  return criteria.filter((_, at) => numbers.includes(at + 1)).map(({ id }) => id);
}

/** The circumstances by their titles, in one line. */
export function criteriaLine({ content }: Pick<Scene, 'content'>, chosen: Slots[string] | undefined): string {
  const ids = Array.isArray(chosen) ? chosen : [];
  const titles = content.criteria().flatMap(({ id, title }) => (ids.includes(id) ? [title] : []));
  return titles.length === 0 ? content.say('criteria.not-named') : titles.join('; ');
}
