import type { ReplyDraft } from '../../model/decision.ts';
import type { Said, Scene } from '../scene.ts';
import { cardOf, waysOn } from './show.ts';

/** What stands in `toAsk` for news that could not be sent. */
const OWED = 'programme:';

/** A programme was published that this person asked to be told of: told now, or when they next write; never once they took that back. */
export function programmeKnown(scene: Scene, name: string): Said {
  const { facts, standing } = scene;
  if (standing.consents?.programmes?.given === false) return { outcome: 'silent', replies: [] };
  if (facts.mayBeTold && !standing.stopped) return tellNow(scene, news(scene, name));
  const owed = `${OWED}${name}`;
  const { toAsk = [] } = standing;
  return { outcome: 'silent', replies: [], after: { toAsk: [...toAsk.filter((one) => one !== owed), owed] } };
}

/** The news behind an entry of `toAsk`; null when it is a case's code. */
export const owedNews = (scene: Scene, owed: string): ReplyDraft[] | null =>
  owed.startsWith(OWED) ? news(scene, owed.slice(OWED.length)) : null;

/** Without numbers of its own where a menu or a question stands already. */
function tellNow({ standing }: Scene, replies: ReplyDraft[]): Said {
  if (replies.length === 0) return { outcome: 'silent', replies };
  const isBusy = standing.place !== null || standing.owner === 'officer';
  const shown = isBusy ? replies.map((reply) => ({ ...reply, choices: [] })) : replies;
  return {
    outcome: 'answer',
    replies: shown,
    after: { kept: standing.kept, ...(isBusy ? { offered: standing.offered } : {}) },
  };
}

/** Nothing when it was taken out, or is no longer known, since they were told of it. */
function news(scene: Scene, name: string): ReplyDraft[] {
  const programme = scene.content.programme(name);
  if (programme?.status !== 'known') return [];
  const { title } = programme;
  const note = scene.content.say('programme.news', { title });
  return cardOf(scene, programme, waysOn(scene, programme, 'qualify'), note).map((reply) => ({
    ...reply,
    keep: true,
  }));
}
