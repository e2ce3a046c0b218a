// The build trained the same phrases with the same engine; only its file is named after the code as built.
import { join } from 'node:path';
import { createKeptModels, keyOfModel } from '../src/kept-models.ts';
import { loadIntents } from '../src/understanding/load-intents.ts';
import { MODELS } from './models.ts';

const root = join(import.meta.dirname, '..');
const { intents, lexicon } = loadIntents(join(root, 'intents'));
const key = keyOfModel(intents, lexicon);
const mine = createKeptModels(MODELS);
const built: typeof import('../src/kept-models.ts') = await import(join(root, 'dist/kept-models.js'));
const trained = () =>
  built.createKeptModels([join(root, 'dist/models')]).find(built.keyOfModel(intents, lexicon));
if (mine.find(key) === null) {
  const model = trained();
  if (model !== null) mine.keep(key, model);
}
