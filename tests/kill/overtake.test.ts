import { STEPS, type Step } from '../../src/world.ts';
import { ENGINES, SKIPPED } from './engines.ts';
import { SCENARIOS, type Scenario } from './scenarios.ts';
import { openStage, type Stage, seed } from './stage.ts';
import { verify } from './verify.ts';

// At every step of the protocol the process pauses for so long that its leases run out; a second one does the work; then the first
// wakes up in the middle of its own and goes on. CI pauses once per step and scenario.
const MOST = Number(process.env.KILL_OCCURRENCES ?? 1);
const START = Date.parse('2026-11-25T08:00:00+07:00');

type Point = { step: Step; count: number };

async function overtaken(engine: (typeof ENGINES)[number], scenario: Scenario, point: Point | null) {
  const ground = engine.fresh();
  const clock = { time: START };
  const counts = new Map<Step, number>();
  let isCounting = false;
  let tellPaused = () => {};
  let wakeUp = () => {};
  const paused = new Promise<'paused'>((resolve) => {
    tellPaused = () => resolve('paused');
  });
  const awake = new Promise<void>((resolve) => {
    wakeUp = resolve;
  });
  const onStep = async (step: Step) => {
    if (!isCounting) return;
    const count = (counts.get(step) ?? 0) + 1;
    counts.set(step, count);
    if (point?.step !== step || point.count !== count) return;
    tellPaused();
    await awake;
  };
  const open = (hook: (step: Step) => Promise<void>): Promise<Stage> =>
    openStage({ ...ground, scenario, clock, onStep: hook });
  const first = await open(onStep);
  await seed(first);
  const second = await open(async () => {});
  try {
    isCounting = true;
    const playing = first.play().then(() => 'played' as const);
    if ((await Promise.race([playing, paused])) === 'paused') {
      clock.time += 25_000;
      await second.settle(100_000);
      wakeUp();
    }
    await playing;
    await second.settle(200_000);
    return { problems: verify(await first.dump(), scenario), counts };
  } finally {
    await first.close();
    await second.close();
    ground.remove();
  }
}

if (SKIPPED) test.skip(SKIPPED, () => {});

describe.each(ENGINES)('on $engine', (engine) => {
  test.each(SCENARIOS)(
    '$name: paused at any step and overtaken, everything holds',
    async (scenario) => {
      const { problems, counts } = await overtaken(engine, scenario, null);
      expect(problems).toEqual([]);
      const broken: string[] = [];
      for (const step of STEPS) {
        const count = counts.get(step) ?? 0;
        for (let nth = Math.ceil(count / 2); nth >= 1 && nth > Math.ceil(count / 2) - MOST; nth--) {
          const ended = await overtaken(engine, scenario, { step, count: nth });
          broken.push(...ended.problems.map((problem) => `${step} ${nth}: ${problem}`));
        }
      }
      expect(broken).toEqual([]);
    },
    900_000,
  );
});
