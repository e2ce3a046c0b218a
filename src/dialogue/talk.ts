import type { Identity } from '../model/case.ts';
import type { KnownCase } from '../model/decision.ts';
import { lines, receipt } from './drafts.ts';
import { addWords, wordsOf } from './join-case.ts';
import { acceptDue, canBeReached, moment, openCase, unitName } from './open-case.ts';
import { activeCase, isActive, ownCase, type Said, type Scene } from './scene.ts';

const AS = { intent: 'talk-to-person', topic: 'talk-to-person' };

/** `gặp cán bộ`: whoever has the person's case is told; without one, a case of its own is opened. */
export function talk(scene: Scene): Said {
  const own = ownCase(scene, scene.standing.case);
  const open = own && isActive(own) ? own : activeCase(scene);
  return open && open.kind !== 'privacy' ? inCase(scene, open) : asNewCase(scene);
}

function inCase(scene: Scene, one: KnownCase): Said {
  const { code, recipients } = one;
  const id = recipients.length > 0 ? 'talk.added' : 'talk.added-nobody';
  const words = [{ key: scene.last.key, text: lines(scene.content.say('talk.text'), ...context(scene)) }];
  return {
    outcome: 'officer',
    as: AS,
    replies: [receipt(scene, id, { code }, scene.content.say('joined.refused', { code }))],
    effects: addWords(one, words),
    after: { place: null, slots: {}, case: code },
  };
}

function asNewCase(scene: Scene): Said {
  const { facts, content, standing } = scene;
  const { slots } = standing;
  const identity = identityOf(slots.identity, slots.fear === true || scene.understood.fear);
  const workplace = typeof slots.workplace === 'string' && slots.workplace !== '' ? slots.workplace : null;
  const one = {
    kind: 'talk',
    topic: standing.topic,
    urgency: 'normal',
    text: lines(content.say('talk.text'), ...context(scene)),
    destination: facts.destination(workplace, identity),
    identity,
    workplaceText: typeof slots.workplaceText === 'string' ? slots.workplaceText : '',
  } as const;
  const id = canBeReached(one.destination) ? 'talk.sent' : 'talk.nobody';
  const values = { unit: unitName(scene, one.destination), due: moment(scene, acceptDue(scene, one)) };
  return {
    outcome: 'officer',
    as: AS,
    replies: [receipt(scene, id, values)],
    effects: openCase(scene, one),
    after: { place: 'talk/what', slots: {}, case: null },
  };
}

/** Who is afraid to be known stays hidden from the workplace until they choose otherwise. */
function identityOf(chosen: unknown, fear: boolean): Identity {
  if (chosen === 'named' || chosen === 'hidden' || chosen === 'anonymous') return chosen;
  return fear ? 'hidden' : 'named';
}

/** What the officer should know without asking again: the words of this turn, what was told before, the last topic. */
function context(scene: Scene): string[] {
  const { standing, content } = scene;
  const words = scene.heard.flatMap(({ received }) =>
    received.kind !== 'text' || received.text.trim().split(/\s+/).length > 5
      ? [wordsOf(scene, received)]
      : [],
  );
  const { what } = standing.slots;
  const before = typeof what === 'string' && what !== '' ? [what] : [];
  const topic = standing.topic
    ? [content.say('talk.about', { topic: content.topicTitle(standing.topic) })]
    : [];
  return [...before, ...words, ...topic];
}
