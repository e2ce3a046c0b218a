import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { type Flow, flowFile } from '../model/flow.ts';
import { filesIn } from './files-in.ts';
import { type Answer, parseAnswer } from './parse-answer.ts';
import { type CalculatorSource, parseCalculator } from './parse-calculator.ts';
import { parseRumour, type Rumour } from './parse-rumour.ts';
import { parseWording, type Wording } from './parse-wording.ts';
import { parseYaml } from './parse-yaml.ts';
import type { Problem } from './problem.ts';
import { CRITERIA, type Programmes, readProgrammes } from './read-programmes.ts';
import {
  type Figures,
  figuresShape,
  holidaysShape,
  type Laws,
  lawsShape,
  type Places,
  placesShape,
  topicsShape,
} from './shapes.ts';

/** What is said instead of an answer that must not be served, and the button for the rest of one that is. */
export const REVIEWING = 'answer.reviewing';
export const MORE = 'answer.more';

/** Everything in content/, read and checked one file at a time; what could not be read is left out. */
export type Library = {
  /** Hash of all that was read. */
  version: string;
  answers: ReadonlyMap<string, Answer>;
  rumours: ReadonlyMap<string, Rumour>;
  flows: ReadonlyMap<string, FlowSource>;
  calculators: ReadonlyMap<string, CalculatorSource>;
  programmes: Programmes['programmes'];
  criteria: Programmes['criteria'];
  wording: Wording;
  figures: Figures;
  laws: Laws;
  places: Places;
  topics: Record<string, string>;
  holidays: ReadonlyMap<string, string>;
  /** Days that will probably be holidays, but nobody has decided it. */
  undecided: ReadonlySet<string>;
  problems: Problem[];
  /** Line of a key in one of the YAML files, for those who check further. */
  lineOf(file: string, path: PropertyKey[]): number;
};

type FlowSource = { flow: Flow; file: string; lineOf(path: PropertyKey[]): number };

/** Reads the files below `root`, once. */
export function loadLibrary(root: string): Library {
  const files = readFiles(root);
  const problems: Problem[] = [];
  const lines = new Map<string, (path: PropertyKey[]) => number>();
  const read = <T>(schema: z.ZodType<T>, file: string, empty: T): T => {
    const text = files.get(file);
    if (text === undefined) problems.push({ file, line: 1, message: 'the file is missing' });
    const parsed = parseYaml(schema, (text ?? '').normalize('NFC'), file);
    if (text !== undefined) problems.push(...parsed.problems);
    lines.set(file, parsed.lineOf);
    return parsed.value ?? empty;
  };
  const wording = parseWording(files.get('content/wording.yaml') ?? '', 'content/wording.yaml');
  problems.push(...wording.problems);
  lines.set('content/wording.yaml', wording.lineOf);
  if (wording.problems.length === 0) problems.push(...missingIn(wording));
  const { programmes, criteria, problems: wrong, lineOfCriterion } = readProgrammes(files);
  problems.push(...wrong);
  lines.set(CRITERIA, ([, at]) => lineOfCriterion(Number(at)));
  const calendar = read(holidaysShape, 'content/calendar.yaml', { holidays: [] });
  return {
    version: versionOf(files),
    answers: readAnswers(files, problems),
    rumours: readRumours(files, problems),
    flows: readFlows(files, problems),
    calculators: readCalculators(files, problems),
    programmes,
    criteria,
    wording,
    figures: read(figuresShape, 'content/figures.yaml', { units: {}, reviewed: '9999-12-31', figures: {} }),
    laws: read(lawsShape, 'content/laws.yaml', {
      words: { line: '{laws}', article: '{n}', and: ', ' },
      laws: {},
      expected: [],
    }),
    places: read(placesShape, 'content/places.yaml', { zones: [], places: [] }),
    topics: read(topicsShape, 'content/topics.yaml', {}),
    // A day that nobody has decided yet is worked around by the offices, but never told as a fact.
    holidays: new Map(calendar.holidays.flatMap(({ day, name, derived }) => (derived ? [] : [[day, name]]))),
    undecided: new Set(calendar.holidays.flatMap(({ day, derived }) => (derived ? [day] : []))),
    problems,
    lineOf: (file, path) => lines.get(file)?.(path) ?? 1,
  };
}

/** Without these two an answer could not be served, so their absence is found at once and not by a worker. */
const missingIn = ({ entries }: Wording): Problem[] =>
  [REVIEWING, MORE]
    .filter((id) => (entries.get(id)?.choices.length ?? 0) === 0)
    .map((id) => ({
      file: 'content/wording.yaml',
      line: 1,
      message: `answers need an entry ${id} with a choice`,
    }));

/** Texts by path from the root, in one order on every machine. */
function readFiles(root: string): ReadonlyMap<string, string> {
  const names = [
    ...filesIn(join(root, 'content'), '.yaml').map((name) => `content/${name}`),
    ...filesIn(join(root, 'content/flows'), '.yaml').map((name) => `content/flows/${name}`),
    ...filesIn(join(root, 'content/calculators'), '.yaml').map((name) => `content/calculators/${name}`),
    ...filesIn(join(root, 'content/programmes'), '.yaml').map((name) => `content/programmes/${name}`),
    ...filesIn(join(root, 'content/rumours'), '.yaml').map((name) => `content/rumours/${name}`),
    ...filesIn(join(root, 'content/answers'), '.md').map((name) => `content/answers/${name}`),
  ];
  return new Map(names.sort().map((name) => [name, readFileSync(join(root, name), 'utf8')]));
}

function readAnswers(files: ReadonlyMap<string, string>, problems: Problem[]): Map<string, Answer> {
  const answers = new Map<string, Answer>();
  for (const [file, text] of files) {
    if (!file.startsWith('content/answers/')) continue;
    const parsed = parseAnswer(text, file);
    problems.push(...parsed.problems);
    if (parsed.answer !== null) answers.set(parsed.answer.id, parsed.answer);
  }
  return answers;
}

function readRumours(files: ReadonlyMap<string, string>, problems: Problem[]): Map<string, Rumour> {
  const rumours = new Map<string, Rumour>();
  for (const [file, text] of files) {
    if (!file.startsWith('content/rumours/')) continue;
    const { rumour, problems: found } = parseRumour(text, file);
    problems.push(...found);
    if (rumour !== null) rumours.set(rumour.id, rumour);
  }
  return rumours;
}

/** All that is rendered for a day, with citations and a date of review. */
export const servedBy = ({ answers, rumours }: Pick<Library, 'answers' | 'rumours'>): Answer[] => [
  ...answers.values(),
  ...rumours.values(),
];

function readFlows(files: ReadonlyMap<string, string>, problems: Problem[]): Map<string, FlowSource> {
  const flows = new Map<string, FlowSource>();
  for (const [file, text] of files) {
    if (!file.startsWith('content/flows/')) continue;
    const { value: flow, problems: found, lineOf } = parseYaml(flowFile, text.normalize('NFC'), file);
    problems.push(...found);
    if (flow !== null) flows.set(flow.name, { flow, file, lineOf });
  }
  return flows;
}

function readCalculators(
  files: ReadonlyMap<string, string>,
  problems: Problem[],
): Map<string, CalculatorSource> {
  const calculators = new Map<string, CalculatorSource>();
  for (const [file, text] of files) {
    if (!file.startsWith('content/calculators/')) continue;
    const { calculator, problems: found } = parseCalculator(text, file);
    problems.push(...found);
    if (calculator !== null) calculators.set(calculator.name, calculator);
  }
  return calculators;
}

function versionOf(files: ReadonlyMap<string, string>): string {
  const hash = createHash('sha256');
  for (const [file, text] of files) hash.update(`${file}\0${text}\0`);
  return hash.digest('hex').slice(0, 12);
}
