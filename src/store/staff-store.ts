import type {
  AccountPlace,
  AuditEntry,
  AuditEvent,
  NewAccount,
  StaffAccount,
  StaffLinkKind,
  StaffSession,
} from '../model/staff.ts';

/** People who sign in to the console, and what lets them in. */
export type StaffStore = {
  /** False when the login was ever given out. `password`: a hash, or null until an invite is used. */
  add(account: NewAccount, password: string | null): Promise<boolean>;
  get(login: string): Promise<StaffAccount | null>;
  /** By login, ended ones too. */
  list(): Promise<StaffAccount[]>;
  isEmpty(): Promise<boolean>;
  /** The password's hash; null when there is no such account, it has ended, or has none yet. */
  passwordOf(login: string): Promise<string | null>;
  /** False when the account is not there or has ended. */
  setPassword(login: string, password: string | null): Promise<boolean>;
  /** False when it has ended already. Its password is forgotten. */
  end(login: string, at: Date): Promise<boolean>;
  /** False when the account is not there or has ended. */
  assign(login: string, place: AccountPlace): Promise<boolean>;
  /** An ended account is there again, without a password; false when it had not ended. */
  reopen(login: string): Promise<boolean>;
  signedIn(login: string, at: Date): Promise<void>;
  sessions: StaffSessionStore;
  links: StaffLinkStore;
  tries: TryStore;
  factors: SecondFactorStore;
};

/** Second factors by login: a secret that a phone shares with us, and codes for a day without the phone, kept as sealed hashes. */
export type SecondFactorStore = {
  /** `isOn`: its first code was right. */
  get(login: string): Promise<{ secret: string; isOn: boolean; codesLeft: number } | null>;
  /** A secret to be confirmed, instead of one that never was; false when there is one that is on. */
  offer(login: string, secret: string): Promise<boolean>;
  /** On, its first code being that of `step`; false when none was offered. */
  confirm(login: string, step: number, codes: readonly string[]): Promise<boolean>;
  /** True for one caller, and only for a step after every one that was used. */
  useStep(login: string, step: number): Promise<boolean>;
  /** True for one caller, once. */
  useCode(login: string, code: string): Promise<boolean>;
  /** Other codes instead of what is left. */
  renewCodes(login: string, codes: readonly string[]): Promise<boolean>;
  /** False when there is none. */
  remove(login: string): Promise<boolean>;
};

/** Sessions by their token, of which only a keyed hash is stored. */
export type StaffSessionStore = {
  begin(token: string, session: Omit<StaffSession, 'id'>): Promise<void>;
  find(token: string): Promise<StaffSession | null>;
  touch(id: string, at: Date): Promise<void>;
  /** Newest first. */
  ofAccount(login: string): Promise<StaffSession[]>;
  /** False when this account has no such session. */
  end(login: string, id: string): Promise<boolean>;
  /** Every session of the account but `keep`. */
  endAll(login: string, keep: string | null): Promise<void>;
  /** Those begun before. */
  forgetBefore(at: Date): Promise<void>;
};

/** One-time links by their token, of which only a keyed hash is stored. */
export type StaffLinkStore = {
  /** Earlier unused links of the same account stop working. `account` is null for the first link. */
  create(
    token: string,
    link: { kind: StaffLinkKind; account: string | null; expiresAt: Date },
  ): Promise<void>;
  /** Whom it is for, while it can be used. */
  find(token: string, now: Date): Promise<{ kind: StaffLinkKind; account: string | null } | null>;
  /** True for one caller, once. */
  use(token: string, now: Date): Promise<boolean>;
  /** Removes those that open nothing any more, used or expired. */
  forgetBefore(now: Date): Promise<void>;
};

/** Counts attempts within a window that begins with the first of them; shared by every process. */
export type TryStore = {
  count(key: string, now: Date, windowMs: number): Promise<{ count: number; until: Date }>;
  /** Takes one back: that attempt was right. */
  giveBack(key: string): Promise<void>;
  forget(key: string): Promise<void>;
  /** Removes those whose window was over then. */
  forgetBefore(now: Date): Promise<void>;
};

export type AuditFilter = { who?: string; target?: string };

/** Who did what and why. There is no verb that changes or removes an entry. */
export type AuditStore = {
  record(entry: { who: string; what: AuditEvent; target: string | null; why: string | null }): Promise<void>;
  /** Newest first, one page after `after`. */
  list(filter: AuditFilter, after: { at: Date; id: string } | null, limit: number): Promise<AuditEntry[]>;
};
