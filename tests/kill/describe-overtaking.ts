import { STEPS, type Step } from '../../src/world.ts';
import type { Engine } from './engines.ts';
import { type Point, pointsOf } from './points.ts';
import { SCENARIOS, type Scenario } from './scenarios.ts';
import { learnLittle, openStage, type Stage, seed } from './stage.ts';
import { verify } from './verify.ts';

const START = Date.parse('2026-11-25T08:00:00+07:00');
/** Longer than a lease. */
const PAUSE = 25_000;

/**
 * At every step of the protocol the process pauses for so long that its leases run out; a second one does the work; then the first
 * wakes up in the middle of its own and goes on.
 */
export function describeOvertaking(engine: Engine): void {
  const seen = new Set<Step>();
  const little = learnLittle();

  test.each(SCENARIOS)(
    '$name: paused at any step and overtaken, everything holds',
    async (scenario) => {
      const { problems, counts } = await overtaken(scenario, null);
      expect(problems).toEqual([]);
      const broken: string[] = [];
      for (const point of pointsOf(counts, seen)) {
        const ended = await overtaken(scenario, point);
        broken.push(...ended.problems.map((problem) => `${point.step} ${point.count}: ${problem}`));
      }
      expect(broken).toEqual([]);
    },
    3_600_000,
  );

  test('only the judge, whom a kill alone brings, was left out', () => {
    expect(STEPS.filter((step) => !seen.has(step))).toEqual(['judge']);
  });

  async function overtaken(scenario: Scenario, point: Point | null) {
    const ground = engine.fresh();
    const clock = { time: START };
    const counts = new Map<Step, number>();
    const pause = createPause();
    let isCounting = false;
    const onStep = async (step: Step) => {
      if (!isCounting) return;
      const count = (counts.get(step) ?? 0) + 1;
      counts.set(step, count);
      if (point?.step === step && point.count === count) await pause.here();
    };
    const open = async (hook: (step: Step) => Promise<void>): Promise<Stage> =>
      openStage({ ...ground, scenario, clock, learned: await little, onStep: hook });
    const first = await open(onStep);
    await seed(first);
    const second = await open(async () => {});
    try {
      isCounting = true;
      const playing = first.play().then(() => 'played' as const);
      if ((await Promise.race([playing, pause.reached])) === 'paused') {
        clock.time += PAUSE;
        await second.settle(100_000);
        pause.end();
      }
      await playing;
      isCounting = false;
      await second.settle(200_000);
      return { problems: verify(await first.dump(), scenario), counts };
    } finally {
      await first.close();
      await second.close();
      ground.remove();
    }
  }
}

function createPause() {
  let tell = () => {};
  let end = () => {};
  const reached = new Promise<'paused'>((resolve) => {
    tell = () => resolve('paused');
  });
  const over = new Promise<void>((resolve) => {
    end = resolve;
  });
  return {
    reached,
    end: () => end(),
    async here() {
      tell();
      await over;
    },
  };
}
