import { answerWishes } from '../../src/cases/answer-wishes.ts';
import type { Store } from '../../src/store/store.ts';
import { at } from './example-case.ts';
import { openTestStore, type TestStore } from './test-store.ts';

const NOW = at('2027-01-11 08:00');
let opened: TestStore;
let nth = 0;
let woken: string[] = [];
beforeAll(async () => {
  opened = await openTestStore();
});
beforeEach(() => {
  nth += 1;
  woken = [];
  opened.setNow(NOW);
});
afterAll(() => opened.close());

const programme = () => `tet-${nth}`;
const run = (store: Store = opened.store, published = [programme()]) =>
  answerWishes({
    store,
    world: opened.world,
    wake: (person) => woken.push(person),
    published: () => published,
  });

async function wish(who: string): Promise<string> {
  const { id } = await opened.store.people.ensure({ channel: 'zalo-oa', account: '1', id: `${nth} ${who}` });
  await opened.store.wishes.keep({ programme: programme(), person: id, at: NOW });
  return id;
}
const told = async (person: string) =>
  (await opened.store.exchanges.ofPerson(person, 50)).map(({ received }) => received.told);

test('who asked has one turn, however often they asked and the clockwork runs', async () => {
  const person = await wish('a');
  await wish('a');
  expect(await run()).toBe(1);
  expect(await run()).toBe(0);
  await wish('a');
  expect(await run()).toBe(0);
  expect(await told(person)).toEqual([{ what: 'programme-known', programme: programme() }]);
  expect(woken).toEqual([person]);
});

test('nobody is told of what is not known yet', async () => {
  const person = await wish('a');
  expect(await run(opened.store, ['another'])).toBe(0);
  expect(await told(person)).toEqual([]);
});

test('killed between the turn and its mark, it tells nobody twice', async () => {
  const people = [await wish('a'), await wish('b')];
  const { wishes } = opened.store;
  const dies = {
    ...opened.store,
    wishes: { ...wishes, answered: () => Promise.reject(new Error('killed')) },
  };
  await expect(run(dies)).rejects.toThrow('killed');
  await run();
  for (const person of people) expect(await told(person)).toHaveLength(1);
  expect(woken.sort()).toEqual(people.sort());
});

test('two processes at once tell each person once', async () => {
  const people = await Promise.all(Array.from({ length: 12 }, (_, n) => wish(`w${n}`)));
  await Promise.all([run(), run()]);
  for (const person of people) expect(await told(person)).toHaveLength(1);
  expect([...woken].sort()).toEqual([...people].sort());
});

test('more than a page of people', async () => {
  await Promise.all(Array.from({ length: 230 }, (_, n) => wish(`p${n}`)));
  expect(await run()).toBe(230);
  expect(await run()).toBe(0);
});

test('who was erased is told nothing, and their wish is gone', async () => {
  const person = await wish('a');
  await opened.store.people.erase(person);
  expect(await opened.store.wishes.open(programme(), null, 10)).toEqual([]);
  expect(await run()).toBe(0);
});
