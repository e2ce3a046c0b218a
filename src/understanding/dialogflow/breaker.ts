import type { World } from '../../world.ts';
import type { Failure } from './failures.ts';

/** Keeps callers away from a service that does not answer, so that only few of them pay for finding out. */
export type Breaker = {
  /** False while the service is left alone; true for exactly one caller when it may be tried again. */
  mayTry(): boolean;
  succeeded(): void;
  failed(failure: Failure): void;
  /** Until when it is left alone, and why; null when it is not. */
  open(): { until: Date; why: Failure } | null;
};

const SECOND = 1000;
/** Failures in a row that shut it, for how long at first, and at the longest. A rejected request says nothing about the service. */
const RULES: Record<Failure, { after: number; ms: number; most: number } | null> = {
  timeout: { after: 3, ms: 30 * SECOND, most: 300 * SECOND },
  unreachable: { after: 3, ms: 30 * SECOND, most: 300 * SECOND },
  quota: { after: 1, ms: 60 * SECOND, most: 60 * SECOND },
  refused: { after: 1, ms: 600 * SECOND, most: 600 * SECOND },
  rejected: null,
};
/** A probe that never reports is forgotten after this. */
const PROBE_MS = 30 * SECOND;

export function createBreaker(world: Pick<World, 'now'>): Breaker {
  let inRow = 0;
  let shut: { until: number; why: Failure; ms: number } | null = null;
  let probeSince: number | null = null;

  return {
    mayTry() {
      const now = world.now().getTime();
      if (shut === null) return true;
      const isProbed = probeSince !== null && now - probeSince < PROBE_MS;
      if (now < shut.until || isProbed) return false;
      probeSince = now;
      return true;
    },
    succeeded() {
      inRow = 0;
      shut = null;
      probeSince = null;
    },
    failed(failure) {
      const rule = RULES[failure];
      // The service answered, and that is all a probe wants to know.
      if (rule === null) return probeSince === null ? undefined : this.succeeded();
      inRow += 1;
      const wasProbe = probeSince !== null;
      // Callers that were under way when it shut make it no longer.
      if ((shut !== null && !wasProbe) || (!wasProbe && inRow < rule.after)) return;
      const ms = Math.min(rule.most, wasProbe && shut ? Math.max(rule.ms, shut.ms * 2) : rule.ms);
      shut = { until: world.now().getTime() + ms, why: failure, ms };
      probeSince = null;
    },
    open: () => (shut === null ? null : { until: new Date(shut.until), why: shut.why }),
  };
}
