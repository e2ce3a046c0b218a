import { z } from 'zod';
import type { World } from '../../world.ts';
import { call } from '../call.ts';
import type { ZaloAccount } from './zalo-account.ts';

export type NewPair = { access: string; refresh: string; lifetimeMs: number };

export type OAuthOutcome =
  | { is: 'pair'; pair: NewPair }
  /** Nothing definite: the same may be asked again. */
  | { is: 'trouble'; reason: string }
  /** This refresh token, or this app, is not accepted: a human has to consent anew. */
  | { is: 'refused'; reason: string };

const token = z.string().trim().min(1);
const granted = z.object({
  access_token: token,
  refresh_token: token,
  // Seconds, as a text; 25 hours.
  expires_in: z.coerce.number().positive().catch(90_000),
});
const failed = z.object({ error: z.coerce.number() });
const TOO_MANY_CALLS = -32;

/** Trades a refresh token, which then is spent, for a new pair (OAuth v4). */
export async function requestPair(
  { world, url }: { world: World; url: string },
  { appId, appSecret }: ZaloAccount,
  refreshToken: string,
): Promise<OAuthOutcome> {
  const form = new URLSearchParams({
    refresh_token: refreshToken,
    app_id: appId,
    grant_type: 'refresh_token',
  });
  const outcome = await call(world, {
    method: 'POST',
    url: `${url}/v4/oa/access_token`,
    headers: { secret_key: appSecret, 'content-type': 'application/x-www-form-urlencoded' },
    body: form.toString(),
  });
  if (outcome.is !== 'answered') return { is: 'trouble', reason: outcome.reason };
  const { status, json } = outcome;
  if (status === 429 || status >= 500 || (status < 400 && json === undefined))
    return { is: 'trouble', reason: `HTTP ${status}` };
  const pair = granted.safeParse(json);
  if (status === 200 && pair.success) {
    const { access_token: access, refresh_token: refresh, expires_in: seconds } = pair.data;
    return { is: 'pair', pair: { access, refresh, lifetimeMs: seconds * 1000 } };
  }
  const error = failed.safeParse(json);
  if (error.success && error.data.error === TOO_MANY_CALLS)
    return { is: 'trouble', reason: 'too many calls a minute' };
  return {
    is: 'refused',
    reason: error.success ? `Zalo ${error.data.error}` : `HTTP ${status} without tokens`,
  };
}
