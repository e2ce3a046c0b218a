import type { Destination, KnownCase, ReplyDraft } from '../model/decision.ts';
import type { Choice, Effect } from '../model/exchange.ts';
import { identityOf } from './complaint/send.ts';
import { bubble, held, lines, says } from './drafts.ts';
import { addTo, wordsOf } from './join-case.ts';
import { canBeReached, openCase } from './open-case.ts';
import { activeCase, isActive, type Said, type Scene } from './scene.ts';

const DAY_MS = 24 * 60 * 60_000;

/** Danger to life or body now: the numbers to call first and alone, then the officers on duty are told. */
export function dangerTurn(scene: Scene): Said {
  const { content, understood } = scene;
  const danger = understood.danger ?? 'accident';
  const numbers: ReplyDraft = {
    ...bubble(content.say(wordsFor(scene, danger))),
    keep: true,
    supersedes: true,
  };
  const told = toldOf(scene, danger);
  return {
    outcome: 'emergency',
    as: { intent: understood.intent, topic: topicOf(danger) },
    replies: [numbers, whoKnows(scene, danger, told.isReached)],
    effects: told.effects,
    after: { place: 'emergency/where', slots: scene.standing.slots, misses: 0 },
  };
}

/** Kinds in which whoever is meant and whoever writes need other words. */
const OTHERS_TOO: ReadonlySet<string> = new Set(['self-harm', 'harassment']);
const OF_ONESELF =
  /\b(em|toi|tui|tao|tau|minh|e) (dang |moi |vua |cu |hay )?(bi|muon|khong muon|het muon|cat|uong|nhay|dinh|tinh|so)\b/;
const OF_OTHERS =
  /\b(ban|ban be|dong nghiep|chi em|may chi|may dua|co be|co gai|con be|be gai|em gai|chi gai|em trai|anh trai|con gai|con trai|chong|nguoi (ta|do|khac|quen)|cong nhan nu|co nguoi|con nho|dua nho|anh ay|chi ay|anh kia|chi kia)\b/;

/** Whoever tells of somebody else is told what to do for them. In doubt the writer is meant. */
function wordsFor({ understood: { folded } }: Scene, danger: string): string {
  const isOther = OTHERS_TOO.has(danger) && OF_OTHERS.test(folded) && !OF_ONESELF.test(folded);
  return isOther ? `danger.${danger}.other` : `danger.${danger}`;
}

/** Harassment and a strike keep their topic. */
const topicOf = (danger: string): string =>
  danger === 'harassment' ? 'sexual-harassment' : danger === 'strike' ? 'strike' : 'emergency';

/** "Đã báo" is said only once the card is on its way. */
function whoKnows({ content, facts }: Scene, danger: string, isReached: boolean): ReplyDraft {
  const ask = danger === 'self-harm' ? 'danger.person' : 'danger.where';
  const text = content.say(ask);
  const choices: Choice[] = content.choices(ask);
  const nobody = lines(content.say('danger.nobody'), text);
  if (!isReached) return { ...bubble(nobody, choices), keep: true };
  const isOpen = facts.calendar.isWorking(facts.now);
  const done = lines(content.say(isOpen ? 'danger.told' : 'danger.told.after-hours'), text);
  return held({ done, refused: nobody, sorry: nobody }, choices);
}

/** The case of this danger, or a new one; in the officer's time the level above is told too. */
function toldOf(scene: Scene, danger: string): { effects: Effect[]; isReached: boolean } {
  const same = activeCase(scene, 'emergency');
  if (same && isSame(scene, same, danger))
    return { effects: addTo(scene, same), isReached: same.recipients.length > 0 };
  const destination = whoToTell(scene);
  const { facts, heard, understood } = scene;
  const effects = openCase(scene, {
    kind: 'emergency',
    topic: topicOf(danger),
    urgency: 'emergency',
    text: heard.map(({ received }) => wordsOf(scene, received)).join('\n'),
    destination,
    identity: identityOf(scene.standing.slots),
    workplaceText: understood.entities.workplaces[0] ?? '',
    facts: { danger, ...(facts.matches[0] ? { near: facts.matches[0].name } : {}) },
  });
  return { effects, isReached: canBeReached(destination) };
}

const isSame = ({ facts }: Scene, one: KnownCase, danger: string): boolean =>
  one.facts.danger === danger && facts.now.getTime() - one.openedAt.getTime() < DAY_MS;

function whoToTell({ facts, standing }: Scene): Destination {
  const talk = facts.ownCases.find((one) => one.code === standing.case && isActive(one));
  if (standing.owner !== 'officer' || !talk) return facts.duty;
  const known = new Set(facts.duty.officers.map(({ person }) => person));
  const above = talk.above.officers.filter(({ person }) => !known.has(person));
  return { ...facts.duty, officers: [...facts.duty.officers, ...above] };
}

/** Somebody asks about danger without being in it: the numbers, and a person. */
export const aboutDanger = (scene: Scene): Said => ({
  outcome: 'answer',
  replies: [says(scene, 'danger.ask')],
});
