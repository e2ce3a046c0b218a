import type { ReplyDraft } from '../model/decision.ts';
import type { Told } from '../model/exchange.ts';
import { card } from './card.ts';
import { bubble, quoted, says } from './drafts.ts';
import { moment } from './open-case.ts';
import { officerCase, type Said, type Scene } from './scene.ts';

type Of<W extends Told['what']> = Told & { what: W };
type ToldOfCase = Exclude<Told, Of<'human-echo' | 'programme-known'>>;

/** Something happened to a case, and an officer is told. */
export function officerTold(scene: Scene, told: ToldOfCase): Said {
  const one = officerCase(scene, told.code);
  const said =
    told.what === 'card' ? newCard(scene, told) : { ...plain(scene, told), ...besides(scene, told) };
  return {
    outcome: said.replies.length > 0 ? 'relay' : 'silent',
    as: { intent: '', topic: one?.topic ?? one?.kind ?? '' },
    ...said,
  };
}

/** Only while it can still be taken: somebody else may have been quicker. */
function newCard(scene: Scene, { code, why }: Of<'card'>): Pick<Said, 'replies' | 'after'> {
  const one = officerCase(scene, code);
  if (one?.status !== 'new')
    return {
      replies: [bubble(scene.content.say('officer.taken-by-other', { code }))],
      after: dropCard(scene, code),
    };
  const cards = [...scene.standing.cards.filter((other) => other !== code), code];
  return { replies: [card(scene, one, why)], after: { cards } };
}

function plain(scene: Scene, told: Exclude<ToldOfCase, Of<'card'>>): Pick<Said, 'replies'> {
  const { content } = scene;
  const { code } = told;
  switch (told.what) {
    case 'worker-words':
      return one(content.say('officer.worker-words', { code, text: told.text }));
    case 'case-withdrawn':
      return one(content.say('officer.withdrawn', { code }));
    case 'case-moved':
      return one(content.say(`officer.gone.${told.reason}`, { code }));
    case 'clock':
      return one(
        content.say(`officer.clock.${told.clock}`, { code, due: moment(scene, new Date(told.due)) }),
      );
    case 'undelivered':
      return {
        replies: [
          { ...says(scene, 'officer.undelivered', { code, text: quoted(told.text, 200) }), keep: true },
        ],
      };
    default:
      // The worker's side of the case, and its reopening, which comes as a card.
      return { replies: [] };
  }
}

const one = (text: string): { replies: ReplyDraft[] } => ({ replies: [{ ...bubble(text), keep: true }] });

/** What else a turn of that kind changes. */
function besides(scene: Scene, told: ToldOfCase): Partial<Said> {
  const { code } = told;
  switch (told.what) {
    case 'undelivered':
      // "Gửi lại" sends exactly these words again.
      return {
        after: { kept: [{ key: scene.last.key, text: told.text }] },
        effects: [{ do: 'move-case', code, move: { as: 'undelivered', why: 'send' } }],
      };
    case 'case-withdrawn':
    case 'case-moved':
      return { after: { ...asBefore(scene), ...dropCard(scene, code) } };
    default:
      return { after: asBefore(scene) };
  }
}

/** News in between leaves the menu and the kept words as they are. */
const asBefore = ({ standing }: Scene) => ({ offered: standing.offered, kept: standing.kept });
const dropCard = ({ standing }: Scene, code: string) => ({
  cards: standing.cards.filter((other) => other !== code),
});
