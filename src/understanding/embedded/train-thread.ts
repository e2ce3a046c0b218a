import { parentPort } from 'node:worker_threads';
import { AppError } from '../../errors.ts';
import type { Intent } from '../../model/intent.ts';
import type { Lexicon } from '../vietnamese/lexicon.ts';
import { train } from './train.ts';

export type TrainData = { intents: readonly Intent[]; lexicon: Lexicon };

/** Runs in its own thread: trains once and posts the model. */
export function startThread({ intents, lexicon }: TrainData): void {
  if (!parentPort) throw new AppError('invalid', 'training was started outside a thread');
  parentPort.postMessage(train(intents, lexicon));
}
