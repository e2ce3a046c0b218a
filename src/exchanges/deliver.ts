import type { ChannelAdapter } from '../channels/channel.ts';
import type { Log } from '../log.ts';
import type { Meter } from '../meter.ts';
import type { ChannelName } from '../model/channel.ts';
import type { Exchange, Reply } from '../model/exchange.ts';
import type { Store } from '../store/store.ts';
import type { World } from '../world.ts';
import { DURATIONS } from './durations.ts';
import { createLanes, type Lanes } from './lanes.ts';
import { type Held, underLease } from './leased.ts';
import { type NextAction, nextAction } from './outbox.ts';
import { createReplyRecorder } from './record-reply.ts';
import { isFinal } from './replies.ts';
import { createReplySender, type SendOutcome } from './send-reply.ts';
import type { TellUndelivered } from './undelivered.ts';

type DeliverDeps = {
  store: Store;
  adapterOf(channel: ChannelName): ChannelAdapter | null;
  tellUndelivered: TellUndelivered;
  holder: string;
  width(): number;
  world: World;
  log: Log;
  meter: Meter;
};

export type Deliverer = Lanes & {
  sweep(): Promise<void>;
  /** `<channel>:<account>` that wait for a human (bad credentials, needs an admin), for /ready. */
  paused(): string[];
};

type Act = Exclude<NextAction, { do: 'wait' }>;
/** `stop`: leave this person alone for now. */
type Acted = Exclude<SendOutcome, 'pause'>;

/** Sends what is due, one person's replies in order; retries, judges what a kill left, gives up into a list people see. */
export function createDeliverer(deps: DeliverDeps): Deliverer {
  const { store, world, log, meter, holder } = deps;
  const lanes = createLanes({ serve, width: deps.width, world, log });
  const steps = { take: 'claim-out', release: 'unclaim-out' } as const;
  const recorder = createReplyRecorder(deps);
  const sendReply = createReplySender({ ...deps, recorder });
  const pauses = new Map<string, number>();

  async function serve(person: string): Promise<void> {
    const served = await underLease({ leases: store.leases, world, holder, steps }, `out:${person}`, (held) =>
      empty(person, held),
    );
    if (served === null) lanes.wakeAt(person, new Date(world.now().getTime() + DURATIONS.turnRetries[0]));
  }

  async function empty(person: string, held: Held): Promise<true> {
    while (await next(person, held));
    return true;
  }

  /** False when there is nothing more to do for this person now. */
  async function next(person: string, held: Held): Promise<boolean> {
    await world.step('outbox');
    const outbox = await store.exchanges.outbox(person);
    const action = nextAction(outbox, world.now());
    const until = action.do === 'wait' ? action.until : pausedUntil(action);
    if (until) lanes.wakeAt(person, until);
    if (until || action.do === 'wait') return false;
    const acted = await act(action, held);
    // What comes to the outbox meanwhile wakes this person again: after the last reply it need not be read for that.
    return acted === 'went on' || (acted === 'sent' && openReplies(outbox) > 1);
  }

  /** One action on one reply. */
  async function act(action: Act, held: Held): Promise<Acted> {
    const { exchange } = action;
    if (action.do === 'clear') {
      await recorder.tidy(exchange);
      return 'went on';
    }
    const { reply } = action;
    if (action.do === 'judge') return judge(exchange, reply);
    if (action.do === 'send' || action.do === 'resend') return call(exchange, reply, action.do, held);
    const status = action.do === 'supersede' ? 'superseded' : 'unknown';
    await recorder.set(exchange, { ...reply, status, final: true });
    return 'went on';
  }

  async function call(exchange: Exchange, reply: Reply, how: 'send' | 'resend', held: Held): Promise<Acted> {
    // The call needs a margin; a lease that cannot be renewed belongs to somebody else.
    if (held.left() < DURATIONS.callMargin + DURATIONS.leaseRenewal && !(await held.renew())) return 'stop';
    const outcome = await sendReply(exchange, reply, how, held);
    if (outcome !== 'pause') return outcome;
    pause(exchange);
    return 'went on';
  }

  /** What a kill left `sending`: taken by the platform when the index knows it, else of unknown outcome. */
  async function judge(exchange: Exchange, reply: Reply): Promise<Acted> {
    await world.step('judge');
    const platformId = await store.sent.ofReply(exchange.key, reply.n);
    const sentAt = world.now().toISOString();
    await recorder.set(
      exchange,
      platformId !== null
        ? { ...reply, status: 'sent', platformId, sentAt, final: true, failure: null }
        : { ...reply, status: 'unknown', final: reply.once || reply.resent },
    );
    return 'went on';
  }

  function pause(exchange: Exchange): void {
    pauses.set(accountOf(exchange), world.now().getTime() + DURATIONS.channelPause);
    meter.channelPaused(exchange.channel, true);
  }

  /** Until when a call of this account must not be tried; null when it may. */
  function pausedUntil(action: Act): Date | null {
    const until =
      action.do === 'send' || action.do === 'resend' ? pauses.get(accountOf(action.exchange)) : undefined;
    return until !== undefined && until > world.now().getTime() ? new Date(until) : null;
  }

  const paused = () => [...pauses].filter(([, until]) => until > world.now().getTime()).map(([key]) => key);

  return {
    ...lanes,
    paused,
    async sweep() {
      for (const person of await store.exchanges.personsWithRepliesDue(world.now(), 500)) lanes.wake(person);
      for (const [key, until] of pauses) {
        if (until > world.now().getTime()) continue;
        pauses.delete(key);
        meter.channelPaused(key.split(':')[0] ?? key, false);
      }
    },
  };
}

const openReplies = (outbox: Exchange[]): number =>
  outbox.reduce((sum, { replies }) => sum + replies.filter((reply) => !isFinal(reply)).length, 0);

const accountOf = ({ channel, account }: Exchange): string => `${channel}:${account}`;
