import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';

/**
 * Starts a worker thread whose `startThread` stands in the module `name` beside the caller, `from` (its `import.meta.url`), as source or
 * built like the caller. `data` is handed to it, with `entry` added.
 */
export function openThread(from: string, name: string, data: object): Worker {
  const workerData = { ...data, entry: new URL(`./${name}${extname(from)}`, from).href };
  return new Worker(new URL('./thread.mjs', import.meta.url), { workerData, execArgv: [] });
}

/** What a thread that works once comes to: the first message of which `read` makes something. Rejects with what went wrong there. */
export function endOf<Message, End>(worker: Worker, read: (message: Message) => End | null): Promise<End> {
  return new Promise((resolve, reject) => {
    worker.on('message', (message: Message) => {
      const end = read(message);
      if (end !== null) resolve(end);
    });
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`a thread ended with ${code} and no result`)));
  });
}
