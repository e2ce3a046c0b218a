import { createHash } from 'node:crypto';
import { CALCULATORS } from '../calculators/calculators.ts';
import { AppError } from '../errors.ts';
import type { Calculation, Cited, Line, Part } from '../model/calculation.ts';
import type { Citation, RenderedAnswer } from '../model/content.ts';
import { citationLine, older, whyNot } from './citations.ts';
import { writtenDay } from './day.ts';
import { amount, writeFigure } from './figures.ts';
import { lawOf } from './law.ts';
import type { Library } from './library.ts';
import type { CalculatorSource } from './parse-calculator.ts';
import { numbered } from './parse-wording.ts';
import type { Shelf } from './render-answer.ts';

/** What the desk needs beside the shelf: the words that all calculators share. */
type CalculatorDesk = { shelf: Shelf; say(id: string, facts?: Record<string, string>): string };

/** When it was computed for, which steps were answered with "không biết", and today: what stands in the text. */
export type Outcome = { calculation: Calculation | null; day: string; assumed: string[] };

const BUBBLE = 600;
/** Steps whose replies decide which day's law it is. */
const DATED: ReadonlySet<string> = new Set(['date', 'birth']);

/**
 * What is said instead of the first question, when all that could come out on this day is "đang rà soát". A calculator that asks
 * for a date is let through: the law of that date decides, when it is known.
 */
export function reviewingCalculator(
  shelf: Shelf,
  library: Library,
  source: CalculatorSource | undefined,
  day: string,
): RenderedAnswer | null {
  if (source === undefined || source.steps.some(({ accepts, silent }) => !silent && DATED.has(accepts)))
    return null;
  const law = lawOf(library);
  const figures = (CALCULATORS.get(source.name)?.figures ?? []).flatMap(
    (id) => law.figure(id, day)?.citation ?? [],
  );
  return isReviewed(shelf, source, day, figures) ? null : reviewing(shelf, source);
}

/** Whether everything it rests on was read since it last changed. A figure was asked for by its own day: a birth in June is June's law. */
function isReviewed(
  { laws }: Shelf,
  source: CalculatorSource,
  day: string,
  figures: readonly Cited[],
): boolean {
  const own = source.citations.map((one) => ({ ...one, on: day, reviewed: source.reviewed }));
  return [...own, ...figures].every(
    ({ on, reviewed, law, article }) =>
      whyNot(laws, { law, article }, on, older(reviewed, source.reviewed)) === null,
  );
}

function reviewing(shelf: Shelf, source: CalculatorSource): RenderedAnswer {
  const { text, choices } = shelf.reviewing();
  return {
    id: `calculator-${source.name}`,
    version: versionOf(source, text),
    state: 'reviewing',
    bubbles: [text],
    more: null,
    choices,
    citations: [],
  };
}

/** The outcome in words: the result, how it was reached, what was assumed, what is not known, where it stands. Never a promise. */
export function renderCalculation(
  desk: CalculatorDesk,
  source: CalculatorSource,
  outcome: Outcome,
): RenderedAnswer {
  const { calculation, day } = outcome;
  const id = `calculator-${source.name}`;
  const whole = (text: string, more: Partial<RenderedAnswer> = {}): RenderedAnswer => ({
    id,
    version: versionOf(source, text),
    state: 'ok',
    bubbles: [text],
    more: null,
    choices: numbered(source.choices),
    citations: [],
    ...more,
  });
  if (calculation === null) return whole(desk.say('calculator.not-known', { date: writtenDay(day) }));
  if (!isReviewed(desk.shelf, source, day, calculation.cited)) return reviewing(desk.shelf, source);
  const cited = [...source.citations, ...calculation.cited];
  const bubbles = bubblesOf(desk, source, { ...outcome, calculation }, cited);
  return whole(bubbles.join('\n'), { bubbles, citations: distinct(cited) });
}

function bubblesOf(
  { shelf, say }: CalculatorDesk,
  source: CalculatorSource,
  { calculation: { lines }, assumed }: Outcome & { calculation: Calculation },
  cited: Citation[],
): string[] {
  const of = (part: Part) => lines.filter((one) => one.part === part).map((one) => write(shelf, source, one));
  const guessed = assumed.map((step) =>
    write(shelf, source, { part: 'assumed', say: `assumed-${step}`, values: {} }),
  );
  const steps = of('step');
  const taken = [...guessed, ...of('assumed')];
  const head = [
    ...of('result'),
    ...(steps.length > 0 ? [say('calculator.steps', { steps: steps.join('; ') })] : []),
    ...of('note'),
  ].join('\n');
  const foot = [
    ...(taken.length > 0 ? [say('calculator.assumed', { assumed: taken.join('; ') })] : []),
    ...of('unknown'),
    say('calculator.trial'),
    ...(cited.length > 0 ? [citationLine(shelf.laws, cited)] : []),
  ].join('\n');
  const text = `${head}\n${foot}`;
  return text.length <= BUBBLE ? [text] : [head, foot];
}

const PLACE = /\{([a-zA-Z]+)(?::([a-z-]+))?\}/g;

/** `{total:dong}` is written as figures of that unit are, `{last:day}` as a date, `{days}` as a number or the text it is. */
function write({ figures }: Shelf, source: CalculatorSource, { say, values }: Line): string {
  const id = `${source.name}.${say}`;
  const entry = source.entries.get(id);
  if (entry === undefined) throw new AppError('not_found', `content has no wording "${id}"`);
  return entry.text.replace(PLACE, (_whole, name: string, unit: string | undefined) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) throw new AppError('invalid', `wording ${id} needs a value for {${name}}`);
    if (unit === 'day') return writtenDay(String(value));
    if (typeof value === 'string') return value;
    if (unit === undefined) return amount(Math.round(value * 100) / 100);
    if (!Object.hasOwn(figures.units, unit))
      throw new AppError('invalid', `wording ${id} names no unit: ${unit}`);
    return writeFigure(figures, { about: '', unit, values: [] }, Math.round(value * 100) / 100);
  });
}

const distinct = (cited: readonly Citation[]): Citation[] => [
  ...new Map(cited.map(({ law, article }) => [`${law} ${article}`, { law, article }])).values(),
];

const versionOf = (source: CalculatorSource, text: string): string =>
  createHash('sha256').update(JSON.stringify(source.words)).update(text).digest('hex').slice(0, 12);
