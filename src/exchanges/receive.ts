import { AppError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Meter } from '../meter.ts';
import type { InboundEvent, InboundMessage } from '../model/channel.ts';
import type { NewExchange, Store } from '../store/store.ts';
import type { World } from '../world.ts';
import { DURATIONS } from './durations.ts';
import type { Settle } from './settle.ts';
import type { Spool, Spooled } from './spool.ts';

type ReceiveDeps = {
  store: Store;
  spool: Spool;
  settle: Settle;
  world: World;
  log: Log;
  meter: Meter;
  /** Somebody has a message waiting. */
  wake(person: string): void;
};

export type Receiver = {
  /** Resolves once the event is on disk, so the platform may be told "got it"; rejects with `unavailable` when it is nowhere. */
  receive(event: InboundEvent): Promise<void>;
  /** Whether a platform waits for its 200 at this moment. */
  isReceiving(): boolean;
  /** Empties the spool into the store. */
  drain(): Promise<void>;
};

/** The way in: the store within 150 ms, else the spool. A process whose spool is not empty spools, so that order is kept. */
export function createReceiver(deps: ReceiveDeps): Receiver {
  const { store, spool, settle, world, log, meter, wake } = deps;
  let lastArrival = 0;
  let drainScheduled = false;
  let receiving = 0;

  /** Microseconds, strictly growing: two messages of one millisecond keep their order. */
  function nextArrival(): number {
    lastArrival = Math.max(lastArrival + 1, world.now().getTime() * 1000);
    return lastArrival;
  }

  async function keep({ event, at, arrival }: Spooled): Promise<void> {
    if (event.is === 'receipt') return settle.receipt(event.receipt);
    if (event.is === 'echo') {
      const turn = await settle.echo(event.echo, { at: new Date(at), arrival });
      if (turn) wake(turn.person);
      return;
    }
    const { message } = event;
    const { channel, account } = message;
    const person = await store.people.ensure({
      channel,
      account,
      id: message.sender,
    });
    await world.step('receive');
    const isNew = await store.exchanges.receive(toExchange(message, person.id, new Date(at), arrival));
    meter.received(channel, isNew ? 'stored' : 'duplicate');
    if (isNew && message.wantsTurn) wake(person.id);
  }

  async function receive(event: InboundEvent): Promise<void> {
    receiving++;
    try {
      await putOnDisk(event);
      await world.step('acknowledge');
    } finally {
      receiving--;
    }
  }

  async function putOnDisk(event: InboundEvent): Promise<void> {
    const line: Spooled = {
      event,
      at: world.now().toISOString(),
      arrival: nextArrival(),
    };
    if (!spool.isEmpty()) return toSpool(line, null);
    const kept = keep(line);
    if (!(await answersInTime(kept))) await toSpool(line, kept);
  }

  /** True when the store took it in time; an insert that lands later is made harmless by its key. */
  async function answersInTime(kept: Promise<void>): Promise<boolean> {
    let cancel = () => {};
    const late = new Promise<boolean>((resolve) => {
      cancel = world.after(DURATIONS.slowStore, () => resolve(false));
    });
    const taken = kept.then(
      () => true,
      (error) => {
        log.warn('the store did not take an event', { error });
        return false;
      },
    );
    try {
      return await Promise.race([taken, late]);
    } finally {
      cancel();
    }
  }

  async function toSpool(line: Spooled, kept: Promise<void> | null): Promise<void> {
    try {
      await spool.append(line);
      meter.received(channelOf(line.event), 'spooled');
    } catch (cause) {
      log.error('the spool could not be written', {
        error: cause,
        alarm: 'spool',
      });
      // Nowhere but the slow insert: the platform gets its 200 only if that still succeeds.
      const late = await (kept ?? keep(line)).then(
        () => true,
        () => false,
      );
      if (late) return;
      meter.received(channelOf(line.event), 'refused');
      throw new AppError('unavailable', 'neither the store nor the spool can be written', { cause });
    }
    scheduleDrain();
  }

  function scheduleDrain(): void {
    if (drainScheduled) return;
    drainScheduled = true;
    world.after(DURATIONS.drain, () => {
      drainScheduled = false;
      void drain();
    });
  }

  async function drain(): Promise<void> {
    try {
      await spool.drain(keep);
    } catch (error) {
      log.warn('the spool could not be drained yet', {
        error,
        lines: spool.size(),
      });
    }
    if (!spool.isEmpty()) scheduleDrain();
  }

  return { receive, drain, isReceiving: () => receiving > 0 };
}

const channelOf = (event: InboundEvent): string =>
  event.is === 'message'
    ? event.message.channel
    : event.is === 'echo'
      ? event.echo.channel
      : event.receipt.channel;

function toExchange(message: InboundMessage, person: string, at: Date, arrival: number): NewExchange {
  const { key, channel, account, kind, text, attachments, platformId, quotes, event, verified, raw } =
    message;
  return {
    key,
    person,
    channel,
    account,
    at,
    arrival,
    line: 0,
    wantsTurn: message.wantsTurn,
    received: {
      kind,
      text,
      attachments,
      platformId,
      quotes,
      event,
      verified,
      told: null,
      heard: opensWindow(message),
      raw,
    },
  };
}

/** Events that count as the person turning to us, besides messages: a follow, "Message" pressed, an answered card, a reaction, our link. */
const TURNS_TO_US: ReadonlySet<string> = new Set([
  'follow',
  'user_click_chatnow',
  'user_submit_info',
  'reaction',
  'referral',
]);

const opensWindow = ({ wantsTurn, verified, event }: InboundMessage): boolean =>
  verified && (wantsTurn || (event !== null && TURNS_TO_US.has(event)));
