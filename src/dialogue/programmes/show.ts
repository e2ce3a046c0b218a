import { tellMeSay } from '../../content/programmes.ts';
import type { ReplyDraft } from '../../model/decision.ts';
import type { Choice } from '../../model/exchange.ts';
import type { Programme } from '../../model/programme.ts';
import { withConsent } from '../consents.ts';
import { bubble, lines, numbered, receipt } from '../drafts.ts';
import type { Said, Scene } from '../scene.ts';

/** What a button says to tell of one's circumstances. */
const HARDSHIP = 'báo hoàn cảnh của tôi';

/** A programme as it is known: what it is, who may be listed, what it never costs, and the ways on. */
export function showProgramme(scene: Scene, programme: Programme): Said {
  const { name, topic } = programme;
  return {
    outcome: 'answer',
    as: { intent: topic, topic },
    replies: cardOf(scene, programme, waysOn(scene, programme, 'qualify')),
    citations: scene.content.programmeCard(name)?.citations ?? [],
    after: { topic, more: null, place: null, slots: {} },
  };
}

/** The bubbles of its card; `note` goes ahead of the first, the choices below the last. */
export function cardOf(
  { content }: Scene,
  { name }: Programme,
  choices: Choice[],
  note: string | null = null,
): ReplyDraft[] {
  const card = content.programmeCard(name);
  const [first = '', ...more] = card?.bubbles ?? [];
  const dates = card?.dates ?? null;
  const when =
    dates &&
    (dates.from === dates.to ? content.say('programme.day', dates) : content.say('programme.dates', dates));
  const texts = [lines(note, first, when), ...more];
  return texts.map((text, at) => bubble(text, at === texts.length - 1 ? choices : []));
}

/** Whether one qualifies, to tell of one's circumstances, to be told: whichever of them there is, but what was just asked. */
export function waysOn({ content }: Scene, programme: Programme, first: 'qualify' | 'hardship'): Choice[] {
  const { qualify, status, title } = programme;
  const asks = qualify ? [{ title: content.say('programme.qualify'), say: qualify.say }] : [];
  const tells = qualify ? [{ title: content.say('programme.hardship'), say: HARDSHIP }] : [];
  const waits =
    status === 'awaited' ? [{ title: content.say('programme.tell-me'), say: tellMeSay(title) }] : [];
  const officer = { title: content.say('programme.officer'), say: 'gặp cán bộ' };
  return numbered(first === 'qualify' ? [...asks, ...waits, ...tells] : [...tells, ...waits], officer);
}

/** `nhắn cho tôi khi có thông tin`: of the programme named, or of the topic last spoken of; what is known already is said at once. */
export function tellMe(scene: Scene, programme: Programme | null = null): Said {
  const one = programme ?? aboutTopic(scene);
  if (one === null) return whichProgramme(scene);
  if (one.status === 'known') return showProgramme(scene, one);
  const { name, title, topic } = one;
  return {
    outcome: 'command',
    as: { intent: topic, topic },
    replies: [receipt(scene, 'programme.wish-kept', { title })],
    effects: [{ do: 'keep-wish', programme: name }],
    // To be told is to want what was stopped before, and asking is the consent.
    after: { topic, stopped: false, consents: withConsent(scene, 'programmes', true) },
  };
}

/** Of several of a topic it is not known which one is meant. */
function aboutTopic({ content, standing, facts }: Scene): Programme | null {
  const found = standing.topic === null ? [] : content.programmesOf(standing.topic, facts.now);
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** Nothing was spoken of: the programmes that are waited for, by name. */
function whichProgramme({ content, facts }: Scene): Said {
  const awaited = content.programmesOf(null, facts.now).filter(({ status }) => status === 'awaited');
  const choices = awaited.map(({ title }) => ({ title, say: tellMeSay(title) }));
  const officer = { title: content.say('programme.officer'), say: 'gặp cán bộ' };
  const id = choices.length > 0 ? 'programme.which' : 'programme.none';
  return {
    outcome: 'command',
    as: { intent: '', topic: 'union-benefits' },
    replies: [bubble(content.say(id), numbered(choices, officer))],
  };
}
