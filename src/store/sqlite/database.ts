import Database from 'libsql';
import { AppError } from '../../errors.ts';

export type Bound = Buffer | string | number | null;

/** One connection to the file, as a thread uses it. */
export type Connection = {
  run(sql: string, values?: Bound[]): number;
  /** Rows as arrays. */
  rows(sql: string, values?: Bound[]): unknown[][];
  /** Takes the write lock, waiting a bounded time for other processes. */
  begin(): void;
  commit(): void;
  rollback(): void;
  inTransaction(): boolean;
  /** Whether this connection has changed anything since its last `begin`. */
  hasWritten(): boolean;
  close(): void;
};

/** The layout of the file; a newer one is refused. */
const FORMAT = 1;
const BUSY_TIMEOUT_MS = 5000;
// How long a writer asks for the lock before it gives up: other processes of this machine may be writing too.
const WRITE_LOCK_MS = 30_000;
// SQLite's own waiting backs off to 100 ms, so one that waits long loses to one that has just come. Short waits of random length are fair.
const PAUSE_MS = [0.5, 3] as const;
const STATEMENTS_KEPT = 400;
const CACHE_KIB = 16 * 1024;
// After a burst the write-ahead log shrinks to this.
const JOURNAL_BYTES = 64 * 1024 * 1024;

/** Opens the file. The writer makes it and its settings; a reader finds them there. */
export function openDatabase(file: string, role: 'writer' | 'reader'): Connection {
  const database = new Database(file, { timeout: BUSY_TIMEOUT_MS });
  const connection = connect(database);
  database.pragma(`cache_size = -${CACHE_KIB}`);
  if (role === 'reader') database.pragma('query_only = ON');
  else retryWhileBusy(() => prepareFile(database, connection));
  return connection;
}

function prepareFile(database: InstanceType<typeof Database>, connection: Connection): void {
  database.pragma('journal_mode = WAL');
  database.pragma(`journal_size_limit = ${JOURNAL_BYTES}`);
  // FULL: the commit that acknowledges a write has been through fsync.
  database.pragma('synchronous = FULL');
  const [[format] = []] = connection.rows('PRAGMA user_version');
  if (Number(format) > FORMAT)
    throw new AppError(
      'conflict',
      `the store file was written by a newer version (format ${String(format)})`,
    );
  database.exec(
    'CREATE TABLE IF NOT EXISTS "#indexes" (collection TEXT NOT NULL, name TEXT NOT NULL, spec TEXT NOT NULL, ' +
      'ready INTEGER NOT NULL, PRIMARY KEY (collection, name))',
  );
  if (Number(format) !== FORMAT) database.pragma(`user_version = ${FORMAT}`);
  // From here on everything runs inside `begin`, which waits in its own way.
  database.pragma('busy_timeout = 0');
}

function connect(database: InstanceType<typeof Database>): Connection {
  const statements = new Map<string, ReturnType<typeof database.prepare>>();
  const prepare = (sql: string) => {
    const known = statements.get(sql);
    if (known) return known;
    if (statements.size >= STATEMENTS_KEPT) statements.clear();
    const statement = database.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  const prepareRows = (sql: string) => prepare(sql).raw();
  const rows = (sql: string, values: Bound[] = []) => prepareRows(sql).all(values) as unknown[][]; // raw() gives arrays
  // Counts rows, and the schema's version stands for changes without rows.
  const changes = () =>
    rows('SELECT total_changes(), (SELECT schema_version FROM pragma_schema_version)').join();
  let before = '';
  return {
    run: (sql, values = []) => prepare(sql).run(values).changes,
    rows,
    begin: () => {
      retryWhileBusy(() => prepare('BEGIN IMMEDIATE').run([]));
      before = changes();
    },
    hasWritten: () => changes() !== before,
    commit: () => void prepare('COMMIT').run([]),
    rollback: () => {
      if (database.inTransaction) database.exec('ROLLBACK');
    },
    inTransaction: () => database.inTransaction,
    close: () => {
      statements.clear();
      database.close();
    },
  };
}

function retryWhileBusy(attempt: () => void): void {
  const end = performance.now() + WRITE_LOCK_MS;
  for (;;) {
    try {
      attempt();
      return;
    } catch (error) {
      if (!isBusy(error)) throw error;
      if (performance.now() > end)
        throw new AppError('unavailable', 'another process kept the store locked for too long', {
          cause: error,
        });
      pause(PAUSE_MS[0] + Math.random() * (PAUSE_MS[1] - PAUSE_MS[0]));
    }
  }
}

/** The code that SQLite gave an error; empty for any other error. */
export const sqliteCode = (error: unknown): string =>
  error instanceof Error &&
  'code' in error &&
  typeof error.code === 'string' &&
  error.code.startsWith('SQLITE')
    ? error.code
    : '';

const isBusy = (error: unknown): boolean => sqliteCode(error).startsWith('SQLITE_BUSY');

/** Blocks this thread, which is never the main one. */
export function pause(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
