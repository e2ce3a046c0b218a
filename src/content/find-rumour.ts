import type { RenderedAnswer, Rumours } from '../model/content.ts';
import { haystack, looked, weightOf } from './choose-answer.ts';
import { createNearRumour, LIKE, wordsOf } from './near-rumour.ts';
import type { Rumour } from './parse-rumour.ts';

/** The published rumours behind their desk. */
export function createRumours(
  rumours: ReadonlyMap<string, Rumour>,
  render: (rumour: Rumour, date: Date) => RenderedAnswer,
): Rumours {
  const all = [...rumours.values()];
  const near = createNearRumour(all);
  const scams = patternsOf(all, ({ words }) => words);
  const hints = patternsOf(all, ({ hints: listed }) => listed);
  return {
    about: (message) => {
      const found = near(message);
      return found !== null && found.likeness >= LIKE ? found.id : null;
    },
    scam: (message) => scams(message),
    hinted: (message) => hints(message),
    claims: (message) => wordsOf(message).length,
    verdict: (id) => rumours.get(id)?.verdict ?? null,
    rebuttal: (id, date) => {
      const rumour = rumours.get(id);
      return rumour === undefined ? null : render(rumour, date);
    },
  };
}

/** The rumour with the longest of these patterns in the message, or null. */
function patternsOf(
  rumours: readonly Rumour[],
  listed: (rumour: Rumour) => readonly string[],
): (message: string) => string | null {
  const patterns = rumours
    .flatMap((rumour) =>
      listed(rumour).map((source) => ({ id: rumour.id, words: looked(source), weight: weightOf(source) })),
    )
    .sort((a, b) => b.weight - a.weight);
  return (message) => {
    const text = haystack(message);
    return patterns.find(({ words }) => words.find(text) !== null)?.id ?? null;
  };
}
