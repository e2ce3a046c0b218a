import type { Choice } from '../model/exchange.ts';
import { UNCLEAR } from '../model/intent.ts';
import { factsSaid } from './complaint/facts-said.ts';
import { bubble, numbered, says } from './drafts.ts';
import { wordsOf } from './join-case.ts';
import { activeCase, type Said, type Scene } from './scene.ts';

const MOST = 3;
/**
 * Guesses are named when the best of them is this likely: on development questions what was meant is then among them four times of
 * five, below it hardly every other time. Each of them is at least so likely, and so likely beside the best.
 */
const LEAST_BEST = 0.2;
const LEAST_SCORE = 0.05;
const LEAST_SHARE = 0.1;
/** Topics nobody means who is not understood. */
const NEVER_NAMED: ReadonlySet<string> = new Set([
  'off-topic',
  'other',
  'greeting',
  'thanks',
  'goodbye',
  'abuse',
  'emergency',
]);

/** Says that an intent is meant, in a menu: nobody types it. Behind `>` the answer that the words asked about chose. */
const TOKEN = '@intent:';
const tokenFor = (intent: string, answer: string | null): string =>
  answer === null ? `${TOKEN}${intent}` : `${TOKEN}${intent}>${answer}`;
export function intentToken(say: string): { intent: string; answer: string | null } | null {
  if (!say.startsWith(TOKEN)) return null;
  const [intent = '', answer = null] = say.slice(TOKEN.length).split('>');
  return { intent, answer };
}

/** Up to three guesses by name, or the menu; after two misses in a row the officer comes first. */
export function clarify(scene: Scene): Said {
  const { content, standing } = scene;
  const misses = standing.misses + 1;
  const officer = content.choices('clarify.officer');
  const near = nearMisses(scene);
  const after = { misses, ...keepFor(scene) };
  if (misses >= 2) {
    const choices = numbered([...officer, ...addChoice(scene), ...near]);
    return { outcome: 'clarify', replies: [bubble(content.say('clarify.again'), choices)], after };
  }
  if (near.length < 2) return { outcome: 'clarify', replies: [withAdd(scene, 'clarify')], after };
  const choices = numbered([...near, ...addChoice(scene)], officer[0] ?? null);
  return { outcome: 'clarify', replies: [bubble(content.say('clarify.near'), choices)], after };
}

/** What may have been meant, by name, the likeliest first. */
export function nearMisses({ understood, content, intents }: Scene): Omit<Choice, 'n'>[] {
  const named = understood.ranked.filter(
    ({ intent, topic }) => intents.has(intent) && !NEVER_NAMED.has(topic),
  );
  const best = named[0]?.score ?? 0;
  // Words that could be about anything ("làm vậy đúng không") resemble everything a little.
  if (best < LEAST_BEST || understood.intent === UNCLEAR) return [];
  return named
    .filter(({ score }) => score >= LEAST_SCORE && score >= best * LEAST_SHARE)
    .slice(0, MOST)
    .map(({ intent, topic }) => {
      const what = intents.get(intent)?.respond;
      const general = what && 'answer' in what && content.has(what.answer) ? what.answer : null;
      const chosen = general === null ? null : content.answerAbout(general, understood.folded);
      return {
        title: content.topicTitle(topic),
        say: tokenFor(intent, chosen === general ? null : chosen),
      };
    });
}

/** Off-topic or nonsense: what we can do instead. The second time in a row the officer comes first. */
export function fallback(scene: Scene): Said {
  const { standing, content } = scene;
  const misses = standing.misses + 1;
  const as = { intent: scene.understood.intent, topic: 'off-topic' };
  const after = { misses, ...keepFor(scene) };
  const id = scene.understood.grievance ? 'off-topic.story' : 'off-topic';
  if (misses < 2) return { outcome: 'fallback', as, replies: [withAdd(scene, id)], after };
  const choices = numbered([
    ...content.choices('clarify.officer'),
    ...addChoice(scene),
    ...content.choices('off-topic').slice(0, 1),
  ]);
  return { outcome: 'fallback', as, replies: [bubble(content.say('clarify.again'), choices)], after };
}

/** Who has a case may have meant it: the menu offers to add the words. */
function addChoice(scene: Scene): Omit<Choice, 'n'>[] {
  const one = activeCase(scene);
  if (!one) return [];
  const { code } = one;
  return [{ title: scene.content.say('clarify.add', { code }), say: `thêm vào #${code}` }];
}

function withAdd(scene: Scene, id: string) {
  const { text, choices } = says(scene, id);
  const wayOut = choices.find(({ n }) => n === 0) ?? null;
  return bubble(
    text,
    numbered([...choices.filter((choice) => choice !== wayOut), ...addChoice(scene)], wayOut),
  );
}

/** What the menu's choices need of these words: their day and place, the wrong they tell, the words themselves for a case. */
export function keepFor(scene: Scene) {
  const { areas, dates } = scene.understood.entities;
  const told = scene.understood.grievance ? factsSaid(scene) : {};
  const kept = scene.heard.map(({ key, received }) => ({ key, text: wordsOf(scene, received) }));
  return { slots: { ...told, areas, dates }, ...(activeCase(scene) ? { kept } : {}) };
}

/** A number that the last menu does not have: the same menu again. */
export function wrongNumber(scene: Scene, n: number): Said {
  const { content, standing } = scene;
  return {
    outcome: 'clarify',
    replies: [bubble(content.say('menu.no-such-number', { n }), standing.offered)],
    after: { misses: standing.misses + 1, kept: standing.kept },
  };
}
