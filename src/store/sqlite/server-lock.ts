import { join } from 'node:path';
import Database from 'libsql';
import { AppError } from '../../errors.ts';
import { sqliteCode } from './database.ts';

/** Holds an exclusive transaction on `server.lock`; the system lets go of it when the process dies, however it dies. */
export function lockForServer(folder: string): () => void {
  const lock = new Database(join(folder, 'server.lock'), { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (!sqliteCode(error).startsWith('SQLITE_BUSY')) throw error;
    throw new AppError('conflict', `another server is running on the store in ${folder}; stop it first`, {
      cause: error,
    });
  }
  return () => {
    // A closed database that is asked anything takes the whole process with it (libsql 0.5.29 panics).
    if (!lock.open) return;
    lock.exec('ROLLBACK');
    lock.close();
  };
}
