import { makeIndexes } from './001-indexes.ts';
import type { Migration } from './migrate.ts';

/** Index of the articles of laws. */
export const laws: Migration = { version: 4, run: makeIndexes };
