import { type CountsOf, countNodes } from '../counts.tsx';
import type { Live } from '../live.ts';
import type { Answer, Ask } from '../route.ts';

export type LivePageDeps = { live: Live; counts: CountsOf };

/** The stream of a page that has none of its own: the numbers beside the rooms. */
export function livePages({ live, counts }: LivePageDeps) {
  return {
    async rail({ who }: Ask): Promise<Answer> {
      return live.stream(async () => countNodes(await counts(who.account)));
    },
  };
}
