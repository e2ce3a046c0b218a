import type { Library } from './library.ts';
import type { Answer } from './parse-answer.ts';
import type { Problem } from './problem.ts';

/** The answer that was valid on a day: this one, or one of those before it. */
export function answerOfDay(answers: ReadonlyMap<string, Answer>, answer: Answer, day: string): Answer {
  let found = answer;
  while (day < found.validFrom && found.before !== undefined) {
    const earlier = answers.get(found.before);
    // `content check` refuses a chain that does not run backwards; one that was not checked must not run for ever.
    if (earlier === undefined || earlier.validFrom >= found.validFrom) break;
    found = earlier;
  }
  return found;
}

/** An answer that follows another one names one of its topic that ended before it begins. */
export function checkBefore({ answers }: Library): Problem[] {
  const followers = new Map<string, string>();
  return [...answers.values()].flatMap(({ id, before, topic, validFrom, validTo, file, lineOf }) => {
    const wrong = (path: PropertyKey[], message: string) => [{ file, line: lineOf(path), message }];
    if (validTo !== undefined && validTo < validFrom)
      return wrong(['validTo'], `it ends on ${validTo}, before it begins`);
    if (before === undefined) return [];
    const earlier = answers.get(before);
    const other = followers.get(before);
    followers.set(before, id);
    if (earlier === undefined) return wrong(['before'], `no answer is called ${before}`);
    if (other !== undefined) return wrong(['before'], `${before} is already followed by ${other}`);
    if (earlier.topic !== topic) return wrong(['before'], `${before} is of another topic`);
    return earlier.validTo === undefined || earlier.validTo >= validFrom
      ? wrong(['before'], `${before} must end before ${validFrom}`)
      : [];
  });
}
