import { z } from 'zod';
import type { CallOutcome } from '../call.ts';
import { SendError, type SendFailure } from '../channel.ts';

/** What Zalo decided: only these two are definite. */
export type Verdict = { is: 'taken'; id: string } | { is: 'refused'; code: number };

const answer = z.object({
  error: z.coerce.number(),
  data: z
    .object({ message_id: z.union([z.string().min(1), z.number()]).transform(String) })
    .nullish()
    .catch(null),
});

/** The verdict in an answer of the API, which is HTTP 200 for refusals too. Throws a SendError where there is none. */
export function verdictOf(outcome: CallOutcome): Verdict {
  if (outcome.is !== 'answered')
    throw new SendError(outcome.is === 'not sent' ? 'unreachable' : 'unknown', outcome.reason);
  const failure = failureOf(outcome.status);
  const broken =
    failure && new SendError(failure, `HTTP ${outcome.status}`, { retryAfterMs: outcome.retryAfterMs });
  if (broken && (failure === 'throttled' || failure === 'unreachable')) throw broken;
  const { data } = answer.safeParse(outcome.json);
  // A code of Zalo's says more than the status it came with.
  if (data && data.error !== 0) return { is: 'refused', code: data.error };
  if (broken) throw broken;
  if (!data?.data) throw new SendError('unknown', 'HTTP 200 without the answer of the API');
  return { is: 'taken', id: data.data.message_id };
}

/** By the HTTP status alone; null for success, of which the body decides. */
function failureOf(status: number): SendFailure | null {
  if (status >= 200 && status < 300) return null;
  if (status === 429) return 'throttled';
  // A redirect, a time-out of a proxy, "too early": somebody on the way, for now.
  if (status >= 500 || status < 400 || status === 408 || status === 425) return 'unreachable';
  // No right to this address, or no such address: no reply would get through.
  return status === 400 || status === 413 || status === 422 ? 'rejected' : 'needs_admin';
}
