import type { Connection } from './database.ts';
import { type Index, type Table, tableOf } from './table.ts';
import { wordsTable } from './words-table.ts';

/** What tables and indexes the file has, read anew whenever any process has changed them. */
export type Catalog = {
  /** To be called at the start of each transaction and each read. */
  refresh(): void;
  /** After a change of our own. */
  reload(): void;
  /** After a rollback: what was read may never have been. */
  forget(): void;
  table(collection: string): Table;
  exists(collection: string): boolean;
  /** Whether this collection's documents are found by their words. */
  hasWords(collection: string): boolean;
};

export function createCatalog(connection: Connection): Catalog {
  let version = -1;
  let tables = new Map<string, Table>();
  let existing = new Set<string>();
  let searched = new Set<string>();

  function load(): void {
    const names = connection.rows(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '#%'",
    );
    existing = new Set(names.map(([name]) => String(name)));
    const words = connection.rows(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE '#words:%'",
    );
    const made = new Set(words.map(([name]) => String(name)));
    searched = new Set([...existing].filter((name) => made.has(wordsTable(name))));
    const indexes = new Map<string, Index[]>();
    for (const [collection, name, spec, ready] of connection.rows(
      'SELECT collection, name, spec, ready FROM "#indexes"',
    )) {
      const list = indexes.get(String(collection)) ?? [];
      list.push({ ...parseSpec(String(spec)), name: String(name), ready: ready === 1 });
      indexes.set(String(collection), list);
    }
    tables = new Map([...existing].map((name) => [name, tableOf(name, indexes.get(name) ?? [])]));
  }

  function reload(): void {
    const [[now] = []] = connection.rows('PRAGMA schema_version');
    load();
    version = Number(now);
  }

  return {
    reload,
    forget() {
      version = -1;
    },
    refresh() {
      const [[now] = []] = connection.rows('PRAGMA schema_version');
      if (now !== version) reload();
    },
    table: (collection) => tables.get(collection) ?? tableOf(collection, []),
    exists: (collection) => existing.has(collection),
    hasWords: (collection) => searched.has(collection),
  };
}

type Spec = Pick<Index, 'fields' | 'unique' | 'sparse'>;

/** How an index is written down in the file. */
export const writeSpec = ({ fields, unique, sparse }: Spec): string =>
  JSON.stringify({ fields, unique, sparse });

const parseSpec = (text: string): Spec => JSON.parse(text) as Spec; // written by `writeSpec`
