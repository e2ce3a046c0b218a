import { sleep, type World } from '../../world.ts';
import { type Failure, failureOf, toAppError } from './failures.ts';

type Waiting = { world: World; say(line: string): void };

/** Google asks for growing waits: https://cloud.google.com/dialogflow/quotas. Design time has 60 requests a minute. */
const WAITS_S = [1, 2, 4, 8, 16, 32, 32];
/** Failures that certainly changed nothing, and such as may be repeated where repeating is harmless. */
const CERTAIN: readonly Failure[] = ['quota'];
const PASSING: readonly Failure[] = ['quota', 'unreachable', 'timeout'];

/** Tries again what may be repeated, with growing waits. Throws an `AppError`. */
export const patiently = <T>(waiting: Waiting, call: () => Promise<T>): Promise<T> =>
  tries(waiting, PASSING, call).catch((error: unknown) => {
    throw toAppError(error);
  });

/** For a change that must not be made twice: null when its answer was lost, so that nobody knows whether it was made. */
export const once = async <T>(waiting: Waiting, call: () => Promise<T>): Promise<T | null> => {
  try {
    return await tries(waiting, CERTAIN, call);
  } catch (error) {
    if (PASSING.includes(failureOf(error)) && !CERTAIN.includes(failureOf(error))) return null;
    throw toAppError(error);
  }
};

async function tries<T>(
  { world, say }: Waiting,
  again: readonly Failure[],
  call: () => Promise<T>,
): Promise<T> {
  for (const wait of WAITS_S) {
    try {
      return await call();
    } catch (error) {
      const failure = failureOf(error);
      if (!again.includes(failure)) throw error;
      say(`Dialogflow: ${failure}; again in ${wait} s`);
      await sleep(world, wait * 1000);
    }
  }
  return call();
}
