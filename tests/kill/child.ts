import { playWhole } from './play-whole.ts';
import { SCENARIOS } from './scenarios.ts';

// A process that plays a scenario and is killed, by itself and without any farewell, when a step comes for the n-th time.
// It ends by itself only when that step never came.
const { url, folder, scenario: name, killAt, start } = JSON.parse(process.argv[2] ?? '{}');
const scenario = SCENARIOS.find((one) => one.name === name);
if (!scenario) throw new Error(`no scenario ${name}`);

await playWhole({ url, folder, scenario, start }, (step, count) => {
  if (killAt.step === step && killAt.count === count) process.kill(process.pid, 'SIGKILL');
});
process.exit(0);
