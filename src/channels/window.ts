import type { ChannelLimits } from './channel.ts';

export type Window = {
  /** An answer may be sent. */
  open: boolean;
  /** … and costs nothing. */
  free: boolean;
  /** When it stops being open; null where there is no limit, or nobody was heard from yet. */
  closesAt: Date | null;
};

/** Whether a person may be answered now, by when they last wrote. Somebody never heard from has no open window. */
export function windowOf(
  limits: Pick<ChannelLimits, 'windowMs' | 'freeMs'>,
  lastHeard: Date | null,
  now: Date,
): Window {
  const { windowMs, freeMs } = limits;
  if (windowMs === null) return { open: true, free: isWithin(freeMs, lastHeard, now), closesAt: null };
  if (!lastHeard) return { open: false, free: false, closesAt: null };
  const open = isWithin(windowMs, lastHeard, now);
  return {
    open,
    free: open && isWithin(freeMs, lastHeard, now),
    closesAt: new Date(lastHeard.getTime() + windowMs),
  };
}

const isWithin = (limitMs: number | null, lastHeard: Date | null, now: Date): boolean =>
  limitMs === null || (lastHeard !== null && now.getTime() - lastHeard.getTime() <= limitMs);
