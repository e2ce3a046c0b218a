import type { KnownCase } from '../model/decision.ts';
import { cardChoices } from './card.ts';
import { codedOf, numberOf, verbOf } from './commands.ts';
import { bubble } from './drafts.ts';
import { aboutCase } from './join-case.ts';
import { refuse } from './officer-lists.ts';
import { officerMove } from './officer-moves.ts';
import { officerCase, ownCase, type Said, type Scene } from './scene.ts';

/** A quote of a card or of relayed words: what is written is for that worker, but for a number or a command. */
export function quoteTurn(scene: Scene): Said | null {
  const { facts, content, text } = scene;
  const code = facts.quotedCase;
  // A code in the words is plainer than the quote.
  if (code === null || codedOf(text)) return null;
  const one = officerCase(scene, code);
  if (!one) return ownCase(scene, code) ? null : refuse(scene);
  if (text === '')
    return { outcome: 'command', as: aboutCase(one), replies: [bubble(content.say('officer.no-pictures'))] };
  const coded = byNumber(scene, one) ?? { verb: verbOf(text), text: '' };
  return officerMove(scene, one, coded.verb === null ? { verb: null, text } : coded);
}

function byNumber(scene: Scene, one: KnownCase) {
  const n = numberOf(scene.text);
  const menu =
    one.status === 'new'
      ? cardChoices(scene, one.code)
      : scene.content.choices('card.held', { code: one.code });
  const choice = menu.find((other) => other.n === n);
  return choice ? codedOf(choice.say) : null;
}
