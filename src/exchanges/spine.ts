import type { ChannelAdapter, ChannelLimits } from '../channels/channel.ts';
import type { Log } from '../log.ts';
import type { Meter } from '../meter.ts';
import type { Calendar } from '../model/calendar.ts';
import type { ChannelName, InboundEvent } from '../model/channel.ts';
import type { Decide, Knowledge } from '../model/decision.ts';
import type { Received, Standing } from '../model/exchange.ts';
import type { Understanding } from '../model/understanding.ts';
import type { Store } from '../store/store.ts';
import type { Consult, Understand } from '../understanding/understand.ts';
import type { World } from '../world.ts';
import { createEffectApplier } from './apply-effect.ts';
import { createDeliverer, type Deliverer } from './deliver.ts';
import { createTurnFinisher, type FinishTurn } from './finish-turn.ts';
import { createReceiver } from './receive.ts';
import { createSettle } from './settle.ts';
import type { Spool } from './spool.ts';
import { createTurnTaker, type GatherFacts } from './take-turn.ts';
import { createTroubles, type Troubles } from './troubles.ts';
import { createUndelivered } from './undelivered.ts';
import { createWorker, type Worker } from './worker.ts';

export type SpineDeps = {
  store: Store;
  spool: Spool;
  adapters: readonly ChannelAdapter[];
  understand: Understand;
  consult: Consult;
  decide: Decide;
  isSure(standing: Standing, received: Received, understood: Understanding): boolean;
  gatherFacts: GatherFacts;
  knowledge: Knowledge;
  calendar: Calendar;
  limitsOf(channel: ChannelName): ChannelLimits;
  burstMs: number;
  /** Names this process in leases. */
  holder: string;
  /** People served side by side, in turns and in sending. */
  width: number;
  world: World;
  log: Log;
  meter: Meter;
};

/** Receive, process, respond: the parts of the path, made once and joined. */
export type Spine = {
  receive(event: InboundEvent): Promise<void>;
  drain(): Promise<void>;
  /** What a crash, another process or a full queue left lying is picked up. */
  sweep(): Promise<void>;
  worker: Worker;
  deliverer: Deliverer;
  /** Runs what a decided turn has set in motion: for acts of staff, which wait for how they ended. */
  finishTurn: FinishTurn;
  troubles: Troubles;
  /** Takes no new work and lets what runs end, for at most 10 s. */
  stop(): Promise<void>;
};

/** People served side by side in the middle of a rush of webhooks. */
const WHILE_RECEIVING = 2;

export function createSpine(deps: SpineDeps): Spine {
  const { store, world, log } = deps;
  const byName = new Map(deps.adapters.map((adapter) => [adapter.name, adapter]));
  // The parts wake each other; each is reached through a closure because the ring must start somewhere.
  const wake = (person: string) => worker.wake(person);
  const wakeOutbox = (person: string) => deliverer.wake(person);

  const applyEffect = createEffectApplier({ ...deps, wake });
  const finishTurn = createTurnFinisher({ store, applyEffect, world, log, wakeOutbox });
  // A platform that waits for its 200 goes before people who wait for an answer: they are on disk already.
  const width = () => (receiver.isReceiving() ? Math.min(WHILE_RECEIVING, deps.width) : deps.width);
  const worker = createWorker({ ...deps, width, takeTurn: createTurnTaker(deps), finishTurn, wakeOutbox });
  const tellUndelivered = createUndelivered({ store, calendar: deps.calendar, world, wake });
  const adapterOf = (channel: ChannelName) => byName.get(channel) ?? null;
  const deliverer = createDeliverer({ ...deps, width, adapterOf, tellUndelivered });
  const settle = createSettle({ store, world, log, wakeOutbox });

  const receiver = createReceiver({ ...deps, settle, wake });

  return {
    receive: receiver.receive,
    drain: receiver.drain,
    worker,
    deliverer,
    finishTurn,
    troubles: createTroubles({ store, adapterOf, world, wake, wakeOutbox }),
    async sweep() {
      await worker.sweep();
      await deliverer.sweep();
      await settle.held();
    },
    async stop() {
      await Promise.all([worker.stop(), deliverer.stop()]);
    },
  };
}
