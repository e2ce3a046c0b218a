import { z } from 'zod';

/** What a person who signs in may do: officers answer cases of their unit, staff read the log as well, admins also keep the accounts. */
export const ROLES = ['officer', 'staff', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Small, so that two people cannot be told apart by a capital; permanent, so that the audit always means the same person. */
export const staffLogin = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9](?:[a-z0-9._-]{1,30})[a-z0-9]$/);

export const staffAccount = z.strictObject({
  login: staffLogin,
  name: z.string().trim().min(2).max(80),
  role: z.enum(ROLES),
  /** Code of a unit of the tree; an officer always has one. */
  unit: z.string().nullable(),
  /** The officer of the tree who this is, when they answer cases from the console. */
  officer: z.string().nullable(),
});
export type NewAccount = z.infer<typeof staffAccount>;
/** What an account may do, and where: what an admin can change of it. */
export type AccountPlace = Pick<NewAccount, 'role' | 'unit' | 'officer'>;

/** Somebody who signs in to the console. Accounts end, they are never deleted: the audit names them. */
export type StaffAccount = NewAccount & {
  createdAt: Date;
  endedAt: Date | null;
  lastSignInAt: Date | null;
  /** False until the invite link has been used. */
  hasPassword: boolean;
  /** A code of their phone is asked beside the password. */
  hasSecondFactor: boolean;
};

/** One browser that is signed in. `id` is a keyed hash of its token and opens nothing. */
export type StaffSession = {
  id: string;
  account: string;
  createdAt: Date;
  seenAt: Date;
  /** What the browser says it is, cut to two words for its owner to recognise. */
  browser: string;
};

/** first: makes the first account; invite: sets a password, the first or a new one; second-step: the password was right, the code is asked. */
export type StaffLinkKind = 'first' | 'invite' | 'second-step';

/** Everything an audit can say. A room that does something worth recording adds its word here and its sentence in `console/audit-words.ts`. */
export const AUDIT_EVENTS = [
  'signed-in',
  'sign-in-failed',
  'sign-in-slowed',
  'signed-out',
  'account-added',
  'account-changed',
  'account-ended',
  'account-reopened',
  'account-reset',
  'password-set',
  'password-changed',
  'session-ended',
  'second-factor-on',
  'second-factor-off',
  'second-factor-reset',
  'second-step-failed',
  'recovery-code-used',
  'recovery-codes-renewed',
  'identity-opened',
  'reply-retried',
  'fault-closed',
  'turn-retaken',
  'turn-handed-over',
  'list-downloaded',
] as const;
export type AuditEvent = (typeof AUDIT_EVENTS)[number];

/** One line of the audit: who did what to whom, when and why. Written once, never changed. */
export type AuditEntry = {
  id: string;
  at: Date;
  /** A login, or `command` for whoever works at the machine itself. */
  who: string;
  what: AuditEvent;
  target: string | null;
  why: string | null;
};
