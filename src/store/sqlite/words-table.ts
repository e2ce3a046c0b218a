import { AppError } from '../../errors.ts';
import { type Searched, tagsOf, textsOf, wordsOf } from '../exchange-words.ts';
import { BREAK } from '../log-words.ts';
import type { Connection } from './database.ts';
import { quote } from './table.ts';
import type { Document } from './value.ts';

/** Collections whose documents are found by their words: an FTS5 table each, kept in the transaction that writes the document. */
const SEARCHED: ReadonlySet<string> = new Set(['exchanges']);

export const hasWords = (collection: string): boolean => SEARCHED.has(collection);

/** The catalog leaves out names that begin so, and with it FTS5's own tables. */
export const wordsTable = (collection: string): string => `#words:${collection}`;

// A row's id is its second and its row in the collection, so that FTS5 itself reads in the order of time: newest first needs no sort.
const ROWS = 2 ** 31;
const SECONDS = 2 ** 32;
/** SQL for such an id; takes the second and the row. JavaScript's numbers are too short for it. */
export const ROW_ID = `(CAST(? AS INTEGER) * ${ROWS} + CAST(? AS INTEGER))`;
export const ROW_OF = `(rowid & ${ROWS - 1})`;
export const LAST_ROW = ROWS - 1;

/** What is before 1970 or after 2106 counts as the first or last second: order within a second is made by the reader. */
export function secondOf(at: unknown): number {
  const second = Math.floor(Number(at) / 1000);
  return Number.isFinite(second) ? Math.min(Math.max(second, 0), SECONDS - 1) : 0;
}

export function createWordsTable(connection: Connection, collection: string): void {
  connection.run(
    `CREATE VIRTUAL TABLE IF NOT EXISTS ${quote(wordsTable(collection))} USING fts5(words, content='', ` +
      `contentless_delete=1, prefix='2 3', tokenize="ascii tokenchars '=-_'")`,
  );
}

/** Words that are to be written with the documents of one transaction. */
export type PendingWords = {
  put(collection: string, n: number, document: Document): void;
  /** `before` as it was. Nothing is written when the change was about other things. */
  change(collection: string, n: number, before: Document, after: Document): void;
  remove(collection: string, n: number, document: Document): void;
  /** Where the list is now, to cut it off there when what came after it is undone. */
  mark(): number;
  reset(mark: number): void;
  /** Writes them; the last before the commit, since FTS5 writes a piece of its index at every savepoint. */
  flush(connection: Connection): void;
};

type Entry = { table: string; second: number; n: number; words: string | null };

export function createPendingWords(isKept: (collection: string) => boolean): PendingWords {
  const entries: Entry[] = [];
  const add = (collection: string, n: number, document: Document, words: string | null) => {
    if (n >= ROWS) throw new AppError('too_large', `"${collection}" has too many rows to be searched`);
    entries.push({ table: wordsTable(collection), second: secondOf(document.at), n, words });
  };
  return {
    put(collection, n, document) {
      if (isKept(collection)) add(collection, n, document, entryOf(document));
    },
    change(collection, n, before, after) {
      if (!isKept(collection) || saidIn(before) === saidIn(after)) return;
      if (secondOf(before.at) !== secondOf(after.at)) add(collection, n, before, null);
      add(collection, n, after, entryOf(after));
    },
    remove(collection, n, document) {
      if (isKept(collection)) add(collection, n, document, null);
    },
    mark: () => entries.length,
    reset(mark) {
      entries.length = mark;
    },
    flush(connection) {
      const last = new Map(entries.map((entry) => [`${entry.table} ${entry.second} ${entry.n}`, entry]));
      entries.length = 0;
      for (const entry of last.values()) write(connection, entry);
    },
  };
}

function write(connection: Connection, { table, second, n, words }: Entry): void {
  const name = quote(table);
  if (words === null) connection.run(`DELETE FROM ${name} WHERE rowid = ${ROW_ID}`, [second, n]);
  else
    connection.run(`INSERT OR REPLACE INTO ${name} (rowid, words) VALUES (${ROW_ID}, ?)`, [second, n, words]);
}

// Stored documents are read loosely: whatever shape a field has, it is looked at only where it has the expected one.
const searchedOf = (document: Document): Searched => document as Searched;

const entryOf = (document: Document): string => {
  const searched = searchedOf(document);
  return [...tagsOf(searched), BREAK, ...wordsOf(textsOf(searched))].join(' ');
};

/** Equal when nothing that is searched has changed; folds nothing, as most changes are about other things. */
const saidIn = (document: Document): string => {
  const searched = searchedOf(document);
  return `${secondOf(document.at)}\n${tagsOf(searched).join(' ')}\n${textsOf(searched).join('\n')}`;
};
