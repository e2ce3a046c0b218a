import { exchangeStatus } from '../../src/model/exchange.ts';
import { createHarness, type Harness } from './spine-harness.ts';

let h: Harness;
beforeEach(async () => {
  h = await createHarness();
});
afterEach(() => h.close());

test('a sure message is answered at once and its exchange is done', async () => {
  const key = await h.say('sure hello');
  await h.world.pass(0);
  expect(h.texts()).toEqual(['re: sure hello']);
  const exchange = await h.get(key);
  expect(exchange).toMatchObject({ turn: 1, nextReplyAt: null, unfinishedSince: null, troubleSince: null });
  expect(exchange.replies).toMatchObject([{ n: 1, status: 'sent', platformId: 'z1', attempts: 1 }]);
  expect(exchangeStatus(exchange)).toBe('done');
});

test('a message delivered twice is one exchange', async () => {
  await h.say('sure hello', { platformId: 'same' });
  await h.say('sure hello', { platformId: 'same' });
  await h.world.pass(1000);
  expect(h.texts()).toEqual(['re: sure hello']);
});

test('unsure texts wait for each other and are one turn on the oldest', async () => {
  const first = await h.say('one');
  await h.world.pass(1000);
  const second = await h.say('two');
  await h.world.pass(2400);
  expect(h.texts()).toEqual([]);
  await h.world.pass(200);
  expect(h.texts()).toEqual(['re: one + two']);
  expect((await h.get(first)).processed?.covers).toEqual([first, second]);
  expect(await h.get(second)).toMatchObject({ processed: null, replies: [], waitingSince: null });
  expect((await h.get(first)).tries).toBe(1);
});

test('a steady writer is answered after eight seconds', async () => {
  for (const text of ['a', 'b', 'c', 'd', 'e', 'f']) {
    await h.say(text);
    await h.world.pass(1500);
  }
  expect(h.texts()).toEqual(['re: a + b + c + d + e + f']);
});

test('a sure message ends the burst: the texts before it are decided first, then it is', async () => {
  await h.say('one');
  await h.say('two');
  await h.say('sure three');
  await h.world.pass(0);
  expect(h.texts()).toEqual(['re: one + two', 're: sure three']);
});

test('danger takes the texts before it into its turn', async () => {
  await h.say('one');
  await h.say('danger');
  await h.world.pass(0);
  expect(h.texts()).toEqual(['re: one + danger']);
});

test('a message that always fails is tried three times, then parked by a turn of its own, and its neighbours are not', async () => {
  const bad = await h.say('poison');
  const good = await h.say('sure good');
  await h.world.pass(120_000);
  const parked = await h.get(bad);
  expect(parked).toMatchObject({ parked: true, turn: 1, tries: 4 });
  expect(exchangeStatus(parked)).toBe('parked');
  expect(parked.troubleSince).not.toBeNull();
  expect((await h.get(good)).turn).toBe(2);
  expect(h.texts()).toEqual(['[trouble.parked]', 're: sure good']);
});

test('an event of an unconfigured account is stored, done, and answered by nobody', async () => {
  const key = await h.say('sure hello', { wantsTurn: false });
  await h.world.pass(20_000);
  expect(exchangeStatus(await h.get(key))).toBe('done');
  expect(h.texts()).toEqual([]);
});

test('while the store is slow the event is on disk and the platform gets its answer; later it is decided', async () => {
  const receive = h.store.exchanges.receive;
  h.store.exchanges.receive = () => new Promise(() => {});
  const saying = h.say('sure hello');
  while (
    (await h.store.people.find({ channel: 'zalo-oa', account: '388613280878808645', id: '9001' })) === null
  );
  await h.world.pass(200);
  await saying;
  expect(h.spool.size()).toBe(1);
  expect(h.texts()).toEqual([]);
  h.store.exchanges.receive = receive;
  await h.world.pass(2000);
  await h.spine.drain();
  await h.world.pass(0);
  expect(h.texts()).toEqual(['re: sure hello']);
  expect(h.spool.isEmpty()).toBe(true);
});

test('while its spool is not empty a process spools, so that order is kept', async () => {
  const receive = h.store.exchanges.receive;
  h.store.exchanges.receive = () => Promise.reject(new Error('away'));
  await h.say('sure one');
  h.store.exchanges.receive = receive;
  await h.say('sure two');
  expect(h.spool.size()).toBe(2);
  await h.spine.drain();
  await h.world.pass(0);
  expect(h.texts()).toEqual(['re: sure one', 're: sure two']);
});

test('when neither the store nor the spool can be written the event is refused as unavailable', async () => {
  h.store.exchanges.receive = () => Promise.reject(new Error('away'));
  h.spool.append = () => Promise.reject(new Error('disk full'));
  await expect(h.say('sure one')).rejects.toMatchObject({ code: 'unavailable' });
});
