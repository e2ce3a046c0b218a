import type { Consulted } from './understanding.ts';

/** What led to a decision, kept for the people who look at it later. */
export type Trace = {
  /** The text as it was understood: repaired, abbreviations opened, numbers masked. */
  read: string;
  rule: Rule;
  verdict: 'sure' | 'unsure' | 'refused' | null;
  dangerWords: string[];
  dangerNow: boolean;
  fear: boolean;
  grievance: boolean;
  thresholds: Record<string, number>;
  /** Where the person stood before. */
  before: { place: string | null; owner: 'bot' | 'officer'; case: string | null };
  /** What was known besides: who writes, their cases, places that were meant. */
  officer: string | null;
  cases: string[];
  places: { code: string; name: string; score: number }[];
  tookMs: number;
  /** How Dialogflow took part; absent where there is none. */
  consulted?: Consulted;
};

/** What decided, in the order in which it is asked. */
export const RULES = [
  'told',
  'console',
  'danger',
  'officer',
  'choice',
  'command',
  'flow',
  'case',
  'sure',
  'unsure',
  'refused',
] as const;
export type Rule = (typeof RULES)[number];
