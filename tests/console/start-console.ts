import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPageDeps } from '../../src/console/console.ts';
import { ROOMS, type Room } from '../../src/console/rooms.ts';
import type { ConsoleRoute } from '../../src/console/route.ts';
import { createConsoleRouter } from '../../src/console/router.ts';
import { consoleRoutes } from '../../src/console/routes.ts';
import { loadGuides } from '../../src/content/load-guides.ts';
import { createChanges, telling } from '../../src/exchanges/changes.ts';
import { createTroubles } from '../../src/exchanges/troubles.ts';
import { createAssets, LOOK } from '../../src/http/assets.ts';
import { silentLog } from '../../src/log.ts';
import type { NewAccount } from '../../src/model/staff.ts';
import type { Officer, Unit } from '../../src/model/union.ts';
import { createSeal } from '../../src/seal.ts';
import { openStore } from '../../src/store/open-store.ts';
import { createTreeCache } from '../../src/union/tree-cache.ts';
import { startHttp } from '../http/start-http.ts';
import { createMovingWorld } from '../journeys/moving-world.ts';
import { exampleDesk } from './example-desk.ts';

/** As weak as it gets: what is tested is not how long a guess takes. */
export const CHEAP = { N: 2, r: 1, p: 1 };
export const PASSWORD = 'ba con mèo ví dụ';
const PUBLIC = join(import.meta.dirname, '../../src/console/public');

type StartOptions = {
  /** Rows and rooms that only a test has. */
  routes?: readonly ConsoleRoute[];
  rooms?: readonly Room[];
  publicUrl?: string | null;
  trustProxy?: number;
  now?: string;
  officers?: Officer[];
};

export type RunningConsole = Awaited<ReturnType<typeof startConsole>>;

/** The console over a store of its own and the real web server; time can be put forward. */
export async function startConsole(options: StartOptions = {}) {
  const {
    routes = [],
    rooms = ROOMS,
    publicUrl = null,
    trustProxy = 0,
    now = '2026-11-24T02:00:00Z',
    officers = [],
  } = options;
  const folder = await mkdtemp(join(tmpdir(), 'cau-noi-console-'));
  const world = createMovingWorld(now);
  const seal = createSeal(Buffer.alloc(32, 9));
  const changes = createChanges({ world, log: silentLog });
  const opened = await openStore({ url: `file:${folder}/s.db`, seal, world, log: silentLog, role: 'server' });
  const store = telling(opened, changes);
  await store.union.replace({ units: UNITS, officers });
  const trees = createTreeCache({ store });
  const parts = createPageDeps({
    store,
    world,
    log: silentLog,
    changes,
    topics: new Map([['late-wages', 'Chậm lương']]),
    // Nothing leaves here: what is asked for again stays queued.
    troubles: createTroubles({ store, adapterOf: () => null, world, wake() {}, wakeOutbox() {} }),
    handOver: async () => null,
    cost: CHEAP,
  });
  const desk = exampleDesk(store, trees, world);
  const router = createConsoleRouter({
    routes: [...consoleRoutes({ ...parts, desk, guides: loadGuides('.') }), ...routes],
    rooms,
    sessions: parts.sessions,
    counts: parts.counts,
    union: () => trees.current(),
    assets: createAssets('/console/assets', [
      { from: PUBLIC, as: '' },
      {
        from: createRequire(import.meta.url).resolve('htmx.org/dist/htmx.min.js'),
        as: 'htmx.js',
      },
      ...LOOK,
    ]),
    seal,
    world,
    log: silentLog,
    publicUrl,
  });
  const http = await startHttp({
    console: router,
    settings: { publicUrl, trustProxy, metricsToken: null },
  });
  return {
    url: http.url,
    store,
    changes,
    parts,
    world,
    add: (account: Partial<NewAccount> & { login: string }) =>
      parts.accounts.add(accountOf(account), PASSWORD, 'command'),
    async close() {
      await http.close();
      await store.close();
      world.close();
      await rm(folder, { recursive: true });
    },
  };
}

const accountOf = (account: Partial<NewAccount> & { login: string }): NewAccount => ({
  name: 'Người ví dụ',
  role: 'admin',
  unit: null,
  officer: null,
  ...account,
});

const unit = (code: string, level: Unit['level'], parent?: string): Unit => ({
  code,
  name: `Đơn vị ${code} (ví dụ)`,
  level,
  areas: [],
  workplaces: [],
  endedAt: null,
  ...(parent ? { parent } : {}),
});
export const UNITS: Unit[] = [
  unit('dl', 'province'),
  unit('cd-tan-an', 'upper', 'dl'),
  unit('cty-a', 'grassroots', 'cd-tan-an'),
  unit('cd-khac', 'upper', 'dl'),
];
