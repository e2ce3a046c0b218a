import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';
import type { World } from '../world.ts';
import { DURATIONS } from './durations.ts';
import type { FinishTurn } from './finish-turn.ts';
import { createLanes, type Lanes } from './lanes.ts';
import { underLease } from './leased.ts';
import type { TakeTurn } from './take-turn.ts';

type WorkerDeps = {
  store: Store;
  takeTurn: TakeTurn;
  finishTurn: FinishTurn;
  wakeOutbox(person: string): void;
  holder: string;
  /** People served side by side. */
  width(): number;
  world: World;
  log: Log;
};

export type Worker = Lanes & {
  /** Finds what a crash, another process or a full queue left lying. */
  sweep(): Promise<void>;
};

/** The most exchanges of one person that are looked at in one turn. */
const INBOX = 50;

/** Takes people's turns: the lease, the newest turn finished first, then the inbox, until it is empty. */
export function createWorker(deps: WorkerDeps): Worker {
  const { store, world, log, holder, takeTurn, finishTurn, wakeOutbox } = deps;
  const lanes = createLanes({ serve, width: deps.width, world, log });
  const steps = { take: 'claim', release: 'unclaim' } as const;

  async function serve(person: string): Promise<void> {
    const served = await underLease({ leases: store.leases, world, holder, steps }, `in:${person}`, () =>
      turnsOf(person),
    );
    // Somebody else serves them now, and may just have looked at an inbox that was still empty.
    if (served === null) lanes.wakeAt(person, new Date(world.now().getTime() + DURATIONS.turnRetries[0]));
  }

  async function turnsOf(person: string): Promise<true> {
    while (await oneTurn(person));
    return true;
  }

  /** False when there is nothing more to do for this person now. */
  async function oneTurn(person: string): Promise<boolean> {
    await world.step('newest');
    const newest = await store.exchanges.newestTurn(person);
    if (newest?.unfinishedSince && !(await finishTurn(newest))) {
      retryLater(person, newest.finishTries);
      return false;
    }
    await world.step('inbox');
    const waiting = await store.exchanges.waiting(person, INBOX);
    if (waiting.length === 0) return false;
    const result = await takeTurn(person, newest, waiting);
    switch (result.is) {
      case 'committed':
        wakeOutbox(person);
        // What came in meanwhile has woken this person again: an inbox that was taken whole need not be read for it.
        return (
          result.commit.unfinishedSince !== null || result.commit.processed.covers.length < waiting.length
        );
      case 'waits':
        lanes.wakeAt(person, result.until);
        return false;
      case 'failed':
        retryLater(person, result.tries - 1);
        return false;
      case 'raced':
        return true;
    }
  }

  function retryLater(person: string, failures: number): void {
    const wait =
      DURATIONS.turnRetries[Math.min(failures, DURATIONS.turnRetries.length - 1)] ?? DURATIONS.sweep;
    lanes.wakeAt(person, new Date(world.now().getTime() + wait));
  }

  return {
    ...lanes,
    async sweep() {
      for (const person of await store.exchanges.personsWithWork(500)) lanes.wake(person);
    },
  };
}
