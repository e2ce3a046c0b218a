import { makeIndexes } from './001-indexes.ts';
import type { Migration } from './migrate.ts';

/** Indexes of accounts, sessions, one-time links and the audit. */
export const staff: Migration = { version: 2, run: makeIndexes };
