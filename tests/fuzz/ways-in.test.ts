import { join } from 'node:path';
import { startFakeGraph } from '../fakes/fake-graph.ts';
import { startFakeZalo } from '../fakes/fake-zalo.ts';
import { createMovingWorld } from '../journeys/moving-world.ts';
import { ROOT, type RunningApp, startApp } from '../journeys/start-app.ts';
import { FUZZ_RUNS, sayFuzz } from './settings.ts';
import { chatWayIn, messengerWayIn, type WayIn, zaloWayIn } from './way-in.ts';

// The whole application over HTTP and a store on disk: whatever comes in, it goes on, and what it took is there.

const TOGETHER = 8;
const GOOD_EVERY = 100;

/** Returns what went wrong, [] when nothing did. */
async function fuzz(app: RunningApp, wayIn: WayIn): Promise<string[]> {
  const problems: string[] = [];
  const good: Awaited<ReturnType<WayIn['good']>>[] = [];
  const owed = new Set<string>();

  for (let n = 0; n < FUZZ_RUNS; n += TOGETHER) {
    const numbers = Array.from({ length: Math.min(TOGETHER, FUZZ_RUNS - n) }, (_, k) => n + k);
    const posted = await Promise.all(numbers.map((one) => wayIn.bad(one)));
    for (const [index, { status, owed: keys, body }] of posted.entries()) {
      if (status >= 500) problems.push(`body ${n + index} got ${status}: ${body}`);
      for (const key of keys) owed.add(key);
    }
    if (n % GOOD_EVERY < TOGETHER) good.push(await wayIn.good(n));
  }
  await app.atRest();
  for (const key of [...owed, ...good.map((one) => one.key)].filter((one) => one !== ''))
    if (!(await app.store.exchanges.get(key))) problems.push(`${key} is lost`);
  for (const one of await wayIn.lost()) problems.push(`${one} is lost`);
  for (const { key, isAnswered } of good) if (!(await isAnswered())) problems.push(`${key} was not answered`);
  return problems;
}

test.each(['zalo-oa', 'messenger', 'web-chat'] as const)(
  '%s: no mutated body crashes it or gets a 5xx, nothing that was taken is lost, and good events go on being answered',
  async (channel) => {
    sayFuzz(`${channel}, whole application`);
    const world = createMovingWorld('2026-11-25T08:00:00+07:00');
    const [zalo, graph] = [await startFakeZalo(), await startFakeGraph({ now: world.now })];
    const union = join(ROOT, 'tests/journeys/union.yaml');
    const settings = { TRUST_PROXY: '1' };
    const app = await startApp({ world, zalo, graph, union, settings, burstMs: 0 });
    try {
      const wayIn = {
        'zalo-oa': () => zaloWayIn(app, zalo),
        messenger: () => messengerWayIn(app, graph),
        'web-chat': () => chatWayIn(app),
      }[channel]();
      const problems = await fuzz(app, wayIn);
      if (problems.length > 0) throw new Error(problems.slice(0, 20).join('\n'));
    } finally {
      await app.stop();
      await zalo.close();
      await graph.close();
      world.close();
    }
  },
  7_200_000,
);
