import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { STEPS } from '../../src/world.ts';
import { ENGINES, type Ground, SKIPPED } from './engines.ts';
import { SCENARIOS, type Scenario } from './scenarios.ts';
import type { Dump } from './stage.ts';
import { verify } from './verify.ts';

// At every step of the protocol a real process is killed with SIGKILL, another takes over, and the ledger must hold.
// KILL_OCCURRENCES: how many occurrences of each step per scenario (CI: 1; the soak script: all of them).
const MOST = Number(process.env.KILL_OCCURRENCES ?? 1);
const START = Date.parse('2026-11-25T08:00:00+07:00');
const HOUR = 3_600_000;

type KillAt = { step: string; count: number };
type Ended = { killed: boolean; dump: Dump | null; steps: Record<string, number> };

function play(ground: Ground, scenario: Scenario, attempt: number, killAt: KillAt | null): Promise<Ended> {
  const task = JSON.stringify({
    url: ground.url,
    folder: ground.folder,
    scenario: scenario.name,
    killAt,
    start: START + attempt * HOUR,
  });
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', '--no-warnings', join(import.meta.dirname, 'child.ts'), task],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_OPTIONS: '' },
    },
  );
  let out = '';
  let err = '';
  child.stdout.on('data', (data) => {
    out += data;
  });
  child.stderr.on('data', (data) => {
    err += data;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (signal === 'SIGKILL') return resolve({ killed: true, dump: null, steps: {} });
      if (code !== 0) return reject(new Error(`the process ended with ${code}: ${err}`));
      resolve({ killed: false, ...JSON.parse(out.trim().split('\n').at(-1) ?? '') });
    });
  });
}

/** Killed at each point in turn, one process after another, then left alone until all is at rest. */
async function killed(
  engine: (typeof ENGINES)[number],
  scenario: Scenario,
  points: KillAt[],
): Promise<{ problems: string[]; kills: number }> {
  const ground = engine.fresh();
  let kills = 0;
  try {
    for (const [attempt, point] of points.entries()) {
      const ended = await play(ground, scenario, attempt, point);
      if (ended.killed) kills++;
    }
    const { dump } = await play(ground, scenario, points.length, null);
    return { problems: dump ? verify(dump, scenario) : ['no dump'], kills };
  } finally {
    ground.remove();
  }
}

if (SKIPPED) test.skip(SKIPPED, () => {});

describe.each(ENGINES)('on $engine', (engine) => {
  const reached = new Set<string>();

  describe.each(SCENARIOS)('$name', (scenario) => {
    test('left alone, everything holds; killed between any two steps, too', async () => {
      const ground = engine.fresh();
      const { dump, steps } = await play(ground, scenario, 0, null).finally(ground.remove);
      expect(dump && verify(dump, scenario)).toEqual([]);
      expect(Object.keys(steps)).toEqual(expect.arrayContaining(scenario.reaches));
      const points = Object.entries(steps).flatMap(([step, count]) =>
        occurrences(count).map((nth): KillAt => ({ step, count: nth })),
      );
      const broken: string[] = [];
      for (const point of points) {
        reached.add(point.step);
        const { problems, kills } = await killed(engine, scenario, [point]);
        if (kills !== 1) broken.push(`${point.step} ${point.count}: the process was killed ${kills} times`);
        broken.push(...problems.map((problem) => `${point.step} ${point.count}: ${problem}`));
      }
      expect(broken).toEqual([]);
    }, 600_000);
  });

  // Steps that only a process which takes over reaches: the second one is killed as well.
  test.each<{ points: KillAt[] }>([
    {
      points: [
        { step: 'index', count: 1 },
        { step: 'judge', count: 1 },
      ],
    },
    {
      points: [
        { step: 'call', count: 1 },
        { step: 'resend', count: 1 },
      ],
    },
    {
      points: [
        { step: 'index', count: 1 },
        { step: 'resend', count: 1 },
        { step: 'index', count: 1 },
      ],
    },
    {
      points: [
        { step: 'release', count: 1 },
        { step: 'release', count: 1 },
        { step: 'commit', count: 1 },
      ],
    },
    {
      points: [
        { step: 'effect', count: 1 },
        { step: 'effect', count: 2 },
        { step: 'effect', count: 3 },
      ],
    },
  ])(
    'killed again while taking over: $points',
    async ({ points }) => {
      const scenario = SCENARIOS.find((one) => one.name === 'complaint');
      if (!scenario) throw new Error('no complaint');
      for (const { step } of points) reached.add(step);
      const { problems } = await killed(engine, scenario, points);
      expect(problems).toEqual([]);
    },
    120_000,
  );

  test('no step of the protocol was left out', () => {
    expect(STEPS.filter((step) => !reached.has(step))).toEqual([]);
  });
});

/** The first, the last, and evenly between them. */
function occurrences(count: number): number[] {
  const most = Math.min(MOST, count);
  if (most === 1) return [Math.ceil(count / 2)];
  return [
    ...new Set(
      Array.from({ length: most }, (_, index) => 1 + Math.round((index * (count - 1)) / (most - 1))),
    ),
  ];
}
