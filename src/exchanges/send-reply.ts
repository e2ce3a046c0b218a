import type { ChannelAdapter } from '../channels/channel.ts';
import { SendError } from '../channels/channel.ts';
import type { Log } from '../log.ts';
import type { ChannelName } from '../model/channel.ts';
import type { Exchange, Reply } from '../model/exchange.ts';
import type { Store } from '../store/store.ts';
import type { World } from '../world.ts';
import { afterFailure } from './after-failure.ts';
import { withCall, withCallEnd } from './calls.ts';
import { DURATIONS } from './durations.ts';
import type { Held } from './leased.ts';
import type { ReplyRecorder } from './record-reply.ts';
import { caseOf, sentId } from './settle.ts';
import { createWindowGuard } from './window-guard.ts';

type SendDeps = {
  store: Store;
  adapterOf(channel: ChannelName): ChannelAdapter | null;
  recorder: ReplyRecorder;
  world: World;
  log: Log;
};

/**
 * `sent`: recorded so. `went on`: look at the outbox again. `stop`: this worker may no longer be the only one, or does not serve the
 * channel. `pause`: the account waits for a human.
 */
export type SendOutcome = 'sent' | 'went on' | 'stop' | 'pause';
export type SendReply = (
  exchange: Exchange,
  reply: Reply,
  how: 'send' | 'resend',
  held: Held,
) => Promise<SendOutcome>;

/** One reply, one call: `sending` is written before it, the index of what was sent after it, then how it ended. */
export function createReplySender(deps: SendDeps): SendReply {
  const { store, recorder, world, log } = deps;
  const guard = createWindowGuard(store, world);

  return async (exchange, reply, how, held) => {
    const adapter = deps.adapterOf(exchange.channel);
    // This process does not serve that channel (a terminal's chat, one switched off): the reply stays due for one that does.
    if (!adapter) return 'stop';
    const person = await store.people.known(exchange.person);
    const refusal = person ? await guard(adapter, exchange, reply) : 'rejected';
    if (!person || refusal) {
      await recorder.set(exchange, { ...reply, status: 'failed', failure: refusal, final: true });
      return 'went on';
    }
    const sending = takenReply(reply, how, world.now());
    await world.step(how === 'send' ? 'take-reply' : 'resend');
    if (!(await recorder.set(exchange, sending))) return 'went on';
    await world.step('call');
    // Checked in the same tick as the call: after it nobody else may send to this person until the lease is over.
    if (held.left() < DURATIONS.callMargin) return 'stop';
    const outcome = await call(adapter, exchange, person.address.id, sending);
    return outcome instanceof SendError
      ? failed(exchange, sending, outcome)
      : sent(exchange, sending, outcome);
  };

  async function call(
    adapter: ChannelAdapter,
    exchange: Exchange,
    to: string,
    reply: Reply,
  ): Promise<string | SendError> {
    const stop = new AbortController();
    let cancel = () => {};
    const hang = new Promise<SendError>((resolve) => {
      cancel = world.after(DURATIONS.sendTimeout, () => {
        stop.abort();
        resolve(new SendError('unknown', `no answer within ${DURATIONS.sendTimeout} ms`));
      });
    });
    const { text, choices, by } = reply;
    const message = { id: `${exchange.key}/${reply.n}`, text, choices, by, signal: stop.signal };
    const sending = adapter.send(exchange.account, to, message).catch((error: unknown) => {
      if (error instanceof SendError) return error;
      // Something we did not foresee: it may have arrived.
      log.error('a send ended in an unforeseen error', { error, channel: exchange.channel });
      return new SendError('unknown', 'unforeseen error', { cause: error });
    });
    const outcome = await Promise.race([sending, hang]);
    cancel();
    return outcome;
  }

  async function sent(exchange: Exchange, reply: Reply, platformId: string): Promise<SendOutcome> {
    const { key, channel, account, person } = exchange;
    await world.step('index');
    await store.sent.put({
      id: sentId(channel, account, platformId),
      exchange: key,
      n: reply.n,
      person,
      case: caseOf(exchange),
      at: world.now(),
    });
    await world.step('record');
    const sentAt = world.now().toISOString();
    const isSent = (one: Reply): Reply =>
      withCallEnd({ ...one, status: 'sent', platformId, sentAt, final: true, failure: null }, 'sent');
    // Nobody has changed it since it was taken, most of the time; a receipt that was quicker has.
    if (await recorder.set(taken(exchange, reply), isSent(reply))) return 'sent';
    await recorder.insist(key, reply.n, (now) => (isUnsettled(now) ? isSent(now) : now));
    return 'went on';
  }

  async function failed({ key, channel }: Exchange, reply: Reply, error: SendError): Promise<SendOutcome> {
    const { failure, message: reason } = error;
    log.warn('a reply was not sent', { key, n: reply.n, failure, attempts: reply.attempts, reason });
    await world.step('record');
    await recorder.insist(key, reply.n, (now) =>
      now.status === 'sending' ? withCallEnd(afterFailure(now, error, world.now()), failure) : now,
    );
    if (failure !== 'bad_credentials' && failure !== 'needs_admin') return 'went on';
    log.error('a channel waits for a human', { channel, failure, alarm: 'channel' });
    return 'pause';
  }
}

const takenReply = (reply: Reply, how: 'send' | 'resend', now: Date): Reply => ({
  ...withCall(reply, now),
  status: 'sending',
  sendingSince: now.toISOString(),
  attempts: reply.attempts + 1,
  resent: how === 'resend',
});

/** The exchange as `recorder.set` left it when the reply was taken. */
const taken = (exchange: Exchange, reply: Reply): Exchange => ({
  ...exchange,
  rev: exchange.rev + 1,
  replies: exchange.replies.map((one) => (one.n === reply.n ? reply : one)),
});

const isUnsettled = (reply: Reply): boolean => reply.status === 'sending' || reply.status === 'unknown';
