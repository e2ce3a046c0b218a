import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog } from '../../src/log.ts';
import { createSeal } from '../../src/seal.ts';
import { createCases } from '../../src/store/cases.ts';
import { connect, type StoreConnection } from '../../src/store/connection.ts';
import { createExchanges } from '../../src/store/exchanges.ts';
import { NO_KEPT_WORDS } from '../../src/store/kept-words.ts';
import { makeIndexes } from '../../src/store/migrations/001-indexes.ts';
import { createModels, type Models } from '../../src/store/models.ts';
import { createCatalog } from '../../src/store/sqlite/catalog.ts';
import { openDatabase } from '../../src/store/sqlite/database.ts';
import { prepareSearch } from '../../src/store/sqlite/rows.ts';
import { pageQuery } from '../../src/store/sqlite/selection.ts';

// How the embedded engine finds what each verb reads: by which index, and whether the rows must be sorted.
let folder = '';
let connection: StoreConnection | null = null;
let models: Models | null = null;
const asked: { collection: string; filter: Record<string, unknown>; sort: [string, 1 | -1][] }[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cau-noi-plans-'));
  connection = await connect(`file:${folder}/plans.db`, { role: 'command', log: silentLog });
  models = createModels(connection.mongoose);
  await makeIndexes(models);
  connection.mongoose.set(
    'debug',
    (collection: string, method: string, filter: unknown, options: unknown) => {
      if (!/find|update|aggregate/i.test(method)) return;
      const { sort = {} } = method.startsWith('find') ? (options as { sort?: Record<string, 1 | -1> }) : {};
      const [first] = Array.isArray(filter) ? filter.map(({ $match }) => $match) : [filter];
      asked.push({ collection, filter: first, sort: Object.entries(sort) });
    },
  );
});
afterAll(async () => {
  await connection?.close();
  await rm(folder, { recursive: true });
});

/** The plan of every query that `act` makes. */
async function plansOf(act: () => Promise<unknown>): Promise<string[]> {
  asked.length = 0;
  await act();
  const database = openDatabase(join(folder, 'plans.db'), 'reader');
  const catalog = createCatalog(database);
  catalog.refresh();
  const plans = asked.map(({ collection, filter, sort }) => {
    const table = catalog.table(collection);
    const search = prepareSearch(
      table,
      filter,
      sort.map(([path, direction]) => ({ path, direction })),
    );
    const { sql, keys } = pageQuery(table, search.selection, null);
    return database
      .rows(`EXPLAIN QUERY PLAN ${sql}`, [...keys, 10])
      .map((row) => row[3])
      .join(' | ');
  });
  database.close();
  return plans;
}

const T = new Date('2026-11-24T02:00:00Z');
const exchanges = () =>
  createExchanges({
    exchanges: given(models).exchanges,
    seal: createSeal(Buffer.alloc(32)),
    // Searches by words are FTS5's; the others are plain queries, looked at here.
    words: { index: async () => {}, find: async () => [] },
    kept: NO_KEPT_WORDS,
  });
const cases = () => createCases(given(models).cases, async () => 'AA-AAA');
const given = <V>(value: V | null): V => {
  if (value === null) throw new Error('not opened');
  return value;
};
const page = { at: T, key: 'k' };
const any = { from: ['new' as const], holders: ['o1'] };

test.each<[string, () => Promise<unknown>, string[]]>([
  ['waiting', () => exchanges().waiting('p', 20), ['person-inbox']],
  ['newestTurn', () => exchanges().newestTurn('p'), ['person-turn']],
  ['lastHeard', () => exchanges().lastHeard('p'), ['person-heardAt']],
  ['ofPerson', () => exchanges().ofPerson('p', 30), ['person-at-_id']],
  ['personsWithWork', () => exchanges().personsWithWork(500), ['waitingSince', 'unfinishedSince']],
  ['personsWithRepliesDue', () => exchanges().personsWithRepliesDue(T, 500), ['line-nextReplyAt']],
  ['list', () => exchanges().list({}, page, 500), ['at-_id']],
  ['list from the start', () => exchanges().list({}, null, 500), ['at-_id']],
  ['list of a day', () => exchanges().list({ from: T, to: T }, null, 500), ['at-_id']],
  ['list of a person', () => exchanges().list({ person: 'p' }, page, 500), ['person-at-_id']],
  ['list of a channel', () => exchanges().list({ channel: 'cli' }, page, 500), ['channel-at-_id']],
  ['search', () => exchanges().search({}, null, 50), ['at-_id']],
  ['search further', () => exchanges().search({}, { older: page }, 50), ['at-_id']],
  ['search back', () => exchanges().search({}, { newer: page }, 50), ['at-_id']],
  [
    'search of a state',
    () => exchanges().search({ delivery: 'waiting' }, { older: page }, 50),
    ['delivery-at-_id'],
  ],
  [
    'search of a person',
    () => exchanges().search({ person: 'p', from: T }, { newer: page }, 50),
    ['person-at-_id'],
  ],
  ['clocksDue', () => cases().clocksDue(T, 100), ['clockAt']],
  ['cases of a person', () => cases().ofPerson('p'), ['person-openedAt']],
  ['a page of cases', () => cases().page({}, null, 50), ['openedAt-_id']],
  [
    'a further page of cases',
    () => cases().page({ units: ['u'], dueBefore: T, having: 'o' }, { at: T, code: 'AA-AAA' }, 50),
    ['unit-openedAt-_id'],
  ],
])('%s reads in the order of an index', async (_, act, indexes) => {
  const plans = (await plansOf(act)).join(' | ');
  for (const index of indexes) expect(plans).toContain(`.${index}`);
  expect(plans).not.toMatch(/SCAN (?!\S+ USING INDEX)|TEMP B-TREE/);
});

test('troubles are read in the order of their index; only those of one instant are sorted', async () => {
  const [plan] = await plansOf(() => exchanges().troubles({ since: T, key: 'k' }, 50));
  expect(plan).toContain('USING INDEX exchanges.troubleSince');
  expect(plan).not.toMatch(/TEMP B-TREE FOR ORDER BY/);
});

test.each<[string, () => Promise<unknown>, string[]]>([
  ['outbox', () => exchanges().outbox('p'), ['person-nextReplyAt', 'person-unfinishedSince']],
  ['ages', () => exchanges().ages(), ['waitingSince', 'line-nextReplyAt', 'troubleSince']],
  ['count of a day', () => exchanges().countSince(T, 2000), ['at-_id']],
  ['list of troubles', () => exchanges().list({ trouble: true }, null, 500), ['troubleSince']],
  ['ofOfficer', () => cases().ofOfficer('o'), ['status-openedAt-_id']],
  ['cases by state', () => cases().list({ status: 'open' }, null, 100), ['status-openedAt-_id']],
  ['cases by unit', () => cases().list({ unit: 'u' }, null, 100), ['unit-openedAt-_id']],
  ['all cases', () => cases().list({}, null, 100), ['openedAt-_id']],
])('%s is led by an index', async (_, act, indexes) => {
  const plans = (await plansOf(act)).join(' | ');
  for (const index of indexes) expect(plans).toContain(`.${index}`);
  expect(plans).not.toMatch(/SCAN (?!\S+ USING INDEX)/);
});

test.each<[string, () => Promise<unknown>]>([
  ['close', () => exchanges().close('k')],
  ['countTry', () => exchanges().countTry('k')],
  ['change', () => exchanges().change('k', 1, { nextReplyAt: null })],
  ['countFinishFailure', () => exchanges().countFinishFailure('k')],
  ['a move', () => cases().move('AA-AAA', 'm', any, { set: {} })],
  ['a refusal', () => cases().refuse('AA-AAA', 'm', any)],
  ['moveClockMark', () => cases().moveClockMark('AA-AAA', T, null)],
])('%s goes straight to its document', async (_, act) => {
  for (const plan of await plansOf(act)) expect(plan).toMatch(/sqlite_autoindex_\S+ \("?v:_id"?=\?\)/);
});
