import { createBreaker } from '../../../src/understanding/dialogflow/breaker.ts';
import type { Failure } from '../../../src/understanding/dialogflow/failures.ts';
import { createFakeWorld } from '../../fakes/fake-world.ts';

const SECOND = 1000;

function shutBy(failure: Failure, times: number) {
  const world = createFakeWorld();
  const breaker = createBreaker(world);
  for (let n = 0; n < times; n++) breaker.failed(failure);
  return { world, breaker };
}

test.each<[Failure, number, number]>([
  ['timeout', 3, 30],
  ['unreachable', 3, 30],
  ['quota', 1, 60],
  ['refused', 1, 600],
])('%s: shut after %i, tried again after %i s', async (failure, times, seconds) => {
  expect(shutBy(failure, times - 1).breaker.mayTry()).toBe(true);
  const { world, breaker } = shutBy(failure, times);
  expect(breaker.open()).toMatchObject({ why: failure });
  await world.pass(seconds * SECOND - 1);
  expect(breaker.mayTry()).toBe(false);
  await world.pass(1);
  expect(breaker.mayTry()).toBe(true);
});

test('a request that was rejected says nothing about the service', () => {
  expect(shutBy('rejected', 50).breaker.mayTry()).toBe(true);
});

test('one success in between, and the row begins anew', () => {
  const { breaker } = shutBy('timeout', 2);
  breaker.succeeded();
  breaker.failed('timeout');
  expect(breaker.mayTry()).toBe(true);
});

test('only one tries whether it is back; the others are told when it is', async () => {
  const { world, breaker } = shutBy('timeout', 3);
  await world.pass(30 * SECOND);
  expect([breaker.mayTry(), breaker.mayTry(), breaker.mayTry()]).toEqual([true, false, false]);
  breaker.succeeded();
  expect([breaker.mayTry(), breaker.mayTry()]).toEqual([true, true]);
  expect(breaker.open()).toBeNull();
});

test('it is left alone twice as long each time, for five minutes at most', async () => {
  const { world, breaker } = shutBy('timeout', 3);
  const waits = [];
  for (let n = 0; n < 5; n++) {
    const until = breaker.open()?.until.getTime() ?? 0;
    waits.push((until - world.now().getTime()) / SECOND);
    await world.pass(until - world.now().getTime());
    breaker.mayTry();
    breaker.failed('timeout');
  }
  expect(waits).toEqual([30, 60, 120, 240, 300]);
});

test('those who were under way when it shut do not keep it shut for longer', async () => {
  const { world, breaker } = shutBy('timeout', 3);
  await world.pass(20 * SECOND);
  breaker.failed('timeout');
  await world.pass(10 * SECOND);
  expect(breaker.mayTry()).toBe(true);
});

test('a probe that never comes back is forgotten', async () => {
  const { world, breaker } = shutBy('timeout', 3);
  await world.pass(30 * SECOND);
  expect([breaker.mayTry(), breaker.mayTry()]).toEqual([true, false]);
  await world.pass(30 * SECOND);
  expect(breaker.mayTry()).toBe(true);
});
