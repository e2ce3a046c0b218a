import type { KnownCase, ReplyDraft } from '../model/decision.ts';
import type { Told } from '../model/exchange.ts';
import { caseDone } from './done.ts';
import { bubble, lines, says } from './drafts.ts';
import { officerTold } from './officer-told.ts';
import { moment } from './open-case.ts';
import { overdue } from './overdue.ts';
import { programmeKnown } from './programmes/news.ts';
import { ownCase, type Said, type Scene } from './scene.ts';

type Of<W extends Told['what']> = Told & { what: W };

/** A turn that nobody typed: something happened, and this person is told. */
export function toldTurn(scene: Scene, told: Told): Said {
  if (told.what === 'human-echo') return humanWrote(scene);
  if (told.what === 'programme-known') return programmeKnown(scene, told.programme);
  const own = ownCase(scene, told.code);
  return own ? workerTold(scene, told, own) : officerTold(scene, told);
}

/** A human wrote from the account's own inbox: the bot is silent, and a case's relay goes on. */
const humanWrote = ({ facts }: Scene): Said => ({
  outcome: 'silent',
  replies: [],
  after: { owner: 'officer', humanSince: facts.now.toISOString(), offered: [], place: null, kept: [] },
});

function workerTold(
  scene: Scene,
  told: Exclude<Told, Of<'human-echo' | 'programme-known'>>,
  own: KnownCase,
): Said {
  const { content } = scene;
  const { code } = own;
  const as = { intent: '', topic: own.topic ?? own.kind };
  switch (told.what) {
    case 'officer-words':
      return { ...officerWords(scene, told), as };
    case 'case-done':
      return { ...caseDone(scene, own), as };
    case 'case-moved':
      return { outcome: 'relay', as, replies: moved(scene, told), after: backToBot(code) };
    case 'case-reopened':
      return {
        outcome: 'relay',
        as,
        replies: [keep(says(scene, 'case.reopened-told', { code }))],
        after: backToBot(code),
      };
    case 'case-extended': {
      const due = moment(scene, new Date(told.due));
      return {
        outcome: 'relay',
        as,
        replies: [keep(bubble(content.say('case.extended', { code, due })))],
        after: asBefore(scene),
      };
    }
    case 'case-withdrawn':
      return { outcome: 'silent', as, replies: [], after: backToBot(null) };
    case 'overdue':
      return { ...overdue(scene, told, own), as };
    default:
      // Meant for an officer who is also the worker of this case: they have it from the other side already.
      return { outcome: 'silent', as, replies: [] };
  }
}

/** An officer's own words: never sent twice, and ahead of anything the bot still wanted to say. */
function officerWords({ content }: Scene, { code, text, asks }: Of<'officer-words'>): Said {
  const words = lines(
    content.say('case.words', { code, text }),
    asks ? content.say('case.words.asks') : null,
  );
  return {
    outcome: 'relay',
    replies: [{ ...bubble(words), by: 'officer', once: true, keep: true, supersedes: true }],
    after: { owner: 'officer', case: code, humanSince: null, place: null, slots: {}, offered: [], kept: [] },
  };
}

/** The level above and others tell who moved it and until when by themselves; excluded says no more than moved. */
const moved = (scene: Scene, { code, reason }: Of<'case-moved'>): ReplyDraft[] =>
  reason === 'overdue' ? [] : [keep(says(scene, 'case.moved.transferred', { code }))];

/** The bot speaks again; words it cannot answer join the case that was handed on. */
const backToBot = (code: string | null) => ({ owner: 'bot', case: code, humanSince: null }) as const;

/** What was told in between leaves the menu and the talk as they are. */
const asBefore = ({ standing }: Scene) => ({ offered: standing.offered, kept: standing.kept });

const keep = (reply: ReplyDraft): ReplyDraft => ({ ...reply, keep: true });
