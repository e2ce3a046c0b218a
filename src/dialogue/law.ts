import { writtenDay } from '../content/day.ts';
import { keepFor, nearMisses } from './clarify.ts';
import { bubble, lines, numbered, quoted } from './drafts.ts';
import type { Said, Scene } from './scene.ts';

const LONGEST_TITLE = 120;
const IS_NUMBER = /^\d/;

/** What the law says where no answer of ours is surely meant: its own words, that they are no advice, and the way to an officer. */
export function lawTurn(scene: Scene): Said | null {
  const { content, facts, standing } = scene;
  const hit = facts.law(scene.text);
  const cited = hit && { law: hit.law, article: hit.article };
  const change = cited && content.lawChange(cited, facts.now);
  // What is no longer the law is not quoted, even where its text was never taken out.
  if (!hit || change?.is === 'ended') return null;
  const article = IS_NUMBER.test(hit.article) ? content.say('law.article', { n: hit.article }) : hit.article;
  const words = {
    article,
    law: hit.name ?? content.say('law.number', { law: hit.law }),
    extract: hit.snippet,
  };
  const title = quoted(hit.title, LONGEST_TITLE);
  const said =
    title === '' ? content.say('law.found', words) : content.say('law.titled', { ...words, title });
  const changed =
    change === null ? null : content.say('law.changed', { date: writtenDay(change.on), law: change.by });
  const link = hit.source === null ? null : content.say('law.source', { url: hit.source });
  const near = nearMisses(scene);
  const [officer = null] = content.choices('clarify.officer');
  const text = lines(said, changed, link, content.say(near.length > 0 ? 'law.note-near' : 'law.note'));
  return {
    outcome: 'law',
    citations: [{ law: hit.law, article: hit.article }],
    replies: [bubble(text, numbered(near, officer))],
    after: { misses: standing.misses, ...keepFor(scene) },
  };
}
