import { makeIndexes } from './001-indexes.ts';
import type { Migration } from './migrate.ts';

/** Index of what people asked to be told. */
export const wishes: Migration = { version: 5, run: makeIndexes };
