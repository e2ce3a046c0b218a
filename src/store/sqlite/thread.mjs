// Where a store thread starts. Run from source, TypeScript has to be made readable first: neither jest nor tsx does that for a thread.
import { workerData } from 'node:worker_threads';

if (workerData.entry.endsWith('.ts')) {
  const { register } = await import('tsx/esm/api');
  register();
}
const { startThread } = await import(workerData.entry);
startThread(workerData);
