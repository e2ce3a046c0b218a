import type { Choice } from '../model/exchange.ts';
import { cardChoices } from './card.ts';
import { codedOf, numberOf, phraseOf } from './commands.ts';
import { isSureQuestion } from './meant.ts';
import { askWhich, refuse } from './officer-lists.ts';
import { officerMove } from './officer-moves.ts';
import { officerCase, type Said, type Scene } from './scene.ts';

/** Words of an officer with open cases that name none of them. Null when they are no work of an officer. */
export function workTurn(scene: Scene, chosen: Choice | null): Said | null {
  const { standing, understood } = scene;
  const number = numberTurn(scene, chosen);
  if (number) return number;
  if (chosen) return choiceTurn(scene, chosen);
  if (standing.place !== null || standing.owner === 'officer' || phraseOf(scene.text) !== null) return null;
  return isSureQuestion(scene) && !understood.grievance ? null : askWhich(scene);
}

/** A bare number is a card's when just one waits; with several it is not clear whose. */
function numberTurn(scene: Scene, chosen: Choice | null): Said | null {
  const { standing } = scene;
  const n = numberOf(scene.text);
  // In a flow of their own a number is the answer to its step.
  if (n === null || (standing.place !== null && !chosen)) return null;
  const { offered } = standing;
  const cards = unanswered(scene);
  const isCards = offered.some(({ say }) => codedOf(say)?.verb === 'accept');
  if (cards.length > 1 && (isCards || !chosen)) return askWhich(scene);
  const [card] = cards;
  if (chosen || !card) return null;
  const choice = cardChoices(scene, card.code).find((other) => other.n === n);
  const coded = choice && codedOf(choice.say);
  return coded ? officerMove(scene, card, coded) : null;
}

function choiceTurn(scene: Scene, { say }: Choice): Said | null {
  const coded = codedOf(say);
  if (!coded) return null;
  const one = officerCase(scene, coded.code);
  return one ? officerMove(scene, one, coded) : refuse(scene);
}

/** Cards that were shown and nobody took yet. */
const unanswered = ({ standing, facts }: Scene) =>
  facts.officerCases.filter(({ code, status }) => status === 'new' && standing.cards.includes(code));
