import type { Destination, ReplyDraft } from '../../model/decision.ts';
import type { Effect } from '../../model/exchange.ts';
import type { FlowStep } from '../../model/flow.ts';
import { phraseOf } from '../commands.ts';
import { forgetStep, shownPlace } from '../complaint/place.ts';
import { withConsent } from '../consents.ts';
import { bubble, held, lines, quoted, says } from '../drafts.ts';
import type { Accepted, Slots } from '../flow.ts';
import { acceptDue, canBeReached, moment, openCase, unitName } from '../open-case.ts';
import type { Said, Scene } from '../scene.ts';
import { criteriaLine } from './criteria-step.ts';

const TOPIC = 'hardship-support';

/** The whole request, who will read it, and the consent that sending gives. */
export function askConfirm(scene: Scene, step: FlowStep, slots: Slots): ReplyDraft {
  const { content } = scene;
  const part = (id: string, values: Record<string, string | number>) =>
    content.say(`${step.ask}.${id}`, values);
  const { name, contact, attachments } = slots;
  const destination = destinationOf(scene, slots);
  const unit = unitName(scene, destination);
  const isReached = canBeReached(destination);
  const readers =
    isReached && destination.level !== 'province'
      ? content.say('complaint.readers.unit', { unit })
      : content.say('complaint.readers.province');
  const text = lines(
    content.say(step.ask),
    part('what', { text: quoted(textOf(slots.what), 160) }),
    part('criteria', { criteria: quoted(criteriaLine(scene, slots.criteria), 160) }),
    part('where', { place: quoted(shownPlace(scene, slots), 60) }),
    textOf(name) === '' ? null : part('name', { text: quoted(textOf(name), 40) }),
    textOf(contact) === '' ? null : part('contact', { text: quoted(textOf(contact), 40) }),
    Array.isArray(attachments)
      ? content.say('complaint.confirm.attachments', { count: attachments.length })
      : null,
    isReached ? part('receiver', { unit }) : content.say('complaint.confirm.nobody'),
    part('consent', { readers }),
  );
  return bubble(text, content.choices(step.ask));
}

/** What a word after "sửa" names. */
const PARTS: [RegExp, string][] = [
  [/\b(hoan canh|dien|uu tien)\b/, 'criteria'],
  [/\b(viec|noi dung|chuyen)\b/, 'what'],
  [/\b(ten|ho ten)\b/, 'name'],
  [/\b(lien he|dien thoai|so dt|sdt)\b/, 'contact'],
  [/\b(noi|cho|cong ty|cty|xa|phuong)\b/, 'where'],
];
const SENDS: ReadonlySet<string> = new Set(['gui', 'gui di', 'gui luon', 'dong y', 'dong y gui']);

export function acceptConfirm(scene: Scene, slots: Slots): Accepted {
  const { folded, content } = scene;
  if (SENDS.has(folded)) return { is: 'end', said: send(scene, slots) };
  if (phraseOf(scene.text) === 'correct-nothing') return { is: 'ask', slots };
  if (!/^sua\b/.test(folded)) return { is: 'no answer' };
  const named = PARTS.find(([pattern]) => pattern.test(folded.slice('sua'.length)))?.[1];
  const step = content.flow('hardship').steps.find(({ id }) => id === named);
  if (step) return { is: 'ask', step: step.id, slots: forgetStep(step, slots) };
  const { place } = scene.standing;
  const said: Said = { outcome: 'flow', replies: [says(scene, 'hardship.correct')], after: { place, slots } };
  return { is: 'end', said };
}

/** Opens the case at the workplace's own union and says what happens next, and that nothing is granted by it. */
function send(scene: Scene, slots: Slots): Said {
  const { content, facts } = scene;
  const destination = destinationOf(scene, slots);
  const one = {
    kind: 'hardship',
    topic: TOPIC,
    urgency: 'normal',
    text: textOf(slots.what),
    destination,
    identity: identityOf(slots),
    workplaceText: textOf(slots.placeName) || textOf(slots.workplaceText),
    facts: factsOf(slots),
    consent: { version: content.say('consent.version'), at: facts.now.toISOString() },
    contact: textOf(slots.contact) || null,
  } as const;
  const effects: Effect[] = openCase(scene, one);
  const sorry = content.say('trouble.not-done');
  const due = moment(scene, acceptDue(scene, one));
  const done = lines(
    sentLine(scene, destination, due),
    content.say('hardship.no-promise'),
    content.say('hardship.keep'),
    content.say('complaint.follow'),
  );
  return {
    outcome: 'flow',
    as: { intent: TOPIC, topic: TOPIC },
    replies: [held({ done, refused: sorry, sorry })],
    effects,
    after: { place: null, slots: {}, consents: withConsent(scene, 'case', true) },
  };
}

function sentLine(scene: Scene, destination: Destination, due: string): string {
  const { content } = scene;
  if (!canBeReached(destination)) return content.say('hardship.sent.nobody', { code: '{code}' });
  return content.say(`hardship.sent.${destination.level}`, {
    code: '{code}',
    unit: unitName(scene, destination),
    due,
  });
}

/** What the list to consider needs: circumstances by their ids, the programme, the name as it was given. */
function factsOf({ criteria, programme, member, name, attachments }: Slots): Record<string, string> {
  return {
    criteria: Array.isArray(criteria) ? criteria.join(' ') : '',
    ...(textOf(programme) === '' ? {} : { programme: textOf(programme) }),
    ...(textOf(member) === '' ? {} : { member: textOf(member) }),
    ...(textOf(name) === '' ? {} : { name: textOf(name) }),
    ...(Array.isArray(attachments)
      ? { attachments: String(attachments.length), attachmentKeys: attachments.join(' ') }
      : {}),
  };
}

function destinationOf({ facts }: Scene, slots: Slots): Destination {
  const workplace = textOf(slots.workplace);
  return facts.destination(workplace === '' ? null : workplace, identityOf(slots));
}

/** Who is afraid of the workplace is kept from it, here as in a complaint. */
const identityOf = ({ fear }: Slots) => (fear === true ? 'hidden' : 'named');

const textOf = (slot: Slots[string] | undefined): string => (typeof slot === 'string' ? slot : '');
