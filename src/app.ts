import { join } from 'node:path';
import type { ChannelAdapter, ChannelLimits } from './channels/channel.ts';
import type { Config } from './config.ts';
import { type Copies, createCopies } from './copies.ts';
import { decide } from './dialogue/decide.ts';
import { isSure } from './dialogue/is-sure.ts';
import { type Changes, createChanges, telling } from './exchanges/changes.ts';
import { createFactsGatherer } from './exchanges/gather-facts.ts';
import { createSpine, type Spine } from './exchanges/spine.ts';
import { openSpool } from './exchanges/spool.ts';
import { readKey } from './key.ts';
import { createAskedFor } from './law/asked-for.ts';
import { createLawBase, type LawBase } from './law/law-base.ts';
import { type Learned, learn } from './learn.ts';
import type { Log } from './log.ts';
import type { Meter } from './meter.ts';
import type { ChannelName } from './model/channel.ts';
import type { Knowledge } from './model/decision.ts';
import { createSeal, type Seal } from './seal.ts';
import type { Store } from './store/store.ts';
import { createDialogflow, type Dialogflow } from './understanding/dialogflow/dialogflow.ts';
import { readEndpoint } from './understanding/dialogflow/endpoint.ts';
import { believeOurselves } from './understanding/understand.ts';
import { createOfficersNow, type OfficersNow } from './union/officers-now.ts';
import { createTreeCache } from './union/tree-cache.ts';
import type { World } from './world.ts';

export type AppDeps = {
  config: Config;
  root: string;
  world: World;
  log: Log;
  /** Loaded before by whoever makes several apps in one process. */
  learned?: Learned;
};

/** Makes each part once, when first asked for, and hands it what it needs. No logic of its own. */
export type App = Omit<AppDeps, 'learned'> & {
  seal(): Promise<Seal>;
  store(role: 'server' | 'command'): Promise<Store>;
  learned(): Promise<Learned>;
  /** The laws that were imported. */
  laws(role: 'server' | 'command'): Promise<LawBase>;
  /** News of what is changed through the store. */
  changes: Changes;
  copies: Copies;
  /** The second engine; null when no setting names an agent. */
  dialogflow(): Dialogflow | null;
  /** The spine joined to these channels, and the lines its spool still holds. */
  spine(channels: SpineChannels): Promise<JoinedSpine>;
  /** Closes what was opened, last opened first. */
  close(): Promise<void>;
};

export type JoinedSpine = {
  spine: Spine;
  spoolLines(): number;
  /** Names this process in leases. */
  holder: string;
  /** What a channel can do. */
  limitsOf(channel: ChannelName): ChannelLimits;
  /** The union and how its officers are reached through these channels. */
  officers(): Promise<OfficersNow>;
};

export type SpineChannels = { role: 'server' | 'command'; adapters: readonly ChannelAdapter[]; meter: Meter };

/** People served side by side by one process. */
const WIDTH = 32;

/** A channel that this process does not serve: what it would send is cut as for a terminal. */
const PLAIN: ChannelLimits = { maxText: 2000, showsChoices: false, windowMs: null, freeMs: null };

export function createApp(deps: AppDeps): App {
  const { config, root, world, log } = deps;
  const closers: (() => Promise<void>)[] = [];

  const seal = once(async () => createSeal(await readKey(config.SECRET_KEY, config.DATA_DIR)));
  const learned = once(async () => {
    const models = [join(import.meta.dirname, 'models'), join(config.DATA_DIR, 'models')];
    return deps.learned ?? learn({ root, world, models });
  });
  const copies = createCopies({ config, seal, store: () => store('command'), world, log });
  const changes = createChanges({ world, log });
  const dialogflow = once(() => {
    const intents = async () => (await learned()).knowledge.intents;
    const made = dialogflowOf({ config, intents, seal, world, log });
    if (made) closers.push(() => made.close());
    return made;
  });
  let opened: Promise<Store> | null = null;
  let lawBase: Promise<LawBase> | null = null;

  function store(role: 'server' | 'command'): Promise<Store> {
    opened ??= seal().then(async (made) => {
      // Mongoose is a third of all that a command loads, and `ask` needs no store.
      const { openStore } = await import('./store/open-store.ts');
      const { beforeMigration } = copies;
      const ready = await openStore({ url: config.STORE_URL, seal: made, world, log, role, beforeMigration });
      closers.push(() => ready.close());
      return telling(ready, changes);
    });
    return opened;
  }

  function laws(role: 'server' | 'command'): Promise<LawBase> {
    lawBase ??= Promise.all([store(role), learned()]).then(([ready, { knowledge, tables }]) =>
      createLawBase({
        store: ready,
        content: knowledge.content,
        askedFor: createAskedFor(knowledge),
        tables,
        world,
      }),
    );
    return lawBase;
  }

  async function spine({ role, adapters, meter }: SpineChannels) {
    const [ready, made] = [await store(role), await seal()];
    const spool = await openSpool({ folder: join(config.DATA_DIR, 'spool'), seal: made, world, log });
    closers.push(() => spool.close());
    const { knowledge, understand, calendar } = await learned();
    const consult = dialogflow()?.consult ?? believeOurselves;
    await dialogflow()?.start();
    const byName = new Map(adapters.map((adapter) => [adapter.name, adapter]));
    const limitsOf = (channel: ChannelName) => byName.get(channel)?.limits ?? PLAIN;
    const accountsOf = (channel: ChannelName) => byName.get(channel)?.accounts ?? [];
    const trees = createTreeCache({ store: ready });
    const officers = createOfficersNow({ store: ready, trees, accountsOf });
    const { current } = await laws(role);
    const gatherFacts = createFactsGatherer({
      store: ready,
      officers,
      calendar,
      world,
      limitsOf,
      laws: current,
      asksGoogle: dialogflow() !== null,
    });
    const holder = world.newId();
    const joined = createSpine({
      store: ready,
      spool,
      adapters,
      understand,
      consult,
      decide,
      // A scam is not waited with until somebody has finished typing.
      isSure: (standing, received, understood) =>
        isSure(standing, received, understood) || knowledge.content.rumours.scam(understood.folded) !== null,
      gatherFacts,
      knowledge,
      calendar,
      limitsOf,
      burstMs: config.BURST_MS,
      holder,
      width: WIDTH,
      world,
      log,
      meter,
    });
    return { spine: joined, spoolLines: () => spool.size(), holder, limitsOf, officers };
  }

  return {
    ...deps,
    seal,
    store,
    learned,
    laws,
    changes,
    copies,
    dialogflow,
    spine,
    async close() {
      for (const close of closers.reverse()) await close();
    },
  };
}

type SecondEngine = Pick<AppDeps, 'config' | 'world' | 'log'> & {
  intents(): Promise<Knowledge['intents']>;
  seal(): Promise<Seal>;
};

function dialogflowOf({ config, ...deps }: SecondEngine): Dialogflow | null {
  const { DIALOGFLOW_PROJECT_ID: project, GOOGLE_APPLICATION_CREDENTIALS: keyFile = null } = config;
  const endpoint = readEndpoint(config.DIALOGFLOW_API_ENDPOINT);
  return project && endpoint ? createDialogflow({ access: { project, endpoint, keyFile }, ...deps }) : null;
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
