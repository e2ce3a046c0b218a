import type { CaseKind, Identity, Move } from './case.ts';
import type { Attachment, ChannelName, MessageKind } from './channel.ts';
import type { Remembered } from './remembered.ts';
import type { Told } from './told.ts';
import type { Trace } from './trace.ts';

/** One numbered way on: what it is called, and what typing its number means. */
export type Choice = { n: number; title: string; say: string };

/** Where a person stands: the state every turn starts from and leaves behind (`processed.after`). Nothing else moves it. Plain JSON. */
export type Standing = Remembered & {
  /** `<flow>/<step>`, or null outside every flow. */
  place: string | null;
  /** Who speaks with the person now. */
  owner: 'bot' | 'officer';
  /** The case whose talk the person is in. */
  case: string | null;
  /** What the flow knows so far. */
  slots: Record<string, string | number | boolean | string[] | null>;
  /** The choices of the last menu; a bare number means its `say`. */
  offered: Choice[];
  /** Unsure turns in a row. */
  misses: number;
  /** The rest of the last answer, for "xem thêm"; which answer it is of and what it was rendered for (absent in older turns). */
  more: string | null;
  moreOf?: { answer: string; on: string; area: string | null } | null;
  /** The topic last spoken of. */
  topic: string | null;
  /** Version of the first-contact notice the person was given. */
  noticed: string | null;
  /** An officer's unanswered cards, newest last (case codes). */
  cards: string[];
  /** An officer's words that wait for "which case?" (exchange keys and texts). */
  kept: { key: string; text: string }[];
  /** When the officer's own inbox (an echo with admin_id) took the talk over; the bot returns 60 min after the last. ISO. */
  humanSince: string | null;
  /** True once they asked us to stop sending what they did not ask for. */
  stopped: boolean;
};

export const FRESH: Standing = {
  place: null,
  owner: 'bot',
  case: null,
  slots: {},
  offered: [],
  misses: 0,
  more: null,
  topic: null,
  noticed: null,
  cards: [],
  kept: [],
  humanSince: null,
  stopped: false,
};
export type { Told };
export type Received = {
  kind: MessageKind;
  text: string;
  attachments: Attachment[];
  platformId: string | null;
  quotes: string | null;
  event: string | null;
  verified: boolean;
  /** Present exactly when `kind` is `effect`, or `event` for a human's echo. */
  told: Told | null;
  /** True when the person themselves wrote it: such messages keep the platform's window open. */
  heard: boolean;
  /** Sealed raw event; null for effects. */
  raw: string | null;
};

/** What a turn sets in motion. Ids are `<key>#<n>` (n from 1, the index in the list); each is unique on its target. */
export type Effect =
  | { do: 'open-case'; draft: CaseDraft }
  | { do: 'move-case'; code: string; move: Move }
  /** A turn of somebody else: an exchange `<key>#<n>/to/<person>`. `of`: the told code is that of the case opened by this turn's effect number `of` (from 1). */
  | { do: 'tell'; person: string; told: Told; of: number | null }
  | { do: 'bind-officer'; linkCode: string }
  | { do: 'keep-wish'; programme: string };

/** Everything needed to open a case but its code, which a counter gives when the effect runs. */
export type CaseDraft = {
  kind: CaseKind;
  topic: string | null;
  urgency: 'emergency' | 'high' | 'normal';
  text: string;
  facts: Record<string, string>;
  workplace: string | null;
  workplaceText: string;
  identity: Identity;
  /** Holding unit, its level, and who there was told. */
  unit: string | null;
  level: 'grassroots' | 'upper' | 'province';
  told: string[];
  excluded: string[];
  /** ISO instants of the accept clock (null: nobody could be told, the clock does not run). */
  acceptDue: string | null;
  legalDue: string | null;
  consent: { version: string; at: string } | null;
  contact: string | null;
  /** True when there is no officer who could be reached. */
  unreachable: boolean;
};

export const REPLY_STATUSES = [
  'held',
  'queued',
  'sending',
  'sent',
  'delivered',
  'seen',
  'unknown',
  'failed',
  'superseded',
] as const;
export type ReplyStatus = (typeof REPLY_STATUSES)[number];

/** The words of a held reply by how its effects ended; `{code}` and the like are filled from the effects' results. */
export type HeldText = { done: string; refused: string; sorry: string };

export type Reply = {
  /** From 1, in the order they go out. */
  n: number;
  kind: 'reply' | 'notice' | 'bulk';
  by: 'bot' | 'officer';
  text: string;
  choices: Choice[];
  status: ReplyStatus;
  attempts: number;
  platformId: string | null;
  held: HeldText | null;
  /** Never sent again by itself when its outcome is unknown: an officer's words, a case card. */
  once: boolean;
  /** Never superseded: case codes and receipts of what was done. */
  keep: boolean;
  /** A danger reply supersedes unsent bot replies before it, as an officer's words do. */
  supersedes: boolean;
  /** It was unknown and went out a second time. */
  resent: boolean;
  /** Unknown for good: nothing will be tried any more. */
  final: boolean;
  failure: string | null;
  /** ISO; earliest next try. */
  notBefore: string | null;
  sendingSince: string | null;
  sentAt: string | null;
  /** Calls of the platform, the newest last; the oldest are dropped when there are many. */
  calls?: ReplyCall[];
  /** ISO, from the platform's receipts. */
  deliveredAt?: string;
  seenAt?: string;
  /** Number of the failed reply whose words these are once more, and who asked for it. */
  repeats?: number;
  repeatedBy?: string;
};

/** One call of the platform: when it began and how it ended (null while nothing is known). */
export type ReplyCall = { at: string; end: string | null };

export type RankedIntent = { intent: string; topic: string; score: number };

export const OUTCOMES = [
  'answer',
  'flow',
  'clarify',
  'law',
  'officer',
  'emergency',
  'fallback',
  'command',
  'relay',
  'silent',
  'parked',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

export type Processed = {
  intent: string;
  topic: string;
  confidence: number;
  outcome: Outcome;
  ranked: RankedIntent[];
  danger: string | null;
  entities: Record<string, unknown>;
  engine: string;
  /** Id and version of the answer served, '' when none. */
  answer: string;
  answerVersion: string;
  citations: { law: string; article: string }[];
  after: Standing;
  effects: Effect[];
  /** Outcome of each effect once the turn is finished. */
  results: EffectResult[];
  covers: string[];
  turnKey: string;
  at: Date;
  /** Why it was decided so; absent in turns decided before it was kept. */
  trace?: Trace;
};

export type EffectResult = {
  outcome: 'done' | 'refused' | 'failed';
  /** For the placeholders of held replies: code, unit, due … */
  facts: Record<string, string>;
};

/** A person has looked at these troubles and ended them. */
export type Closed = { at: Date; by: string; why: string; replies: number[] };

export type ExchangeStatus = 'waiting' | 'decided' | 'done' | 'parked';

/** One crossing: received, processed, responded. See `src/README.md`. */
export type Exchange = {
  key: string;
  person: string;
  channel: ChannelName;
  account: string;
  at: Date;
  /** Order of arrival: microseconds, strictly growing within a process. */
  arrival: number;
  received: Received;
  processed: Processed | null;
  replies: Reply[];
  /** 0 replies, 1 notices, 2 bulk. */
  line: 0 | 1 | 2;
  turn: number | null;
  rev: number;
  tries: number;
  /** How often finishing this turn failed. */
  finishTries: number;
  parked: boolean;
  notBefore: Date | null;
  waitingSince: Date | null;
  unfinishedSince: Date | null;
  nextReplyAt: Date | null;
  troubleSince: Date | null;
  /** Troubles that a person has ended; absent when none were. */
  closed?: Closed;
};

/** Waiting → decided → done, or parked: computed, never stored. */
export function exchangeStatus(e: Exchange): ExchangeStatus {
  if (e.waitingSince) return 'waiting';
  if (e.parked) return 'parked';
  const owed = e.replies.some((r) => r.status === 'held' || r.status === 'queued' || r.status === 'sending');
  return e.unfinishedSince || owed ? 'decided' : 'done';
}
