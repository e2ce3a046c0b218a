import { mkdtempSync, readdirSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createKeptModels, keyOfModel } from '../src/kept-models.ts';
import { learn } from '../src/learn.ts';
import type { Intent } from '../src/model/intent.ts';
import { train } from '../src/understanding/embedded/train.ts';
import { trainAside } from '../src/understanding/embedded/train-aside.ts';
import { loadIntents } from '../src/understanding/load-intents.ts';

const ROOT = join(import.meta.dirname, '..');
const FEW = ['greeting', 'thanks', 'off-topic', 'late-wages'];
const isWanted = (name: string) => FEW.includes(name);
const { intents, lexicon } = loadIntents(join(ROOT, 'intents'), isWanted);

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cau-noi-models-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a model trained in a thread of its own is the one trained here', async () => {
  expect(await trainAside(intents, lexicon)).toEqual(train(intents, lexicon));
});

test('what was trained once is found by the next start, and understands the same', async () => {
  const options = { root: ROOT, world: { now: () => new Date() }, models: [folder], wanted: isWanted };
  const first = await learn(options);
  const [file, ...others] = readdirSync(folder);
  expect(others).toEqual([]);
  const second = await learn(options);
  expect(readdirSync(folder)).toEqual([file]);
  const text = 'cty no luong 2 thang roi';
  expect(await second.understand(text)).toEqual(await first.understand(text));
});

test('a kept model comes back to the last bit', () => {
  const kept = createKeptModels(['/nowhere', folder]);
  const model = train(intents, lexicon);
  kept.keep('k', model);
  expect(kept.find('k')).toEqual(model);
});

test.each([
  ['cut off', (file: string) => truncateSync(file, 100)],
  ['something else', (file: string) => writeFileSync(file, 'not a model')],
  ['empty', (file: string) => truncateSync(file, 0)],
])('a file that is %s counts as none', (_what, spoil) => {
  const kept = createKeptModels([folder]);
  kept.keep('k', train(intents, lexicon));
  spoil(join(folder, 'k.model'));
  expect(kept.find('k')).toBeNull();
});

test('a model under another name is not taken for that one', () => {
  const kept = createKeptModels([folder]);
  kept.keep('k', train(intents, lexicon));
  writeFileSync(join(folder, 'other.model'), '');
  expect(kept.find('other')).toBeNull();
});

test('the oldest are forgotten', () => {
  const kept = createKeptModels([folder]);
  const model = train(intents.slice(0, 2), lexicon);
  for (const n of [1, 2, 3, 4, 5, 6]) {
    kept.keep(`k${n}`, model);
    utimesSync(join(folder, `k${n}.model`), n, n);
  }
  expect(readdirSync(folder).length).toBeLessThanOrEqual(5);
  expect(kept.find('k6')).not.toBeNull();
  expect(kept.find('k1')).toBeNull();
});

test('where nothing can be written, learning still works', async () => {
  const models = [join(import.meta.filename, 'a-file-is-no-folder')];
  const learned = await learn({ root: ROOT, world: { now: () => new Date() }, models, wanted: isWanted });
  expect((await learned.understand('xin chào')).intent).toBe('greeting');
});

test.each([
  [
    'a phrase',
    ([one, ...rest]: Intent[]) => (one ? [{ ...one, examples: [...one.examples, 'ơi'] }, ...rest] : []),
  ],
  ['a name', ([one, ...rest]: Intent[]) => (one ? [{ ...one, name: 'other' }, ...rest] : [])],
  ['an intent less', (all: Intent[]) => all.slice(1)],
])('%s changes the key of a model', (_what, change) => {
  expect(keyOfModel(change(intents), lexicon)).not.toBe(keyOfModel(intents, lexicon));
});

test('a word of the lexicon changes the key of a model', () => {
  const other = { ...lexicon, words: { ...lexicon.words, zz: 'gì' } };
  expect(keyOfModel(intents, other)).not.toBe(keyOfModel(intents, lexicon));
});
