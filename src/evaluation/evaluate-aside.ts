import { Worker } from 'node:worker_threads';
import type { Evaluation, Progress } from './evaluate.ts';
import type { EvaluateData, EvaluateMessage } from './evaluate-thread.ts';

/** Evaluates in a thread of its own and tells how far it is. Rejects with what is wrong in the intents or the questions. */
export function evaluateAside(asked: Omit<EvaluateData, 'entry'>, progress: Progress): Promise<Evaluation> {
  const isSource = import.meta.url.endsWith('.ts');
  const entry = new URL(isSource ? './evaluate-thread.ts' : './evaluate-thread.js', import.meta.url).href;
  const workerData: EvaluateData = { ...asked, entry };
  const worker = new Worker(new URL('../thread.mjs', import.meta.url), { workerData, execArgv: [] });
  return new Promise((resolve, reject) => {
    worker.on('message', (message: EvaluateMessage) => {
      if ('evaluation' in message) resolve(message.evaluation);
      else progress(message.what, message.done);
    });
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the evaluation ended with ${code} and no result`)));
  });
}
