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
import { createAskedFor } from './law/asked-for.ts';
import { createLawBase, type LawBase } from './law/law-base.ts';
import type { Log } from './log.ts';
import type { Meter } from './meter.ts';
import type { Calendar } from './model/calendar.ts';
import type { ChannelName } from './model/channel.ts';
import type { Knowledge } from './model/decision.ts';
import { createSeal, type Seal } from './seal.ts';
import { openStore } from './store/open-store.ts';
import type { Store } from './store/store.ts';
import { createUnderstand } from './understanding/create-understand.ts';
import { type LoadedIntents, loadIntents } from './understanding/load-intents.ts';
import type { Understand } from './understanding/understand.ts';
import { type WordTables, wordTables } from './understanding/vietnamese/lexicon.ts';
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
export type Learned = Read & { understand: Understand };
/** The same before anything is trained from it. */
type Read = { knowledge: Knowledge; tables: WordTables; calendar: Calendar };

/** Makes each part once, when first asked for, and hands it what it needs. No logic of its own. */
export type App = Omit<AppDeps, 'learned'> & {
  seal(): Promise<Seal>;
  store(role: 'server' | 'command'): Promise<Store>;
  learned(): Learned;
  /** The laws that were imported. */
  laws(role: 'server' | 'command'): Promise<LawBase>;
  /** News of what is changed through the store. */
  changes: Changes;
  copies: Copies;
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
  const words = once(() => readAll(root, () => true));
  const learned = once(() => deps.learned ?? train(words(), world));
  const copies = createCopies({ config, seal, store: () => store('command'), world, log });
  const changes = createChanges({ world, log });
  let opened: Promise<Store> | null = null;
  let lawBase: Promise<LawBase> | null = null;

  function store(role: 'server' | 'command'): Promise<Store> {
    opened ??= seal().then(async (made) => {
      const { beforeMigration } = copies;
      const ready = await openStore({ url: config.STORE_URL, seal: made, world, log, role, beforeMigration });
      closers.push(() => ready.close());
      return telling(ready, changes);
    });
    return opened;
  }

  function laws(role: 'server' | 'command'): Promise<LawBase> {
    const { knowledge, tables } = deps.learned ?? words();
    const askedFor = createAskedFor(knowledge);
    lawBase ??= store(role).then((ready) =>
      createLawBase({ store: ready, content: knowledge.content, askedFor, tables, world }),
    );
    return lawBase;
  }

  async function spine({ role, adapters, meter }: SpineChannels) {
    const [ready, made] = [await store(role), await seal()];
    const spool = await openSpool({ folder: join(config.DATA_DIR, 'spool'), seal: made, world, log });
    closers.push(() => spool.close());
    const { knowledge, understand, calendar } = learned();
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
    });
    const holder = world.newId();
    const joined = createSpine({
      store: ready,
      spool,
      adapters,
      understand,
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
    laws,
    changes,
    copies,
    spine,
    async close() {
      for (const close of closers.reverse()) await close();
    },
  };
}

/** Loads and checks what we know and say (`wanted`: only these intents); anything wrong stops the start, with its file and line. */
export const learn = (
  root: string,
  world: World,
  wanted: (intent: string) => boolean = () => true,
): Learned => train(readAll(root, wanted), world);

type ReadWords = Read & Pick<LoadedIntents, 'intents' | 'lexicon' | 'danger'>;

function readAll(root: string, wanted: (intent: string) => boolean): ReadWords {
  const { intents, lexicon, danger, ...loaded } = loadIntents(join(root, 'intents'), wanted);
  const content = loadContent(root);
  const calendar = loadCalendar(root);
  const problems = [...loaded.problems, ...content.problems, ...calendar.problems];
  if (problems.length > 0) {
    const lines = problems.map(({ file, line, message }) => `  ${file}:${line}: ${message}`);
    throw new AppError('invalid', `intents/ or content/ cannot be used:\n${lines.join('\n')}`);
  }
  const byName = new Map(intents.map((intent) => [intent.name, intent]));
  return {
    knowledge: { intents: byName, content: content.content },
    tables: wordTables(lexicon),
    calendar: createCalendar(calendar.settings),
    intents,
    lexicon,
    danger,
  };
}

function train({ knowledge, tables, calendar, ...words }: ReadWords, { now }: World): Learned {
  return { knowledge, tables, calendar, understand: createUnderstand({ ...words, now }) };
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
