import { AppError } from '../errors.ts';
import type { Content } from '../model/content.ts';
import { createChooseAnswer } from './choose-answer.ts';
import { dayOf } from './day.ts';
import { valueOn } from './figures.ts';
import { createCalculatorFinder } from './find-calculator.ts';
import { fold } from './fold.ts';
import { lawOf } from './law.ts';
import { type Library, MORE, REVIEWING } from './library.ts';
import { fill, type WordingEntry } from './parse-wording.ts';
import { createPlaceFinder } from './places.ts';
import { createProgrammeFinder } from './programmes.ts';
import { renderAnswer, type Shelf } from './render-answer.ts';
import { renderCalculation } from './render-calculation.ts';

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
    lawName: (law) => library.laws.laws[law]?.short ?? null,
    topicOf: (id) => answer(id).topic,
    answerOn: (id, days) =>
      days.some((day) => shelf.holidays.has(day)) ? (answers.get(id)?.onHoliday ?? id) : id,
    answer: (id, about) => renderAnswer(shelf, answer(id), about),
    zoneOf: (area, date) => shelf.findPlace(area, dayOf(date))?.zone ?? null,
    flow: (name) => found(flows.get(name) ?? calculators.get(name), `flow "${name}"`).flow,
    ...createCalculatorFinder(calculators),
    ...createProgrammeFinder(library, library.laws),
    calculated: (name, outcome) =>
      renderCalculation({ shelf, say }, found(calculators.get(name), `calculator "${name}"`), outcome),
    law: lawOf(library),
    figure: (id, date) => valueOn(found(figures.figures[id], `figure "${id}"`), dayOf(date))?.value ?? null,
    topicTitle: (topic) => found(library.topics[topic], `title of topic "${topic}"`),
  };
}

export function shelfOf(library: Library): Shelf {
  const { figures, laws, places, holidays, wording } = library;
  const more = wording.entries.get(MORE)?.choices[0];
  return {
    figures,
    laws,
    places,
    findPlace: createPlaceFinder(places),
    holidays,
    moreButton: more === undefined ? null : { title: more.title, say: more.say },
    reviewing: () => {
      const { text, choices } = found(wording.entries.get(REVIEWING), `wording "${REVIEWING}"`);
      return { text, choices };
    },
  };
}

const choicesOf = ({ choices }: WordingEntry, facts: Record<string, string | number>, id: string) =>
  choices.map(({ n, title, say }) => ({ n, title: fill(title, facts, id), say: fill(say, facts, id) }));

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new AppError('not_found', `content has no ${what}`);
  return value;
}
