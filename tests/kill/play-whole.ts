import type { Learned } from '../../src/learn.ts';
import type { Step } from '../../src/world.ts';
import type { Scenario } from './scenarios.ts';
import { type Dump, openStage, seed } from './stage.ts';

type Play = { url: string; folder: string; scenario: Scenario; start: number; learned?: Learned };

/** One process's part: finishes what another left, plays what was not acknowledged, and comes to rest. Tells of each step and its count. */
export async function playWhole(
  { start, ...stage }: Play,
  atStep: (step: Step, count: number) => void = () => {},
): Promise<{ dump: Dump; steps: Map<Step, number> }> {
  const steps = new Map<Step, number>();
  let isCounting = false;
  const opened = await openStage({
    ...stage,
    clock: { time: start },
    async onStep(step) {
      if (!isCounting) return;
      const count = (steps.get(step) ?? 0) + 1;
      steps.set(step, count);
      atStep(step, count);
    },
  });
  try {
    await seed(opened);
    isCounting = true;
    await opened.settle(100_000);
    await opened.play();
    isCounting = false;
    return { dump: await opened.dump(), steps };
  } finally {
    await opened.close();
  }
}
