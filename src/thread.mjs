// Where a worker thread starts. Run from source, a thread needs its TypeScript made readable: neither jest nor tsx does that for it.
import { readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { workerData } from 'node:worker_threads';

const { startThread } = await import(
  workerData.entry.endsWith('.ts') ? await fromSource() : workerData.entry
);
startThread(workerData);

/** The build when it is as new as the source, because it starts in a third of the time; else the source by way of tsx. */
async function fromSource() {
  const source = new URL('./', import.meta.url);
  const name = workerData.entry.slice(source.href.length).replace(/ts$/, 'js');
  if (isNewer(new URL('../dist/built', source), fileURLToPath(source)))
    return new URL(`../dist/${name}`, source).href;
  const { register } = await import('tsx/esm/api');
  register();
  return workerData.entry;
}

/** Whether the mark that each build sets last is newer than every source file. */
function isNewer(built, source) {
  const changed = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const files = readdirSync(source, { recursive: true }).filter((name) => /\.tsx?$/.test(name));
  return files.every((name) => changed(built) > changed(`${source}${name}`));
}
