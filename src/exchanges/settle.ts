import type { Log } from '../log.ts';
import type { Address, Echo, Receipt } from '../model/channel.ts';
import type { Exchange, Reply } from '../model/exchange.ts';
import type { Store } from '../store/store.ts';
import type { World } from '../world.ts';
import { withCallEnd } from './calls.ts';
import { DURATIONS } from './durations.ts';
import { dueAt, troubleOf } from './replies.ts';

/** What the platform tells about messages that left our account: they update their reply, or hand the talk to a human. */
export type Settle = {
  receipt(receipt: Receipt): Promise<void>;
  /** Returns the person whose turn it became, when a human wrote from the platform's own inbox. */
  echo(echo: Echo, came: { at: Date; arrival: number }): Promise<{ person: string } | null>;
  /** Looks again at echoes that were held for a reply of unsettled outcome. */
  held(): Promise<void>;
};

type SettleDeps = {
  store: Store;
  world: World;
  log: Log;
  wakeOutbox(person: string): void;
};

/** How many of a person's newest exchanges are searched for the reply that an echo may be of. */
const RECENT = 30;

export const sentId = (channel: string, account: string, platformId: string): string =>
  `${channel}:${account}:${platformId}`;

export function createSettle({ store, world, log, wakeOutbox }: SettleDeps): Settle {
  let waiting: { echo: Echo; until: number }[] = [];

  async function receipt({ channel, account, platformIds, state, upTo }: Receipt): Promise<void> {
    for (const platformId of platformIds) {
      const entry = await store.sent.get(sentId(channel, account, platformId));
      if (entry) await mark(entry.exchange, entry.n, state, platformId);
    }
    if (upTo) await markUntil({ channel, account, id: upTo.recipient }, state, Date.parse(upTo.at));
  }

  /** Proves nothing of a reply whose outcome is not known: only what the platform has taken is marked. */
  async function markUntil(address: Address, state: Receipt['state'], until: number): Promise<void> {
    const person = await store.people.find(address);
    if (!person) return;
    for (const { key, replies } of await store.exchanges.ofPerson(person.id, RECENT))
      for (const { n, platformId, status, sendingSince } of replies) {
        const wasBefore = sendingSince !== null && Date.parse(sendingSince) <= until;
        if (platformId !== null && rank(status) > 0 && wasBefore) await mark(key, n, state, platformId);
      }
  }

  /** Compare-and-set until it holds; a reply only ever moves forward. */
  async function mark(
    key: string,
    n: number,
    status: 'sent' | 'delivered' | 'seen',
    platformId: string,
  ): Promise<void> {
    for (;;) {
      const exchange = await store.exchanges.get(key);
      const reply = exchange?.replies.find((one) => one.n === n);
      if (!exchange || !reply || rank(reply.status) >= rank(status)) return;
      const now = world.now();
      const settled: Reply = {
        ...withCallEnd(reply, 'sent'),
        ...receiptTime(status, now),
        status,
        platformId,
        final: true,
        sentAt: reply.sentAt ?? now.toISOString(),
      };
      const replies = exchange.replies.map((one) => (one.n === n ? settled : one));
      const change = {
        replies,
        nextReplyAt: dueAt(replies, now),
        troubleSince: troubleOf(exchange, replies, now),
      };
      if (await store.exchanges.change(key, exchange.rev, change)) {
        wakeOutbox(exchange.person);
        return;
      }
    }
  }

  async function echo(
    message: Echo,
    came: { at: Date; arrival: number },
  ): Promise<{ person: string } | null> {
    const { channel, account, recipient, platformId } = message;
    const known = await store.sent.get(sentId(channel, account, platformId));
    if (known) {
      await mark(known.exchange, known.n, 'sent', platformId);
      return null;
    }
    if (message.admin !== null) return humanWrote(message, came);
    const person = await store.people.find({ channel, account, id: recipient });
    if (!person || !(await settleByText(message, person.id))) hold(message);
    return null;
  }

  /** An echo whose id we do not know yet: by its text, when exactly one reply of unsettled outcome has it. */
  async function settleByText(message: Echo, person: string): Promise<boolean> {
    const unsettled = (await store.exchanges.ofPerson(person, RECENT)).flatMap((exchange) =>
      exchange.replies.filter((reply) => isUnsettled(reply)).map((reply) => ({ exchange, reply })),
    );
    const same = unsettled.filter(({ reply }) => reply.text.trim() === message.text.trim());
    const [only] = same;
    if (!only || same.length > 1) return unsettled.length === 0;
    await putSent(only.exchange, only.reply, message);
    await mark(only.exchange.key, only.reply.n, 'sent', message.platformId);
    return true;
  }

  async function putSent(
    exchange: Exchange,
    reply: Reply,
    { channel, account, platformId }: Echo,
  ): Promise<void> {
    await store.sent.put({
      id: sentId(channel, account, platformId),
      exchange: exchange.key,
      n: reply.n,
      person: exchange.person,
      case: caseOf(exchange),
      at: world.now(),
    });
  }

  function hold(message: Echo): void {
    waiting.push({
      echo: message,
      until: world.now().getTime() + DURATIONS.echoHold,
    });
    if (waiting.length > 10_000) waiting = waiting.slice(-5_000);
  }

  /** A human typed in the platform's own inbox: a turn without replies that makes the officer the owner. */
  async function humanWrote(
    message: Echo,
    came: { at: Date; arrival: number },
  ): Promise<{ person: string } | null> {
    const { channel, account, recipient, platformId, text, raw } = message;
    const person = await store.people.ensure({
      channel,
      account,
      id: recipient,
    });
    const isNew = await store.exchanges.receive({
      key: sentId(channel, account, platformId),
      person: person.id,
      channel,
      account,
      ...came,
      line: 0,
      wantsTurn: true,
      received: {
        kind: 'event',
        text,
        attachments: [],
        platformId,
        quotes: null,
        event: 'human-echo',
        verified: true,
        told: { what: 'human-echo', text },
        heard: false,
        raw,
      },
    });
    return isNew ? { person: person.id } : null;
  }

  async function held(): Promise<void> {
    const now = world.now().getTime();
    const again = waiting.filter(({ until }) => until > now);
    waiting = [];
    for (const { echo: message, until } of again) {
      const { channel, account, recipient, platformId } = message;
      const known = await store.sent.get(sentId(channel, account, platformId));
      const person = known ? null : await store.people.find({ channel, account, id: recipient });
      if (known) await mark(known.exchange, known.n, 'sent', platformId);
      else if (!person || !(await settleByText(message, person.id))) waiting.push({ echo: message, until });
    }
    if (again.length > 0) log.debug('held echoes looked at', { held: waiting.length });
  }

  return { receipt, echo, held };
}

/** When the platform told us so. */
function receiptTime(status: 'sent' | 'delivered' | 'seen', now: Date): Partial<Reply> {
  if (status === 'sent') return {};
  return status === 'seen' ? { seenAt: now.toISOString() } : { deliveredAt: now.toISOString() };
}

const RANK: Partial<Record<Reply['status'], number>> = {
  sent: 1,
  delivered: 2,
  seen: 3,
};
const rank = (status: Reply['status']): number => RANK[status] ?? 0;
const isUnsettled = (reply: Reply): boolean => reply.status === 'sending' || reply.status === 'unknown';

/** The case an exchange's replies are about, so that quoting them finds it. */
export function caseOf(exchange: Exchange): string | null {
  const { told } = exchange.received;
  if (told && 'code' in told) return told.code;
  return (
    exchange.processed?.results.find((result) => result.facts.code)?.facts.code ??
    exchange.processed?.after.case ??
    null
  );
}
