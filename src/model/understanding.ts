import type { RankedIntent } from './exchange.ts';

export const DANGERS = [
  'accident',
  'violence',
  'self-harm',
  'child-labour',
  'trafficking',
  'harassment',
  'strike',
] as const;
export type Danger = (typeof DANGERS)[number];

export type Entities = {
  /** Đồng. */
  money: number[];
  /** ISO dates the text names ("tháng 6/2026" → first of the month). */
  dates: string[];
  /** As written: "2 thang", "tu t7". */
  durations: string[];
  /** Raw mentions of a firm or workplace ("cong ty A"). */
  workplaces: string[];
  /** Raw mentions of a commune or ward. */
  areas: string[];
  phones: string[];
};

/** How another engine took part; `tookMs` is 0 where it was not asked. */
export type Consulted = { how: Consultation; tookMs: number };

/**
 * `answered`: its word counts. `agreed`: ours was no worse. `disputed`: both are sure, of different things, so that the person is asked. `nothing`: it knew no intent of ours. `private`, `long`, `short`: may not
 * or need not leave. `resting`: left alone after failures; `busy`: too many are asked at once; the rest: how it failed.
 */
export const CONSULTATIONS = [
  'answered',
  'agreed',
  'disputed',
  'nothing',
  'private',
  'long',
  'short',
  'resting',
  'busy',
  'unready',
  'timeout',
  'unreachable',
  'quota',
  'refused',
  'rejected',
] as const;
export type Consultation = (typeof CONSULTATIONS)[number];

export type Understanding = {
  /** NFC text with tone marks placed the new way, spaces tidied; case and diacritics as written. */
  text: string;
  /** Lower case, without diacritics, abbreviations opened ("cty" → "cong ty"). */
  folded: string;
  danger: Danger | null;
  /** Danger to life or body that happens now; only then the outcome is `emergency`. */
  dangerNow: boolean;
  /** The words that danger was seen in, folded or as written. */
  dangerWords?: string[];
  /** How much the text resembles an emergency (0 to 1), whatever was decided. */
  alarm?: number;
  /** One entry per topic, best first, at most five. */
  ranked: RankedIntent[];
  intent: string;
  topic: string;
  confidence: number;
  /** `sure` → act; `unsure` → ask which; `refused` → off-topic or nonsense. */
  verdict: 'sure' | 'unsure' | 'refused';
  entities: Entities;
  /** The writer fears to be known ("dung noi ten tui"). */
  fear: boolean;
  /** Tells of a wrong done to the writer or their workmates (and so wants more than information). */
  grievance: boolean;
  /** False when the text is not Vietnamese. */
  vietnamese: boolean;
  /** The folded words of the first of several questions in the same text; absent where the whole text asks one. */
  asks?: string;
  /** Further questions found in the same text. */
  also: Understanding[];
  engine: string;
  /** Only where another engine stands beside the embedded one. */
  consulted?: Consulted;
};
