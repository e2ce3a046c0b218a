import type { Destination, KnownCase } from '../model/decision.ts';
import type { Told } from '../model/exchange.ts';
import { bubble, held, tell } from './drafts.ts';
import { canBeReached, holdingOf, moment, unitName } from './open-case.ts';
import type { Said, Scene } from './scene.ts';

/** Nobody took it, or answered it, in time: it goes to the next level, once, and the worker reads until when. */
export function overdue(scene: Scene, told: Told & { what: 'overdue' }, one: KnownCase): Said {
  const { code, urgency } = one;
  const { content, facts } = scene;
  const next = nextFor(one);
  if (!next) {
    const nowhere = { ...bubble(content.say('case.overdue.nowhere', { code })), keep: true };
    return { outcome: 'relay', replies: [nowhere] };
  }
  const due = facts.calendar.escalatedDue(urgency, facts.now);
  const where = next.isHigher ? '' : '-others';
  const done = content.say(`case.overdue.${told.clock}${where}`, {
    code,
    above: unitName(scene, next),
    at: facts.calendar.clock(facts.now, facts.now),
    due: moment(scene, due),
  });
  return {
    outcome: 'relay',
    // Somebody answered meanwhile: then nothing is said.
    replies: [held({ done, refused: '', sorry: content.say('case.overdue.stuck', { code }) })],
    effects: [
      {
        do: 'move-case',
        code,
        move: { as: 'escalate', clock: told.clock, due: told.due, to: holdingOf(next, due) },
      },
      ...tell(one.recipients, { what: 'case-moved', code, reason: 'overdue' }, 1),
      ...tell(next.officers, { what: 'card', code, why: 'escalated' }, 1),
    ],
    after: { owner: 'bot', case: code, humanSince: null },
  };
}

type Next = Destination & { isHigher: boolean };

/** The level above; at the top its other officers, once. Null when nobody is left. */
function nextFor({ above, unit, told, holder, history }: KnownCase): Next | null {
  if (above.unit !== unit) return canBeReached(above) ? { ...above, isHigher: true } : null;
  if (history.some(({ what }) => what === 'escalated')) return null;
  const others = above.officers.filter(({ code }) => code !== holder && !told.includes(code));
  return others.length > 0 ? { ...above, officers: others, isHigher: false } : null;
}
