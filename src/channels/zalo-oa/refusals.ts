import { SendError, type SendFailure } from '../channel.ts';

type Refusal = {
  failure: SendFailure;
  means: string;
  /** Somebody has to act in Zalo's console or pay, though the other messages go on. */
  alarm?: string;
  retryAfterMs?(now: Date): number;
};

/** Access token invalid, expired, or (the other host's code) invalid: refresh once, then the same call again. */
export const TOKEN_CODES: ReadonlySet<number> = new Set([-216, -220, -124]);
/** What Zalo has answered to a layout of buttons it does not take. */
export const BUTTON_CODES: ReadonlySet<number> = new Set([-233, -201]);

/**
 * Zalo's codes (the OA error table, `phu-luc/ma-loi`) in terms of the outbox. A refusal is definite: the message was not taken. What only
 * hits this reply (the person, the hour, what is paid for) ends or delays this reply; what would hit every reply pauses the account.
 */
const REFUSALS: ReadonlyMap<number, Refusal> = new Map([
  [-32, { failure: 'throttled', means: 'too many calls a minute' }],
  [-100, { failure: 'rejected', means: 'the attachment has expired' }],
  // "Send failed" says nothing of why or how far it got: once more later for the bot's texts, never for an officer's words.
  [-200, { failure: 'unknown', means: 'sending failed' }],
  [-201, { failure: 'rejected', means: 'a field is invalid' }],
  [-204, { failure: 'needs_admin', means: 'the OA is disabled' }],
  [-205, { failure: 'needs_admin', means: 'the OA does not exist' }],
  [-209, { failure: 'needs_admin', means: 'the app is not activated' }],
  [-210, { failure: 'rejected', means: 'a parameter is over its limit' }],
  // Only what costs quota is refused: free answers of other people go on, so the channel is not paused.
  [-211, { failure: 'not_now', means: 'out of quota', alarm: 'zalo-quota', retryAfterMs: untilTomorrow }],
  [-212, { failure: 'needs_admin', means: 'the app is not registered for the OA API' }],
  [-213, { failure: 'blocked_by_user', means: 'the person does not follow the OA' }],
  [-217, { failure: 'blocked_by_user', means: 'the person has blocked the OA' }],
  [-218, { failure: 'rejected', means: 'the person can receive no more messages now' }],
  [-219, { failure: 'needs_admin', means: 'the app was removed or disabled' }],
  [-221, { failure: 'needs_admin', means: 'the OA is not verified' }],
  [-223, { failure: 'needs_admin', means: 'the OA has not authorised this API' }],
  [-224, { failure: 'needs_admin', means: "the OA's package does not include this API" }],
  [-227, { failure: 'blocked_by_user', means: 'the account is banned or unused for 45 days' }],
  [-230, { failure: 'window_closed', means: 'the person has not written for 7 days' }],
  [-232, { failure: 'window_closed', means: 'the interaction has expired' }],
  [-233, { failure: 'rejected', means: 'the message type is not supported' }],
  [-234, { failure: 'not_now', means: 'not at night', retryAfterMs: untilMorning }],
  [-235, { failure: 'needs_admin', means: 'this API is not for this type of OA' }],
  [-237, { failure: 'rejected', means: 'the group is disabled' }],
  [-238, { failure: 'rejected', means: "the group's asset is used or disabled" }],
  [-240, { failure: 'needs_admin', means: 'this version of the API was shut down' }],
  [-241, { failure: 'rejected', means: "the group's asset is used" }],
  [-242, { failure: 'bad_credentials', means: 'the proof of the app secret is wrong' }],
  [-244, { failure: 'blocked_by_user', means: 'the person restricts messages of this type' }],
  [-248, { failure: 'rejected', means: "against Zalo's policy" }],
  [-249, { failure: 'rejected', means: 'the template cannot be sent to a user id' }],
  [
    -320,
    {
      failure: 'not_now',
      means: 'no Zalo Cloud account is linked',
      alarm: 'zalo-billing',
      retryAfterMs: hour,
    },
  ],
  [
    -321,
    {
      failure: 'not_now',
      means: 'the Zalo Cloud account is out of money',
      alarm: 'zalo-billing',
      retryAfterMs: hour,
    },
  ],
  [-403, { failure: 'rejected', means: 'the OA is not in the group' }],
  [-125, { failure: 'needs_admin', means: 'the id of the OA is invalid' }],
]);
const UNKNOWN: Refusal = { failure: 'rejected', means: 'a code that is in no table' };

/** The error of a refusal by its code, and the alarm that belongs to it. */
export function refusalOf(code: number, now: Date): { error: SendError; alarm: string | null } {
  const { failure, means, alarm, retryAfterMs } = REFUSALS.get(code) ?? UNKNOWN;
  const error = new SendError(failure, `Zalo ${code}: ${means}`, {
    retryAfterMs: retryAfterMs?.(now) ?? null,
  });
  return { error, alarm: alarm ?? null };
}

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
// Asia/Ho_Chi_Minh has been UTC+7 all year since 1975.
const OFFSET_MS = 7 * HOUR_MS;

function hour(): number {
  return HOUR_MS;
}
function untilTomorrow(now: Date): number {
  return untilTimeOfDay(now, 5 * 60 * 1000);
}
/** Promotions and, some say, every message is refused from 22:00 to 06:00. */
function untilMorning(now: Date): number {
  return untilTimeOfDay(now, 6 * HOUR_MS + 5 * 60 * 1000);
}
function untilTimeOfDay(now: Date, ofDayMs: number): number {
  const local = (now.getTime() + OFFSET_MS) % DAY_MS;
  return (ofDayMs - local + DAY_MS) % DAY_MS || DAY_MS;
}
