import type { Exchange, Reply, ReplyStatus } from '../model/exchange.ts';
import { DURATIONS, TROUBLE_FROM } from './durations.ts';

const SETTLED: ReadonlySet<ReplyStatus> = new Set(['sent', 'delivered', 'seen', 'failed', 'superseded']);

/** Nothing will be tried any more for this reply. */
export const isFinal = (reply: Reply): boolean =>
  SETTLED.has(reply.status) || (reply.status === 'unknown' && reply.final);

/** When something of this reply is due; null when nothing is, or when it is held. */
export function replyDueAt(reply: Reply, now: Date): Date | null {
  if (isFinal(reply) || reply.status === 'held') return null;
  const earliest = reply.notBefore ? Date.parse(reply.notBefore) : now.getTime();
  if (reply.status === 'queued') return new Date(earliest);
  const judged = reply.sendingSince ? Date.parse(reply.sendingSince) + DURATIONS.judge : now.getTime();
  return new Date(reply.notBefore ? Math.max(judged, earliest) : judged);
}

/** `nextReplyAt`: when something of this exchange is due. Its first open reply decides, as it blocks those behind it. */
export function dueAt(replies: Reply[], now: Date): Date | null {
  const times: number[] = [];
  for (const reply of replies.filter((one) => !isFinal(one))) {
    const due = replyDueAt(reply, now);
    if (due) times.push(due.getTime());
    // One that may not go out at this hour waits by itself.
    if (reply.failure !== 'not_now') break;
  }
  return times.length > 0 ? new Date(Math.min(...times)) : null;
}

/** A reply that failed, is unknown for good, or is still refused at the third attempt: people must see it. */
export const isTrouble = (reply: Reply): boolean =>
  reply.status === 'failed' ||
  (reply.status === 'unknown' && reply.final) ||
  (!isFinal(reply) && reply.failure !== null && reply.attempts >= TROUBLE_FROM);

/** Its words have gone out again, asked for by a person: what became of them is told by that reply. */
export const isRepeated = ({ n }: Reply, replies: Reply[]): boolean =>
  replies.some(({ repeats }) => repeats === n);

/** `troubleSince` after a change of replies; a parked turn stays in trouble until a person closes it. What was closed is none. */
export function troubleOf(exchange: Exchange, replies: Reply[], now: Date): Date | null {
  const { parked, closed } = exchange;
  const isOpen = (reply: Reply) =>
    isTrouble(reply) && !isRepeated(reply, replies) && !closed?.replies.includes(reply.n);
  if ((parked && !closed) || replies.some(isOpen)) return exchange.troubleSince ?? now;
  return null;
}
