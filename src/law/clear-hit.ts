import type { Found } from './search-laws.ts';

/**
 * An article is shown to somebody who did not ask for one only when the law itself has nearly all of what they wrote, and there is enough of
 * it: on development questions every article that passes is a right one, and no message that is not about work gets any.
 */
const LEAST_CLARITY = 0.75;
/** In units of the rarest word there can be, which grows with the laws that are known. */
const LEAST_STRENGTH = 10;

/** The best of what was found among so many articles, when it clearly is what the question is about. */
export function clearHit([best]: readonly Found[], size: number): Found | null {
  if (!best || best.clarity < LEAST_CLARITY) return null;
  return best.score / Math.log(1 + size) >= LEAST_STRENGTH ? best : null;
}
