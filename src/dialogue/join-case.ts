import type { KnownCase } from '../model/decision.ts';
import type { Effect, Received } from '../model/exchange.ts';
import { bubble, receipt, tell } from './drafts.ts';
import { activeCase, isActive, ownCase, type Said, type Scene } from './scene.ts';

/** Each message of the turn is added to the case and told to whoever has it. */
export const addTo = (scene: Scene, one: KnownCase): Effect[] =>
  addWords(
    one,
    scene.heard.map(({ key, received }) => ({ key, text: wordsOf(scene, received) })),
  );

/** Words, each under the key of the message that said them. `before`: effects of this turn that come first. */
export function addWords(
  { code, recipients }: KnownCase,
  words: { key: string; text: string }[],
  before = 0,
): Effect[] {
  const perMessage = recipients.length + 1;
  return words.flatMap(({ key, text }, index): Effect[] => [
    { do: 'move-case', code, move: { as: 'add', text, key } },
    ...tell(recipients, { what: 'worker-words', code, text, key }, before + index * perMessage + 1),
  ]);
}

const WORDLESS = new Set(['image', 'video', 'audio', 'file', 'location', 'sticker']);

/** What an officer reads of a message; one without words is named. */
export function wordsOf({ content }: Scene, { kind, text }: Received): string {
  if (text.trim() !== '') return text.trim();
  return content.say(WORDLESS.has(kind) ? `relay.${kind}` : 'relay.other');
}

/** The officer's time: the words go to the officer and the bot is silent. */
export function relay(scene: Scene, one: KnownCase): Said {
  return { outcome: 'relay', replies: [], effects: addTo(scene, one), as: aboutCase(one) };
}

/** Words that belong to a case while the bot speaks: added, told, and the person is told that. */
export function join(scene: Scene, one: KnownCase, effects: Effect[] = addTo(scene, one)): Said {
  const { code, recipients, kind } = one;
  const isTold = recipients.length > 0;
  const inDanger = isTold ? 'joined.emergency' : 'joined.emergency-nobody';
  const id = kind === 'emergency' ? inDanger : isTold ? 'joined' : 'joined.nobody';
  const refused = scene.content.say('joined.refused', { code });
  return {
    outcome: 'relay',
    as: aboutCase(one),
    replies: [receipt(scene, id, { code }, refused)],
    effects,
    after: { place: null, case: code, kept: [] },
  };
}

/** Places where the next words belong to a case that was just opened. */
const PLACES = { 'emergency/where': 'emergency', 'talk/what': 'talk', 'press/contact': 'press' } as const;

/** The case that the person's next words belong to, by where they stand; null when nothing waits for them. */
export function awaitingCase(scene: Scene): KnownCase | null {
  const { place } = scene.standing;
  if (place !== 'emergency/where' && place !== 'talk/what' && place !== 'press/contact') return null;
  return activeCase(scene, PLACES[place]);
}

/** A quote of something about the person's own case is meant for that case. */
export function quotedCase(scene: Scene): KnownCase | null {
  const one = ownCase(scene, scene.facts.quotedCase);
  return one && isActive(one) ? one : null;
}

/** `thêm vào #CODE`: what was kept when we asked where it belongs. */
export function addKept(scene: Scene, one: KnownCase): Said {
  const { kept } = scene.standing;
  if (kept.length === 0) return { outcome: 'command', replies: [bubble(scene.content.say('nothing-done'))] };
  return join(scene, one, addWords(one, kept));
}

export const aboutCase = ({ topic, kind }: KnownCase) => ({ intent: '', topic: topic ?? kind });
