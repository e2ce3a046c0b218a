import type { World } from '../world.ts';

const MINUTE_MS = 60_000;

/** Lets one line a minute through: how many there were since the last, 0 in between. A flood must not fill the log. */
export function createTally(world: World): { count(): number } {
  let since: number | null = null;
  let times = 0;
  return {
    count() {
      times += 1;
      const now = world.now().getTime();
      if (since !== null && now - since < MINUTE_MS) return 0;
      since = now;
      const counted = times;
      times = 0;
      return counted;
    },
  };
}
