import type { Destination, KnownCase } from '../model/decision.ts';
import type { Told } from '../model/exchange.ts';
import { bubble, held, tell } from './drafts.ts';
import { canBeReached, holdingOf, moment, unitName } from './open-case.ts';
import type { Said, Scene } from './scene.ts';

const LATE_MS = 15 * 60_000;

/** Nobody took it, or answered it, in time: it goes to the next level, once, and the worker reads until when. */
export function overdue(scene: Scene, told: Told & { what: 'overdue' }, one: KnownCase): Said {
  const { code, above, urgency } = one;
  const { content, facts } = scene;
  if (!isHigher(one, above)) {
    const nowhere = { ...bubble(content.say('case.overdue.nowhere', { code })), keep: true };
    return { outcome: 'relay', replies: [nowhere] };
  }
  const due = facts.calendar.escalatedDue(urgency, countedFrom(told.due, facts.now));
  const done = content.say(`case.overdue.${told.clock}`, {
    code,
    above: unitName(scene, above),
    at: facts.calendar.clock(facts.now, facts.now),
    due: moment(scene, due),
  });
  return {
    outcome: 'relay',
    // Somebody answered meanwhile: then nothing is said.
    replies: [held({ done, refused: '', sorry: '' })],
    effects: [
      {
        do: 'move-case',
        code,
        move: { as: 'escalate', clock: told.clock, due: told.due, to: holdingOf(above, due) },
      },
      ...tell(one.recipients, { what: 'case-moved', code, reason: 'overdue' }, 1),
      ...tell(above.officers, { what: 'card', code, why: 'escalated' }, 1),
    ],
    after: { owner: 'bot', case: code, humanSince: null },
  };
}

/** The next level's time runs from the missed deadline, unless we noticed it so late that little would be left of it. */
function countedFrom(missed: string, now: Date): Date {
  const due = new Date(missed);
  return now.getTime() - due.getTime() <= LATE_MS ? due : now;
}

const isHigher = ({ level, unit }: KnownCase, above: Destination): boolean =>
  canBeReached(above) && level !== 'province' && above.unit !== unit;
