import { AppError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';
import type { World } from '../world.ts';
import { caseOf } from './settle.ts';

/** Something about this exchange or case is different now: whoever shows it reads it again. */
export type Change = { exchange: string | null; case: string | null; at: Date };

export type Changes = {
  publish(about: { exchange: string } | { case: string }): void;
  /** Returns what ends it. Throws `too_many` when too many listen already. */
  subscribe(listener: (change: Change) => void): () => void;
  listeners(): number;
  /** Looks for what other processes have changed, now and every few seconds while anybody listens. Returns what stops it. */
  watch(exchanges: Pick<Store['exchanges'], 'search'>): () => void;
};

type ChangesDeps = { world: Pick<World, 'now' | 'after'>; log: Log };

const MOST_LISTENERS = 1000;
const POLL_MS = 4000;
/** Newest exchanges that are compared with the look before. */
const LOOKED_AT = 100;

/** News of this process, told at once to whoever listens; a listener that throws is not told again. */
export function createChanges({ world, log }: ChangesDeps): Changes {
  const listeners = new Set<(change: Change) => void>();

  function tell(change: Change): void {
    for (const listener of listeners) {
      try {
        listener(change);
      } catch (error) {
        listeners.delete(listener);
        log.warn('a listener failed and was let go', { error });
      }
    }
  }

  function publish(about: { exchange: string } | { case: string }): void {
    tell({ exchange: null, case: null, ...about, at: world.now() });
  }

  return {
    publish,
    subscribe(listener) {
      if (listeners.size >= MOST_LISTENERS) throw new AppError('too_many', 'too many listen to changes');
      // Its own wrapper: the same function may listen twice.
      const own = (change: Change) => listener(change);
      listeners.add(own);
      return () => {
        listeners.delete(own);
      };
    },
    listeners: () => listeners.size,
    watch(exchanges) {
      let known: ReadonlyMap<string, number> | null = null;
      let cancel = () => {};
      let stopped = false;

      async function look(): Promise<void> {
        const newest = (await exchanges.search({}, null, LOOKED_AT)).exchanges;
        const before = known;
        known = new Map(newest.map(({ key, rev }) => [key, rev]));
        const changed = before ? newest.filter(({ key, rev }) => before.get(key) !== rev) : [];
        for (const one of changed) {
          publish({ exchange: one.key });
          const about = caseOf(one);
          if (about !== null) publish({ case: about });
        }
      }

      async function next(): Promise<void> {
        if (stopped) return;
        if (listeners.size === 0) known = null;
        else await look().catch((error: unknown) => log.warn('changes could not be looked for', { error }));
        if (!stopped) cancel = world.after(POLL_MS, () => void next());
      }

      void next();
      return () => {
        stopped = true;
        cancel();
      };
    },
  };
}

/** The same store, telling of what is changed through it. */
export function telling(store: Store, { publish }: Pick<Changes, 'publish'>): Store {
  const { exchanges, cases } = store;
  const told = async <T>(done: Promise<T>, about: { exchange: string } | { case: string }): Promise<T> => {
    const result = await done;
    if (result !== false) publish(about);
    return result;
  };
  return {
    ...store,
    exchanges: {
      ...exchanges,
      receive: (one) => told(exchanges.receive(one), { exchange: one.key }),
      receiveDecided: (one, what) => told(exchanges.receiveDecided(one, what), { exchange: one.key }),
      commitTurn: (commit) => told(exchanges.commitTurn(commit), { exchange: commit.key }),
      change: (key, rev, change) => told(exchanges.change(key, rev, change), { exchange: key }),
      close: (key) => told(exchanges.close(key), { exchange: key }),
    },
    cases: {
      ...cases,
      async open(effectId, draft, who) {
        const opened = await cases.open(effectId, draft, who);
        publish({ case: opened.code });
        return opened;
      },
      async move(code, id, match, patch) {
        const moved = await cases.move(code, id, match, patch);
        if (moved === 'done') publish({ case: code });
        return moved;
      },
    },
  };
}
