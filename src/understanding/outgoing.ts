import type { Consultation, Understanding } from '../model/understanding.ts';
import { withoutPersonal } from './personal.ts';

/** Dialogflow's limit on a question, in characters. */
export const MOST_CHARACTERS = 256;
/** What one or two words mean is asked back here; nobody else knows better. */
const FEWEST_WORDS = 3;
/** What is much longer stays too long however much is masked. */
const TOO_LONG = 2 * MOST_CHARACTERS;
/** Said rather than asked: nobody else need be asked what "chào ad" means. */
const SMALL_TALK: ReadonlySet<string> = new Set(['greeting', 'thanks', 'goodbye']);
/** From here on a text resembles an emergency too much to leave, though nobody called it one. */
const ALARMING = 0.1;
/** What is told in confidence, or is a way out: recognised here or not at all. */
const IN_CONFIDENCE: ReadonlySet<string> = new Set([
  'emergency',
  'sexual-harassment',
  'language',
  'abuse',
  'stop',
  'erase-data',
  'privacy',
  'my-case',
]);

/**
 * What may be asked elsewhere about a text, or why nothing. A text over the limit stays here: its first 256 characters are often a
 * greeting and a story, and would be answered as if they were the question.
 */
export function outgoingText(understood: Understanding): { text: string } | { not: Consultation } {
  const { danger, dangerNow, dangerWords = [], alarm = 0, topic, vietnamese, entities } = understood;
  // Whoever fears to be known tells it to us, not to anybody else.
  if (understood.fear) return { not: 'private' };
  const isDanger = danger !== null || dangerNow || dangerWords.length > 0 || alarm >= ALARMING;
  if (isDanger || !vietnamese || IN_CONFIDENCE.has(topic)) return { not: 'private' };
  const isTalk = understood.verdict === 'sure' && SMALL_TALK.has(topic);
  if (isTalk || understood.folded.split(' ').length < FEWEST_WORDS) return { not: 'short' };
  if (understood.text.length > TOO_LONG) return { not: 'long' };
  const text = withoutPersonal(understood.text, entities.workplaces);
  return text.length > MOST_CHARACTERS ? { not: 'long' } : { text };
}

/** A phrase of ours as an agent learns it: treated like the questions that will be compared with it. */
export const outgoingPhrase = (phrase: string): string =>
  withoutPersonal(phrase).replace(/\s+/gu, ' ').trim();
