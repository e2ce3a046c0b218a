import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aggregate, find, updateOne } from 'mingo';
import { silentLog } from '../../src/log.ts';
import { connect, type StoreConnection } from '../../src/store/connection.ts';
import type { Doc } from './driver-golden/case.ts';
import { COMBINED_CASES } from './driver-golden/combined-filters.ts';
import { FILTER_CASES } from './driver-golden/filters.ts';
import { PIPELINE_CASES } from './driver-golden/pipelines.ts';
import { print, runFilter, runPipeline, runUpdate } from './driver-golden/run.ts';
import { UPDATE_CASES } from './driver-golden/updates.ts';
import { UPSERT_CASES } from './driver-golden/upserts.ts';

const FILTERS = [...FILTER_CASES, ...COMBINED_CASES];
const UPDATES = [...UPDATE_CASES, ...UPSERT_CASES];

// Transcribed from MongoDB's manual. Judged here: our driver (without and with indexes), and mingo as it comes.

describe('our driver', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cau-noi-golden-'));
  let store: StoreConnection;
  beforeAll(async () => {
    store = await connect(`file:${folder}/golden.db`, { role: 'command', log: silentLog });
  });
  afterAll(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });
  describe.each(['bare', 'plain', 'sparse'] as const)('filters, %s', (indexed) => {
    test.each(FILTERS)('$name', async (one) => {
      expect(await runFilter(store, one, indexed)).toEqual(one.ids);
    });
  });
  test.each(UPDATES)('update: $name', async (one) => {
    expect(print(await runUpdate(store, one))).toBe(print(one.expected));
  });
  test.each(PIPELINE_CASES)('pipeline: $name', async (one) => {
    expect(await runPipeline(store, one)).toEqual(one.result);
  });
});

describe('mingo over plain lists', () => {
  const agreed = <T extends { differs?: { mingo?: string } }>(cases: T[]) =>
    cases.filter(({ differs }) => !differs?.mingo);
  test.each(agreed(FILTERS))('$name', (one) => {
    const cursor = find<Doc>(one.documents, one.filter);
    if (one.sort) cursor.sort(one.sort);
    if (one.limit) cursor.limit(one.limit);
    expect(cursor.all().map(({ _id }) => String(_id))).toEqual(one.ids);
  });
  test.each(agreed(UPDATES))('update: $name', (one) => {
    const documents = structuredClone(one.before);
    const { expected } = one;
    if ('error' in expected) return expect(() => updateOne(documents, one.filter, one.update)).toThrow();
    const { matchedCount, modifiedCount } = updateOne(documents, one.filter, one.update);
    expect({ after: documents, matched: matchedCount, modified: modifiedCount }).toEqual(expected);
  });
  test.each(agreed(PIPELINE_CASES))('pipeline: $name', (one) => {
    expect(aggregate(structuredClone(one.documents), one.pipeline)).toEqual(one.result);
  });
});
