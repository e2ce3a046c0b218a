import { type Change, createChanges, telling } from '../../src/exchanges/changes.ts';
import { openIdentity } from '../../src/exchanges/open-identity.ts';
import { silentLog } from '../../src/log.ts';
import { createFakeWorld } from '../fakes/fake-world.ts';
import { createHarness, type Harness } from './spine-harness.ts';

const about = ({ exchange, case: code }: Change) => exchange ?? code;

test('who listens is told at once, until they stop', () => {
  const changes = createChanges({ world: createFakeWorld(), log: silentLog });
  const heard: Change[] = [];
  const stop = changes.subscribe((change) => heard.push(change));
  changes.publish({ exchange: 'k' });
  changes.publish({ case: 'K7-4F2' });
  stop();
  stop();
  changes.publish({ exchange: 'later' });
  expect(heard.map(about)).toEqual(['k', 'K7-4F2']);
});

test('a thousand who come and go leave nothing behind; one more than a thousand at once is refused', () => {
  const changes = createChanges({ world: createFakeWorld(), log: silentLog });
  const listener = () => {};
  for (let round = 0; round < 3; round++) {
    const stops = Array.from({ length: 1000 }, () => changes.subscribe(listener));
    expect(() => changes.subscribe(listener)).toThrow('too many');
    for (const stop of stops) stop();
    expect(changes.listeners()).toBe(0);
  }
});

test('a listener that throws is let go and the others are told', () => {
  const changes = createChanges({ world: createFakeWorld(), log: silentLog });
  const heard: Change[] = [];
  changes.subscribe(() => {
    throw new Error('gone');
  });
  changes.subscribe((change) => heard.push(change));
  changes.publish({ exchange: 'k' });
  expect(heard).toHaveLength(1);
  expect(changes.listeners()).toBe(1);
});

describe('over a store', () => {
  let h: Harness;
  beforeEach(async () => {
    h = await createHarness();
  });
  afterEach(() => h.close());

  test('what is changed through it is told; what was refused is not', async () => {
    const changes = createChanges({ world: h.world, log: silentLog });
    const heard: Change[] = [];
    changes.subscribe((change) => heard.push(change));
    const key = await h.say('sure a');
    await h.world.pass(0);
    const { rev } = await h.get(key);
    const store = telling(h.store, changes);
    expect(await store.exchanges.change(key, rev + 5, { troubleSince: null })).toBe(false);
    expect(await store.exchanges.change(key, rev, { troubleSince: null })).toBe(true);
    expect(heard.map(about)).toEqual([key]);
  });

  test('what another process has changed is told within five seconds, and nothing when nothing changed', async () => {
    const changes = createChanges({ world: h.world, log: silentLog });
    await h.say('sure before');
    await h.world.pass(0);
    const heard: Change[] = [];
    changes.subscribe((change) => heard.push(change));
    const looked = () => new Promise((resolve) => setTimeout(resolve, 300));
    const stop = changes.watch(h.store.exchanges);
    await looked();
    const key = await h.say('sure after');
    await h.world.pass(0);
    expect(heard).toEqual([]);
    await h.world.pass(4000);
    await looked();
    expect([...new Set(heard.map(about))]).toEqual([key]);
    heard.length = 0;
    await h.world.pass(4000);
    await looked();
    expect(heard).toEqual([]);
    stop();
  });

  test('an identity is opened only after it was written down who looked and why', async () => {
    const key = await h.say('sure a');
    const { person } = await h.get(key);
    const book: object[] = [];
    const deps = {
      people: h.store.people,
      audit: { record: async (entry: object) => void book.push(entry) },
    };
    const asked = { person, by: 'can-bo', reason: ' gọi lại theo hồ sơ ' };
    expect(await openIdentity(deps, asked)).toMatchObject({ person, address: { id: '9001' }, officer: null });
    expect(book).toEqual([
      { who: 'can-bo', what: 'identity-opened', target: person, why: 'gọi lại theo hồ sơ' },
    ]);
    await expect(openIdentity(deps, { ...asked, reason: '  ' })).rejects.toMatchObject({ code: 'invalid' });
    const full = { record: () => Promise.reject(new Error('disk full')) };
    await expect(openIdentity({ ...deps, audit: full }, asked)).rejects.toThrow('disk full');
    expect(book).toHaveLength(1);
  });
});
