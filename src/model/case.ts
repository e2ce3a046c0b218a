import type { ChannelName } from './channel.ts';

export const CASE_KINDS = [
  'complaint',
  'hardship',
  'emergency',
  'rumour',
  'press',
  'privacy',
  'talk',
] as const;
export type CaseKind = (typeof CASE_KINDS)[number];

export const CASE_STATUSES = ['new', 'open', 'waiting', 'resolved', 'withdrawn'] as const;
/** `new`: nobody took it. `waiting`: for the worker. */
export type CaseStatus = (typeof CASE_STATUSES)[number];

export const IDENTITIES = ['named', 'hidden', 'anonymous'] as const;
export type Identity = (typeof IDENTITIES)[number];

export const CASE_EVENTS = [
  'opened',
  'accepted',
  'answered',
  'asked',
  'added',
  'noted',
  'transferred',
  'excluded',
  'escalated',
  'extended',
  'resolved',
  'reopened',
  'withdrawn',
  'undelivered',
] as const;
export type CaseEvent = {
  at: Date;
  what: (typeof CASE_EVENTS)[number];
  by: string;
  why: string;
};

export type Level = 'grassroots' | 'upper' | 'province';

/** The clock that runs: until `due` somebody must accept, or answer. `marks` already told (50, 80, over). */
export type CaseClock = {
  kind: 'accept' | 'answer';
  from: Date;
  due: Date;
};

/**
 * One change of a case: a single update, matched on the states it may start from and recorded under the effect's id
 * (`applied`), so that running it twice changes nothing. A move that matches nothing is recorded as `<id>!` (refused). `by`: who did
 * it in the officer's place, for the history.
 */
export type Move =
  | { as: 'accept'; officer: string; person: string; by?: string }
  | { as: 'answer'; officer: string; text: string; accepts: boolean; by?: string }
  | { as: 'ask'; officer: string; text: string; accepts: boolean; by?: string }
  | { as: 'note'; officer: string; text: string; by?: string }
  | { as: 'add'; text: string; key: string }
  | { as: 'transfer'; officer: string; to: Holding; by?: string; why?: string }
  | { as: 'exclude'; officer: string; to: Holding }
  | { as: 'escalate'; clock: 'accept' | 'answer'; due: string; to: Holding }
  | { as: 'extend'; officer: string; why: string; due: string; by?: string }
  | { as: 'resolve'; officer: string; by?: string }
  | { as: 'reopen'; to: Holding | null }
  | { as: 'withdraw' }
  | { as: 'undelivered'; why: string };

/** Who is to hold a case next, and until when they must accept. */
export type Holding = {
  unit: string | null;
  level: Level;
  told: string[];
  acceptDue: string | null;
  unreachable: boolean;
};

export type Case = {
  code: string;
  kind: CaseKind;
  topic: string | null;
  urgency: 'emergency' | 'high' | 'normal';
  status: CaseStatus;
  /** The worker. */
  person: string;
  channel: ChannelName;
  text: string;
  facts: Record<string, string>;
  /** Unit code of the workplace, null when it is not in the tree. */
  workplace: string | null;
  workplaceText: string;
  identity: Identity;
  unit: string | null;
  level: Level;
  holder: string | null;
  /** Officers the holding unit has who were told (codes). */
  told: string[];
  excluded: string[];
  unreachable: boolean;
  openedAt: Date;
  acceptedAt: Date | null;
  answeredAt: Date | null;
  /** The worker's last words nobody answered yet. */
  unansweredSince: Date | null;
  clock: CaseClock | null;
  /** While the clock stands still for the worker: the deadline it had. It never comes earlier again. */
  pausedDue?: Date | null;
  /** Next instant at which something of the clock is due (50 %, 80 %, over); sparse. */
  clockAt: Date | null;
  legalDue: Date | null;
  consent: { version: string; at: Date } | null;
  contact: string | null;
  exchanges: string[];
  history: CaseEvent[];
  /** Ids of effects that changed it, and `<id>!` of those it refused. */
  applied: string[];
};

export const CASE_CODE = /^[A-HJ-NP-Z2-9]{2}-[A-HJ-NP-Z2-9]{3}$/;
