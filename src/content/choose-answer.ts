import { fold as withoutMarks } from '../understanding/vietnamese/fold.ts';
import { compilePatterns, type Haystack, type Patterns } from '../understanding/vietnamese/pattern.ts';
import { fold } from './fold.ts';
import type { Answer } from './parse-answer.ts';

type Weighed = { pattern: Patterns; weight: number };
type Candidate = { id: string; topic: string; words: Weighed[]; asks: Weighed[] };

/**
 * Which answer of a topic a question is for. The one with the longest pattern in the question wins, then the one with more of
 * them; without any it is the topic's general answer, whose own `asks` ("thai sản") stand in nearly every question and so do not count.
 */
export function createChooseAnswer(
  answers: ReadonlyMap<string, Answer>,
): (general: string, question: string) => string {
  const past = new Set([...answers.values()].flatMap(({ before }) => before ?? []));
  const current = [...answers.values()].filter(({ id }) => !past.has(id));
  const candidates = current.map(({ id, topic, words, asks }): Candidate => {
    return { id, topic, words: words.map(weighed), asks: asks.map((phrase) => weighed(fold(phrase))) };
  });
  return (general, question) => {
    const text = haystack(question);
    const topic = answers.get(general)?.topic;
    let best = { id: general, longest: 0, total: 0 };
    for (const { id, words, asks } of candidates.filter((one) => one.topic === topic)) {
      const weights = [...words, ...(id === general ? [] : asks)]
        .filter(({ pattern }) => pattern.find(text) !== null)
        .map(({ weight }) => weight);
      const longest = Math.max(0, ...weights);
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      if (longest > best.longest || (longest === best.longest && total > best.total))
        best = { id, longest, total };
    }
    return best.id;
  };
}

/** How many words a pattern asks for: neither those that may be missing nor the gaps. */
export const weightOf = (source: string): number =>
  source
    .replace(/\[[^\]]*\]/g, ' ')
    .replace(/\(([^|)]*)[^)]*\)/g, '$1')
    .split(/\s+/)
    .filter((word) => word !== '' && word !== '*').length;

/** A pattern to be looked for by letters alone. */
export const looked = (source: string): Patterns => compilePatterns([once(withoutMarks(source))]);

const weighed = (source: string): Weighed => ({
  pattern: looked(source),
  weight: weightOf(source),
});

/** Questions are compared by letters alone: half of them come without marks. */
export function haystack(question: string): Haystack {
  const line = once(fold(question));
  return { line: ` ${line} `, words: new Set(line.split(' ')), marked: false };
}

/** A letter that is held down counts once; reading a message does that to words it does not know ("app", "lưu"). */
const once = (text: string): string => text.replace(/(\p{L})\1+/gu, '$1');
