import { sleep } from '../../src/world.ts';
import { createFakeWorld } from './fake-world.ts';

test('the clock moves only when told, and timers fire in their order at their time', async () => {
  const world = createFakeWorld({ start: '2026-11-23T02:00:00Z' });
  const seen: string[] = [];
  const note = (name: string) => () => seen.push(`${name} ${world.now().toISOString().slice(17, 19)}`);
  world.after(30_000, note('later'));
  world.after(10_000, note('first'));
  world.after(10_000, note('second'));
  world.after(20_000, note('never'))();
  await world.pass(9_999);
  expect(seen).toEqual([]);
  await world.pass(1);
  expect(seen).toEqual(['first 10', 'second 10']);
  await world.pass(50_000);
  expect(seen).toEqual(['first 10', 'second 10', 'later 30']);
  expect(world.now().toISOString()).toBe('2026-11-23T02:01:00.000Z');
});

test('what a timer starts runs before the next timer fires', async () => {
  const world = createFakeWorld();
  const seen: number[] = [];
  const work = async () => {
    for (let n = 0; n < 3; n++) {
      await sleep(world, 1_000);
      seen.push(n);
    }
  };
  const done = work();
  world.after(2_500, () => seen.push(99));
  await world.pass(3_000);
  await done;
  expect(seen).toEqual([0, 1, 99, 2]);
});

test('a step can be held, and can fail, at its nth time', async () => {
  const world = createFakeWorld();
  const pause = world.pauseAt('commit', 2);
  world.failAt('call');
  const seen: string[] = [];
  const work = async () => {
    await world.step('commit');
    seen.push('once');
    await world.step('commit');
    seen.push('twice');
    await world.step('call');
  };
  const done = work().catch((error: Error) => error.message);
  await pause.reached;
  expect(seen).toEqual(['once']);
  pause.resume();
  expect(await done).toMatch(/call/);
  expect(world.steps).toEqual(['commit', 'commit', 'call']);
});

test('ids count, and there is no network', async () => {
  const [one, other] = [createFakeWorld(), createFakeWorld({ ids: 'b' })];
  expect(one.newId()).not.toBe(one.newId());
  expect(other.newId()).toBe('b-000000000000000001');
  await expect(one.fetch('http://127.0.0.1')).rejects.toThrow('no network');
});

test('the next timer can be waited for without knowing when it is', async () => {
  const world = createFakeWorld();
  world.after(60_000, () => {});
  expect(world.timers().map((at) => at.getTime() - world.now().getTime())).toEqual([60_000]);
  expect(await world.passToNext()).toBe(true);
  expect(await world.passToNext()).toBe(false);
});
