import { join } from 'node:path';
import { createCalendar } from './calendar/create-calendar.ts';
import { loadCalendar } from './calendar/load-calendar.ts';
import type { ChannelAdapter, ChannelLimits } from './channels/channel.ts';
import type { Config } from './config.ts';
import { loadContent } from './content/load-content.ts';
import { type Copies, createCopies } from './copies.ts';
import { decide } from './dialogue/decide.ts';
import { isSure } from './dialogue/is-sure.ts';
import { AppError } from './errors.ts';
import { type Changes, createChanges, telling } from './exchanges/changes.ts';
import { createFactsGatherer } from './exchanges/gather-facts.ts';
import { createSpine, type Spine } from './exchanges/spine.ts';
import { openSpool } from './exchanges/spool.ts';
import { readKey } from './key.ts';
import type { Log } from './log.ts';
import type { Meter } from './meter.ts';
import type { Calendar } from './model/calendar.ts';
import type { ChannelName } from './model/channel.ts';
import type { Knowledge } from './model/decision.ts';
import { createSeal, type Seal } from './seal.ts';
import { openStore } from './store/open-store.ts';
import type { Store } from './store/store.ts';
import { createUnderstand } from './understanding/create-understand.ts';
import { createDialogflow, type Dialogflow } from './understanding/dialogflow/dialogflow.ts';
import { readEndpoint } from './understanding/dialogflow/endpoint.ts';
import { loadIntents } from './understanding/load-intents.ts';
import { believeOurselves, type Understand } from './understanding/understand.ts';
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

/** What we know and say, loaded from intents/ and content/. */
export type Learned = { knowledge: Knowledge; understand: Understand; calendar: Calendar };

/** Makes each part once, when first asked for, and hands it what it needs. No logic of its own. */
export type App = Omit<AppDeps, 'learned'> & {
  seal(): Promise<Seal>;
  store(role: 'server' | 'command'): Promise<Store>;
  learned(): Learned;
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
  const learned = once(() => deps.learned ?? learn(root, world));
  const copies = createCopies({ config, seal, store: () => store('command'), world, log });
  const changes = createChanges({ world, log });
  const dialogflow = once(() => {
    const intents = () => learned().knowledge.intents;
    const made = dialogflowOf({ config, intents, seal, world, log });
    if (made) closers.push(() => made.close());
    return made;
  });
  let opened: Promise<Store> | null = null;

  function store(role: 'server' | 'command'): Promise<Store> {
    opened ??= seal().then(async (made) => {
      const { beforeMigration } = copies;
      const ready = await openStore({ url: config.STORE_URL, seal: made, world, log, role, beforeMigration });
      closers.push(() => ready.close());
      return telling(ready, changes);
    });
    return opened;
  }

  async function spine({ role, adapters, meter }: SpineChannels) {
    const [ready, made] = [await store(role), await seal()];
    const spool = await openSpool({ folder: join(config.DATA_DIR, 'spool'), seal: made, world, log });
    closers.push(() => spool.close());
    const { knowledge, understand, calendar } = learned();
    const consult = dialogflow()?.consult ?? believeOurselves;
    await dialogflow()?.start();
    const byName = new Map(adapters.map((adapter) => [adapter.name, adapter]));
    const limitsOf = (channel: ChannelName) => byName.get(channel)?.limits ?? PLAIN;
    const accountsOf = (channel: ChannelName) => byName.get(channel)?.accounts ?? [];
    const trees = createTreeCache({ store: ready });
    const officers = createOfficersNow({ store: ready, trees, accountsOf });
    const gatherFacts = createFactsGatherer({ store: ready, officers, calendar, world, limitsOf });
    const holder = world.newId();
    const joined = createSpine({
      store: ready,
      spool,
      adapters,
      understand,
      consult,
      decide,
      isSure,
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
    changes,
    copies,
    dialogflow,
    spine,
    async close() {
      for (const close of closers.reverse()) await close();
    },
  };
}

/** Loads and checks what we know and say (`wanted`: only these intents); anything wrong stops the start, with its file and line. */
export function learn(root: string, world: World, wanted: (intent: string) => boolean = () => true): Learned {
  const intents = loadIntents(join(root, 'intents'), wanted);
  const content = loadContent(root);
  const calendar = loadCalendar(root);
  const problems = [...intents.problems, ...content.problems, ...calendar.problems];
  if (problems.length > 0) {
    const lines = problems.map(({ file, line, message }) => `  ${file}:${line}: ${message}`);
    throw new AppError('invalid', `intents/ or content/ cannot be used:\n${lines.join('\n')}`);
  }
  const { intents: known, lexicon, danger } = intents;
  const byName = new Map(known.map((intent) => [intent.name, intent]));
  return {
    knowledge: { intents: byName, content: content.content },
    understand: createUnderstand({ intents: known, lexicon, danger, now: world.now }),
    calendar: createCalendar(calendar.settings),
  };
}

type SecondEngine = Pick<AppDeps, 'config' | 'world' | 'log'> & {
  intents(): Knowledge['intents'];
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
