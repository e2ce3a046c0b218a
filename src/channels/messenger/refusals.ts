import { SendError, type SendFailure } from '../channel.ts';

/** What Graph refused a call with. */
export type GraphCode = { code: number; subcode: number | null };

type Refusal = {
  failure: SendFailure;
  means: string;
  /** Somebody has to act in Meta's console. */
  alarm?: string;
  retryAfterMs?: number;
};

const HOUR_MS = 60 * 60 * 1000;

/** More telling than the codes they come with. */
const BY_SUBCODE: ReadonlyMap<number, Refusal> = new Map([
  [2018278, { failure: 'window_closed', means: 'the person has not written for 24 hours' }],
  [2534022, { failure: 'window_closed', means: 'the person has not written for 24 hours' }],
  [2018065, { failure: 'window_closed', means: 'the person has not written for 24 hours' }],
  [2018108, { failure: 'blocked_by_user', means: 'the person does not receive messages' }],
  [1545041, { failure: 'blocked_by_user', means: 'the person cannot be reached' }],
  [
    1893063,
    { failure: 'needs_admin', means: 'the page is restricted for a time', alarm: 'messenger-policy' },
  ],
  [
    2018338,
    {
      failure: 'not_now',
      means: 'Meta takes our sending for abuse',
      alarm: 'messenger-policy',
      retryAfterMs: HOUR_MS,
    },
  ],
  // A human in the page's inbox, as a rule: what we have to say waits until they are done.
  [2018300, { failure: 'not_now', means: 'another app has the talk' }],
  [2018321, { failure: 'not_now', means: 'another app has the talk' }],
  [2018028, { failure: 'needs_admin', means: 'the app was not reviewed for pages_messaging' }],
]);

/**
 * Graph's codes (Messenger Platform, "Error codes") in terms of the outbox. A refusal is definite: the message was not taken. What only
 * hits this person or this reply ends it; what would hit every reply pauses the page.
 */
const BY_CODE: ReadonlyMap<number, Refusal> = new Map([
  // "An unknown error" says nothing of how far it got: once more later for the bot's texts, never for an officer's words.
  [1, { failure: 'unknown', means: 'an unknown error' }],
  [99, { failure: 'unknown', means: 'an unknown error' }],
  [2, { failure: 'unreachable', means: 'a temporary error' }],
  [4, { failure: 'throttled', means: 'too many calls' }],
  [17, { failure: 'throttled', means: 'too many calls' }],
  [32, { failure: 'throttled', means: 'too many calls of the page' }],
  [613, { failure: 'throttled', means: 'too many messages' }],
  [80001, { failure: 'throttled', means: 'too many calls of the page' }],
  [80006, { failure: 'throttled', means: 'too many messages' }],
  [10, { failure: 'needs_admin', means: 'the app has no permission' }],
  [100, { failure: 'rejected', means: 'a parameter is invalid' }],
  [102, { failure: 'bad_credentials', means: 'the session has ended' }],
  [190, { failure: 'bad_credentials', means: 'the page token is invalid or has expired' }],
  [200, { failure: 'needs_admin', means: 'the app has no permission' }],
  [230, { failure: 'needs_admin', means: 'the app has no permission' }],
  [
    368,
    { failure: 'needs_admin', means: "blocked for violating Meta's policies", alarm: 'messenger-policy' },
  ],
  [551, { failure: 'blocked_by_user', means: 'the person is not available' }],
  [
    2022,
    { failure: 'needs_admin', means: "blocked for violating Meta's policies", alarm: 'messenger-policy' },
  ],
]);
const UNKNOWN: Refusal = { failure: 'rejected', means: 'a code that is in no table' };

/** The error of a refusal, and the alarm that belongs to it. */
export function refusalOf({ code, subcode }: GraphCode): { error: SendError; alarm: string | null } {
  // Some come as the code itself.
  const found = BY_SUBCODE.get(subcode ?? code) ?? BY_CODE.get(code) ?? UNKNOWN;
  const { failure, means, alarm, retryAfterMs } = found;
  const error = new SendError(failure, `Messenger ${nameOf({ code, subcode })}: ${means}`, {
    retryAfterMs: retryAfterMs ?? null,
  });
  return { error, alarm: alarm ?? null };
}

export const nameOf = ({ code, subcode }: GraphCode): string =>
  subcode === null ? String(code) : `${code}/${subcode}`;
