import type { ChannelAdapter } from '../channels/channel.ts';
import { SendError } from '../channels/channel.ts';
import type { Log } from '../log.ts';
import type { ChannelName } from '../model/channel.ts';
import type { Exchange, Reply } from '../model/exchange.ts';
import type { ExchangeChange, Store } from '../store/store.ts';
import type { World } from '../world.ts';
import { afterFailure } from './after-failure.ts';
import { DURATIONS } from './durations.ts';
import { createLanes, type Lanes } from './lanes.ts';
import { type Held, underLease } from './leased.ts';
import type { Meter } from './meter.ts';
import { type NextAction, nextAction } from './outbox.ts';
import { dueAt, troubleOf } from './replies.ts';
import { caseOf, sentId } from './settle.ts';
import type { TellUndelivered } from './undelivered.ts';
import { createWindowGuard } from './window-guard.ts';

type DeliverDeps = {
  store: Store;
  adapterOf(channel: ChannelName): ChannelAdapter | null;
  tellUndelivered: TellUndelivered;
  holder: string;
  width: number;
  world: World;
  log: Log;
  meter: Meter;
};

export type Deliverer = Lanes & {
  sweep(): Promise<void>;
  /** Accounts that wait for a human (bad credentials, needs an admin), for /ready. */
  paused(): string[];
};

/** Sends what is due, one person's replies in order; retries, judges what a kill left, gives up into a list people see. */
export function createDeliverer(deps: DeliverDeps): Deliverer {
  const { store, world, log, meter, holder } = deps;
  const lanes = createLanes({ serve, width: deps.width, world, log });
  const steps = { take: 'claim-out', release: 'unclaim-out' } as const;
  const pauses = new Map<string, number>();
  const guard = createWindowGuard(store, world);

  async function serve(person: string): Promise<void> {
    const served = await underLease({ leases: store.leases, world, holder, steps }, `out:${person}`, (held) =>
      empty(person, held),
    );
    if (served === null) lanes.wakeAt(person, new Date(world.now().getTime() + DURATIONS.turnRetries[0]));
  }

  async function empty(person: string, held: Held): Promise<true> {
    for (;;) {
      await world.step('outbox');
      const outbox = await store.exchanges.outbox(person);
      const action = nextAction(outbox, world.now());
      if (action.do === 'wait') {
        if (action.until) lanes.wakeAt(person, action.until);
        return true;
      }
      const pausedUntil = pauses.get(pauseKey(action.exchange)) ?? 0;
      if (isCall(action) && pausedUntil > world.now().getTime()) {
        lanes.wakeAt(person, new Date(pausedUntil));
        return true;
      }
      if (
        isCall(action) &&
        held.left() < DURATIONS.callMargin + DURATIONS.leaseRenewal &&
        !(await held.renew())
      )
        return true;
      if (!(await act(action, held))) return true;
    }
  }

  /** One action on one reply. False: stop here, this worker may no longer be the only one. */
  async function act(action: Exclude<NextAction, { do: 'wait' }>, held: Held): Promise<boolean> {
    const { exchange } = action;
    if (action.do === 'clear') {
      await change(exchange, exchange.replies);
      return true;
    }
    const { reply } = action;
    if (action.do === 'send' || action.do === 'resend') return send(exchange, reply, action.do, held);
    if (action.do === 'judge') return judge(exchange, reply);
    const status = action.do === 'supersede' ? 'superseded' : 'unknown';
    await settleOne(exchange, { ...reply, status, final: true });
    return true;
  }

  /** What a kill left `sending`: taken by the platform when the index knows it, else of unknown outcome. */
  async function judge(exchange: Exchange, reply: Reply): Promise<boolean> {
    await world.step('judge');
    const platformId = await store.sent.ofReply(exchange.key, reply.n);
    const isGiven = platformId !== null;
    const sent: Reply = {
      ...reply,
      status: 'sent',
      platformId,
      sentAt: world.now().toISOString(),
    };
    await settleOne(
      exchange,
      isGiven ? sent : { ...reply, status: 'unknown', final: reply.once || reply.resent },
    );
    return true;
  }

  async function send(
    exchange: Exchange,
    reply: Reply,
    how: 'send' | 'resend',
    held: Held,
  ): Promise<boolean> {
    const adapter = deps.adapterOf(exchange.channel);
    // This process does not serve that channel (a terminal's chat, one switched off): the reply stays due for one that does.
    if (!adapter) return false;
    const person = await store.people.get(exchange.person);
    const refusal = person ? await guard(adapter, exchange) : 'rejected';
    if (!person || refusal) {
      await settleOne(exchange, {
        ...reply,
        status: 'failed',
        failure: refusal,
        final: true,
      });
      return true;
    }
    const taken: Reply = {
      ...reply,
      status: 'sending',
      sendingSince: world.now().toISOString(),
      attempts: reply.attempts + 1,
      resent: how === 'resend',
    };
    await world.step(how === 'send' ? 'take-reply' : 'resend');
    if (!(await change(exchange, withReply(exchange, taken)))) return true;
    await world.step('call');
    // Checked in the same tick as the call: after it nobody else may send to this person until the lease is over.
    if (held.left() < DURATIONS.callMargin) return false;
    const outcome = await call(adapter, exchange, person.address.id, taken);
    if (outcome instanceof SendError) return failed(exchange.key, taken, outcome);
    await world.step('index');
    await store.sent.put({
      id: sentId(exchange.channel, exchange.account, outcome),
      exchange: exchange.key,
      n: reply.n,
      person: exchange.person,
      case: caseOf(exchange),
      at: world.now(),
    });
    await world.step('record');
    const sent = {
      status: 'sent',
      platformId: outcome,
      sentAt: world.now().toISOString(),
      final: true,
      failure: null,
    } as const;
    await record(exchange.key, reply.n, (now) =>
      now.status === 'sending' || now.status === 'unknown' ? { ...now, ...sent } : now,
    );
    return true;
  }

  async function call(
    adapter: ChannelAdapter,
    exchange: Exchange,
    to: string,
    reply: Reply,
  ): Promise<string | SendError> {
    const stop = new AbortController();
    const hang = new SendError('unknown', `no answer within ${DURATIONS.sendTimeout} ms`);
    let cancel = () => {};
    const timeout = new Promise<SendError>((resolve) => {
      cancel = world.after(DURATIONS.sendTimeout, () => {
        stop.abort();
        resolve(hang);
      });
    });
    const { text, choices, by } = reply;
    const message = {
      id: `${exchange.key}/${reply.n}`,
      text,
      choices,
      by,
      signal: stop.signal,
    };
    const sending = adapter.send(exchange.account, to, message).catch((error: unknown) => {
      if (error instanceof SendError) return error;
      // Something we did not foresee: it may have arrived.
      log.error('a send ended in an unforeseen error', {
        error,
        channel: exchange.channel,
      });
      return new SendError('unknown', 'unforeseen error', { cause: error });
    });
    const outcome = await Promise.race([sending, timeout]);
    cancel();
    return outcome;
  }

  async function failed(key: string, reply: Reply, error: SendError): Promise<boolean> {
    await world.step('record');
    const { pause } = afterFailure(reply, error, world.now());
    log.warn('a reply was not sent', {
      key,
      n: reply.n,
      failure: error.failure,
      attempts: reply.attempts,
      reason: error.message,
    });
    const exchange = await record(key, reply.n, (now) =>
      now.status === 'sending' ? afterFailure(now, error, world.now()).reply : now,
    );
    if (pause && exchange) {
      pauses.set(pauseKey(exchange), world.now().getTime() + DURATIONS.channelPause);
      meter.channelPaused(exchange.channel, true);
      log.error('a channel waits for a human', {
        channel: exchange.channel,
        failure: error.failure,
        alarm: 'channel',
      });
    }
    return true;
  }

  /** Compare-and-set until it holds: what the platform said must not be lost to a receipt that came in between. */
  async function record(key: string, n: number, to: (reply: Reply) => Reply): Promise<Exchange | null> {
    for (;;) {
      const exchange = await store.exchanges.get(key);
      const reply = exchange?.replies.find((one) => one.n === n);
      if (!exchange || !reply) return null;
      const next = to(reply);
      if (next === reply || (await settleOne(exchange, next))) return exchange;
    }
  }

  async function settleOne(exchange: Exchange, reply: Reply): Promise<boolean> {
    const isOver = reply.status === 'failed' || (reply.status === 'unknown' && reply.final);
    // Before it is final, so that a kill in between cannot leave the officer untold.
    if (isOver && reply.by === 'officer') await deps.tellUndelivered(exchange, reply);
    const changed = await change(exchange, withReply(exchange, reply));
    if (changed) meter.reply(exchange.channel, reply.status);
    return changed;
  }

  function change(exchange: Exchange, replies: Reply[]): Promise<boolean> {
    const now = world.now();
    const next: ExchangeChange = {
      replies,
      nextReplyAt: dueAt(replies, now),
      troubleSince: troubleOf(exchange, replies, now),
    };
    return store.exchanges.change(exchange.key, exchange.rev, next);
  }

  return {
    ...lanes,
    async sweep() {
      for (const person of await store.exchanges.personsWithRepliesDue(world.now(), 500)) lanes.wake(person);
      for (const [key, until] of pauses) {
        if (until > world.now().getTime()) continue;
        pauses.delete(key);
        meter.channelPaused(key.split(':')[0] ?? key, false);
      }
    },
    paused: () => [...pauses].filter(([, until]) => until > world.now().getTime()).map(([key]) => key),
  };
}

const isCall = (action: NextAction): boolean => action.do === 'send' || action.do === 'resend';
const pauseKey = ({ channel, account }: Exchange): string => `${channel}:${account}`;
const withReply = (exchange: Exchange, reply: Reply): Reply[] =>
  exchange.replies.map((one) => (one.n === reply.n ? reply : one));
