import type { Identity } from '../../model/case.ts';
import type { Destination } from '../../model/decision.ts';
import { withConsent } from '../consents.ts';
import { held, lines } from '../drafts.ts';
import type { Slots } from '../flow.ts';
import { acceptDue, canBeReached, moment, openCase, unitName, urgencyOf } from '../open-case.ts';
import type { Said, Scene } from '../scene.ts';

/** Opens the case, tells its officers, and says what happens next and which deadlines run. */
export function send(scene: Scene, slots: Slots): Said {
  const { content, facts } = scene;
  const identity = identityOf(slots);
  const workplace = textOf(slots.workplace);
  const destination = facts.destination(workplace === '' ? null : workplace, identity);
  const topic = textOf(slots.topic) || null;
  const one = {
    kind: 'complaint',
    topic,
    urgency: urgencyOf(topic),
    text: textOf(slots.what),
    destination,
    identity,
    workplaceText: textOf(slots.placeName) || textOf(slots.workplaceText),
    facts: factsOf(slots),
    consent: { version: content.say('consent.version'), at: facts.now.toISOString() },
    contact: textOf(slots.contact) || null,
  } as const;
  const sorry = content.say('trouble.not-done');
  const done = lines(
    sentLine(scene, destination, moment(scene, acceptDue(scene, one))),
    content.say('complaint.keep', { evidence: content.say(evidenceFor(topic)) }),
    legalDeadline(scene, topic),
    content.say('complaint.not-legal'),
    content.say('complaint.follow'),
  );
  return {
    outcome: 'flow',
    as: { intent: 'complaint', topic: topic ?? 'complaint' },
    replies: [held({ done, refused: sorry, sorry })],
    effects: openCase(scene, one),
    after: { place: null, slots: {}, consents: withConsent(scene, 'case', true) },
  };
}

function sentLine(scene: Scene, destination: Destination, due: string): string {
  const { content } = scene;
  if (!canBeReached(destination)) return content.say('complaint.sent.nobody', { code: '{code}' });
  const values = { code: '{code}', unit: unitName(scene, destination), due };
  return content.say(`complaint.sent.${destination.level}`, values);
}

function factsOf({ when, attachments }: Slots): Record<string, string> {
  return {
    ...(typeof when === 'string' && when !== '' ? { when } : {}),
    ...(Array.isArray(attachments)
      ? { attachments: String(attachments.length), attachmentKeys: attachments.join(' ') }
      : {}),
  };
}

const WAGES = [
  'late-wages',
  'final-payment',
  'overtime-pay',
  'minimum-wage',
  'wage-deduction-fines',
  'night-work',
];
const CONTRACT = [
  'unlawful-dismissal',
  'forced-resignation',
  'resignation-notice',
  'probation',
  'contract-types',
];
const SAFETY = [
  'unsafe-workplace',
  'safety-refusal',
  'work-accident',
  'occupational-disease',
  'toxic-allowance',
];

function evidenceFor(topic: string | null): string {
  if (topic === null) return 'evidence.other';
  if (topic === 'sexual-harassment') return 'evidence.harassment';
  if (WAGES.includes(topic)) return 'evidence.wages';
  if (CONTRACT.includes(topic)) return 'evidence.contract';
  return SAFETY.includes(topic) ? 'evidence.safety' : 'evidence.other';
}

/** The time limit that runs whatever the union does; said only where it is sure to apply. */
function legalDeadline({ content, facts }: Scene, topic: string | null): string | null {
  if (topic === null || ![...WAGES, ...CONTRACT].includes(topic)) return null;
  const months = content.figure('mediation-claim-months', facts.now);
  return months === null ? null : content.say('deadline.dispute', { months });
}

export function identityOf({ identity }: Slots): Identity {
  return identity === 'hidden' || identity === 'anonymous' ? identity : 'named';
}

const textOf = (slot: Slots[string] | undefined): string => (typeof slot === 'string' ? slot : '');
