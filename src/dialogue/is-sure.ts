import type { Received, Standing } from '../model/exchange.ts';
import type { Understanding } from '../model/understanding.ts';
import { codedOf, linkCodeOf, numberedAnswerOf, phraseOf } from './commands.ts';
import { chosenOf } from './offered.ts';

/** Steps that are answered in the person's own words, often in several messages. */
const OWN_WORDS: ReadonlySet<string> = new Set([
  'complaint/what',
  'complaint/where',
  'complaint/when',
  'complaint/contact',
  'emergency/where',
  'talk/what',
  'press/contact',
  'rumour/claim',
  'officer/ask',
]);

/** Whether a message is served at once. The rest waits a moment for the person to finish typing. */
export function isSure(standing: Standing, received: Received, understood: Understanding): boolean {
  if (received.told || understood.dangerNow) return true;
  // A quote says by itself which case it is about.
  if (received.quotes !== null) return true;
  // The officer reads each message as it comes.
  if (standing.owner === 'officer') return true;
  const text = received.text.trim();
  // A picture is often followed by the words about it.
  if (text === '') return received.kind === 'sticker' || received.kind === 'event';
  if (chosenOf(standing, text) || isTyped(text)) return true;
  if (standing.place !== null && OWN_WORDS.has(standing.place)) return false;
  // A number answers a calculator's question by itself.
  if (typeof standing.slots.calculator === 'string' && standing.place !== null && /^\d/.test(text))
    return true;
  return understood.verdict === 'sure';
}

/** A command, a case code, or a number that answers something. */
export const isTyped = (text: string): boolean =>
  phraseOf(text) !== null ||
  codedOf(text) !== null ||
  numberedAnswerOf(text) !== null ||
  linkCodeOf(text) !== null;
