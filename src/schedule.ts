import { DURATIONS } from './exchanges/durations.ts';
import { underLease } from './exchanges/leased.ts';
import type { Log } from './log.ts';
import type { LeaseStore } from './store/store.ts';
import type { World } from './world.ts';

export type Job = {
  name: string;
  everyMs: number;
  /** Run by one process at a time. */
  alone: boolean;
  run(): Promise<unknown>;
};

const DAY_MS = 24 * 60 * 60_000;

/** Everything that runs by the clock. A run that is late is not made up for; one that fails is logged and runs again. */
export const jobsOf = (parts: {
  sweep(): Promise<void>;
  drain(): Promise<void>;
  runClocks(): Promise<unknown>;
  /** Tells who asked of programmes that are known. */
  answerWishes(): Promise<unknown>;
  /** Removes what signing in has left behind. */
  prune(): Promise<unknown>;
  /** Sees what a command imported. */
  lookForLaws(): Promise<unknown>;
  /** Null where BACKUP_DIR is not set. */
  backup: (() => Promise<void>) | null;
}): Job[] => [
  { name: 'sweep', everyMs: DURATIONS.sweep, alone: false, run: parts.sweep },
  { name: 'spool', everyMs: DURATIONS.sweep, alone: false, run: parts.drain },
  {
    name: 'clocks',
    everyMs: DURATIONS.sweep,
    alone: true,
    run: parts.runClocks,
  },
  { name: 'wishes', everyMs: 60_000, alone: true, run: parts.answerWishes },
  { name: 'prune', everyMs: DAY_MS, alone: true, run: parts.prune },
  { name: 'laws', everyMs: 2000, alone: false, run: parts.lookForLaws },
  ...(parts.backup ? [{ name: 'backup', everyMs: 60_000, alone: true, run: parts.backup }] : []),
];

type ScheduleDeps = {
  jobs: Job[];
  leases: LeaseStore;
  holder: string;
  world: World;
  log: Log;
};

/** Starts the jobs, each at once and then again after its time. Returns what stops them. */
export function startSchedule({ jobs, leases, holder, world, log }: ScheduleDeps): () => void {
  let stopped = false;
  const steps = { take: 'claim', release: 'unclaim' } as const;

  async function once(job: Job): Promise<void> {
    try {
      if (job.alone) await underLease({ leases, world, holder, steps }, `job:${job.name}`, job.run);
      else await job.run();
    } catch (error) {
      log.error('a scheduled job failed', { error, job: job.name });
    }
    if (!stopped) world.after(job.everyMs, () => void once(job));
  }

  for (const job of jobs) void once(job);
  return () => {
    stopped = true;
  };
}
