import { Worker } from 'node:worker_threads';
import type { Intent } from '../../model/intent.ts';
import type { Lexicon } from '../vietnamese/lexicon.ts';
import type { Model } from './train.ts';
import type { TrainData } from './train-thread.ts';

/** Trains in a thread of its own: seconds of work, during which this one goes on answering. Rejects with what went wrong there. */
export function trainAside(intents: readonly Intent[], lexicon: Lexicon): Promise<Model> {
  const isSource = import.meta.url.endsWith('.ts');
  const entry = new URL(isSource ? './train-thread.ts' : './train-thread.js', import.meta.url).href;
  const workerData: TrainData = { entry, intents, lexicon };
  const worker = new Worker(new URL('../../thread.mjs', import.meta.url), { workerData, execArgv: [] });
  return new Promise((resolve, reject) => {
    worker.once('message', (model: Model) => resolve(model));
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`training ended with ${code} and no model`)));
  });
}
