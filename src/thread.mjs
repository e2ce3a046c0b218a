// Where a worker thread starts. Run from source, a thread needs its TypeScript made readable: neither jest nor tsx does that for it.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { workerData } from 'node:worker_threads';

const { startThread } = await import(
  workerData.entry.endsWith('.ts') ? await fromSource() : quickest(workerData.entry)
);
startThread(workerData);

/** The build when it is as new as the source, because it starts in a third of the time; else the source by way of tsx. */
async function fromSource() {
  const { isBuildNew } = await import('./built.mjs');
  const source = new URL('./', import.meta.url);
  const name = workerData.entry.slice(source.href.length).replace(/ts$/, 'js');
  if (isBuildNew()) return quickest(new URL(`../dist/${name}`, source).href);
  const { register } = await import('tsx/esm/api');
  register();
  return workerData.entry;
}

/** The module with all that it imports in one file, where the build made one. */
function quickest(entry) {
  const bundle = entry.replace(/js$/, 'bundle.js');
  return existsSync(fileURLToPath(bundle)) ? bundle : entry;
}
