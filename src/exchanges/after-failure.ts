import type { SendError } from '../channels/channel.ts';
import type { Reply } from '../model/exchange.ts';
import { DURATIONS, MAX_RESENDS } from './durations.ts';

/** What becomes of a `sending` reply by why it failed. */
export function afterFailure(reply: Reply, error: SendError, now: Date): Reply {
  const { failure } = error;
  switch (failure) {
    case 'throttled':
    case 'unreachable':
      return refusedForNow(reply, error, now);
    case 'unknown':
      // Judged at 60 s; until then an echo or a receipt may still settle it.
      return { ...reply, status: 'unknown', failure, notBefore: null };
    case 'not_now':
      return uncounted(reply, error, later(now, error.retryAfterMs ?? DURATIONS.notNow));
    case 'bad_credentials':
    case 'needs_admin':
      return uncounted(reply, error, later(now, DURATIONS.channelPause));
    case 'window_closed':
    case 'rejected':
    case 'blocked_by_user':
      // The first send of a re-sent one may have arrived: it stays unknown, for good.
      return { ...reply, status: reply.resent ? 'unknown' : 'failed', failure, final: true };
  }
}

/** Not the reply's fault: the attempt is not counted. */
const uncounted = (reply: Reply, { failure }: SendError, notBefore: string): Reply => ({
  ...reply,
  status: reply.resent ? 'unknown' : 'queued',
  resent: false,
  failure,
  attempts: reply.attempts - 1,
  notBefore,
});

/** Tried again after 3, 10, 30 s, then every 5 min; a re-send that is refused goes back to unknown, never to queued. */
function refusedForNow(reply: Reply, { failure, retryAfterMs }: SendError, now: Date): Reply {
  const schedule = DURATIONS.sendRetries;
  const planned = schedule[Math.min(reply.attempts - 1, schedule.length - 1)] ?? 0;
  // Up to a tenth later, by the clock's own digits, so that a crowd refused together does not come back together.
  const jitter = planned * 0.1 * ((now.getTime() % 97) / 97);
  const notBefore = later(now, Math.max(planned + jitter, retryAfterMs ?? 0));
  if (!reply.resent) return { ...reply, status: 'queued', failure, notBefore };
  const isLast = reply.attempts > MAX_RESENDS;
  return { ...reply, status: 'unknown', resent: isLast, failure, notBefore, final: isLast };
}

const later = (now: Date, ms: number): string => new Date(now.getTime() + ms).toISOString();
