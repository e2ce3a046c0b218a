import type { Content, KnownCalculator } from '../model/content.ts';
import { haystack, looked } from './choose-answer.ts';
import { fold } from './fold.ts';
import type { CalculatorSource } from './parse-calculator.ts';

type Finder = Pick<Content, 'calculator' | 'calculatorFor' | 'calculatorAbout' | 'calculatorOf'>;

/** Which calculator is meant: by name, by a phrase of its own, by what a question of its topics asks, by the topic alone. */
export function createCalculatorFinder(calculators: ReadonlyMap<string, CalculatorSource>): Finder {
  const known = new Map([...calculators.values()].map((source) => [source.name, asKnown(source)]));
  const phrases = new Map(
    [...known.values()].flatMap((one) => one.asks.map((phrase) => [fold(phrase), one] as const)),
  );
  const searches = [...calculators.values()].map(({ name, topic, also, when }) => ({
    calculator: known.get(name) ?? null,
    topics: new Set([topic, ...also]),
    when: when.map(looked),
  }));
  return {
    calculator: (name) => known.get(name) ?? null,
    calculatorFor: (say) => phrases.get(fold(say)) ?? null,
    calculatorAbout: (topic, question) => {
      const text = haystack(question);
      const found = searches.find(
        ({ topics, when }) => topics.has(topic) && when.some((pattern) => pattern.find(text) !== null),
      );
      return found?.calculator ?? null;
    },
    calculatorOf: (topic) =>
      [...known.values()].find((one) => one.topic === topic) ??
      searches.find(({ topics }) => topics.has(topic))?.calculator ??
      null,
  };
}

const asKnown = ({ name, title, topic, asks, needs }: CalculatorSource): KnownCalculator => ({
  name,
  title,
  topic,
  asks,
  needs,
});
