import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import { parseLawLines } from '../../src/law/parse-jsonl.ts';
import { type Learned, learn } from '../../src/learn.ts';
import { silentLog } from '../../src/log.ts';
import type { Content } from '../../src/model/content.ts';
import { startServer } from '../../src/server.ts';
import type { Store } from '../../src/store/store.ts';
import { parseTreeFile } from '../../src/union/parse-tree.ts';
import { realWorld } from '../../src/world.ts';
import { FAKE_PAGE, type FakeGraph } from '../fakes/fake-graph.ts';
import { FAKE_OA, type FakeZalo } from '../fakes/fake-zalo.ts';
import { MODELS } from '../models.ts';
import type { MovingWorld } from './moving-world.ts';

export const ROOT = join(import.meta.dirname, '../..');

export type RunningApp = { url: string; store: Store; atRest(): Promise<void>; stop(): Promise<void> };

type StartOptions = {
  world: MovingWorld;
  zalo?: FakeZalo;
  graph?: FakeGraph | null;
  /** A union tree file, or none: a fresh installation. */
  union?: string | null;
  /** Articles as lines of JSON, or none. */
  laws?: string | null;
  burstMs?: number;
  /** Further settings. */
  settings?: Record<string, string>;
  storeUrl?: string;
  /** What is said instead of the repository's content: an edited copy. */
  content?: Content | null;
  /** While true, whoever tries to understand a message fails. */
  mindFails?(): boolean;
};

/** The whole application on a free port over a store of its own; only the platforms are fakes. */
export async function startApp({
  world,
  zalo,
  graph = null,
  union = null,
  laws = null,
  burstMs = 150,
  settings = {},
  storeUrl,
  content = null,
  mindFails = () => false,
}: StartOptions): Promise<RunningApp> {
  const folder = mkdtempSync(join(tmpdir(), 'cau-noi-app-'));
  const config = loadConfig({
    PORT: '0',
    STORE_URL: storeUrl ?? `file:${folder}/store.db`,
    DATA_DIR: folder,
    BURST_MS: String(burstMs),
    ...(zalo ? zaloSettings(zalo) : {}),
    ...(graph ? graphSettings(graph) : {}),
    ...settings,
  });
  let underWay = 0;
  const counted: typeof fetch = async (input, init) => {
    underWay += 1;
    try {
      return await world.fetch(input, init);
    } finally {
      underWay -= 1;
    }
  };
  const isCalling = () => underWay > (zalo?.hanging() ?? 0) + (graph?.hanging() ?? 0);
  const { understand, ...learned } = await learnedUnder(world);
  const app = createApp({
    config,
    root: ROOT,
    world: { ...world, fetch: counted },
    learned: {
      ...learned,
      ...(content ? { knowledge: { ...learned.knowledge, content } } : {}),
      understand: (text) => (mindFails() ? Promise.reject(new Error('no mind')) : understand(text)),
    },
    log: silentLog,
  });
  const store = await app.store('server');
  if (union) await importTree(store, union);
  if (laws) await store.laws.replace(parseLawLines(readFileSync(laws, 'utf8'), laws, null).laws);
  const server = await startServer(app);

  /** Until nobody waits, nothing is unfinished, no reply is due and none is on its way (but those that hang). */
  async function atRest(): Promise<void> {
    for (let quiet = 0; quiet < 3; ) {
      const [work, due] = await Promise.all([
        store.exchanges.personsWithWork(1),
        store.exchanges.personsWithRepliesDue(world.now(), 1),
      ]);
      // On a busy machine the store is slow now and then, and a message takes the way over the spool.
      const spooled = readdirSync(join(folder, 'spool')).length;
      const isQuiet = work.length === 0 && due.length === 0 && spooled === 0 && !isCalling();
      quiet = isQuiet ? quiet + 1 : 0;
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
  }

  return {
    url: server.url,
    store,
    atRest,
    async stop() {
      await server.stop();
      await app.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function importTree(store: Store, file: string): Promise<void> {
  const { units, officers } = parseTreeFile(file);
  await store.union.replace({ units, officers });
}

let learned: Promise<Learned> | null = null;
let today: Pick<MovingWorld, 'now'> = realWorld;

/** Learned once per process: dates in a text are those of whichever world is running. */
function learnedUnder(world: MovingWorld): Promise<Learned> {
  today = world;
  learned ??= learn({ root: ROOT, world: { now: () => today.now() }, models: MODELS });
  return learned;
}

const zaloSettings = (zalo: FakeZalo) => ({
  ZALO_ACCESS_TOKEN: zalo.oauth.pairOf(FAKE_OA.oaId).access,
  ZALO_REFRESH_TOKEN: zalo.oauth.pairOf(FAKE_OA.oaId).refresh,
  ZALO_OA_ID: FAKE_OA.oaId,
  ZALO_APP_ID: FAKE_OA.appId,
  ZALO_APP_SECRET: FAKE_OA.appSecret,
  ZALO_OA_SECRET_KEY: FAKE_OA.oaSecretKey,
  ZALO_API_URL: zalo.urls.api,
  ZALO_OAUTH_URL: zalo.urls.oauth,
});

const graphSettings = (graph: FakeGraph) => ({
  MESSENGER_PAGE_ID: FAKE_PAGE.pageId,
  MESSENGER_PAGE_TOKEN: FAKE_PAGE.pageToken,
  MESSENGER_APP_SECRET: FAKE_PAGE.appSecret,
  MESSENGER_VERIFY_TOKEN: FAKE_PAGE.verifyToken,
  MESSENGER_GRAPH_URL: graph.url,
});
