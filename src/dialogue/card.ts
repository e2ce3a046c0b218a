import type { KnownCase, ReplyDraft } from '../model/decision.ts';
import type { Choice, Told } from '../model/exchange.ts';
import { bubble, lines, quoted } from './drafts.ts';
import { moment } from './open-case.ts';
import { criteriaLine } from './programmes/criteria-step.ts';
import type { Scene } from './scene.ts';

type Why = (Told & { what: 'card' })['why'];
/** A card is one bubble; a longer story is read in the case itself. */
const STORY = 1200;
const LINE = 60;

/** A case somebody has to take, with the four things a number can do. */
export function card(scene: Scene, one: KnownCase, why: Why): ReplyDraft {
  const { content, facts } = scene;
  const { code, clock, kind } = one;
  const isFirst = why === 'new' || why === 'emergency';
  const states = [
    ...(kind === 'complaint' ? [] : [content.say(`card.kind.${kind}`)]),
    ...(kind === 'complaint' || !isFirst ? [content.say(`card.why.${why}`)] : []),
  ];
  const due =
    clock && clock.kind === 'accept'
      ? facts.calendar.moment(clock.due, facts.now)
      : content.say('card.no-due');
  const values = { code, status: states.join(' · '), due, ...shown(scene, one) };
  const text = lines(content.say('card', values), ...details(scene, one), content.say('card.how', { code }));
  return { ...bubble(text, cardChoices(scene, code)), once: true, keep: true };
}

export const cardChoices = ({ content }: Scene, code: string): Choice[] => content.choices('card', { code });

/** A case as its holder sees it when asking for it. */
export function heldCard(scene: Scene, one: KnownCase): ReplyDraft {
  const { content } = scene;
  const { code } = one;
  if (one.status === 'new') return card(scene, one, 'new');
  const values = { code, status: statusOf(scene, one), ...shown(scene, one) };
  const how = content.say('card.how', { code });
  const text = lines(content.say('card.held', values), ...details(scene, one), how);
  return { ...bubble(text, content.choices('card.held', values)), keep: true };
}

/** "đang giữ, hạn trả lời 14:00 thứ Năm 26/11"; once it was answered nothing is due. */
export function statusOf(scene: Scene, { status, clock }: KnownCase): string {
  if (status === 'open' && !clock) return scene.content.say('card.status.answered');
  const due = clock ? moment(scene, clock.due) : scene.content.say('card.no-due');
  return scene.content.say(`card.status.${status}`, { due });
}

/** Where it happened, in one line. */
export function placeOf(
  { content }: Scene,
  { workplaceName, workplaceText }: KnownCase,
  most = LINE,
): string {
  const text = workplaceName || workplaceText;
  return text === '' ? content.say('complaint.place.unknown') : quoted(text, most);
}

function shown(scene: Scene, one: KnownCase) {
  const identity = scene.content.say(`identity.${one.identity}`);
  return { place: placeOf(scene, one, 120), identity, text: quoted(one.text, STORY) };
}

function details({ content }: Scene, { facts, contact, identity, kind }: KnownCase): (string | null)[] {
  const { when, attachments, criteria = '', name } = facts;
  return [
    when ? content.say('card.when', { when: quoted(when, LINE) }) : null,
    kind === 'hardship'
      ? content.say('card.criteria', { criteria: criteriaLine({ content }, criteria.split(' ')) })
      : null,
    name && identity === 'named' ? content.say('card.name', { text: quoted(name, LINE) }) : null,
    contact && identity !== 'anonymous' ? content.say('card.contact', { text: quoted(contact, LINE) }) : null,
    attachments ? content.say('card.attachments', { count: attachments }) : null,
  ];
}
