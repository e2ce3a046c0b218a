import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Intent } from './model/intent.ts';
import type { Model } from './understanding/embedded/train.ts';
import type { Lexicon } from './understanding/vietnamese/lexicon.ts';

export type KeptModels = {
  /** The model trained before from the same phrases by the same engine, or null. */
  find(key: string): Model | null;
  /** Keeps it for the next start; where nothing can be written, that one trains again. */
  keep(key: string, model: Model): void;
};

/** How many are kept in the folder that is written to: an office that tries a change and takes it back trains nothing. */
const MOST = 4;

/** Trained models as files named by their key. Read from all `folders`, written to the last. */
export function createKeptModels(folders: readonly string[]): KeptModels {
  return {
    find(key) {
      for (const folder of folders) {
        const model = read(join(folder, `${key}.model`), key);
        if (model !== null) return model;
      }
      return null;
    },
    keep(key, model) {
      const folder = folders.at(-1);
      if (folder === undefined) return;
      try {
        mkdirSync(folder, { recursive: true });
        const file = join(folder, `${key}.model`);
        const unfinished = `${file}.${process.pid}`;
        writeFileSync(unfinished, serialize({ key, model }));
        renameSync(unfinished, file);
        forgetOldest(folder);
      } catch {
        // A folder that is full or not ours costs seconds at the next start, nothing else.
      }
    },
  };
}

/** A file that is missing, cut off, renamed or of another version of V8 counts as none. */
function read(file: string, key: string): Model | null {
  try {
    const kept: { key: string; model: Model } = deserialize(readFileSync(file));
    return kept.key === key ? kept.model : null;
  } catch {
    return null;
  }
}

function forgetOldest(folder: string): void {
  const files = readdirSync(folder).filter((name) => name.includes('.model'));
  const byAge = files
    .map((name) => ({ path: join(folder, name), at: statSync(join(folder, name)).mtimeMs }))
    .sort((a, b) => b.at - a.at);
  for (const { path } of byAge.slice(MOST)) rmSync(path, { force: true });
}

/** Names a model by all that it is made from: phrases, lexicon, and the code of the engine as it runs here. */
export function keyOfModel(intents: readonly Intent[], lexicon: Lexicon): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([intents, lexicon]))
    .update(process.version);
  for (const part of ['embedded', 'vietnamese']) {
    const folder = join(import.meta.dirname, 'understanding', part);
    for (const name of readdirSync(folder).sort()) hash.update(name).update(readFileSync(join(folder, name)));
  }
  return hash.digest('hex').slice(0, 24);
}
