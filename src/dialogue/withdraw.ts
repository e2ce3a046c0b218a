import type { KnownCase } from '../model/decision.ts';
import type { Effect } from '../model/exchange.ts';
import { codedOf } from './commands.ts';
import { bubble, numbered, receipt, says, tell } from './drafts.ts';
import { aboutCase, addWords } from './join-case.ts';
import { canBeReached, holdingOf, moment, unitName } from './open-case.ts';
import { isActive, type Said, type Scene } from './scene.ts';

/** `rút` without a code: the only case, or which. */
export function withdrawSome(scene: Scene): Said {
  const { content, facts } = scene;
  const active = facts.ownCases.filter(isActive);
  const [only] = active;
  if (!only) return { outcome: 'command', replies: [bubble(content.say('withdraw.none'))] };
  if (active.length === 1) return withdraw(scene, only);
  const choices = active.map(({ code }) => ({ title: code, say: `rút #${code}` }));
  return { outcome: 'command', replies: [bubble(content.say('withdraw.which'), numbered(choices))] };
}

/** Asked once more, because it ends the officer's work. */
export const withdraw = (scene: Scene, one: KnownCase): Said => ({
  outcome: 'command',
  as: aboutCase(one),
  replies: [isActive(one) ? says(scene, 'withdraw', { code: one.code }) : says(scene, 'withdraw.refused')],
});

export function withdrawNow(scene: Scene, one: KnownCase): Said {
  const { code, recipients } = one;
  const { standing, content } = scene;
  const endsTalk = standing.case === code && standing.humanSince === null;
  return {
    outcome: 'command',
    as: aboutCase(one),
    replies: [receipt(scene, 'withdraw.done', { code }, content.say('withdraw.refused'))],
    effects: [
      { do: 'move-case', code, move: { as: 'withdraw' } },
      ...tell(recipients, { what: 'case-withdrawn', code }, 1),
    ],
    after: endsTalk ? { owner: 'bot', case: null } : {},
  };
}

/** "Chưa": the case goes back to whoever had it, as a new one, with what else was said. */
export function reopen(scene: Scene, one: KnownCase): Said {
  const { code, urgency, recipients } = one;
  const { facts, content } = scene;
  const back = recipients.length > 0 ? { ...one.above, ...placeOf(one), officers: recipients } : one.above;
  const due = facts.calendar.acceptDue(urgency, facts.now);
  const effects: Effect[] = [
    { do: 'move-case', code, move: { as: 'reopen', to: holdingOf(back, due) } },
    ...tell(back.officers, { what: 'card', code, why: 'reopened' }, 1),
  ];
  const said = scene.heard.flatMap(({ key, received }) =>
    codedOf(received.text) === null && received.text.trim().split(/\s+/).length > 2
      ? [{ key, text: received.text.trim() }]
      : [],
  );
  const id = canBeReached(back) ? 'case.reopened' : 'case.reopened-nobody';
  const values = { code, unit: unitName(scene, back), due: moment(scene, due) };
  return {
    outcome: 'command',
    as: aboutCase(one),
    replies: [receipt(scene, id, values, content.say('case.reopen-refused'))],
    effects: [...effects, ...addWords({ ...one, recipients: back.officers }, said, effects.length)],
    after: { owner: 'bot', case: code },
  };
}

const placeOf = ({ unit, unitName: name, level }: KnownCase) => ({ unit, unitName: name, level });

/** "Rồi". Nothing changes: the case is resolved already. */
export const solved = (scene: Scene, one: KnownCase): Said => ({
  outcome: 'command',
  as: aboutCase(one),
  replies: [bubble(scene.content.say('case.solved', { code: one.code }))],
});
