import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A fresh store and folder for one run. */
export type Ground = { url: string; folder: string; remove(): void };

const folderOf = () => mkdtempSync(join(tmpdir(), 'cau-noi-kill-'));

function ground(urlOf: (folder: string) => string): Ground {
  const folder = folderOf();
  return { url: urlOf(folder), folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

const mongo = process.env.MONGODB_TEST_URL;

/** The engines that can be tested here. */
export const ENGINES: { engine: string; fresh(): Ground }[] = [
  { engine: 'sqlite', fresh: () => ground((folder) => `file:${folder}/store.db`) },
  ...(mongo
    ? [
        {
          engine: 'mongodb',
          fresh: () => ground(() => `${mongo.replace(/\/$/, '')}/kill-${randomUUID().slice(0, 8)}`),
        },
      ]
    : []),
];

/** One line that says why an engine is not tested. */
export const SKIPPED = mongo ? null : 'MongoDB: skipped, MONGODB_TEST_URL is not set';
