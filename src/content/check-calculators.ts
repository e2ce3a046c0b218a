import { CALCULATORS } from '../calculators/calculators.ts';
import { AppError } from '../errors.ts';
import type { FlowStep } from '../model/flow.ts';
import type { IsCommand } from './check-buttons.ts';
import { amountsIn } from './check-prose.ts';
import { fold } from './fold.ts';
import { lawOf } from './law.ts';
import type { Library } from './library.ts';
import type { CalculatorSource } from './parse-calculator.ts';
import { fill } from './parse-wording.ts';
import type { Problem } from './problem.ts';
import { renderCalculation } from './render-calculation.ts';
import { shelfOf } from './shelf-of.ts';

const LONGEST = 900;
const LONGEST_BUBBLE = 600;

/** Every calculator has its file and every file its calculator; its steps, words, figures and buttons exist, and its examples can be read. */
export function checkCalculators(library: Library, isCommand: IsCommand): Problem[] {
  const { calculators } = library;
  // A folder without any is one that only tries the rest of content.
  if (calculators.size === 0) return [];
  const silent = [...CALCULATORS.keys()]
    .filter((name) => !calculators.has(name))
    .map((name) => ({
      file: `content/calculators/${name}.yaml`,
      line: 1,
      message: `the calculator ${name} has no words`,
    }));
  return [
    ...silent,
    ...twins(library),
    ...[...calculators.values()].flatMap((one) => checkOne(library, one, isCommand)),
  ];
}

function checkOne(library: Library, source: CalculatorSource, isCommand: IsCommand): Problem[] {
  const { file, name, lineOf } = source;
  const wrong = (path: PropertyKey[], message: string): Problem => ({ file, line: lineOf(path), message });
  const desk = CALCULATORS.get(name);
  if (desk === undefined) return [wrong(['name'], `no calculator is called ${name}`)];
  const figures = desk.figures.filter((id) => !Object.hasOwn(library.figures.figures, id));
  const topics = [source.topic, ...source.also].filter((topic) => !Object.hasOwn(library.topics, topic));
  const leads = leadsSomewhere(library, isCommand);
  return [
    ...(file.endsWith(`/${name}.yaml`)
      ? []
      : [wrong(['name'], `the calculator ${name} belongs into ${name}.yaml`)]),
    ...figures.map((id) => wrong(['name'], `it reads ${id}, which figures.yaml does not have`)),
    ...topics.map((topic) => wrong(['topic'], `topics.yaml has no title for ${topic}`)),
    ...source.choices.flatMap(({ say }, at) =>
      leads(say) ? [] : [wrong(['choices', at], `the button "${say}" leads nowhere`)],
    ),
    ...checkWords(source, desk.lines, wrong),
    ...source.steps.flatMap((step, at) =>
      faultsOf(library, source, step, at).map((message) => wrong(['steps', at], `${step.id}: ${message}`)),
    ),
    ...source.examples.flatMap((_, at) =>
      faultsOfExample(library, source, at).map((message) => wrong(['examples', at], message)),
    ),
  ];
}

type Wrong = (path: PropertyKey[], message: string) => Problem;

/** Words that are needed but missing, and words that nobody says. */
function checkWords(
  { words, steps, needs }: CalculatorSource,
  lines: readonly string[],
  wrong: Wrong,
): Problem[] {
  const guessed = steps.filter(({ unknown, silent }) => unknown !== undefined && !silent);
  const wanted = new Set([
    ...steps.map(({ ask }) => ask),
    ...guessed.map(({ id }) => `assumed-${id}`),
    ...lines,
  ]);
  const slots = new Set(steps.flatMap(({ fills }) => fills));
  return [
    ...[...wanted]
      .filter((id) => !Object.hasOwn(words, id))
      .map((id) => wrong(['words'], `words has no ${id}`)),
    ...Object.keys(words)
      .filter((id) => !wanted.has(id))
      .map((id) => wrong(['words', id], `nothing says ${id}`)),
    ...amountsSaid(words, new Set(steps.map(({ ask }) => ask)), wrong),
    ...needs.filter((slot) => !slots.has(slot)).map((slot) => wrong(['needs'], `no step fills ${slot}`)),
  ];
}

/** Amounts of law belong into figures.yaml; a question may give an example, and what "không biết" stands for is no law. */
const amountsSaid = (words: CalculatorSource['words'], asked: ReadonlySet<string>, wrong: Wrong): Problem[] =>
  Object.entries(words)
    .filter(([id]) => !asked.has(id) && !id.startsWith('assumed-'))
    .flatMap(([id, { text }]) =>
      amountsIn(text).map((amount) => wrong(['words', id], `"${amount}" should be a figure of figures.yaml`)),
    );

const NUMBERS: ReadonlySet<FlowStep['accepts']> = new Set(['money', 'minutes', 'days', 'months', 'count']);
/** What only the complaint can take. */
const OF_COMPLAINT: ReadonlySet<FlowStep['accepts']> = new Set([
  'text',
  'workplace',
  'when',
  'contact',
  'confirm',
  'criteria',
]);

function faultsOf(library: Library, source: CalculatorSource, step: FlowStep, at: number): string[] {
  const { accepts, fills, values = [], min, max, silent } = step;
  const choices = source.words[step.ask]?.choices.length ?? 0;
  const isChoice = !silent && (accepts === 'choice' || accepts === 'zone');
  const isOpen = NUMBERS.has(accepts) && !silent && (min === undefined || max === undefined);
  return [
    ...(OF_COMPLAINT.has(accepts) ? [`a calculator cannot take ${accepts}`] : []),
    ...(fills.length === 1 ? [] : ['it fills one slot']),
    ...(isChoice && choices !== values.length ? [`${values.length} values for ${choices} choices`] : []),
    ...(isOpen ? ['a number has min and max'] : []),
    ...outside(step),
    ...lostConditions(library, source, step, at),
  ];
}

function outside({ unknown, min, max }: FlowStep): string[] {
  if (typeof unknown !== 'number') return [];
  const isOutside = (min !== undefined && unknown < min) || (max !== undefined && unknown > max);
  return isOutside ? [`${unknown} is outside of what it may be`] : [];
}

/** Conditions on what is not known yet, or on a figure that does not exist. */
function lostConditions(
  { figures }: Library,
  { steps }: CalculatorSource,
  { onlyIf }: FlowStep,
  at: number,
): string[] {
  const before = new Set(steps.filter((one, n) => n < at || one.silent).flatMap((one) => one.fills));
  const conditions = typeof onlyIf === 'object' ? Object.entries(onlyIf) : [];
  return conditions.flatMap(([slot, wanted]) => {
    const figure = Array.isArray(wanted) || typeof wanted.over === 'number' ? null : wanted.over;
    return [
      ...(before.has(slot) ? [] : [`onlyIf names ${slot}, which no step before fills`]),
      ...(figure === null || Object.hasOwn(figures.figures, figure) ? [] : [`no figure is called ${figure}`]),
    ];
  });
}

/** Computes and writes an example as a person would read it. */
function faultsOfExample(library: Library, source: CalculatorSource, at: number): string[] {
  const example = source.examples[at];
  const desk = CALCULATORS.get(source.name);
  if (example === undefined || desk === undefined) return [];
  const { on: day, facts } = example;
  const found = desk.run(facts, { day, law: lawOf(library) });
  if (!found.ok) return [`its facts are not those of ${source.name}: ${found.why}`];
  if (found.calculation === null) return [`nothing is known for ${day}`];
  try {
    const outcome = { calculation: found.calculation, day, assumed: [] };
    return tooLong(
      renderCalculation({ shelf: shelfOf(library), say: sayFrom(library) }, source, outcome).bubbles,
    );
  } catch (error) {
    // What a sentence lacks is said by the error; anything else is a fault of ours.
    if (error instanceof AppError) return [error.message];
    throw error;
  }
}

const sayFrom =
  ({ wording }: Library) =>
  (id: string, facts: Record<string, string> = {}): string => {
    const entry = wording.entries.get(id);
    if (entry === undefined) throw new AppError('not_found', `wording.yaml has no ${id}`);
    return fill(entry.text, facts, id);
  };

export function tooLong(bubbles: readonly string[]): string[] {
  const all = bubbles.join('\n').length;
  return [
    ...(all > LONGEST ? [`the outcome is ${all} characters long; it may have ${LONGEST}`] : []),
    ...bubbles
      .filter(({ length }) => length > LONGEST_BUBBLE)
      .map(({ length }) => `a bubble is ${length} characters long; it may have ${LONGEST_BUBBLE}`),
  ];
}

/** No phrase begins two things. */
function twins({ calculators, answers }: Library): Problem[] {
  const owners = new Map(
    [...answers.values()].flatMap(({ id, asks }) => asks.map((phrase) => [fold(phrase), id] as const)),
  );
  return [...calculators.values()].flatMap(({ asks, name, file, lineOf }) =>
    asks.flatMap((phrase, at) => {
      const owner = owners.get(fold(phrase));
      owners.set(fold(phrase), name);
      return owner === undefined
        ? []
        : [{ file, line: lineOf(['asks', at]), message: `"${phrase}" already asks for ${owner}` }];
    }),
  );
}

function leadsSomewhere({ answers, calculators }: Library, isCommand: IsCommand): (say: string) => boolean {
  const known = new Set([...answers.values(), ...calculators.values()].flatMap(({ asks }) => asks.map(fold)));
  return (say) => isCommand(say) || known.has(fold(say));
}
