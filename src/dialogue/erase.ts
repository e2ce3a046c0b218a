import { bubble, receipt, says } from './drafts.ts';
import { acceptDue, canBeReached, moment, openCase } from './open-case.ts';
import { activeCase, type Said, type Scene } from './scene.ts';

/** The law on personal data: answered within 2 working days, erased within 20 days. */
const ANSWER_WORKING_DAYS = 2;
const ERASE_DAYS = 20;
const DAY_MS = 24 * 60 * 60_000;
const AS = { intent: 'erase-data', topic: 'privacy' };

/** `xóa dữ liệu của tôi`: asked once whether they mean it. */
export function erase(scene: Scene): Said {
  const open = activeCase(scene, 'privacy');
  const text = open && scene.content.say('erase.already', { code: open.code });
  return {
    outcome: 'command',
    as: AS,
    replies: [text === null ? says(scene, 'erase') : bubble(text)],
    after: { place: null },
  };
}

/** A case for the province's staff, with the dates of the law. */
export function eraseNow(scene: Scene): Said {
  if (activeCase(scene, 'privacy')) return erase(scene);
  const { facts, content } = scene;
  const answerBy = facts.calendar.addWorkingDays(facts.now, ANSWER_WORKING_DAYS);
  const eraseBy = new Date(facts.now.getTime() + ERASE_DAYS * DAY_MS);
  const one = {
    kind: 'privacy',
    topic: 'privacy',
    urgency: 'normal',
    text: content.say('erase.text'),
    destination: facts.province,
    identity: 'named',
    legalDue: eraseBy.toISOString(),
    facts: { answerBy: answerBy.toISOString(), eraseBy: eraseBy.toISOString() },
  } as const;
  const id = canBeReached(facts.province) ? 'erase.sent' : 'erase.nobody';
  const due = acceptDue(scene, one);
  const answered = due !== null && due < answerBy ? due : answerBy;
  const values = { due: moment(scene, answered), erase: dayOf(eraseBy) };
  return {
    outcome: 'command',
    as: AS,
    replies: [receipt(scene, id, values)],
    effects: openCase(scene, one),
    after: { place: null, slots: {} },
  };
}

const dayOf = (at: Date): string =>
  new Intl.DateTimeFormat('vi-VN', {
    timeZone: 'Asia/Ho_Chi_Minh',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
  }).format(at);
