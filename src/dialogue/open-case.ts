import type { Urgency } from '../model/calendar.ts';
import type { CaseKind, Holding, Identity } from '../model/case.ts';
import type { Destination } from '../model/decision.ts';
import type { CaseDraft, Effect } from '../model/exchange.ts';
import { tell } from './drafts.ts';
import type { Scene } from './scene.ts';

/** What cannot wait for the usual hours: wages, the job, health. */
const HIGH: ReadonlySet<string> = new Set([
  'late-wages',
  'final-payment',
  'unlawful-dismissal',
  'forced-resignation',
  'pregnant-worker-protection',
  'document-retention',
  'sexual-harassment',
  'unsafe-workplace',
  'safety-refusal',
  'work-accident',
  'minors',
]);

export const urgencyOf = (topic: string | null): Urgency =>
  topic !== null && HIGH.has(topic) ? 'high' : 'normal';

type NewCase = {
  kind: CaseKind;
  topic: string | null;
  urgency: Urgency;
  text: string;
  destination: Destination;
  identity: Identity;
} & Partial<Pick<CaseDraft, 'facts' | 'workplaceText' | 'legalDue' | 'consent' | 'contact'>>;

export const canBeReached = ({ officers }: Destination): boolean => officers.length > 0;

/** Until when the destination must take a case of this urgency; null when nobody is there to take it. */
export const acceptDue = (
  { facts }: Scene,
  { urgency, destination }: Pick<NewCase, 'urgency' | 'destination'>,
): Date | null => (canBeReached(destination) ? facts.calendar.acceptDue(urgency, facts.now) : null);

/** Opens the case and tells each officer of its destination; with nobody to tell it stays at the province, new. */
export function openCase(scene: Scene, one: NewCase): Effect[] {
  const { destination, kind, topic, urgency, text, identity } = one;
  const draft: CaseDraft = {
    kind,
    topic,
    urgency,
    text,
    identity,
    facts: one.facts ?? {},
    workplace: destination.workplace,
    workplaceText: one.workplaceText ?? '',
    unit: destination.unit,
    level: destination.level,
    told: destination.officers.map(({ code }) => code),
    excluded: destination.excluded,
    acceptDue: acceptDue(scene, one)?.toISOString() ?? null,
    legalDue: one.legalDue ?? null,
    consent: one.consent ?? null,
    contact: one.contact ?? null,
    unreachable: !canBeReached(destination),
  };
  const why = kind === 'emergency' ? 'emergency' : 'new';
  return [{ do: 'open-case', draft }, ...tell(destination.officers, { what: 'card', code: '', why }, 1)];
}

/** Who holds a case next, and until when they must take it. */
export const holdingOf = (destination: Destination, due: Date | null): Holding => ({
  unit: destination.unit,
  level: destination.level,
  told: destination.officers.map(({ code }) => code),
  acceptDue: canBeReached(destination) ? (due?.toISOString() ?? null) : null,
  unreachable: !canBeReached(destination),
});

/** How a unit is called; the province when the tree does not say. */
export const unitName = ({ content }: Scene, { unitName: name }: Pick<Destination, 'unitName'>): string =>
  name === '' ? content.say('unit.province') : name;

/** "14:00 thứ Tư 25/11". */
export const moment = ({ facts }: Scene, at: Date | null): string =>
  at === null ? '' : facts.calendar.moment(at, facts.now);
