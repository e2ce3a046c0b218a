import { join } from 'node:path';
import { type Learned, learn } from '../src/learn.ts';

/** Where tests keep trained models: the first that needs one trains it for all. */
export const MODELS = [join(process.cwd(), 'node_modules/.cache/cau-noi-models')];

/** All that we know, as on one day; nobody trains it again who needs no other phrases. */
export const learnedOn = (day: string): Promise<Learned> =>
  learn({ root: process.cwd(), world: { now: () => new Date(`${day}T03:00:00Z`) }, models: MODELS });
