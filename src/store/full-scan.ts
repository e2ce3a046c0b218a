/**
 * Marks a query that may read everything: exports, repairs, aggregations (`find(filter, null, FULL_SCAN)`, `aggregate(…).option(FULL_SCAN)`).
 * It is the query's comment, so MongoDB shows it in its profiler.
 */
export const FULL_SCAN = { comment: 'full scan' } as const;
