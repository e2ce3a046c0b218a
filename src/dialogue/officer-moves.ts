import type { Destination, KnownCase } from '../model/decision.ts';
import type { Effect } from '../model/exchange.ts';
import { cardChoices, heldCard } from './card.ts';
import { type Coded, codedOf } from './commands.ts';
import { bubble, receipt, says, tell } from './drafts.ts';
import { aboutCase } from './join-case.ts';
import { leaveAsking } from './officer-lists.ts';
import { canBeReached, holdingOf, moment, unitName } from './open-case.ts';
import type { Said, Scene } from './scene.ts';

type Officer = { code: string };

/** What an officer does with a case by a command: each is one move and whoever has to know of it. */
export function officerMove(
  scene: Scene,
  one: KnownCase,
  { verb, text }: Pick<Coded, 'verb' | 'text'>,
): Said {
  const me = { code: scene.facts.officer?.code ?? '' };
  switch (verb) {
    case null:
      return text === '' ? show(scene, one) : words(scene, one, me, text);
    case 'accept':
      return accept(scene, one, me);
    case 'ask':
      return text === '' ? writeQuestion(scene, one) : question(scene, one, me, text);
    case 'note':
      return text === '' ? hint(scene, one, 'officer.write-note') : note(scene, one, me, text);
    case 'transfer':
      return handOn(scene, one, me, 'transfer');
    case 'exclude':
      return handOn(scene, one, me, 'exclude');
    case 'extend':
      return text === '' ? hint(scene, one, 'officer.write-reason') : extend(scene, one, me, text);
    case 'resolve':
      return resolve(scene, one, me);
    case 'send-kept':
      return sendKept(scene, one, me);
    default:
      return show(scene, one);
  }
}

function accept(scene: Scene, one: KnownCase, me: Officer): Said {
  const { code } = one;
  if (one.holder === me.code && one.status !== 'new') return hint(scene, one, 'officer.already-yours');
  const effect: Effect = {
    do: 'move-case',
    code,
    move: { as: 'accept', officer: me.code, person: scene.facts.person },
  };
  const taken = scene.content.say('officer.taken-by-other', { code });
  return moved(scene, one, [effect], receipt(scene, 'officer.taken', { code, due: '{due}' }, taken));
}

/** Words for the worker; a `new` case is accepted by them. */
export function words(scene: Scene, one: KnownCase, me: Officer, text: string): Said {
  const move = { as: 'answer', officer: me.code, text, accepts: one.status === 'new' } as const;
  return toWorker(
    scene,
    one,
    { do: 'move-case', code: one.code, move },
    { text, asks: false, id: 'officer.answered' },
  );
}

export function question(scene: Scene, one: KnownCase, me: Officer, text: string): Said {
  const move = { as: 'ask', officer: me.code, text, accepts: one.status === 'new' } as const;
  return toWorker(
    scene,
    one,
    { do: 'move-case', code: one.code, move },
    { text, asks: true, id: 'officer.asked' },
  );
}

function toWorker(
  scene: Scene,
  one: KnownCase,
  effect: Effect,
  { text, asks, id }: { text: string; asks: boolean; id: string },
): Said {
  const { code, person } = one;
  const effects = [effect, ...tell([{ person }], { what: 'officer-words', code, text, asks }, 1)];
  return moved(
    scene,
    one,
    effects,
    receipt(scene, id, { code }, scene.content.say('officer.not-sent', { code })),
  );
}

function note(scene: Scene, one: KnownCase, me: Officer, text: string): Said {
  const { code } = one;
  const effect: Effect = { do: 'move-case', code, move: { as: 'note', officer: me.code, text } };
  return moved(scene, one, [effect], receipt(scene, 'officer.noted', { code }, refusal(scene, one)));
}

/** To another officer of the unit, or the level above. Who is concerned themselves leaves it even when nobody else is there. */
function handOn(scene: Scene, one: KnownCase, me: Officer, as: 'transfer' | 'exclude'): Said {
  const { code, urgency, person } = one;
  const to = as === 'exclude' ? one.above : otherOrAbove(one);
  const isReached = canBeReached(to);
  if (!isReached && as === 'transfer') return hint(scene, one, 'officer.nobody-else');
  const due = scene.facts.calendar.acceptDue(urgency, scene.facts.now);
  const reason = as === 'transfer' ? 'transferred' : 'excluded';
  const effects: Effect[] = [
    { do: 'move-case', code, move: { as, officer: me.code, to: holdingOf(to, due) } },
    ...tell([{ person }], { what: 'case-moved', code, reason }, 1),
    ...tell(to.officers, { what: 'card', code, why: 'transferred' }, 1),
  ];
  const id = isReached ? `officer.${reason}` : 'officer.excluded-nobody';
  return moved(
    scene,
    one,
    effects,
    receipt(scene, id, { code, unit: unitName(scene, to) }, refusal(scene, one)),
  );
}

const otherOrAbove = ({ others, above }: KnownCase): Destination => (canBeReached(others) ? others : above);

/** One more answer period, counted from the old deadline, and the worker reads it. */
function extend(scene: Scene, one: KnownCase, me: Officer, why: string): Said {
  const { code, clock, urgency, person } = one;
  const { facts } = scene;
  const from = clock && clock.due > facts.now ? clock.due : facts.now;
  const due = facts.calendar.answerDue(urgency, from).toISOString();
  const effects: Effect[] = [
    { do: 'move-case', code, move: { as: 'extend', officer: me.code, why, due } },
    ...tell([{ person }], { what: 'case-extended', code, due }, 1),
  ];
  const values = { code, due: moment(scene, new Date(due)) };
  return moved(scene, one, effects, receipt(scene, 'officer.extended', values, refusal(scene, one)));
}

function resolve(scene: Scene, one: KnownCase, me: Officer): Said {
  const { code, person } = one;
  const effects: Effect[] = [
    { do: 'move-case', code, move: { as: 'resolve', officer: me.code } },
    ...tell([{ person }], { what: 'case-done', code }, 1),
  ];
  const id = scene.facts.outOfReach.includes(code) ? 'officer.resolved-later' : 'officer.resolved';
  return moved(scene, one, effects, receipt(scene, id, { code }, refusal(scene, one)));
}

/** The words that waited for "which case?". A bare number was meant for that case's card. */
function sendKept(scene: Scene, one: KnownCase, me: Officer): Said {
  const { kept, cards } = scene.standing;
  const [first] = kept;
  if (!first) return show(scene, one);
  if (kept.length === 1 && one.status === 'new' && cards.includes(one.code)) {
    const choice = cardChoices(scene, one.code).find(({ n }) => String(n) === first.text);
    const coded = choice && codedOf(choice.say);
    if (coded) return officerMove(scene, one, coded);
  }
  return words(scene, one, me, kept.map(({ text }) => text).join('\n'));
}

const show = (scene: Scene, one: KnownCase): Said => ({
  outcome: 'command',
  as: aboutCase(one),
  replies: [heldCard(scene, one)],
});

/** The next words are the question. */
const writeQuestion = (scene: Scene, one: KnownCase): Said => ({
  outcome: 'command',
  as: aboutCase(one),
  replies: [says(scene, 'officer.write-question', { code: one.code })],
  after: { place: 'officer/ask', slots: { ...scene.standing.slots, asking: one.code } },
});

const hint = (scene: Scene, one: KnownCase, id: string): Said => ({
  outcome: 'command',
  as: aboutCase(one),
  replies: [bubble(scene.content.say(id, { code: one.code }))],
});

const refusal = ({ content }: Scene, { code }: KnownCase): string =>
  content.say('officer.move-refused', { code });

function moved(scene: Scene, one: KnownCase, effects: Effect[], reply: Said['replies'][number]): Said {
  const { cards } = scene.standing;
  return {
    outcome: 'command',
    as: aboutCase(one),
    replies: [reply],
    effects,
    after: { cards: cards.filter((code) => code !== one.code), kept: [], ...leaveAsking(scene) },
  };
}
