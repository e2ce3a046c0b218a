import type { Standing } from '../model/exchange.ts';
import type { Pace } from '../model/pace.ts';
import { bubble } from './drafts.ts';
import type { Said, Scene } from './scene.ts';

const MINUTE_MS = 60_000;
/** Nobody talks in more turns than one a second; texts that come together are one. */
const MOST_TURNS = 60;
const TOO_FAST = 'too-fast';

/**
 * Too fast: "not understood" is not said twice in a minute in the same words, and past sixty turns a minute only that, once. What
 * matters is said however fast somebody writes: danger, what was done, steps of a flow, commands. Every message is in the log.
 */
export function paced(scene: Scene, said: Said): Said {
  const { standing, facts, last } = scene;
  if (!last.received.heard || facts.officer) return said;
  const pace = paceNow(standing.pace, facts.now);
  // Something else was said in between: the same words are no repetition any more.
  const moved = {
    ...said,
    after: { ...said.after, pace: pace.last === TOO_FAST ? pace : { ...pace, last: '' } },
  };
  if (matters(standing, said)) return moved;
  if (pace.turns > MOST_TURNS) return tooFast(scene, said, pace);
  const isUnsure = said.outcome === 'clarify' || said.outcome === 'fallback';
  if (!isUnsure) return moved;
  const mark = markOf(said.replies.map(({ text }) => text).join('\n'));
  if (isRecent(pace, mark, facts.now)) return unsaid(standing, said, pace);
  const now = { ...pace, last: mark, lastAt: facts.now.toISOString() };
  return { ...said, after: { ...said.after, pace: now } };
}

function paceNow(before: Pace | undefined, now: Date): Pace {
  if (!before) return { since: now.toISOString(), turns: 1, last: '', lastAt: '' };
  const isNewMinute = now.getTime() - Date.parse(before.since) >= MINUTE_MS;
  if (isNewMinute) return { ...before, since: now.toISOString(), turns: 1 };
  return { ...before, turns: before.turns + 1 };
}

function matters(standing: Standing, { outcome, replies, effects = [], after = {} }: Said): boolean {
  const { place = standing.place, owner = standing.owner } = after;
  const isTalk =
    outcome === 'answer' || outcome === 'clarify' || outcome === 'fallback' || outcome === 'officer';
  return !isTalk || effects.length > 0 || replies.length === 0 || place !== null || owner === 'officer';
}

function tooFast({ standing, facts, content }: Scene, said: Said, pace: Pace): Said {
  if (isRecent(pace, TOO_FAST, facts.now)) return unsaid(standing, said, pace);
  const now = { ...pace, last: TOO_FAST, lastAt: facts.now.toISOString() };
  return {
    outcome: 'fallback',
    ...(said.as ? { as: said.as } : {}),
    replies: [bubble(content.say('too-fast'))],
    after: { ...asBefore(standing), pace: now },
  };
}

/** In the log with what it meant; nothing is said, and the person stands where they stood. */
const unsaid = (standing: Standing, { as }: Said, pace: Pace): Said => ({
  outcome: 'silent',
  ...(as ? { as } : {}),
  replies: [],
  after: { ...asBefore(standing), pace },
});

const asBefore = ({ offered, misses, kept }: Standing) => ({ offered, misses, kept });

const isRecent = ({ last, lastAt }: Pace, mark: string, now: Date): boolean =>
  last === mark && now.getTime() - Date.parse(lastAt) < MINUTE_MS;

/** Short, for it stands in every exchange: FNV-1a and the length. */
function markOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return `${(hash >>> 0).toString(36)}.${text.length}`;
}
