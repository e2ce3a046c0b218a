import type { Wanted } from '../log-words.ts';
import type { Bound, Connection } from './database.ts';
import { refuse } from './filter.ts';
import { compileFilter, matchContext } from './match.ts';
import { decode, type Reply, type Request } from './messages.ts';
import type { ReadDeps } from './read.ts';
import { quote } from './table.ts';
import { compareText, type Document } from './value.ts';
import { LAST_ROW, ROW_ID, ROW_OF, secondOf, wordsTable } from './words-table.ts';

/** A search, as `engine.ts` sends it. */
export type WordSearch = {
  wanted: Wanted[];
  tags: string[];
  /** What each document must match besides; instants narrow it when they are in `from` and `to` too. */
  filter: Document;
  from: Date | null;
  to: Date | null;
  /** Only behind this place of the order (at, _id), on its older or newer side. */
  beyond: { at: Date; key: string } | null;
  direction: 'older' | 'newer';
  limit: number;
};

type Found = { second: number; at: number; key: string; bytes: Uint8Array };

// Rows looked at at once.
const CHUNK = 100;

/**
 * Documents with these words, by (at, _id) from the newest, or from the oldest when the newer ones are asked for. FTS5 reads by second;
 * what shares a second is put in order here, once all of it has been seen.
 */
export function searchWords({ connection, catalog }: ReadDeps, { collection, body }: Request): Reply {
  const search = body as WordSearch; // made by `engine.ts`
  if (!catalog.hasWords(collection)) throw refuse(collection, 'a search by words');
  const matches = compileFilter(search.filter, matchContext());
  const found: Found[] = [];
  let edge = edgesOf(search);
  for (;;) {
    const rows = readChunk(connection, collection, search, edge);
    for (const [n, second, doc] of rows) {
      edge = beyondRow(edge, search, Number(second), Number(n));
      const bytes = doc as Uint8Array; // the column holds BSON and nothing else
      const document = decode(bytes);
      const one = { second: Number(second), at: Number(document.at), key: String(document._id), bytes };
      if (isBeyond(one, search) && matches(document)) found.push(one);
    }
    const isEnd = rows.length < CHUNK;
    const lastSecond = Number(rows.at(-1)?.[1]);
    const complete = isEnd ? found.length : found.filter(({ second }) => second !== lastSecond).length;
    if (!isEnd && complete < search.limit) continue;
    found.sort((a, b) => orderOf(a, b) * (search.direction === 'older' ? -1 : 1));
    return { facts: {}, documents: found.slice(0, search.limit).map(({ bytes }) => bytes) };
  }
}

type Place = [second: number, n: number];
type Edges = { first: Place; last: Place };

/** The rows that may be looked at at all: both ends count in. */
function edgesOf({ from, to, beyond, direction }: WordSearch): Edges {
  const after = beyond && secondOf(beyond.at);
  const low = Math.max(from ? secondOf(from) : 0, direction === 'newer' && after !== null ? after : 0);
  const high = Math.min(
    to ? secondOf(to) : secondOf(Number.MAX_VALUE),
    direction === 'older' && after !== null ? after : secondOf(Number.MAX_VALUE),
  );
  return { first: [low, 0], last: [high, LAST_ROW] };
}

const beyondRow = ({ first, last }: Edges, { direction }: WordSearch, second: number, n: number): Edges =>
  direction === 'older' ? { first, last: [second, n - 1] } : { first: [second, n + 1], last };

function readChunk(
  connection: Connection,
  collection: string,
  search: WordSearch,
  { first, last }: Edges,
): unknown[][] {
  const table = quote(wordsTable(collection));
  const order = search.direction === 'older' ? 'DESC' : 'ASC';
  const ids =
    `SELECT rowid AS id, ${ROW_OF} AS n, rowid >> 31 AS second FROM ${table} WHERE ${table} MATCH ? ` +
    `AND rowid >= ${ROW_ID} AND rowid <= ${ROW_ID} ORDER BY rowid ${order} LIMIT ${CHUNK}`;
  const sql =
    `SELECT d.n, f.second, d.doc FROM (${ids}) AS f CROSS JOIN ${quote(collection)} AS d ON d.n = f.n ` +
    `ORDER BY f.id ${order}`;
  const values: Bound[] = [matchOf(search), ...first, ...last];
  return connection.rows(sql, values);
}

/** FTS5's own language; every word stands in quotes, so that none is an operator. */
function matchOf({ tags, wanted }: WordSearch): string {
  const words = wanted.map((one) => `"${one.words.join(' ')}"${one.isPrefix ? ' *' : ''}`);
  return [...tags.map((one) => `"${one}"`), ...words].join(' AND ');
}

const orderOf = (a: Pick<Found, 'at' | 'key'>, b: Pick<Found, 'at' | 'key'>): number =>
  a.at - b.at || compareText(a.key, b.key);

function isBeyond(one: Found, { beyond, direction }: WordSearch): boolean {
  if (!beyond) return true;
  const order = orderOf(one, { at: beyond.at.getTime(), key: beyond.key });
  return direction === 'older' ? order < 0 : order > 0;
}
