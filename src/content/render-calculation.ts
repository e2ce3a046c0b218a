import { createHash } from 'node:crypto';
import { AppError } from '../errors.ts';
import type { Calculation, Line, Part } from '../model/calculation.ts';
import type { Citation, RenderedAnswer } from '../model/content.ts';
import { citationLine, whyNot } from './citations.ts';
import { writtenDay } from './day.ts';
import { amount, writeFigure } from './figures.ts';
import type { CalculatorSource } from './parse-calculator.ts';
import { numbered } from './parse-wording.ts';
import type { Shelf } from './render-answer.ts';

/** What the desk needs beside the shelf: the words that all calculators share. */
type CalculatorDesk = { shelf: Shelf; say(id: string, facts?: Record<string, string>): string };

/** When it was computed for, which steps were answered with "không biết", and today: what stands in the text. */
export type Outcome = { calculation: Calculation | null; day: string; assumed: string[] };

const BUBBLE = 600;

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
  const cited = [...source.citations, ...calculation.cited];
  if (cited.some((one) => whyNot(desk.shelf.laws, one, day, source.reviewed) !== null)) {
    const { text, choices } = desk.shelf.reviewing();
    return whole(text, { state: 'reviewing', choices });
  }
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
