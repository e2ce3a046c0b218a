import type { VNode } from 'preact';
import type { Changes } from '../exchanges/changes.ts';
import type { Log } from '../log.ts';
import type { World } from '../world.ts';
import type { Answer } from './route.ts';

/** Elements of the page as they are now, each with an id; `changed`: keys of exchanges that changed since the last look. */
export type Look = (changed: ReadonlySet<string>) => Promise<VNode[]>;

export type Live = {
  /** Looks now and whenever something has changed, and puts what it finds in the place of what has the same ids. */
  stream(look: Look): Answer;
};

type LiveDeps = { changes: Pick<Changes, 'subscribe'>; world: Pick<World, 'after'>; log: Log };

/** What changes within it is looked at once. */
const GATHER_MS = 400;

export function createLive({ changes, world, log }: LiveDeps): Live {
  function failed(error: unknown): VNode[] {
    log.warn('a live page could not be brought up to date', { error });
    return [];
  }

  return {
    stream: (look) => ({
      is: 'stream',
      start(send) {
        let changed = new Set<string>();
        let isPlanned = false;
        let isLooking = false;
        let isOver = false;
        let cancel = () => {};

        async function run(): Promise<void> {
          const keys = changed;
          changed = new Set();
          isPlanned = false;
          isLooking = true;
          const elements = await look(keys).catch(failed);
          isLooking = false;
          if (isOver) return;
          for (const element of elements) send('show', element);
          if (changed.size > 0) plan();
        }

        function plan(): void {
          if (isPlanned || isLooking || isOver) return;
          isPlanned = true;
          cancel = world.after(GATHER_MS, () => void run());
        }

        const unsubscribe = changes.subscribe(({ exchange, case: code }) => {
          // A case says nothing to these pages by itself, but a number beside a room may be another one now.
          changed.add(exchange ?? `case ${code}`);
          plan();
        });
        void run();
        return () => {
          isOver = true;
          cancel();
          unsubscribe();
        };
      },
    }),
  };
}
