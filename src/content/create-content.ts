import { AppError } from '../errors.ts';
import type { Content } from '../model/content.ts';
import { answerOfDay } from './answer-of-day.ts';
import { createChooseAnswer } from './choose-answer.ts';
import { lawChange } from './citations.ts';
import { dayOf } from './day.ts';
import { valueOn } from './figures.ts';
import { createCalculatorFinder } from './find-calculator.ts';
import { createRumours } from './find-rumour.ts';
import { fold } from './fold.ts';
import { lawOf } from './law.ts';
import type { Library } from './library.ts';
import { fill, type WordingEntry } from './parse-wording.ts';
import { createProgrammeFinder } from './programmes.ts';
import { renderAnswer } from './render-answer.ts';
import { renderCalculation, reviewingCalculator } from './render-calculation.ts';
import { shelfOf } from './shelf-of.ts';
import { underReview } from './under-review.ts';

/** The library behind its desk: everything is looked up, nothing is made up. */
export function createContent(library: Library): Content {
  const { answers, flows, calculators, wording, figures } = library;
  const shelf = shelfOf(library);
  const words = new Map([
    ...wording.entries,
    ...[...calculators.values()].flatMap(({ entries }) => [...entries]),
  ]);
  const entry = (id: string) => found(words.get(id), `wording "${id}"`);
  const say = (id: string, facts: Record<string, string | number> = {}) => fill(entry(id).text, facts, id);
  const answer = (id: string) => found(answers.get(id), `answer "${id}"`);
  const asked = new Map(
    [...answers.values()].flatMap(({ id, asks }) => asks.map((phrase) => [fold(phrase), id])),
  );
  const chooseAnswer = createChooseAnswer(answers);
  const reviews = oncePerDay((day) => underReview(library, day));
  return {
    version: library.version,
    say,
    choices: (id, facts = {}) => choicesOf(entry(id), facts, id),
    has: (id) => answers.has(id),
    answerFor: (say) => asked.get(fold(say)) ?? null,
    answerAbout: (id, question) => chooseAnswer(id, question),
    asked: () =>
      [...answers.values()].map(({ id, title, asks, citations }) => ({
        answer: id,
        phrases: [title, ...asks],
        citations,
      })),
    underReview: (date) => reviews(dayOf(date)),
    lawChange: (cited, date) => lawChange(library.laws, cited, dayOf(date)),
    lawName: (law) => library.laws.laws[law]?.short ?? null,
    topicOf: (id) => answer(id).topic,
    answerOn: (id, days) =>
      days.some((day) => shelf.holidays.has(day)) ? (answers.get(id)?.onHoliday ?? id) : id,
    answer: (id, about) => renderAnswer(shelf, answerOfDay(answers, answer(id), dayOf(about.date)), about),
    zoneOf: (area, date) => shelf.findPlace(area, dayOf(date))?.zone ?? null,
    flow: (name) => found(flows.get(name) ?? calculators.get(name), `flow "${name}"`).flow,
    ...createCalculatorFinder(calculators),
    calculatorReviewing: (name, date) =>
      reviewingCalculator(shelf, library, calculators.get(name), dayOf(date)),
    ...createProgrammeFinder(library, library.laws),
    calculated: (name, outcome) =>
      renderCalculation({ shelf, say }, found(calculators.get(name), `calculator "${name}"`), outcome),
    rumours: createRumours(library.rumours, (rumour, date) =>
      renderAnswer(shelf, rumour, { date, area: null }),
    ),
    law: lawOf(library),
    figure: (id, date) => valueOn(found(figures.figures[id], `figure "${id}"`), dayOf(date))?.value ?? null,
    topicTitle: (topic) => found(library.topics[topic], `title of topic "${topic}"`),
  };
}

/** The newest day's result is kept: the day changes seldom, and the question is asked with every page. */
function oncePerDay<T>(find: (day: string) => T): (day: string) => T {
  let last: { day: string; found: T } | null = null;
  return (day) => {
    if (last?.day !== day) last = { day, found: find(day) };
    return last.found;
  };
}

const choicesOf = ({ choices }: WordingEntry, facts: Record<string, string | number>, id: string) =>
  choices.map(({ n, title, say }) => ({ n, title: fill(title, facts, id), say: fill(say, facts, id) }));

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new AppError('not_found', `content has no ${what}`);
  return value;
}
