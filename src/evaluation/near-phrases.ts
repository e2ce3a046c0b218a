import type { Intent } from '../model/intent.ts';
import type { LoadedIntents } from '../understanding/load-intents.ts';
import { overlap } from '../understanding/same-words.ts';
import { wordTables } from '../understanding/vietnamese/lexicon.ts';
import { readText } from '../understanding/vietnamese/read-text.ts';
import type { Question } from './questions.ts';

const HALF = 0.5;

/** Without the phrases that share half their words with a question: what is then understood was not learned by heart. */
export function withoutNear({ intents, lexicon }: LoadedIntents, questions: readonly Question[]): Intent[] {
  const tables = wordTables(lexicon);
  const words = (text: string) => new Set(readText(text, tables).plain);
  const asked = questions.map(({ text }) => words(text));
  const isNear = (text: string) => {
    const own = words(text);
    return own.size > 2 && asked.some((other) => overlap(own, other, HALF) >= HALF);
  };
  return intents.map((intent) => ({ ...intent, examples: intent.examples.filter((text) => !isNear(text)) }));
}
