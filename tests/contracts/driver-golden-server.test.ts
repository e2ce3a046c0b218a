import { silentLog } from '../../src/log.ts';
import { connect, type StoreConnection } from '../../src/store/connection.ts';
import { COMBINED_CASES } from './driver-golden/combined-filters.ts';
import { FILTER_CASES } from './driver-golden/filters.ts';
import { PIPELINE_CASES } from './driver-golden/pipelines.ts';
import { print, runFilter, runPipeline, runUpdate } from './driver-golden/run.ts';
import { UPDATE_CASES } from './driver-golden/updates.ts';
import { UPSERT_CASES } from './driver-golden/upserts.ts';

const FILTERS = [...FILTER_CASES, ...COMBINED_CASES];
const UPDATES = [...UPDATE_CASES, ...UPSERT_CASES];

// The same cases on a real server: the table itself is judged.
const url = process.env.MONGODB_TEST_URL ?? '';
const agreed = <T extends { differs?: { secantusdb?: string } }>(cases: T[]) =>
  cases.filter(({ differs }) => !differs?.secantusdb);
let store: StoreConnection;

if (url) {
  beforeAll(async () => {
    store = await connect(url, { role: 'command', log: silentLog });
    await store.mongoose.connection.dropDatabase();
  });
  afterAll(() => store.close());
  test.each(agreed(FILTERS))('$name', async (one) => {
    expect(await runFilter(store, one, 'bare')).toEqual(one.ids);
  });
  test.each(agreed(UPDATES))('update: $name', async (one) => {
    expect(print(await runUpdate(store, one))).toBe(print(one.expected));
  });
  test.each(agreed(PIPELINE_CASES))('pipeline: $name', async (one) => {
    expect(await runPipeline(store, one)).toEqual(one.result);
  });
} else {
  test.skip('skipped: MONGODB_TEST_URL is not set, so no real server judges the table', () => {});
}
