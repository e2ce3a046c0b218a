import type { Reply, ReplyCall } from '../model/exchange.ts';

/** Calls kept of one reply: one that is tried every five minutes for a week has two thousand. */
const MOST = 20;

/** The reply with one more call of the platform, begun now. */
export const withCall = (reply: Reply, now: Date): Reply => ({
  ...reply,
  calls: [...(reply.calls ?? []), { at: now.toISOString(), end: null }].slice(-MOST),
});

/** The reply with its last call ended so: `sent`, or why it failed. What was known before stays. */
export function withCallEnd(reply: Reply, end: string): Reply {
  const calls = reply.calls ?? [];
  const last = calls.at(-1);
  if (!last || last.end !== null) return reply;
  const ended: ReplyCall = { ...last, end };
  return { ...reply, calls: [...calls.slice(0, -1), ended] };
}
