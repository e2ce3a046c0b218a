import type { Decision, ReplyDraft } from '../model/decision.ts';
import type { Standing } from '../model/exchange.ts';
import { bubble, lines } from './drafts.ts';
import type { Said, Scene } from './scene.ts';

/** Makes the decision of what a part of the dialogue wants: the notice, the menu that now stands, where the person is. */
export function finish(scene: Scene, said: Said): Decision {
  const { standing, understood, content } = scene;
  const notice = noticeFor(scene, said);
  const kept = keptAfter(scene, said);
  const replies = [
    ...(notice ? [bubble(notice.text)] : []),
    ...(kept.isDropped ? [bubble(content.say('officer.kept-dropped'))] : []),
    ...said.replies,
  ];
  const as = said.as ?? aboutOf(scene);
  return {
    ...as,
    confidence: as.intent === understood.intent ? understood.confidence : 1,
    outcome: said.outcome,
    answer: said.answer?.id ?? '',
    answerVersion: said.answer?.version ?? '',
    citations: said.answer?.citations ?? said.citations ?? [],
    after: {
      ...withoutPassedOn(standing),
      misses: 0,
      topic: said.answer || said.outcome === 'flow' ? as.topic : standing.topic,
      noticed: notice ? notice.version : standing.noticed,
      kept: kept.kept,
      offered: menuAfter(standing, replies),
      ...passedOnIn(scene, said),
      ...said.after,
    },
    effects: said.effects ?? [],
    replies,
  };
}

const LONG_WORDS = 12;
const MOST_KEPT = 2000;

/** Kept for one turn: whoever passes something on often asks about it only in their next message. */
function passedOnIn(
  { text, understood: { folded }, last }: Scene,
  { outcome }: Said,
): Pick<Standing, 'passedOn'> {
  const isLong = folded.split(' ').length >= LONG_WORDS && text.length <= MOST_KEPT;
  const isOurs = outcome === 'emergency' || outcome === 'relay' || last.received.told !== null;
  return isLong && !isOurs ? { passedOn: { text, folded } } : {};
}

function withoutPassedOn({ passedOn: _, ...stays }: Standing): Standing {
  return stays;
}

/** Something that was told means nothing by itself. */
const aboutOf = ({ last, understood: { intent, topic } }: Scene) =>
  last.received.told === null ? { intent, topic } : { intent: '', topic: '' };

/** What was shown last is what a number means; a turn that says nothing leaves the menu as it is. */
function menuAfter({ offered }: Standing, replies: ReplyDraft[]): Standing['offered'] {
  if (replies.length === 0) return offered;
  return replies.findLast(({ choices }) => choices.length > 0)?.choices ?? [];
}

/** Before the first thing we say to somebody; never before the numbers to call. */
function noticeFor(
  { standing, facts, last, content }: Scene,
  { outcome, replies }: Said,
): { text: string; version: string } | null {
  const { asksGoogle = false } = facts;
  const version = `${content.say('notice.version')}${asksGoogle ? '+google' : ''}`;
  const isDanger = outcome === 'emergency' || standing.place === 'emergency/where';
  if (replies.length === 0 || isDanger || facts.officer || last.received.told) return null;
  if (standing.noticed === version) return null;
  const text = lines(content.say('notice.first'), asksGoogle ? content.say('notice.google') : null);
  return { text, version };
}

/** Words that waited for "which case?" go nowhere once something else is said; an officer is told so. */
function keptAfter({ standing, facts }: Scene, { after, replies, outcome }: Said) {
  if (after?.kept) return { kept: after.kept, isDropped: false };
  if (replies.length === 0) return { kept: standing.kept, isDropped: false };
  // Nothing stands before the numbers to call.
  const isSaid = facts.officer !== null && outcome !== 'emergency';
  return { kept: [], isDropped: standing.kept.length > 0 && isSaid };
}
