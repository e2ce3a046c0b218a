import type { Case, CaseKind, CaseStatus } from '../model/case.ts';
import type { Address, ChannelName } from '../model/channel.ts';
import type { CaseDraft, Closed, Exchange, Processed, Received, Reply } from '../model/exchange.ts';
import type { LogFrom, LogPage, LogSearch } from '../model/log-search.ts';
import type { Person } from '../model/person.ts';
import type { UnionTree } from '../model/union.ts';
import type { CopyStore } from './copy-store.ts';
import type { LawStore } from './law-store.ts';
import type { AuditStore, StaffStore } from './staff-store.ts';
import type { WishStore } from './wish-store.ts';

/** Everything we remember, in the words of the work. Implemented once, with mongoose, for either engine. */
export type Store = {
  exchanges: ExchangeStore;
  people: PeopleStore;
  cases: CaseStore;
  wishes: WishStore;
  union: UnionStore;
  laws: LawStore;
  sent: SentStore;
  leases: LeaseStore;
  vault: VaultStore;
  linkCodes: LinkCodeStore;
  staff: StaffStore;
  audit: AuditStore;
  copy: CopyStore;
  /** Throws when the store cannot answer now. */
  ping(): Promise<void>;
  /** Embedded engine only: commits (fsync) and operations so far; null on MongoDB. */
  statistics(): { fsyncs: number; operations: number } | null;
  close(): Promise<void>;
};

export type NewExchange = {
  key: string;
  person: string;
  channel: ChannelName;
  account: string;
  at: Date;
  arrival: number;
  received: Received;
  line: 0 | 1 | 2;
  /** False: stored done, nobody is answered. */
  wantsTurn: boolean;
};

/** A turn's one update, on the oldest exchange it covers. */
export type TurnCommit = {
  key: string;
  person: string;
  /** n+1 of the newest turn that was read. */
  turn: number;
  processed: Processed;
  replies: Reply[];
  parked: boolean;
  unfinishedSince: Date | null;
  nextReplyAt: Date | null;
  troubleSince: Date | null;
};

/** A change after the commit, compare-and-set on `rev`. Fields left out stay; null unsets. */
export type ExchangeChange = {
  replies?: Reply[];
  nextReplyAt?: Date | null;
  troubleSince?: Date | null;
  unfinishedSince?: Date | null;
  results?: Processed['results'];
  closed?: Closed;
};

export type LogFilter = {
  from?: Date;
  to?: Date;
  person?: string;
  channel?: ChannelName;
  trouble?: boolean;
};

export type ExchangeStore = {
  /** False when this key is already here, so redelivery is harmless. */
  receive(exchange: NewExchange): Promise<boolean>;
  get(key: string): Promise<Exchange | null>;
  /** The person's exchange with the highest turn. */
  newestTurn(person: string): Promise<Exchange | null>;
  /** The person's exchanges that wait for a turn, by arrival, at most `limit`. */
  waiting(person: string, limit: number): Promise<Exchange[]>;
  /** Closes a covered exchange: `{key, waitingSince exists}` → unset. */
  close(key: string): Promise<void>;
  /** Counts a try of the oldest; false when it no longer waits. */
  countTry(key: string): Promise<boolean>;
  /** Takes the count back and waits until `notBefore`. */
  waitUntil(key: string, notBefore: Date): Promise<boolean>;
  /** False when another worker was first (matched nothing, or `turnKey` is taken). */
  commitTurn(commit: TurnCommit): Promise<boolean>;
  /** One more failed attempt to finish this turn (only while it is unfinished). */
  countFinishFailure(key: string): Promise<void>;
  /** False when `rev` has moved on: read again. */
  change(key: string, rev: number, change: ExchangeChange): Promise<boolean>;
  /** Persons with something to do in the inbox (`waitingSince` or `unfinishedSince`), oldest first. */
  personsWithWork(limit: number): Promise<string[]>;
  /** Persons with a reply due at `now`, by line, then by when it is due. */
  personsWithRepliesDue(now: Date, limit: number): Promise<string[]>;
  /** The person's exchanges with `nextReplyAt` (whenever it is), or unfinished with held replies, by (line, turn). */
  outbox(person: string): Promise<Exchange[]>;
  /** When the person last wrote to us themselves. */
  lastHeard(person: string): Promise<Date | null>;
  /** The log, oldest first by (at, key), one page after `after`. */
  list(filter: LogFilter, after: { at: Date; key: string } | null, limit: number): Promise<Exchange[]>;
  /** The log, newest first by (at, key), from the newest or from where another page ended. */
  search(filter: LogSearch, from: LogFrom | null, limit: number): Promise<LogPage>;
  /** What waits for a human's look, by when the trouble began, newest first. */
  troubles(after: { since: Date; key: string } | null, limit: number): Promise<Exchange[]>;
  /** The exchanges of the same person right before and right after. */
  neighbours(exchange: Exchange): Promise<{ previous: string | null; next: string | null }>;
  /** Stores what was received and decided at once, unfinished: an act of staff. False when this key is already here. */
  receiveDecided(exchange: NewExchange, processed: Processed): Promise<boolean>;
  /** How many came from `from` on, counted up to `most`. */
  countSince(from: Date, most: number): Promise<number>;
  /** The person's newest exchanges, newest first. */
  ofPerson(person: string, limit: number): Promise<Exchange[]>;
  /** For metrics: oldest waiting, oldest reply due, how many in trouble (counted up to 1,000). */
  ages(): Promise<{
    waitingSince: Date | null;
    nextReplyAt: Date | null;
    troubles: number;
  }>;
};

/** A person without what may change: the officer they are bound to is asked of `get`, or of the tree. */
export type KnownPerson = Omit<Person, 'officer'>;

export type PeopleStore = {
  /** The person at this address, made when new. Somebody known to this process costs no operation. */
  ensure(address: Address): Promise<KnownPerson>;
  find(address: Address): Promise<Person | null>;
  get(id: string): Promise<Person | null>;
  /** As `get`, without an operation for somebody whom this process has met. */
  known(id: string): Promise<KnownPerson | null>;
  /** Who this was is gone for good, and remembered by no process five seconds later; false when nobody was there. */
  erase(id: string): Promise<boolean>;
  bindOfficer(person: string, officer: string): Promise<void>;
  /** Accounts bound to an officer. */
  ofOfficer(officer: string): Promise<Person[]>;
  officers(): Promise<Person[]>;
};

/** What a move does to the stored case, worked out by `cases/` (pure) from the case that was read. */
export type CasePatch = {
  set: Partial<Case>;
  unset?: (keyof Case)[];
  /** Pushed to `history`, `exchanges`. */
  history?: Case['history'][number];
  exchange?: string;
};

/** As the case must be for a move to be done. */
export type CaseMatch = { from: CaseStatus[]; holders: (string | null)[] | null; clockDue?: Date };

/** What staff look for; everything given must hold. `having`: held by this one or told to them. `dueBefore`: its clock was over then. */
export type CaseFilter = {
  statuses?: readonly CaseStatus[];
  kinds?: readonly CaseKind[];
  units?: readonly string[];
  having?: string;
  dueBefore?: Date;
};
export type CasePlace = { at: Date; code: string };

export type CaseStore = {
  /** Opens the case of an effect, once: a second call with the same effect id returns the same case. */
  open(
    effectId: string,
    draft: CaseDraft,
    who: { person: string; channel: ChannelName; exchange: string; at: Date },
  ): Promise<Case>;
  get(code: string): Promise<Case | null>;
  /**
   * One update: `{code, status in from, holder in holders (null: any), applied: {$ne: id and id!}}` → patch, id pushed.
   * 'done' also when the id was there before; 'refused' when `<id>!` was; 'no match' otherwise.
   */
  move(
    code: string,
    id: string,
    match: CaseMatch,
    patch: CasePatch,
  ): Promise<'done' | 'refused' | 'no match'>;
  /** Records `<id>!` unless one of both outcomes is there or the case still matches. */
  refuse(code: string, id: string, match: CaseMatch): Promise<void>;
  ofPerson(person: string): Promise<Case[]>;
  /** New or open or waiting, held by the officer or told to them. */
  ofOfficer(officer: string): Promise<Case[]>;
  /** `clockAt` at or before `now`. */
  clocksDue(now: Date, limit: number): Promise<Case[]>;
  /** The next mark of the same clock; false when the clock changed meanwhile. */
  moveClockMark(code: string, was: Date, next: Date | null): Promise<boolean>;
  list(filter: { status?: CaseStatus; unit?: string }, after: string | null, limit: number): Promise<Case[]>;
  /** Newest first by (openedAt, code), right behind `after`. */
  page(filter: CaseFilter, after: CasePlace | null, limit: number): Promise<Case[]>;
};

export type UnionStore = {
  tree(): Promise<UnionTree>;
  /** Changes whenever an import changed something: cheap to ask. */
  version(): Promise<number>;
  /** All or nothing. */
  replace(tree: { units: UnionTree['units']; officers: UnionTree['officers'] }): Promise<void>;
};

export type SentStore = {
  /** `<channel>:<account>:<platform message id>` → the exchange and reply it was. A second insert is a no-op. */
  put(entry: {
    id: string;
    exchange: string;
    n: number;
    person: string;
    case: string | null;
    at: Date;
  }): Promise<void>;
  get(id: string): Promise<{ exchange: string; n: number; person: string; case: string | null } | null>;
  /** Whether this reply was taken by the platform. */
  ofReply(exchange: string, n: number): Promise<string | null>;
};

export type LeaseStore = {
  /** One upsert on `{_id, until < now}`. */
  take(name: string, holder: string, until: Date, now: Date): Promise<boolean>;
  renew(name: string, holder: string, until: Date): Promise<boolean>;
  release(name: string, holder: string): Promise<void>;
};

/** Small sealed values: the newest token pair, the fingerprint of the key. */
export type VaultStore = {
  get(name: string): Promise<string | null>;
  put(name: string, value: string): Promise<void>;
};

export type LinkCodeStore = {
  create(code: string, officer: string, expiresAt: Date): Promise<void>;
  /** The officer, once; null when unknown, expired or used by another effect. Using it twice under one effect id gives the same. */
  use(code: string, effectId: string, now: Date): Promise<string | null>;
};
