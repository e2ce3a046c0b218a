import { FULL_SCAN } from '../full-scan.ts';
import { checkPath, refuse } from './filter.ts';
import type { Sort } from './selection.ts';
import { type Document, isDocument } from './value.ts';

// What mongoose adds by itself and what changes no result.
const NEUTRAL = [
  'comment',
  'batchSize',
  'maxTimeMS',
  'readPreference',
  'writeConcern',
  'readConcern',
  'w',
  'j',
  'wtimeout',
];
const MONGOOSE = [
  'lean',
  'strict',
  'strictQuery',
  'timestamps',
  'new',
  'returnOriginal',
  'runValidators',
  'setDefaultsOnInsert',
];
const PER_MONGOOSE_CALL = [
  'populate',
  'context',
  'validateBeforeSave',
  'overwriteDiscriminatorKey',
  'sanitizeFilter',
  '__skipSetDefaults',
  '_populateBatchSize',
];
const IGNORED = new Set([...NEUTRAL, ...MONGOOSE, ...PER_MONGOOSE_CALL]);

/** Throws for an option that would change the result and is not among `known`. */
export function checkOptions(collection: string, options: unknown, known: string[]): Document {
  if (options === undefined || options === null) return {};
  const given = { ...(options as Document) }; // the caller's own object, whatever its class
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || value === null || IGNORED.has(name) || known.includes(name)) continue;
    throw refuse(collection, name === 'session' ? 'sessions and transactions' : `the option "${name}"`);
  }
  return given;
}

export const isFullScan = (options: Document): boolean => options.comment === FULL_SCAN.comment;

/** A sort as mongoose hands it on: an object or a Map of 1 and −1. */
export function parseSort(collection: string, sort: unknown): Sort {
  if (sort === undefined || sort === null) return [];
  const entries = sort instanceof Map ? [...sort.entries()] : isDocument(sort) ? Object.entries(sort) : null;
  if (!entries) throw refuse(collection, 'this sort');
  return entries.map(([path, direction]) => {
    checkPath(collection, String(path));
    if (direction !== 1 && direction !== -1)
      throw refuse(collection, `sorting "${String(path)}" by anything but 1 or -1`);
    return { path: String(path), direction: direction === 1 ? (1 as const) : (-1 as const) };
  });
}

/** A limit; 0 is none. */
export function parseLimit(collection: string, limit: unknown): number {
  if (limit === undefined || limit === null) return 0;
  if (typeof limit !== 'number' || !Number.isInteger(limit) || limit < 0)
    throw refuse(collection, 'this limit');
  return limit;
}
