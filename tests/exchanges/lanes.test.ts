import { createLanes } from '../../src/exchanges/lanes.ts';
import { silentLog } from '../../src/log.ts';
import { realWorld } from '../../src/world.ts';

test('no more are served at once than there is room for, and when room comes back everybody is', async () => {
  let room = 2;
  let running = 0;
  const most: number[] = [];
  const served = new Set<string>();
  const ends: (() => void)[] = [];
  const lanes = createLanes({
    width: () => room,
    world: realWorld,
    log: silentLog,
    async serve(person) {
      most.push(++running);
      await new Promise<void>((resolve) => ends.push(resolve));
      running--;
      served.add(person);
    },
  });
  const people = Array.from({ length: 10 }, (_, n) => `p${n}`);
  for (const person of people) lanes.wake(person);
  await turnOfTheLoop();
  expect(running).toBe(2);
  room = 5;
  ends.shift()?.();
  await turnOfTheLoop();
  expect(running).toBe(5);
  while (served.size < people.length) {
    ends.shift()?.();
    await turnOfTheLoop();
  }
  await lanes.idle();
  expect(Math.max(...most)).toBe(5);
});

const turnOfTheLoop = () => new Promise((resolve) => setImmediate(resolve));
