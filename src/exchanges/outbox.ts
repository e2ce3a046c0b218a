import type { Exchange, Reply } from '../model/exchange.ts';
import { MAX_RESENDS } from './durations.ts';
import { isFinal, replyDueAt } from './replies.ts';

/** What is to be done next for one line of a person's outbox. */
export type NextAction =
  | {
      do: 'send' | 'supersede' | 'judge' | 'resend' | 'give-up';
      exchange: Exchange;
      reply: Reply;
    }
  | { do: 'clear'; exchange: Exchange }
  | { do: 'wait'; until: Date | null };

/**
 * The head of each line decides, replies before notices before bulk; a head that is held, on its way or of unknown outcome
 * blocks its own line. `outbox` is ordered by (line, turn). `until` null: woken by somebody else's work.
 */
export function nextAction(outbox: Exchange[], now: Date): NextAction {
  const waits: Date[] = [];
  for (const line of [0, 1, 2] as const) {
    const action = headAction(
      outbox.filter((exchange) => exchange.line === line),
      now,
    );
    if (action.do !== 'wait') return action;
    if (action.until) waits.push(action.until);
  }
  return { do: 'wait', until: earliestOf(waits) };
}

const earliestOf = (times: Date[]): Date | null =>
  times.length > 0 ? new Date(Math.min(...times.map((at) => at.getTime()))) : null;

function headAction(line: Exchange[], now: Date): NextAction {
  const postponements: Date[] = [];
  for (const exchange of line) {
    const open = exchange.replies.filter((reply) => !isFinal(reply));
    // Nothing open although a reply seems due: a kill between two updates left it.
    if (open.length === 0 && exchange.nextReplyAt && !exchange.unfinishedSince)
      return { do: 'clear', exchange };
    for (const reply of open) {
      const postponed = postponedUntil(reply, now);
      if (!postponed) return replyAction(exchange, reply, line, now);
      postponements.push(postponed);
    }
  }
  return { do: 'wait', until: earliestOf(postponements) };
}

/** A reply the platform does not take at this hour waits by itself; the others go on. */
const postponedUntil = (reply: Reply, now: Date): Date | null =>
  reply.status === 'queued' &&
  reply.failure === 'not_now' &&
  reply.notBefore &&
  Date.parse(reply.notBefore) > now.getTime()
    ? new Date(reply.notBefore)
    : null;

function replyAction(exchange: Exchange, reply: Reply, line: Exchange[], now: Date): NextAction {
  if (reply.status === 'held') return { do: 'wait', until: null };
  const overtaken = isOvertaken(exchange, reply, line);
  if (reply.status === 'queued' && overtaken) return { do: 'supersede', exchange, reply };
  if (reply.status === 'unknown' && overtaken) return { do: 'give-up', exchange, reply };
  const due = replyDueAt(reply, now);
  if (due && due > now) return { do: 'wait', until: due };
  if (reply.status === 'queued') return { do: 'send', exchange, reply };
  if (reply.status === 'sending') return { do: 'judge', exchange, reply };
  const mayResend = !reply.once && !reply.resent && reply.attempts < MAX_RESENDS + 1;
  return { do: mayResend ? 'resend' : 'give-up', exchange, reply };
}

/** An officer's words or a danger reply of a later turn stand behind it; receipts and cards are exempt. */
function isOvertaken(exchange: Exchange, reply: Reply, line: Exchange[]): boolean {
  if (reply.by !== 'bot' || reply.keep || reply.once || reply.supersedes) return false;
  return line.some(
    (later) =>
      (later.turn ?? 0) > (exchange.turn ?? 0) &&
      later.replies.some(
        (one) => (one.by === 'officer' || one.supersedes) && one.status !== 'held' && !isFinal(one),
      ),
  );
}
