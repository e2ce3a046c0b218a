import type { RenderedAnswer } from '../model/content.ts';
import { bubble, receipt, says } from './drafts.ts';
import { join } from './join-case.ts';
import { canBeReached, openCase, unitName } from './open-case.ts';
import { isQuestion } from './questions.ts';
import { activeCase, type Said, type Scene } from './scene.ts';

const AS = { intent: 'rumour', topic: 'rumour' };
const ASKS_CLAIM = 'rumour/claim';
/** Fewer words claim nothing that could be looked up ("tin này đúng không"). */
const FEWEST_WORDS = 3;
/** Somebody who only passes a text on writes more than a question has. */
const PASSED_ON_WORDS = 25;
/** Whether somebody asks if a thing they heard is so, by letters alone. */
const ASKS_TRUTH =
  /\b(co that|co thiet|that khong|thiet khong|thiet hong|that hong|that ha|that k|dung khong|dung hong|dung hay sai|hay xao|nghe (noi|don|bao|dau|tin|nguoi ta|ng ta)|tin (nay|do|don|gia|vit|tren mang)|don (la|rang|am|nhau)|dang don|thuc hu|xac minh|kiem chung|kiem tra (giup|dum|gium)|co phai (la )?(that|tin)|lan truyen|fake|tin duoc khong)\b/;

/** A scam is answered at once, by its words: waiting until all is understood may cost somebody their savings. */
export function scamTurn(scene: Scene): Said | null {
  const id = scene.content.rumours.scam(scene.understood.folded);
  return id === null ? null : rebut(scene, id, scene.text);
}

/** A claim we have published about, asked about or passed on; and what follows our asking for the claim. */
export function rumourTurn(scene: Scene): Said | null {
  const { standing, understood, text } = scene;
  if (standing.place === ASKS_CLAIM && isClaim(scene) && !asksElse(scene))
    return judge(scene, text, understood.folded);
  const isPassedOn = understood.folded.split(' ').length >= PASSED_ON_WORDS;
  if (!ASKS_TRUTH.test(understood.folded) && !isPassedOn) return null;
  const known = scene.content.rumours.about(understood.folded);
  if (known !== null) return rebut(scene, known, text);
  return before(scene);
}

/** The intent: somebody doubts a thing they heard. */
export const rumour = (scene: Scene): Said => {
  const { understood, text } = scene;
  if (isClaim(scene)) return judge(scene, text, understood.folded);
  return before(scene) ?? { ...asked(scene), after: { place: ASKS_CLAIM } };
};

const isClaim = ({ content, understood }: Scene): boolean =>
  content.rumours.claims(understood.folded) >= FEWEST_WORDS;

/** Instead of the claim we asked for they ask something else that is surely known. */
const asksElse = (scene: Scene): boolean => {
  const { verdict, topic, folded } = scene.understood;
  return verdict === 'sure' && topic !== 'rumour' && isQuestion(scene) && !ASKS_TRUTH.test(folded);
};

const asked = (scene: Scene): Said => ({ outcome: 'answer', as: AS, replies: [says(scene, 'rumour.which')] });

/** "Tin này đúng không": about the long text they sent right before. */
function before(scene: Scene): Said | null {
  const { passedOn } = scene.standing;
  const isAboutIt = ASKS_TRUTH.test(scene.understood.folded) && !isClaim(scene);
  return passedOn === undefined || !isAboutIt ? null : judge(scene, passedOn.text, passedOn.folded);
}

/** What is published of the claim; nothing is confirmed or denied without it, and somebody looks into what is new. */
function judge(scene: Scene, text: string, folded: string): Said {
  const { rumours } = scene.content;
  const known = rumours.scam(folded) ?? rumours.about(folded) ?? rumours.hinted(folded);
  return (known === null ? null : rebut(scene, known, text)) ?? handOn(scene, text);
}

function rebut(scene: Scene, id: string, text: string): Said | null {
  const answer = scene.content.rumours.rebuttal(id, scene.facts.now);
  return answer === null || answer.state !== 'ok' ? null : published(answer, text);
}

const published = (answer: RenderedAnswer, text: string): Said => ({
  outcome: 'answer',
  as: AS,
  answer,
  replies: answer.bubbles.map((said, n) =>
    bubble(said, n === answer.bubbles.length - 1 ? answer.choices : []),
  ),
  after: { place: null, more: null, slots: { rumour: text } },
});

/** A claim nobody has looked into: a case of its own at the province, or added to the one that still waits there. */
function handOn(scene: Scene, text: string): Said {
  const { facts } = scene;
  const open = activeCase(scene, 'rumour');
  if (open) return { ...join(scene, open), outcome: 'answer', as: AS };
  const destination = facts.province;
  const id = canBeReached(destination) ? 'rumour.new' : 'rumour.nobody';
  return {
    outcome: 'answer',
    as: AS,
    replies: [receipt(scene, id, canBeReached(destination) ? { unit: unitName(scene, destination) } : {})],
    effects: openRumour(scene, text),
    after: { place: null, slots: {} },
  };
}

/** `báo việc này cho công đoàn`: the rumour that was just spoken of becomes a case at the province. */
export function report(scene: Scene): Said {
  const { facts, standing, content } = scene;
  const told = standing.slots.rumour;
  if (typeof told !== 'string' || told === '')
    return { outcome: 'command', replies: [bubble(content.say('report.empty'))] };
  const id = canBeReached(facts.province) ? 'report.sent' : 'report.nobody';
  return {
    outcome: 'command',
    as: { intent: '', topic: 'rumour' },
    replies: [receipt(scene, id, { unit: unitName(scene, facts.province) })],
    effects: openRumour(scene, told),
    after: { slots: {} },
  };
}

const openRumour = (scene: Scene, text: string) =>
  openCase(scene, {
    kind: 'rumour',
    topic: 'rumour',
    urgency: 'normal',
    text,
    destination: scene.facts.province,
    identity: 'hidden',
  });
