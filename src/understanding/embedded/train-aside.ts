import type { Intent } from '../../model/intent.ts';
import { endOf, openThread } from '../../thread.ts';
import type { Lexicon } from '../vietnamese/lexicon.ts';
import type { Model } from './train.ts';
import type { TrainData } from './train-thread.ts';

/** Trains in a thread of its own: seconds of work, during which this one goes on answering. Rejects with what went wrong there. */
export function trainAside(intents: readonly Intent[], lexicon: Lexicon): Promise<Model> {
  const data: TrainData = { intents, lexicon };
  return endOf(openThread(import.meta.url, 'train-thread', data), (model: Model) => model);
}
