import { join } from 'node:path';
import { judgeDanger, readDangerTrials } from '../../src/evaluation/danger-trials.ts';
import { learnedOn } from '../models.ts';

const root = join(import.meta.dirname, '../..');
const trials = readDangerTrials(root);
const cries = Object.values(trials.danger).flat();

test('the trials are many, of every kind that may happen now, half without marks, and nobody learns from them', async () => {
  const { knowledge } = await learnedOn('2026-11-25');
  const learnt = new Set([...knowledge.intents.values()].flatMap(({ examples }) => examples));
  const all = [...cries, ...trials.harmless];
  expect(cries.length).toBeGreaterThanOrEqual(100);
  expect(trials.harmless.length).toBeGreaterThanOrEqual(200);
  expect(Object.keys(trials.danger).sort()).toEqual(
    ['accident', 'child-labour', 'harassment', 'self-harm', 'trafficking', 'violence'].sort(),
  );
  expect(new Set(all).size).toBe(all.length);
  const bare = all.filter((text) => /^[\x20-\x7e]*$/.test(text)).length / all.length;
  expect(bare).toBeGreaterThan(0.45);
  expect(all.filter((text) => learnt.has(text))).toEqual([]);
});

test('a cry is heard, and what only sounds like one raises no alarm', async () => {
  const { understand } = await learnedOn('2026-11-25');
  const found = await judgeDanger(understand, trials);
  expect(found.recall).toBeGreaterThanOrEqual(0.98);
  expect(found.falseAlarms).toBeLessThanOrEqual(0.01);
  expect(found.rightKind).toBeGreaterThanOrEqual(0.9);
});
