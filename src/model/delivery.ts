import type { Reply } from './exchange.ts';

export const DELIVERIES = ['waiting', 'sent', 'failed', 'unknown', 'parked'] as const;
/** What became of an exchange's answer: still owed, taken by the platform, refused, of unknown outcome for good, or parked. */
export type Delivery = (typeof DELIVERIES)[number];

/**
 * What became of these replies: the worst of them counts, except those whose words were sent again. Null when there was nothing to
 * send. That a turn was parked is not seen here.
 */
export function deliveryOf(replies: readonly Reply[]): Exclude<Delivery, 'parked'> | null {
  const repeated = new Set(replies.map(({ repeats }) => repeats));
  const counted = replies.filter(({ n }) => !repeated.has(n));
  const has = (test: (reply: Reply) => boolean) => counted.some(test);
  if (has(({ status }) => status === 'failed')) return 'failed';
  if (has(({ status, final }) => status === 'unknown' && final)) return 'unknown';
  if (has(({ status }) => WAITING.has(status))) return 'waiting';
  return has(({ status }) => SENT.has(status)) ? 'sent' : null;
}

const WAITING: ReadonlySet<Reply['status']> = new Set(['held', 'queued', 'sending', 'unknown']);
const SENT: ReadonlySet<Reply['status']> = new Set(['sent', 'delivered', 'seen']);
