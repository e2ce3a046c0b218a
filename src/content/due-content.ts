import { citingIn } from './citing.ts';
import { dateOf, dayOf } from './day.ts';
import { type Library, servedBy } from './library.ts';
import type { Answer } from './parse-answer.ts';
import type { Problem } from './problem.ts';
import { underReview } from './under-review.ts';

/** Somebody reads every answer again at least this often. */
const REVIEW_EVERY_DAYS = 180;

const LAWS = 'content/laws.yaml';

export type Due = { day: string; file: string; line: number; what: string };
/** Its line is looked up for what is listed only: that takes a second reading of the file. */
type Coming = Omit<Due, 'line'> & { line(): number };

/** What has to be looked at, the soonest first: answers to read again or that end, figures and laws that end or change. */
export function dueContent(library: Library, within: { today: string; days: number }): Due[] {
  const last = shift(within.today, within.days);
  return [
    ...dueAnswers(library),
    ...dueCalculators(library),
    ...dueProgrammes(library),
    ...dueFigures(library, within.today),
    ...dueLaws(library, within.today),
    ...dueExpected(library, within.today),
    ...dueReviews(library, within.today),
  ]
    .filter(({ day }) => day <= last)
    .sort((a, b) => a.day.localeCompare(b.day) || a.file.localeCompare(b.file))
    .map((coming) => ({ ...coming, line: coming.line() }));
}

/** Answers past their last day or their review. */
export const checkFresh = (library: Library, today: string): Problem[] =>
  [...dueAnswers(library), ...dueCalculators(library), ...dueProgrammes(library)]
    .filter(({ day }) => day < today)
    .map(({ file, line, day, what }) => ({ file, line: line(), message: `overdue since ${day}: ${what}` }));

const shift = (day: string, days: number): string =>
  dayOf(new Date(dateOf(day).getTime() + days * 86_400_000));

/** An answer that another one follows is history: nobody reads it again, and its end was meant. */
const dueAnswers = (library: Library): Coming[] => {
  const served = servedBy(library);
  const past = new Set(served.flatMap(({ before }) => before ?? []));
  const current = served.filter(({ id }) => !past.has(id));
  return current.flatMap((answer: Answer) => {
    const { file, validTo, reviewed, owner, lineOf } = answer;
    const review = {
      day: shift(reviewed, REVIEW_EVERY_DAYS),
      file,
      line: () => lineOf(['reviewed']),
      what: `${owner} reads it again`,
    };
    return validTo === undefined
      ? [review]
      : [{ day: validTo, file, line: () => lineOf(['validTo']), what: 'its last day' }, review];
  });
};

const dueCalculators = ({ calculators }: Library): Coming[] =>
  [...calculators.values()].map(({ file, reviewed, owner, lineOf }) => ({
    day: shift(reviewed, REVIEW_EVERY_DAYS),
    file,
    line: () => lineOf(['reviewed']),
    what: `${owner} reads it again`,
  }));

/** Read again like an answer; past its last day somebody puts the next year's in its place. */
const dueProgrammes = ({ programmes }: Library): Coming[] =>
  [...programmes.values()].flatMap(({ file, validTo, reviewed, owner, lineOf }) => [
    { day: validTo, file, line: () => lineOf(['validTo']), what: 'its last day' },
    {
      day: shift(reviewed, REVIEW_EVERY_DAYS),
      file,
      line: () => lineOf(['reviewed']),
      what: `${owner} reads it again`,
    },
  ]);

/** Only the newest value of a figure: what ended and was followed needs nobody. */
const dueFigures = ({ figures, lineOf }: Library, today: string): Coming[] =>
  Object.entries(figures.figures).flatMap(([id, { values }]) => {
    const to = values.at(-1)?.to;
    const file = 'content/figures.yaml';
    const line = () => lineOf(file, ['figures', id, 'values', values.length - 1]);
    return to === undefined || to < today ? [] : [{ day: to, file, line, what: `last known day of ${id}` }];
  });

const dueLaws = ({ laws, lineOf }: Library, today: string): Coming[] =>
  Object.entries(laws.laws).flatMap(([law, { to, amended, ended }]) => {
    const file = LAWS;
    const ends =
      to === undefined
        ? []
        : [{ day: to, file, line: () => lineOf(file, ['laws', law, 'to']), what: `${law} ends` }];
    const changes = [...amended, ...ended].map(({ on, by, articles }) => ({
      day: on,
      file,
      line: () => lineOf(file, ['laws', law]),
      what: `${by} changes ${law}, ${articles === undefined ? 'all of it' : `articles ${articles.join(', ')}`}`,
    }));
    return [...ends, ...changes].filter(({ day }) => day >= today);
  });

/** What may change, and when at the earliest: looked at on that day, and every day after until it is taken off the list. */
const dueExpected = ({ laws, lineOf }: Library, today: string): Coming[] =>
  laws.expected.map(({ on, what }, index) => ({
    day: on < today ? today : on,
    file: LAWS,
    line: () => lineOf(LAWS, ['expected', index]),
    what: `expected: ${what}`,
  }));

/** What is not served today, because its law ended or changed. */
const dueReviews = (library: Library, today: string): Coming[] =>
  underReview(library, today).map(({ kind, id, file, line, why }) => ({
    day: today,
    file,
    line,
    what: `${kind} ${id} is under review: ${why}`,
  }));

/** Citations that name a law and no article of it: right, but less than a reader could check. */
export const citedWhole = (library: Library, today: string): Omit<Due, 'day'>[] =>
  citingIn(library, today).flatMap(({ kind, id, file, cites }) =>
    cites
      .filter(({ cited }) => cited.article === '')
      .map(({ cited, line }) => ({
        file,
        line: line(),
        what: `${kind} ${id} cites ${cited.law} without an article`,
      })),
  );
