import type { KnownCase, ReplyDraft } from '../model/decision.ts';
import { bubble, says } from './drafts.ts';
import { owedNews } from './programmes/news.ts';
import { ownCase, type Said, type Scene } from './scene.ts';

/** A case is marked as done: its worker is asked whether it is settled, or when they next write, where the platform takes nothing now. */
export function caseDone(scene: Scene, { code }: KnownCase): Pick<Said, 'outcome' | 'replies' | 'after'> {
  const after = { owner: 'bot', case: null, humanSince: null } as const;
  if (scene.facts.mayBeTold)
    return { outcome: 'relay', replies: [{ ...says(scene, 'case.done', { code }), keep: true }], after };
  const { toAsk = [] } = scene.standing;
  return {
    outcome: 'silent',
    replies: [],
    after: { ...after, toAsk: [...toAsk.filter((one) => one !== code), code] },
  };
}

/** They have written again: what could not be asked is asked behind the answer, unless somebody is in danger, in a flow, or with an officer. */
export function askWhatIsOwed(scene: Scene, said: Said): Said {
  const { toAsk = [] } = scene.standing;
  if (toAsk.length === 0 || !scene.last.received.heard || isBusy(scene, said)) return said;
  const named = scene.facts.named.map(({ code }) => code);
  // What they have just spoken of needs no question: they said "đã xong" or "chưa xong" by themselves.
  const asked = toAsk.filter((code) => !named.includes(code));
  const hasMenu = said.replies.some(({ choices }) => choices.length > 0);
  const questions = asked.flatMap((code, n) => saidLate(scene, code, hasMenu || n > 0));
  // Numbers are those of the question now, also where small words would have kept an older menu.
  const offered = questions.find(({ choices }) => choices.length > 0)?.choices;
  return {
    ...said,
    replies: [...said.replies, ...questions],
    after: { ...said.after, ...(offered ? { offered } : {}), toAsk: [] },
  };
}

function isBusy({ standing }: Scene, { outcome, replies, after = {} }: Said): boolean {
  const { place = standing.place, owner = standing.owner } = after;
  return outcome === 'emergency' || place !== null || owner === 'officer' || replies.length === 0;
}

/** News of a programme, or the question about a case. */
function saidLate(scene: Scene, owed: string, hasMenu: boolean): ReplyDraft[] {
  const news = owedNews(scene, owed);
  if (news === null) return [question(scene, owed, hasMenu)];
  return hasMenu ? news.map((reply) => ({ ...reply, choices: [] })) : news;
}

/** Numbers belong to one menu of a turn: beside another one the way to answer is words. */
function question(scene: Scene, code: string, hasMenu: boolean): ReplyDraft {
  const { content } = scene;
  if (ownCase(scene, code)?.status !== 'resolved') return bubble(content.say('case.done.late', { code }));
  return hasMenu
    ? bubble(content.say('case.done.words', { code }))
    : { ...says(scene, 'case.done', { code }), keep: true };
}
