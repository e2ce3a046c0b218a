import { z } from 'zod';
import type { CallOutcome } from '../call.ts';
import { SendError, type SendFailure } from '../channel.ts';
import type { GraphCode } from './refusals.ts';

/** What Graph decided: only these two are definite. */
export type Verdict =
  | { is: 'taken'; id: string }
  | ({ is: 'refused'; retryAfterMs: number | null } & GraphCode);

const taken = z.object({
  message_id: z.union([z.string().min(1), z.number()]).transform(String),
});
const refused = z.object({
  error: z.object({
    code: z.coerce.number(),
    error_subcode: z.coerce.number().nullish().catch(null),
  }),
});

/** The verdict in an answer of Graph. Throws a SendError where there is none. */
export function verdictOf(outcome: CallOutcome): Verdict {
  if (outcome.is !== 'answered')
    throw new SendError(outcome.is === 'not sent' ? 'unreachable' : 'unknown', outcome.reason);
  const { status, json, retryAfterMs } = outcome;
  const failure = failureOf(status);
  const broken = failure && new SendError(failure, `HTTP ${status}`, { retryAfterMs });
  if (broken && (failure === 'throttled' || failure === 'unreachable')) throw broken;
  const no = refused.safeParse(json).data;
  // A code of Graph's says more than the status it came with.
  if (no) {
    const { code, error_subcode } = no.error;
    return { is: 'refused', code, subcode: error_subcode ?? null, retryAfterMs };
  }
  if (broken) throw broken;
  const yes = taken.safeParse(json).data;
  if (!yes) throw new SendError('unknown', 'HTTP 200 without the answer of Graph');
  return { is: 'taken', id: yes.message_id };
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
