import { SCENARIOS } from './scenarios.ts';
import { openStage, seed } from './stage.ts';

// A process that plays a scenario and is killed, by itself and without any farewell, when a step comes for the n-th time.
// The last line on stdout is {"dump","steps"}.
const { url, folder, scenario: name, killAt, start } = JSON.parse(process.argv[2] ?? '{}');
const scenario = SCENARIOS.find((one) => one.name === name);
if (!scenario) throw new Error(`no scenario ${name}`);

const counts = new Map<string, number>();
const clock = { time: start as number };
let isCounting = false;
const stage = await openStage({
  url,
  folder,
  scenario,
  clock,
  async onStep(step) {
    if (!isCounting) return;
    const count = (counts.get(step) ?? 0) + 1;
    counts.set(step, count);
    if (killAt && killAt.step === step && killAt.count === count) process.kill(process.pid, 'SIGKILL');
  },
});
await seed(stage);
isCounting = true;
await stage.settle(100_000);
await stage.play();
isCounting = false;
const dump = await stage.dump();
await stage.close();
process.stdout.write(`${JSON.stringify({ dump, steps: Object.fromEntries(counts) })}\n`, () =>
  process.exit(0),
);
