import { parseArgs } from 'node:util';
import { maskNumbers } from '../log.ts';
import { CHANNELS, channelName } from '../model/channel.ts';
import { type Exchange, exchangeStatus, type Reply } from '../model/exchange.ts';
import type { LogFilter, Store } from '../store/store.ts';
import type { Io } from './io.ts';
import { UsageError } from './usage-error.ts';

export const usage = `exchanges --jsonl [--from DATE] [--to DATE] [--person ID] [--channel NAME] [--trouble]
  the log, oldest first; a bare day is that day in Vietnam, the one of --to included; --trouble: only what failed, is finally unknown, or was parked`;

const PAGE = 500;

/** Prints the log as JSON lines, page by page, so that a million of them need no memory. */
export async function run(args: string[], io: Io, parts: { store(): Promise<Store> }): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      jsonl: { type: 'boolean' },
      from: { type: 'string' },
      to: { type: 'string' },
      person: { type: 'string' },
      channel: { type: 'string' },
      trouble: { type: 'boolean' },
    },
  });
  if (!values.jsonl) throw new UsageError(usage);
  const filter: LogFilter = {
    ...(values.from ? { from: moment(values.from, '--from') } : {}),
    ...(values.to ? { to: moment(values.to, '--to') } : {}),
    ...(values.person ? { person: values.person } : {}),
    ...(values.channel ? { channel: channel(values.channel) } : {}),
    ...(values.trouble ? { trouble: true } : {}),
  };
  const store = await parts.store();
  let after: { at: Date; key: string } | null = null;
  let count = 0;
  for (;;) {
    const page: Exchange[] = await store.exchanges.list(filter, after, PAGE);
    for (const exchange of page) io.stdout(JSON.stringify(toLine(exchange)));
    count += page.length;
    const last = page.at(-1);
    if (!last || page.length < PAGE) break;
    after = { at: last.at, key: last.key };
  }
  io.stderr(`${count} exchanges`);
  return 0;
}

const DAY_MS = 24 * 60 * 60_000;

/** A bare day is that day in the province's own time (UTC+7): from its beginning, or to its end. */
function moment(text: string, option: '--from' | '--to'): Date {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const at = new Date(isDay ? `${text}T00:00:00+07:00` : text);
  if (Number.isNaN(at.getTime())) throw new UsageError(`${option} ${text} is not a date`);
  return isDay && option === '--to' ? new Date(at.getTime() + DAY_MS) : at;
}

function channel(text: string) {
  const parsed = channelName.safeParse(text);
  if (!parsed.success) throw new UsageError(`--channel is one of ${CHANNELS.join(', ')}`);
  return parsed.data;
}

/** One line of `exchanges --jsonl`; phone and identity numbers masked. */
export function toLine(exchange: Exchange) {
  const { key, person, channel, account, at, received, processed, replies } = exchange;
  return {
    key,
    person,
    channel,
    account,
    at: at.toISOString(),
    status: exchangeStatus(exchange),
    received: {
      kind: received.kind,
      text: maskNumbers(received.text),
      attachments: received.attachments,
      platformId: received.platformId,
    },
    processed: processed && {
      intent: processed.intent,
      topic: processed.topic,
      confidence: processed.confidence,
      outcome: processed.outcome,
      answer: processed.answer,
      place: processed.after.place,
      owner: processed.after.owner,
      case: processed.results.find((result) => result.facts.code)?.facts.code ?? processed.after.case,
      covers: processed.covers,
    },
    replies: replies.map(replyLine),
  };
}

const replyLine = ({ n, text, kind, by, status, attempts, platformId }: Reply) => ({
  n,
  text: maskNumbers(text),
  kind,
  by,
  status,
  attempts,
  platformId,
});
