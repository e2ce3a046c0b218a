import type { Question } from './questions.ts';
import { OFF_TOPIC } from './questions.ts';

/** What an engine made of a message: topics best first with their probabilities, and what it would do. */
export type Guess = {
  ranked: readonly { topic: string; score: number }[];
  verdict: 'sure' | 'unsure' | 'refused';
};
export type Judged = { question: Question; guess: Guess };

/** Shares between 0 and 1; `count` messages were judged. */
export type Metrics = {
  count: number;
  accuracy: number;
  top3: number;
  /** Mean F1 of the topics that at least this many messages have: 5, or 1. */
  macroF1: number;
  macroF1All: number;
  /** Answered at once, and with another topic than was asked. */
  wrongAnswers: number;
  /** Answered at once. */
  sure: number;
  refused: number;
  /** Expected calibration error over ten equal bins of the best score (Guo et al. 2017). */
  calibrationError: number;
};

const ENOUGH = 5;

export const guessed = ({ guess }: Judged): string => guess.ranked[0]?.topic ?? OFF_TOPIC;
const isRight = (one: Judged) => guessed(one) === one.question.topic;
/** Abuse is answered with calm words and never as a question of work. */
export const isRefused = (one: Judged): boolean =>
  one.guess.verdict === 'refused' || guessed(one) === 'abuse';

/** All figures of one list of messages; those of an empty list are 0. */
export function measure(all: readonly Judged[]): Metrics {
  const share = (test: (one: Judged) => boolean) => all.filter(test).length / Math.max(1, all.length);
  return {
    count: all.length,
    accuracy: share(isRight),
    top3: share(({ question, guess }) =>
      guess.ranked.slice(0, 3).some(({ topic }) => topic === question.topic),
    ),
    macroF1: macroF1(all, ENOUGH),
    macroF1All: macroF1(all, 1),
    wrongAnswers: share((one) => one.guess.verdict === 'sure' && !isRight(one)),
    sure: share(({ guess }) => guess.verdict === 'sure'),
    refused: share(isRefused),
    calibrationError: calibrationError(all),
  };
}

function macroF1(all: readonly Judged[], fewest: number): number {
  const asked = tally(all.map(({ question }) => question.topic));
  const named = tally(all.map(guessed));
  const hits = tally(all.filter(isRight).map(guessed));
  const scores = [...asked]
    .filter(([, count]) => count >= fewest)
    .map(([topic, count]) => (2 * (hits.get(topic) ?? 0)) / (count + (named.get(topic) ?? 0)));
  return scores.reduce((sum, score) => sum + score, 0) / Math.max(1, scores.length);
}

function tally(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function calibrationError(all: readonly Judged[]): number {
  const bins = Array.from({ length: 10 }, () => ({ right: 0, said: 0 }));
  for (const one of all) {
    const said = one.guess.ranked[0]?.score ?? 0;
    const bin = bins[Math.min(9, Math.floor(said * 10))];
    if (bin === undefined) continue;
    bin.said += said;
    if (isRight(one)) bin.right++;
  }
  return bins.reduce((sum, { right, said }) => sum + Math.abs(said - right), 0) / Math.max(1, all.length);
}

/**
 * How well the score of `off-topic` tells what is off topic from real questions, whatever the threshold: the chance that one of the
 * former has a higher score than one of the latter (area under the ROC curve, by ranks; ties count half). Null without both kinds.
 */
export function auroc(real: readonly Judged[], off: readonly Judged[]): number | null {
  if (real.length === 0 || off.length === 0) return null;
  const scoreOf = ({ guess }: Judged) => guess.ranked.find(({ topic }) => topic === OFF_TOPIC)?.score ?? 0;
  const scores = real.map(scoreOf);
  const beaten = (score: number) =>
    scores.reduce((sum, other) => sum + (other < score ? 1 : other === score ? 0.5 : 0), 0);
  const sum = off.reduce((total, one) => total + beaten(scoreOf(one)), 0);
  return sum / (real.length * off.length);
}

export type Confusion = { asked: string; guessed: string; count: number };

/** Which topic was taken for which, most often first. */
export function confusions(all: readonly Judged[]): Confusion[] {
  const counts = tally(
    all.filter((one) => !isRight(one)).map((one) => `${one.question.topic}\0${guessed(one)}`),
  );
  return [...counts]
    .map(([pair, count]) => {
      const [asked = '', other = ''] = pair.split('\0');
      return { asked, guessed: other, count };
    })
    .sort((a, b) => b.count - a.count || a.asked.localeCompare(b.asked));
}
