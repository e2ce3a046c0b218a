// Where a store thread starts. Run from source, a thread needs its TypeScript made readable: neither jest nor tsx does that for it.
import { readdirSync, statSync } from 'node:fs';
import { workerData } from 'node:worker_threads';

/** What the threads run of ours besides this folder. */
const OUTSIDE = [
  '../../errors.ts',
  '../../model/mask-numbers.ts',
  '../../understanding/vietnamese/fold.ts',
  '../exchange-words.ts',
  '../log-words.ts',
];

const entry = workerData.entry.endsWith('.ts') ? await fromSource() : workerData.entry;
const { startThread } = await import(entry);
startThread(workerData);

/** The build when it is as new as the source, because it starts in a third of the time; else the source by way of tsx. */
async function fromSource() {
  const built = new URL('../../../dist/store/sqlite/thread.js', workerData.entry);
  if (isFresh(built)) return built.href;
  const { register } = await import('tsx/esm/api');
  register();
  return workerData.entry;
}

function isFresh(built) {
  const here = new URL('./', workerData.entry);
  const sources = readdirSync(here).filter((name) => name.endsWith('.ts'));
  const changed = (url) => statSync(url, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return [...sources, ...OUTSIDE].every(
    (name) => changed(new URL(name.replace(/ts$/, 'js'), built)) > changed(new URL(name, here)),
  );
}
