import { bubble, numbered, says } from './drafts.ts';
import { wordsOf } from './join-case.ts';
import type { Said, Scene } from './scene.ts';
import { activeCase } from './scene.ts';

const SHOWN: Record<string, string> = {
  audio: 'received.audio',
  image: 'received.image',
  video: 'received.file',
  file: 'received.file',
  location: 'received.location',
};

/** Something without words: named, and asked about; it can be added to the person's case. */
export function wordlessTurn(scene: Scene): Said | null {
  const { text, last, standing, content, heard } = scene;
  if (text !== '') return null;
  const { kind } = last.received;
  const as = { intent: '', topic: standing.topic ?? '' };
  const id = SHOWN[kind];
  if (!id) {
    // A sticker says hello, or nothing.
    if (standing.noticed !== null && kind === 'sticker') return { outcome: 'silent', as, replies: [] };
    return { outcome: 'answer', as, replies: [says(scene, 'greeting')] };
  }
  const one = activeCase(scene);
  const reply = says(scene, id);
  if (!one || kind === 'audio') return { outcome: 'clarify', as, replies: [reply] };
  const { code } = one;
  const add = { title: content.say('clarify.add', { code }), say: `thêm vào #${code}` };
  const kept = heard.map(({ key, received }) => ({ key, text: wordsOf(scene, received) }));
  return { outcome: 'clarify', as, replies: [bubble(reply.text, numbered([add]))], after: { kept } };
}
