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

/** `stop`: this worker may no longer be the only one, or does not serve the channel. `pause`: the account waits for a human. */
export type SendOutcome = 'went on' | 'stop' | 'pause';
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
    const person = await store.people.get(exchange.person);
    const refusal = person ? await guard(adapter, exchange) : 'rejected';
    if (!person || refusal) {
      await recorder.set(exchange, { ...reply, status: 'failed', failure: refusal, final: true });
      return 'went on';
    }
    const taken = takenReply(reply, how, world.now());
    await world.step(how === 'send' ? 'take-reply' : 'resend');
    if (!(await recorder.set(exchange, taken))) return 'went on';
    await world.step('call');
    // Checked in the same tick as the call: after it nobody else may send to this person until the lease is over.
    if (held.left() < DURATIONS.callMargin) return 'stop';
    const outcome = await call(adapter, exchange, person.address.id, taken);
    return outcome instanceof SendError ? failed(exchange, taken, outcome) : sent(exchange, taken, outcome);
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

  async function sent(
    { key, channel, account, person, ...exchange }: Exchange,
    { n }: Reply,
    platformId: string,
  ): Promise<SendOutcome> {
    await world.step('index');
    const about = caseOf({ key, channel, account, person, ...exchange });
    await store.sent.put({
      id: sentId(channel, account, platformId),
      exchange: key,
      n,
      person,
      case: about,
      at: world.now(),
    });
    await world.step('record');
    const now = world.now().toISOString();
    await recorder.insist(key, n, (reply) =>
      isUnsettled(reply)
        ? withCallEnd(
            { ...reply, status: 'sent', platformId, sentAt: now, final: true, failure: null },
            'sent',
          )
        : reply,
    );
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

const isUnsettled = (reply: Reply): boolean => reply.status === 'sending' || reply.status === 'unknown';
