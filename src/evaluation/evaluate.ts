import type { Intent } from '../model/intent.ts';
import type { LoadedIntents } from '../understanding/load-intents.ts';
import type { DangerReport } from './danger-trials.ts';
import type { Engine, Recognise } from './engines.ts';
import {
  auroc,
  type Confusion,
  confusions,
  isRefused,
  type Judged,
  type Metrics,
  measure,
} from './metrics.ts';
import { withoutNear } from './near-phrases.ts';
import { createNoise, NOISES, type Noise } from './noise.ts';
import { OFF_TOPIC, type Question } from './questions.ts';

/** What a line of progress says: which part of the work, and how much of it is done (0 to 1). */
export type Progress = (what: string, done: number) => void;

export type EngineReport = {
  engine: string;
  trainSeconds: number;
  /** Milliseconds a message. */
  p50: number;
  p99: number;
  real: Metrics;
  groups: Record<string, Metrics>;
  /** Null when nothing off topic was asked. */
  offTopic: { count: number; refused: number; auroc: number | null } | null;
  /** Accuracy lost by each noise, in shares. */
  loss: Record<Noise, number>;
  confusions: Confusion[];
  /** Row: what was asked; column: what was guessed. */
  matrix: { topics: string[]; counts: number[][] };
};

export type CurvePoint = { phrases: number; accuracy: number; groups: Record<string, number> };

export type Evaluation = {
  intents: number;
  phrases: number;
  /** Phrases left out because they share half their words with a question. */
  near: number;
  /** Every phrase judged by a model that was not shown its fold. */
  crossValidated: EngineReport;
  /** Questions that nobody trained on; empty without any. */
  heldOut: EngineReport[];
  curve: CurvePoint[];
  /** The alarm held against the messages of intents/trials; absent where nobody asked. */
  danger?: DangerReport;
};

export type EvaluateDeps = {
  loaded: LoadedIntents;
  questions: readonly Question[];
  ours: Engine;
  others: readonly Engine[];
  /** Also the learning curve: the held-out accuracy by so many phrases a topic. */
  curve: readonly number[];
  progress: Progress;
};

const FOLDS = 5;

/** Trains and judges everything: minutes of work, for a thread of its own. */
export async function evaluate(deps: EvaluateDeps): Promise<Evaluation> {
  const { loaded, questions, ours, others, progress } = deps;
  const { intents } = loaded;
  const shown = withoutNear(loaded, questions);
  const heldOut: EngineReport[] = [];
  for (const engine of questions.length === 0 ? [] : [ours, ...others])
    heldOut.push(await judgeHeldOut(engine, shown, deps));
  const curve: CurvePoint[] = [];
  for (const phrases of questions.length === 0 ? [] : deps.curve)
    curve.push(await curvePoint(phrases, shown, deps));
  const report = {
    intents: intents.length,
    phrases: countPhrases(intents),
    near: countPhrases(intents) - countPhrases(shown),
    heldOut,
    curve,
  };
  const crossValidated = await crossValidate(deps);
  progress('done', 1);
  return { ...report, crossValidated };
}

const countPhrases = (intents: readonly Intent[]) =>
  intents.reduce((sum, { examples }) => sum + examples.length, 0);

async function judgeHeldOut(
  engine: Engine,
  shown: readonly Intent[],
  deps: EvaluateDeps,
): Promise<EngineReport> {
  const { loaded, questions, progress } = deps;
  progress(`${engine.name}: training`, 0);
  const { recognise, seconds } = await timed(engine, shown);
  const told = (done: number) => progress(`${engine.name}: questions`, done);
  const { judged, times } = await judge(recognise, questions, told);
  return reportOf({
    engine: engine.name,
    judged,
    times,
    seconds,
    loss: await lossOf(recognise, judged, loaded),
  });
}

async function timed(engine: Engine, intents: readonly Intent[]) {
  const began = performance.now();
  const recognise = await engine.learn(intents);
  return { recognise, seconds: (performance.now() - began) / 1000 };
}

async function judge(recognise: Recognise, questions: readonly Question[], told: (done: number) => void) {
  const judged: Judged[] = [];
  const times: number[] = [];
  for (const [n, question] of questions.entries()) {
    const began = performance.now();
    const guess = await recognise(question.text);
    times.push(performance.now() - began);
    judged.push({ question, guess });
    if (n % 100 === 0) told(n / questions.length);
  }
  return { judged, times };
}

async function crossValidate({ loaded, ours, progress }: EvaluateDeps): Promise<EngineReport> {
  const all: { judged: Judged[]; times: number[]; seconds: number; loss: Record<Noise, number> }[] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    const told = (done: number) => progress('cross-validation', (fold + done) / FOLDS);
    told(0);
    const isHeld = (n: number) => n % FOLDS === fold;
    const part = (keep: (n: number) => boolean) =>
      loaded.intents.map((intent) => ({ ...intent, examples: intent.examples.filter((_, n) => keep(n)) }));
    const { recognise, seconds } = await timed(
      ours,
      part((n) => !isHeld(n)),
    );
    const questions = part(isHeld).flatMap(({ topic, examples }) =>
      examples.map((text) => ({ text, topic, group: 'phrases' })),
    );
    const found = await judge(recognise, questions, told);
    all.push({ ...found, seconds, loss: await lossOf(recognise, found.judged, loaded) });
  }
  const loss = Object.fromEntries(
    NOISES.map((noise) => [noise, all.reduce((sum, fold) => sum + fold.loss[noise], 0) / FOLDS]),
  ) as Record<Noise, number>;
  return reportOf({
    engine: `${ours.name}, ${FOLDS}-fold`,
    judged: all.flatMap(({ judged }) => judged),
    times: all.flatMap(({ times }) => times),
    seconds: Math.max(...all.map(({ seconds }) => seconds)),
    loss,
  });
}

/** How much less of the real questions is understood when they are typed another way. */
async function lossOf(recognise: Recognise, judged: readonly Judged[], { lexicon }: LoadedIntents) {
  const noisy = createNoise(lexicon);
  const real = judged.filter(isReal);
  const before = measure(real).accuracy;
  const loss = { bare: 0, teencode: 0, polite: 0 };
  for (const noise of NOISES) {
    const again: Judged[] = [];
    for (const { question } of real)
      again.push({ question, guess: await recognise(noisy(question.text, noise)) });
    loss[noise] = before - measure(again).accuracy;
  }
  return loss;
}

const isReal = ({ question: { topic } }: Judged) => topic !== OFF_TOPIC && topic !== 'abuse';

type Found = {
  engine: string;
  judged: readonly Judged[];
  times: readonly number[];
  seconds: number;
  loss: Record<Noise, number>;
};

function reportOf({ engine, judged, times, seconds, loss }: Found): EngineReport {
  const real = judged.filter(isReal);
  const off = judged.filter((one) => !isReal(one));
  const names = [...new Set(real.map(({ question }) => question.group))].sort();
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? 0;
  return {
    engine,
    trainSeconds: seconds,
    p50: at(0.5),
    p99: at(0.99),
    real: measure(real),
    groups: Object.fromEntries(
      names.map((name) => [name, measure(real.filter(({ question }) => question.group === name))]),
    ),
    offTopic:
      off.length === 0
        ? null
        : { count: off.length, refused: off.filter(isRefused).length / off.length, auroc: auroc(real, off) },
    loss,
    confusions: confusions(real),
    matrix: matrixOf(judged),
  };
}

function matrixOf(judged: readonly Judged[]): EngineReport['matrix'] {
  const named = judged.map(
    ({ question, guess }) => [question.topic, guess.ranked[0]?.topic ?? OFF_TOPIC] as const,
  );
  const topics = [...new Set(named.flat())].sort();
  const at = new Map(topics.map((topic, n) => [topic, n]));
  const counts = topics.map(() => topics.map(() => 0));
  for (const [asked, guessed] of named) {
    const row = counts[at.get(asked) ?? 0];
    const column = at.get(guessed) ?? 0;
    if (row) row[column] = (row[column] ?? 0) + 1;
  }
  return { topics, counts };
}

async function curvePoint(
  phrases: number,
  shown: readonly Intent[],
  deps: EvaluateDeps,
): Promise<CurvePoint> {
  deps.progress(`learning curve: ${phrases} phrases a topic`, 0);
  const few = shown.map((intent) =>
    intent.topic === OFF_TOPIC ? intent : { ...intent, examples: spread(intent.examples, phrases) },
  );
  const recognise = await deps.ours.learn(few);
  const { judged } = await judge(recognise, deps.questions, () => {});
  const { real, groups } = reportOf({ engine: '', judged, times: [], seconds: 0, loss: NO_LOSS });
  const accuracies = Object.entries(groups).map(([name, { accuracy }]) => [name, accuracy] as const);
  return { phrases, accuracy: real.accuracy, groups: Object.fromEntries(accuracies) };
}

const NO_LOSS = { bare: 0, teencode: 0, polite: 0 };

/** So many of them, evenly from the whole list: forms of messages stand together in a file. */
function spread<T>(all: readonly T[], many: number): T[] {
  if (all.length <= many) return [...all];
  return Array.from({ length: many }, (_, n) => all[Math.floor((n * all.length) / many)]).flatMap((one) =>
    one === undefined ? [] : [one],
  );
}
