import { linkCodeOf } from './commands.ts';
import { held } from './drafts.ts';
import type { Said, Scene } from './scene.ts';

/** `liên kết CODE` binds this account to an officer, once. */
export function linkTurn({ text, understood, content }: Scene): Said | null {
  const linkCode = understood.dangerNow ? null : linkCodeOf(text);
  if (linkCode === null) return null;
  const texts = {
    done: content.say('officer.linked'),
    refused: content.say('officer.not-linked'),
    sorry: content.say('trouble.not-done'),
  };
  return {
    outcome: 'command',
    as: { intent: '', topic: '' },
    replies: [held(texts)],
    effects: [{ do: 'bind-officer', linkCode }],
  };
}
