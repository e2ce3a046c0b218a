import type { Destination, ReplyDraft } from '../../model/decision.ts';
import type { FlowStep } from '../../model/flow.ts';
import { phraseOf } from '../commands.ts';
import { bubble, lines, quoted, says } from '../drafts.ts';
import type { Accepted, Slots } from '../flow.ts';
import { canBeReached, unitName } from '../open-case.ts';
import type { Scene } from '../scene.ts';
import { forgetStep, shownPlace } from './place.ts';
import { identityOf, send } from './send.ts';

/** The whole complaint, who will read it, and the consent that sending gives. */
export function askConfirm(scene: Scene, step: FlowStep, slots: Slots): ReplyDraft {
  const { content } = scene;
  const part = (id: string, values: Record<string, string | number>) =>
    content.say(`${step.ask}.${id}`, values);
  const { when, contact, attachments } = slots;
  const destination = destinationOf(scene, slots);
  const isReached = canBeReached(destination);
  const unit = unitName(scene, destination);
  const readers =
    isReached && destination.level !== 'province'
      ? content.say('complaint.readers.unit', { unit })
      : content.say('complaint.readers.province');
  const text = lines(
    content.say(step.ask),
    whatLine(scene, step, slots),
    isText(when) ? part('when', { when: quoted(when, 60) }) : null,
    part('where', { place: shownPlace(scene, slots) }),
    part('identity', { identity: content.say(`identity.${identityOf(slots)}`) }),
    isText(contact) ? part('contact', { text: quoted(contact, 60) }) : null,
    Array.isArray(attachments) ? part('attachments', { count: attachments.length }) : null,
    isReached ? part('receiver', { unit }) : part('nobody', {}),
    part('consent', { readers }),
  );
  return bubble(text, content.choices(step.ask));
}

function whatLine({ content }: Scene, step: FlowStep, { what, topic }: Slots): string {
  const text = quoted(isText(what) ? what : '', 200);
  return isText(topic)
    ? content.say(`${step.ask}.what`, { topic: content.topicTitle(topic), text })
    : content.say(`${step.ask}.what-plain`, { text });
}

/** What a word after "sửa" names, in the order in which they are looked for. */
const PARTS: [RegExp, string][] = [
  [/\b(viec|noi dung|chuyen)\b/, 'what'],
  [/\b(thoi gian|ngay|thang|bao lau|bao gio)\b/, 'when'],
  [/\b(ten|danh|giau)\b/, 'identity'],
  [/\b(lien he|dien thoai|so dt|sdt)\b/, 'contact'],
  [/\b(noi|cho|cong ty|cty|xa|phuong|dia chi)\b/, 'where'],
];
const SENDS: ReadonlySet<string> = new Set(['gui', 'gui di', 'gui luon', 'dong y', 'dong y gui']);

export function acceptConfirm(scene: Scene, slots: Slots): Accepted {
  const { folded } = scene;
  if (SENDS.has(folded)) return { is: 'end', said: send(scene, slots) };
  if (phraseOf(scene.text) === 'correct-nothing') return { is: 'ask', slots };
  if (!/^sua\b/.test(folded)) return { is: 'no answer' };
  const named = PARTS.find(([pattern]) => pattern.test(folded.slice('sua'.length)))?.[1];
  if (named !== undefined) return correct(scene, slots, named);
  const { place } = scene.standing;
  return {
    is: 'end',
    said: { outcome: 'flow', replies: [says(scene, 'complaint.correct')], after: { place, slots } },
  };
}

/** Asks the one thing again; everything else stays. */
function correct({ content }: Scene, slots: Slots, id: string): Accepted {
  const step = content.flow('complaint').steps.find((one) => one.id === id);
  if (!step) return { is: 'no answer' };
  return { is: 'ask', step: id, slots: forgetStep(step, slots) };
}

export function destinationOf({ facts }: Scene, slots: Slots): Destination {
  const { workplace } = slots;
  return facts.destination(isText(workplace) ? workplace : null, identityOf(slots));
}

const isText = (slot: unknown): slot is string => typeof slot === 'string' && slot !== '';
