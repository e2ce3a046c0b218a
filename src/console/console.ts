import type { RequestHandler, Router } from 'express';
import { loadGuides } from '../content/load-guides.ts';
import type { Changes } from '../exchanges/changes.ts';
import type { Log } from '../log.ts';
import type { Seal } from '../seal.ts';
import { createAccounts } from '../staff/accounts.ts';
import { createPasswords, type ScryptCost } from '../staff/passwords.ts';
import { createSecondFactor } from '../staff/second-factor.ts';
import { createSessions } from '../staff/sessions.ts';
import { createSignIn } from '../staff/sign-in.ts';
import { createSlowDown } from '../staff/slow-down.ts';
import type { Store } from '../store/store.ts';
import type { World } from '../world.ts';
import { createCounts } from './counts.tsx';
import { createLive } from './live.ts';
import type { Desk } from './pages/cases/desk.ts';
import type { FaultPageDeps } from './pages/faults/faults.tsx';
import type { LogPageDeps } from './pages/log/log.tsx';
import { ROOMS } from './rooms.ts';
import { createConsoleRouter } from './router.ts';
import { consoleRoutes, type PageDeps } from './routes.ts';

export type ConsoleDeps = {
  store: Store;
  /** The spine that carries what staff do. */
  joined: Pick<Desk, 'officers' | 'limitsOf'> & { spine: { finishTurn: Desk['finish'] } };
  learned: Pick<Desk, 'calendar'> & { knowledge: Pick<Desk, 'content'> };
  /** Folder of content/. */
  root: string;
  assets: { router: RequestHandler; urlOf(file: string): string };
  seal: Seal;
  world: World;
  log: Log;
  publicUrl: string | null;
  /** `--demo`: every page says that its people and firms are examples. */
  isDemo?: boolean;
  changes: Pick<Changes, 'subscribe'>;
  topics: LogPageDeps['topics'];
  troubles: FaultPageDeps['troubles'];
  handOver: FaultPageDeps['handOver'];
  /** Tests: a cheaper password. */
  cost?: ScryptCost;
};

export type Console = {
  /** To be mounted at `/console`. */
  router: Router;
  /** Path of the one-time link that makes the first account; null when there is one. */
  firstPath(): Promise<string | null>;
};

/** The staff's web pages, joined to what they need. */
export function createConsole(deps: ConsoleDeps): Console {
  const { joined, learned } = deps;
  const { officers, limitsOf, spine } = joined;
  const { calendar, knowledge } = learned;
  const desk = { officers, limitsOf, calendar, content: knowledge.content, finish: spine.finishTurn };
  const parts = createPageDeps(deps);
  const router = createConsoleRouter({
    ...deps,
    union: async () => (await officers()).union,
    sessions: parts.sessions,
    counts: parts.counts,
    routes: consoleRoutes({ ...parts, desk, guides: loadGuides(deps.root) }),
    rooms: ROOMS,
  });
  return {
    router,
    async firstPath() {
      const link = await parts.accounts.firstLink();
      return link && `/console/first?link=${link.token}`;
    },
  };
}

/** What the pages work with, made once. */
export function createPageDeps(
  deps: Omit<ConsoleDeps, 'joined' | 'learned' | 'root' | 'assets' | 'seal' | 'publicUrl'>,
): Omit<PageDeps, 'desk' | 'guides'> {
  const { store, topics, troubles, handOver } = deps;
  const live = createLive(deps);
  const counts = createCounts({ store });
  return { ...createStaffParts(deps), store, live, counts, topics, troubles, handOver };
}

/** Accounts, signing in and sessions. */
export function createStaffParts({ store, world, cost }: Pick<ConsoleDeps, 'store' | 'world' | 'cost'>) {
  const { staff, audit } = store;
  const passwords = createPasswords(cost);
  const sessions = createSessions({ store: staff, world });
  const slowDown = createSlowDown(staff.tries, world);
  const accounts = createAccounts({ store, passwords, world });
  const secondFactor = createSecondFactor({ staff, audit, passwords, world });
  const signIn = createSignIn({ staff, audit, passwords, sessions, slowDown, secondFactor, world });
  return { accounts, signIn, secondFactor, sessions, slowDown, store, world };
}
