import type { FlowStep } from '../model/flow.ts';
import { phraseOf } from './commands.ts';
import { isSureQuestion, respondSure } from './meant.ts';
import { isQuestion } from './questions.ts';
import { scamTurn } from './rumour.ts';
import type { Said, Scene } from './scene.ts';

const SMALL_TALK: ReadonlySet<string> = new Set(['greeting', 'thanks', 'goodbye']);
/** What somebody may want in the middle of anything. */
const WAYS_OUT: ReadonlySet<string> = new Set(['talk-to-person', 'my-case', 'privacy', 'about-bot', 'stop']);

/** A sure question of another topic, asked in the middle of a flow; null when the words belong to the flow. */
export function asideTurn(scene: Scene, { accepts }: FlowStep): Said | null {
  const { understood, intents, standing } = scene;
  const { topic, verdict, grievance } = understood;
  // In our own questions a scam is no answer; where something is told, it is what happened.
  const scam = accepts === 'text' ? null : scamTurn(scene);
  if (scam) return { ...scam, after: {} };
  const isAsked = accepts === 'text' ? isQuestion(scene) : isSureQuestion(scene);
  // "Chậm lương" asks for its answer anywhere but where we asked what happened.
  if (isAsked && scene.content.answerFor(scene.text) !== null) return respondSure(scene);
  if (verdict !== 'sure' || grievance || phraseOf(scene.text) !== null) return null;
  if (SMALL_TALK.has(topic) || WAYS_OUT.has(topic)) return respondSure(scene);
  const what = intents.get(understood.intent)?.respond;
  const isSame = topic === standing.slots.topic || (what && 'flow' in what);
  return what && !isSame && isAsked ? respondSure(scene) : null;
}
