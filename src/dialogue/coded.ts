import type { Coded } from './commands.ts';
import { bubble } from './drafts.ts';
import { addKept, addWords, join } from './join-case.ts';
import { isActive, ownCase, type Said, type Scene } from './scene.ts';
import { reopen, solved, withdraw, withdrawNow } from './withdraw.ts';

/** A worker's words that name one of their cases; another's code is refused without a word about it. */
export function codedTurn(scene: Scene, { verb, code, text }: Coded): Said {
  const one = ownCase(scene, code);
  if (!one)
    return { outcome: 'command', as: NOTHING, replies: [bubble(scene.content.say('case.not-yours'))] };
  switch (verb) {
    case 'withdraw':
      return withdraw(scene, one);
    case 'withdraw-yes':
      return withdrawNow(scene, one);
    case 'solved':
      return solved(scene, one);
    case 'reopen':
      return reopen(scene, one);
    case 'add-kept':
      return addKept(scene, one);
    default:
      return addNamed(scene, one, text);
  }
}

const NOTHING = { intent: '', topic: '' };

/** `#CODE text` from the worker: the text joins the case. */
function addNamed(scene: Scene, one: Parameters<typeof join>[1], text: string): Said {
  if (!isActive(one)) {
    const refused = scene.content.say('joined.refused', { code: one.code });
    return { outcome: 'command', as: NOTHING, replies: [bubble(refused)] };
  }
  return join(scene, one, addWords(one, [{ key: scene.last.key, text: text === '' ? scene.text : text }]));
}
