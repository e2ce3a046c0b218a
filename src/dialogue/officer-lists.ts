import { placeOf, statusOf } from './card.ts';
import { bubble, numbered } from './drafts.ts';
import { wordsOf } from './join-case.ts';
import { isActive, type Said, type Scene } from './scene.ts';

/** A list on a phone; older ones come first, so none is forgotten. */
const MOST = 9;
const NOTHING = { intent: '', topic: '' };

/** `của tôi`: the officer's cases by number, for `trả lời N`. The numbers are remembered as they were shown. */
export function listMine(scene: Scene): Said {
  const { content, facts, standing } = scene;
  const cases = facts.officerCases.filter(isActive).slice(0, MOST);
  if (cases.length === 0)
    return { outcome: 'command', as: NOTHING, replies: [bubble(content.say('officer.mine-none'))] };
  const choices = cases.map((one) => ({
    title: content.say('officer.mine-line', {
      code: one.code,
      place: placeOf(scene, one, 40),
      status: statusOf(scene, one),
    }),
    say: `#${one.code}`,
  }));
  return {
    outcome: 'command',
    as: NOTHING,
    replies: [bubble(content.say('officer.mine'), numbered(choices))],
    after: { slots: { ...standing.slots, mine: cases.map(({ code }) => code) }, ...leaveAsking(scene) },
  };
}

/** A command ends the wait for a question to the worker. */
export const leaveAsking = ({ standing }: Scene) => (standing.place === 'officer/ask' ? { place: null } : {});

/** Not theirs, or not there: the same words, so that nothing is said about the case. */
export const refuse = (scene: Scene, id = 'officer.refused'): Said => ({
  outcome: 'command',
  as: NOTHING,
  replies: [bubble(scene.content.say(id))],
});

export const dropKept = (scene: Scene): Said => ({
  outcome: 'command',
  as: NOTHING,
  replies: [bubble(scene.content.say('officer.dropped'))],
  after: { kept: [] },
});

/** Words that name no case are kept, and the officer is asked whom they are for. */
export function askWhich(scene: Scene): Said {
  const { content, facts, standing, heard } = scene;
  const words = heard.map(({ key, received }) => ({ key, text: wordsOf(scene, received) }));
  const cases = facts.officerCases.filter(isActive).slice(0, MOST);
  const choices = cases.map(({ code }) => ({ title: code, say: `gửi cho #${code}` }));
  const nobody = content.choices('officer.which')[0] ?? null;
  return {
    outcome: 'command',
    as: NOTHING,
    replies: [bubble(content.say('officer.which'), numbered(choices, nobody))],
    after: { kept: [...standing.kept, ...words] },
  };
}
