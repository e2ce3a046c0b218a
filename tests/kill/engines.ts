import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A fresh store and folder for one run. */
export type Ground = { url: string; folder: string; remove(): void };
export type Engine = { name: string; fresh(): Ground };

function ground(urlOf: (folder: string) => string): Ground {
  const folder = mkdtempSync(join(tmpdir(), 'cau-noi-kill-'));
  return { url: urlOf(folder), folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export const sqlite: Engine = { name: 'sqlite', fresh: () => ground((folder) => `file:${folder}/store.db`) };

const address = process.env.MONGODB_TEST_URL;
/** Null where there is no server to test against. */
export const mongodb: Engine | null = address
  ? {
      name: 'mongodb',
      fresh: () => ground(() => `${address.replace(/\/$/, '')}/kill-${randomUUID().slice(0, 8)}`),
    }
  : null;
