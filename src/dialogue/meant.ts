import { fold } from '../content/fold.ts';
import { enterCalculator, likelyCalculator } from './calculators/calculator.ts';
import { clarify, fallback, intentToken, wrongNumber } from './clarify.ts';
import { says } from './drafts.ts';
import { join } from './join-case.ts';
import { lawTurn } from './law.ts';
import { strayNumber } from './offered.ts';
import { isQuestion } from './questions.ts';
import { respond } from './respond.ts';
import { isActive, meaning, ownCase, type Said, type Scene } from './scene.ts';
import { serveAnswer } from './serve-answer.ts';

/** What the words mean, as far as it is known: sure is done, unsure is asked about, the rest is refused kindly. */
export function meantTurn(scene: Scene): Said {
  const { standing, understood, content, text } = scene;
  const named = content.answerFor(text) !== null || intentToken(text) !== null ? chosenTurn(scene) : null;
  if (named) return named;
  const stray = strayNumber(standing, text);
  if (stray !== null) return wrongNumber(scene, stray);
  const placed = placeOfQuestion(scene);
  if (placed) return placed;
  if (understood.verdict === 'sure') return respondSure(scene);
  // A case that was handed on, or danger that was told: words the bot cannot answer belong to it.
  const talk = ownCase(scene, standing.case);
  if (talk && isActive(talk)) return join(scene, talk);
  if (!understood.vietnamese) return language(scene);
  if (understood.verdict !== 'unsure') return fallback(scene);
  return likelyCalculator(scene) ?? lawTurn(scene) ?? clarify(scene);
}

/** Does what the words surely mean: an answer's own phrase, or the intent. */
export function respondSure(scene: Scene): Said {
  const asked = scene.content.answerFor(scene.text);
  return asked === null ? respond(scene, scene.understood.intent) : serveByName(scene, asked);
}

/** A choice that is neither a command nor a step's answer: an intent by name, an answer's phrase, an example. */
export function chosenTurn(scene: Scene): Said | null {
  const { intents, content, text, folded } = scene;
  const calculator = content.calculatorFor(text);
  if (calculator !== null) return enterCalculator(scene, calculator);
  const answer = content.answerFor(text);
  if (answer !== null) return serveByName(scene, answer);
  const named = intentToken(text);
  if (named?.answer && content.has(named.answer)) return serveByName(scene, named.answer);
  const says = (examples: string[]) => examples.some((example) => fold(example) === folded);
  const intent =
    named === null ? [...intents.values()].find(({ examples }) => says(examples)) : intents.get(named.intent);
  return intent ? respond(meaning(scene, intent.name, intent.topic), intent.name) : null;
}

const serveByName = (scene: Scene, id: string): Said => serveAnswer(scene, id, scene.content.topicOf(id));

const FEW_WORDS = 6;
const ASKS_PLACE = 'minimum-wage';

/** A place alone, after an answer that depends on the place ("buon ma thuot"). */
function placeOfQuestion(scene: Scene): Said | null {
  const { standing, understood, content, facts, folded } = scene;
  const { areas } = understood.entities;
  const isOther = understood.verdict === 'sure' && understood.topic !== ASKS_PLACE;
  if (standing.topic !== ASKS_PLACE || isOther || areas.length === 0) return null;
  if (folded.split(' ').length > FEW_WORDS || content.zoneOf(areas.join(', '), facts.now) === null)
    return null;
  return content.has(ASKS_PLACE) ? serveAnswer(scene, ASKS_PLACE, ASKS_PLACE) : null;
}

const language = (scene: Scene): Said => ({
  outcome: 'answer',
  as: { intent: 'language', topic: 'language' },
  replies: [says(scene, 'language')],
});

const SMALL_TALK: ReadonlySet<string> = new Set([
  'greeting',
  'thanks',
  'goodbye',
  'abuse',
  'off-topic',
  'rumour',
]);

/** A question that the bot surely knows, however few the words; not small talk. */
export function isSureQuestion(scene: Scene): boolean {
  const { verdict, topic } = scene.understood;
  if (scene.content.answerFor(scene.text) !== null) return true;
  return verdict === 'sure' && !SMALL_TALK.has(topic) && isQuestion(scene);
}
