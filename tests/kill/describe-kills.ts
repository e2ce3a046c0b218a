import { once } from 'node:events';
import { STEPS, type Step } from '../../src/world.ts';
import { bundleChild, startChild } from '../child.ts';
import type { Engine, Ground } from './engines.ts';
import { inParallel } from './in-parallel.ts';
import { playWhole } from './play-whole.ts';
import { type Point, pointsOf } from './points.ts';
import { SCENARIOS, type Scenario } from './scenarios.ts';
import { learnLittle } from './stage.ts';
import { verify } from './verify.ts';

const START = Date.parse('2026-11-25T08:00:00+07:00');
const startOf = (attempt: number) => START + attempt * 3_600_000;

const points = (...at: [Step, number][]): Point[] => at.map(([step, count]) => ({ step, count }));
const AGAIN = [
  points(['index', 1], ['judge', 1]),
  points(['call', 1], ['resend', 1]),
  points(['index', 1], ['resend', 1], ['index', 1]),
  points(['release', 1], ['release', 1], ['commit', 1]),
  points(['effect', 1], ['effect', 2], ['effect', 3]),
];
const named = (points: readonly Point[]) =>
  points.map(({ step, count }) => `${step} ${count}`).join(', then ');

/** At every step of the protocol a real process is killed with SIGKILL, this one takes over, and the ledger must hold. */
export function describeKills(engine: Engine): void {
  const seen = new Set<Step>();
  let kills = 0;
  let child = '';
  const little = learnLittle();
  beforeAll(async () => {
    child = await bundleChild('kill/child.ts');
  });

  test.each(SCENARIOS)(
    '$name: left alone everything holds; killed between any two steps, too',
    async (scenario) => {
      const ground = engine.fresh();
      const { dump, steps } = await played(ground, scenario, 0).finally(ground.remove);
      expect(verify(dump, scenario)).toEqual([]);
      expect([...steps.keys()]).toEqual(expect.arrayContaining(scenario.reaches));
      const broken = await inParallel(pointsOf(steps, seen), (point) => killed(scenario, [point]));
      expect(broken.flat()).toEqual([]);
    },
    3_600_000,
  );

  // Steps that only a process which takes over reaches: the second one is killed as well.
  test.each(AGAIN.map((points) => ({ at: named(points), points })))(
    'killed again while taking over: $at',
    async ({ points }) => {
      const scenario = SCENARIOS.find(({ name }) => name === 'complaint');
      if (!scenario) throw new Error('no scenario');
      for (const { step } of points) seen.add(step);
      expect(await killed(scenario, points)).toEqual([]);
    },
    300_000,
  );

  test('no step of the protocol was left out', () => {
    expect(STEPS.filter((step) => !seen.has(step))).toEqual([]);
    console.log(`${engine.name}: ${kills} processes killed`);
  });

  const played = async (ground: Ground, scenario: Scenario, attempt: number) =>
    playWhole({ ...ground, scenario, start: startOf(attempt), learned: await little });

  /** Killed at each point in turn, one process after another, then left alone until all is at rest. */
  async function killed(scenario: Scenario, points: Point[]): Promise<string[]> {
    const ground = engine.fresh();
    const at = named(points);
    try {
      for (const [attempt, point] of points.entries()) {
        if (!(await isKilled(child, ground, scenario, attempt, point))) {
          // How often some steps come depends on who is quicker, worker or deliverer: an earlier time will do.
          if (point.count === 1) return [`${at}: the process was not killed at ${point.step}`];
          const earlier = { ...point, count: Math.floor(point.count / 2) };
          return await killed(
            scenario,
            points.map((one) => (one === point ? earlier : one)),
          );
        }
        kills++;
      }
      const { dump } = await played(ground, scenario, points.length);
      return verify(dump, scenario, points.length).map((problem) => `${at}: ${problem}`);
    } finally {
      ground.remove();
    }
  }
}

/** A process that comes to `point` and is killed there; false when it ended without coming there. */
async function isKilled(
  file: string,
  { url, folder }: Ground,
  scenario: Scenario,
  attempt: number,
  killAt: Point,
): Promise<boolean> {
  const task = JSON.stringify({ url, folder, scenario: scenario.name, killAt, start: startOf(attempt) });
  const child = startChild(file, task);
  const [code, signal] = await once(child.process, 'close');
  if (signal === 'SIGKILL') return true;
  if (code !== 0) throw new Error(`the process ended with ${code}: ${child.complaints()}`);
  return false;
}
