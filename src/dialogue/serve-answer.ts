import { dateOf, dayOf, writtenDay } from '../content/day.ts';
import type { RenderedAnswer } from '../model/content.ts';
import type { Choice } from '../model/exchange.ts';
import { phraseOf } from './commands.ts';
import { enterComplaint } from './complaint/complaint.ts';
import { factsSaid } from './complaint/facts-said.ts';
import { bubble, numbered, says } from './drafts.ts';
import { isQuestion } from './questions.ts';
import type { Said, Scene } from './scene.ts';

const MOST_BUBBLES = 2;
const SURE_MATCH = 0.9;
const LONGEST = 600;

/** Serves an answer, for the day and the place the question is about. A wrong that was told goes on into the complaint. */
export function serveAnswer(scene: Scene, id: string, topic: string): Said {
  const { content, understood } = scene;
  const { answer, about, note } = render(scene, content.answerOn(id, understood.entities.dates));
  const isAction = wantsAction(scene, answer);
  const bubbles = noted(note, answer.bubbles.slice(0, MOST_BUBBLES)).map((text) => bubble(text));
  const also = isAction ? [] : alsoAnswered(scene, answer.id);
  const said: Said = {
    outcome: 'answer',
    as: { intent: understood.topic === topic ? understood.intent : topic, topic },
    answer,
    replies: [
      ...bubbles.slice(0, -1),
      { ...last(bubbles), choices: choicesOf(scene, answer, topic) },
      ...also,
    ],
    after: {
      more: answer.more,
      moreOf: answer.more === null ? null : { answer: answer.id, ...about },
      place: null,
      slots: understood.grievance ? factsSaid(scene) : {},
    },
  };
  return isAction ? withComplaint(scene, said, topic) : said;
}

/** The answer's own ways on, and the calculator of its topic. */
function choicesOf({ content }: Scene, { choices, state }: RenderedAnswer, topic: string): Choice[] {
  const calculator = content.calculatorOf(topic);
  const [say] = calculator?.asks ?? [];
  if (state !== 'ok' || say === undefined) return choices;
  const wayOut = choices.find(({ n }) => n === 0) ?? null;
  const own = choices.filter((choice) => choice !== wayOut);
  return numbered([...own, { title: content.say('calculator.button'), say }], wayOut);
}

const last = <T>(bubbles: T[]): T => {
  const found = bubbles.at(-1);
  if (found === undefined) throw new Error('an answer has at least one bubble');
  return found;
};

/** Late wages told, not asked about: the answer, then the way to the officer. */
function wantsAction({ understood, ...scene }: Scene, { state, choices }: RenderedAnswer): boolean {
  const offers = choices.some(({ say }) => phraseOf(say) === 'complain');
  return state === 'ok' && offers && understood.grievance && !isQuestion({ understood, ...scene });
}

function withComplaint(scene: Scene, said: Said, topic: string): Said {
  const before = said.replies.map((reply) => ({ ...reply, choices: [] }));
  const entered = enterComplaint(scene, { told: true, topic, before });
  return {
    ...said,
    ...entered,
    ...(said.as ? { as: said.as } : {}),
    after: { ...said.after, ...entered.after },
  };
}

/** What an answer was rendered for; `on` is the day as ISO. */
type About = { on: string; area: string | null };
type Served = { answer: RenderedAnswer; about: About; note: string | null };

/** For the day that the question names; when nothing of ours holds for that day, for today, and it says so. */
function render(scene: Scene, id: string): Served {
  const { content, facts, understood } = scene;
  const area = areaOf(scene);
  const [day] = understood.entities.dates;
  const today = dayOf(facts.now);
  const served = (on: string, note: string | null): Served => ({
    answer: content.answer(id, { date: dateOf(on), area }),
    about: { on, area },
    note,
  });
  if (day === undefined || day === today || understood.entities.dates.length > 1) return served(today, null);
  const then = served(day, null);
  if (then.answer.state === 'ok') return then;
  const date = writtenDay(day);
  const now = served(today, content.say('answer.other-day', { date, today: writtenDay(today) }));
  return now.answer.state === 'ok' ? now : { ...now, note: null };
}

function areaOf({ facts, understood }: Scene): string | null {
  const { areas, workplaces } = understood.entities;
  const [match] = facts.matches;
  const isThere = workplaces.length > 0 && match !== undefined && match.score >= SURE_MATCH;
  return areas.length > 0 ? areas.join(', ') : isThere ? match.area : null;
}

/** The note above the first bubble, or in one of its own where that has no room. */
function noted(note: string | null, bubbles: string[]): string[] {
  const [first, ...rest] = bubbles;
  if (note === null || first === undefined) return bubbles;
  const joined = `${note}\n${first}`;
  return joined.length <= LONGEST ? [joined, ...rest] : [note, ...bubbles];
}

/** The first further question of the same message, in one bubble. */
function alsoAnswered({ understood, intents, content, facts }: Scene, served: string) {
  for (const other of understood.also) {
    const intent = intents.get(other.intent);
    const general = intent && 'answer' in intent.respond ? intent.respond.answer : null;
    if (other.verdict !== 'sure' || general === null || !content.has(general)) continue;
    const id = content.answerAbout(general, other.folded);
    if (id === served) continue;
    const area = other.entities.areas[0] ?? null;
    const { state, bubbles } = content.answer(id, { date: facts.now, area });
    if (state === 'ok') return bubbles.slice(0, 1).map((text) => bubble(text));
  }
  return [];
}

/** No reviewed answer: said honestly, with the way to somebody who knows. */
export function handOver(scene: Scene, topic: string): Said {
  const { content, understood } = scene;
  return {
    outcome: 'officer',
    replies: [says(scene, 'hand-over', { topic: content.topicTitle(topic) })],
    as: { intent: understood.intent, topic },
    after: { topic, more: null, slots: understood.grievance ? factsSaid(scene) : {} },
  };
}
