import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog } from '../../../src/log.ts';
import { type ConnectOptions, connect, type StoreConnection } from '../../../src/store/connection.ts';

export type Doc = Record<string, unknown>;
/** A document with a text as `_id`, and whatever else. */
export type Loose = { _id: string; [field: string]: unknown };

export type Opened = {
  store: StoreConnection;
  folder: string;
  url: string;
  /** Opens the same file once more, as another process would. */
  again(options?: Partial<ConnectOptions>): Promise<StoreConnection>;
  collection(name?: string): ReturnType<StoreConnection['mongoose']['connection']['collection']>;
  close(): Promise<void>;
};

/** A store in a folder of its own. */
export async function openTemporary(options: Partial<ConnectOptions> = {}): Promise<Opened> {
  const folder = mkdtempSync(join(tmpdir(), 'cau-noi-sqlite-'));
  const url = `file:${folder}/store.db`;
  const open = (more: Partial<ConnectOptions> = {}) =>
    connect(url, { role: 'command', log: silentLog, ...more });
  const store = await open(options);
  const others: StoreConnection[] = [];
  return {
    store,
    folder,
    url,
    async again(more = {}) {
      const other = await open(more);
      others.push(other);
      return other;
    },
    collection: (name = 'things') => store.mongoose.connection.collection(name),
    async close() {
      for (const each of [...others, store]) await each.close();
      rmSync(folder, { recursive: true });
    },
  };
}
