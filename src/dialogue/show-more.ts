import { dateOf } from '../content/day.ts';
import { phraseOf } from './commands.ts';
import { bubble, says } from './drafts.ts';
import type { Said, Scene } from './scene.ts';

/** `xem thêm`: what the last answer kept back, as it stands now: its law may have changed since. */
export function showMore(scene: Scene): Said {
  const { standing, content } = scene;
  const as = { intent: '', topic: standing.topic ?? '' };
  const none: Said = { outcome: 'command', as, replies: [says(scene, 'answer.no-more')] };
  if (standing.more === null) return none;
  const { moreOf } = standing;
  // A turn of an earlier version of Cầu Nối kept the words alone.
  if (!moreOf) return served(scene, standing.more);
  if (!content.has(moreOf.answer)) return none;
  const answer = content.answer(moreOf.answer, { date: dateOf(moreOf.on), area: moreOf.area });
  if (answer.state === 'ok') return answer.more === null ? none : served(scene, answer.more);
  const replies = answer.bubbles.map((text, at) =>
    bubble(text, at === answer.bubbles.length - 1 ? answer.choices : []),
  );
  return { outcome: 'answer', as, answer, replies, after: { more: null, moreOf: null } };
}

function served({ standing }: Scene, more: string): Said {
  const rest = standing.offered.filter(({ say }) => phraseOf(say) !== 'more');
  const choices = rest.map((choice, index) => (choice.n === 0 ? choice : { ...choice, n: index + 1 }));
  return {
    outcome: 'answer',
    as: { intent: '', topic: standing.topic ?? '' },
    replies: [bubble(more, choices)],
    after: { more: null, moreOf: null },
  };
}
