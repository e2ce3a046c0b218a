import { endOf, openThread } from '../thread.ts';
import type { Evaluation, Progress } from './evaluate.ts';
import type { EvaluateData, EvaluateMessage } from './evaluate-thread.ts';

/** Evaluates in a thread of its own and tells how far it is. Rejects with what is wrong in the intents or the questions. */
export function evaluateAside(asked: EvaluateData, progress: Progress): Promise<Evaluation> {
  return endOf(openThread(import.meta.url, 'evaluate-thread', asked), (message: EvaluateMessage) => {
    if ('evaluation' in message) return message.evaluation;
    progress(message.what, message.done);
    return null;
  });
}
