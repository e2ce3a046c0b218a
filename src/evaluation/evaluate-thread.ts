import { join } from 'node:path';
import { parentPort } from 'node:worker_threads';
import { AppError } from '../errors.ts';
import { createUnderstand } from '../understanding/create-understand.ts';
import { loadIntents } from '../understanding/load-intents.ts';
import { judgeDanger, readDangerTrials } from './danger-trials.ts';
import { embedded, nlpjs } from './engines.ts';
import { type Evaluation, evaluate } from './evaluate.ts';
import { readQuestions } from './questions.ts';

export type EvaluateData = {
  root: string;
  data: string | null;
  curve: readonly number[];
  at: number;
};
export type EvaluateMessage = { what: string; done: number } | { evaluation: Evaluation };

/** Runs in its own thread: tells how far it is, then posts the evaluation. */
export function startThread({ root, data, curve, at }: EvaluateData): void {
  const port = parentPort;
  if (!port) throw new AppError('invalid', 'an evaluation was started outside a thread');
  const tell = (message: EvaluateMessage) => port.postMessage(message);
  void run().then((evaluation) => tell({ evaluation }));

  async function run(): Promise<Evaluation> {
    const loaded = loadIntents(join(root, 'intents'));
    const other = await nlpjs();
    const now = () => new Date(at);
    const found = await evaluate({
      loaded,
      questions: data === null ? [] : readQuestions(data),
      ours: embedded(loaded, now),
      others: other === null ? [] : [other],
      curve,
      progress: (what, done) => tell({ what, done }),
    });
    const understand = createUnderstand({ ...loaded, now });
    return { ...found, danger: await judgeDanger(understand, readDangerTrials(root)) };
  }
}
