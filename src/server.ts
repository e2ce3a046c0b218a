import { statfs } from 'node:fs/promises';
import type { App } from './app.ts';
import { createNightly, type Nightly } from './backup/nightly.ts';
import { answerWishes } from './cases/answer-wishes.ts';
import { runClocks } from './cases/clocks.ts';
import type { ChannelAdapter } from './channels/channel.ts';
import { createMessenger } from './channels/messenger/messenger.ts';
import { createWebChat, type WebChat } from './channels/web-chat/web-chat.ts';
import { createZaloOa } from './channels/zalo-oa/zalo-oa.ts';
import { consoleOf, firstLink } from './console-parts.ts';
import { demoChannel } from './demo/demo-channels.ts';
import { keepApart } from './demo/fill-demo.ts';
import { createMetrics } from './http/metrics.ts';
import { loadPageWords } from './http/page-words.ts';
import { createHttp, listen } from './http/server.ts';
import { jobsOf, startSchedule } from './schedule.ts';
import { forgetOldSignIns } from './staff/forget-old.ts';
import type { Store } from './store/store.ts';
import { gapsOf } from './union/gaps.ts';

/** A started server: where it answers, the one-time link that makes the first account, and how it ends (what runs gets 10 s). */
export type RunningServer = { url: string; console: string | null; stop(): Promise<void> };

/** A waiting message older than this means that nobody takes turns. */
const STUCK_S = 120;
const LEAST_FREE_BYTES = 100 * 1024 * 1024;

/** Joins the channels, the spine, the clockwork and the web server, and starts them in that order. */
export async function startServer(app: App): Promise<RunningServer> {
  const { config, world, log } = app;
  const store = await app.store('server');
  await keepApart(store, config.demo);
  const seal = await app.seal();
  const webChat = createWebChat({ seal });
  const adapters = [webChat, ...platformsOf(app, store)];
  const metrics = createMetrics(() => measure());
  const joined = await app.spine({ role: 'server', adapters, meter: metrics.meter });
  const { spine, spoolLines, holder, officers } = joined;
  const learned = await app.learned();
  const nightly = nightlyOf(app);
  const laws = await app.laws('server');

  async function measure() {
    const { waitingSince, nextReplyAt, troubles } = await store.exchanges.ages();
    const statistics = store.statistics();
    return {
      waitingAgeS: secondsSince(waitingSince),
      replyAgeS: secondsSince(nextReplyAt),
      troubles,
      fsyncs: statistics?.fsyncs ?? null,
      operations: statistics?.operations ?? null,
      spoolLines: spoolLines(),
      backupAgeS: (await nightly?.ageS().catch(() => null)) ?? null,
    };
  }
  const secondsSince = (at: Date | null) =>
    at ? Math.max(0, (world.now().getTime() - at.getTime()) / 1000) : 0;

  async function ready() {
    const { store: isAnswering, worker } = await checkStore(store, secondsSince);
    const disk = await checkDisk(config.DATA_DIR);
    const paused = spine.deliverer.paused();
    const backup = await checkBackup(nightly);
    const gaps = isAnswering.ok ? gapsOf((await officers()).union.tree) : [];
    const parts = {
      store: isAnswering,
      worker,
      disk,
      channels: {
        ok: paused.length === 0,
        detail: paused.length > 0 ? `paused: ${paused.join(', ')}` : null,
      },
      backup,
      // A house nobody works in takes messages all the same: raised, but no reason to take the server away.
      union: { ok: gaps.length === 0, detail: gaps.length > 0 ? gaps.join('; ') : null },
      ...secondEngine(app),
    };
    return { ready: isAnswering.ok && worker.ok && disk.ok, parts };
  }

  const staffPages = consoleOf(app, { store, seal, joined, learned });
  const http = createHttp({
    adapters,
    receive: spine.receive,
    words: pageWords(app.root, config.ZALO_VERIFIER),
    chat: chatDeps(store, webChat, seal),
    console: staffPages.router,
    ready,
    metrics,
    settings: httpSettings(config),
    log,
    world,
  });
  const stopSchedule = startSchedule({
    jobs: jobsOf({
      sweep: spine.sweep,
      drain: spine.drain,
      runClocks: () =>
        runClocks({ store, officers, world, calendar: learned.calendar, wake: spine.worker.wake }),
      answerWishes: () =>
        answerWishes({
          store,
          world,
          wake: spine.worker.wake,
          published: learned.knowledge.content.publishedProgrammes,
        }),
      prune: () => forgetOldSignIns(store.staff, world),
      lookForLaws: laws.refresh,
      backup: nightly?.run ?? null,
    }),
    leases: store.leases,
    holder,
    world,
    log,
  });
  const stopWatching = app.changes.watch(store.exchanges);
  const listening = await listen(http, config.PORT, world);
  return {
    url: listening.url,
    console: await firstLink(staffPages, config.PUBLIC_URL ?? listening.url),
    async stop() {
      stopSchedule();
      stopWatching();
      await listening.close();
      await spine.stop();
    },
  };
}

const httpSettings = ({ PUBLIC_URL, TRUST_PROXY, METRICS_TOKEN, demo }: App['config']) => ({
  publicUrl: PUBLIC_URL ?? null,
  trustProxy: TRUST_PROXY,
  metricsToken: METRICS_TOKEN ?? null,
  demo,
});

const chatDeps = (store: Store, webChat: WebChat, seal: Awaited<ReturnType<App['seal']>>) => ({
  seal,
  people: store.people,
  exchanges: store.exchanges,
  onSent: webChat.onSent,
});

/** People are answered without it too, so that it is told and never makes us unready. */
function secondEngine(app: App) {
  const dialogflow = app.dialogflow();
  return dialogflow ? { dialogflow: dialogflow.status() } : {};
}

const platformsOf = (app: App, store: Store): ChannelAdapter[] =>
  app.config.demo ? demoChannels(app) : [...zaloOf(app, store), ...messengerOf(app)];

const demoChannels = ({ world }: App): ChannelAdapter[] => [
  demoChannel('zalo-oa', world),
  demoChannel('messenger', world),
];

function zaloOf({ config, world, log }: App, store: Store): ChannelAdapter[] {
  const {
    ZALO_OA_ID: oaId,
    ZALO_APP_ID: appId,
    ZALO_APP_SECRET: appSecret,
    ZALO_OA_SECRET_KEY: oaSecretKey,
  } = config;
  if (!oaId || !appId || !appSecret || !oaSecretKey) return [];
  const account = {
    oaId,
    appId,
    appSecret,
    oaSecretKey,
    accessToken: config.ZALO_ACCESS_TOKEN ?? null,
    refreshToken: config.ZALO_REFRESH_TOKEN ?? null,
  };
  const urls = { api: config.ZALO_API_URL, oauth: config.ZALO_OAUTH_URL };
  return [
    createZaloOa({
      accounts: [account],
      vault: store.vault,
      leases: store.leases,
      world,
      log,
      signature: config.ZALO_SIGNATURE,
      verifier: config.ZALO_VERIFIER ?? null,
      urls,
    }),
  ];
}

function messengerOf({ config, world, log }: App): ChannelAdapter[] {
  const {
    MESSENGER_PAGE_ID: pageId,
    MESSENGER_PAGE_TOKEN: pageToken,
    MESSENGER_APP_SECRET: appSecret,
    MESSENGER_VERIFY_TOKEN: verifyToken,
  } = config;
  if (!pageId || !pageToken || !appSecret || !verifyToken) return [];
  const accounts = [{ pageId, pageToken, appSecret, verifyToken }];
  const graph = { url: config.MESSENGER_GRAPH_URL, version: config.MESSENGER_GRAPH_VERSION };
  return [createMessenger({ accounts, graph, world, log })];
}

async function checkStore(store: Store, secondsSince: (at: Date | null) => number) {
  try {
    await store.ping();
    const waited = secondsSince((await store.exchanges.ages()).waitingSince);
    const isStuck = waited > STUCK_S;
    return {
      store: part(true),
      worker: part(!isStuck, isStuck ? `a message has waited ${Math.round(waited)} s` : null),
    };
  } catch (error) {
    const detail = error instanceof Error ? error.name : 'no answer';
    return { store: part(false, `the store does not answer (${detail})`), worker: part(false, 'not known') };
  }
}

function nightlyOf({ config, copies, world, log }: App): Nightly | null {
  if (!config.BACKUP_DIR) return null;
  const backup = (dir: string) => copies.backup(dir, () => {});
  return createNightly({ folder: config.BACKUP_DIR, at: config.BACKUP_AT, backup, world, log });
}

/** A day and what a slow night may take. Without a copy people are still served: it is told, and does not make us unready. */
const OLD_BACKUP_S = 26 * 3600;

async function checkBackup(nightly: Nightly | null) {
  if (!nightly) return part(true, 'off: BACKUP_DIR is not set');
  const age = await nightly.ageS().catch(() => null);
  if (age === null) return part(false, 'no copy that can be read');
  return part(age <= OLD_BACKUP_S, `newest is ${Math.floor(age / 3600)} h old`);
}

async function checkDisk(folder: string) {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  return part(
    free > LEAST_FREE_BYTES,
    free > LEAST_FREE_BYTES ? null : `only ${Math.round(free / 1024 / 1024)} MiB free`,
  );
}

const part = (ok: boolean, detail: string | null = null) => ({ ok, detail });

/** Zalo verifies a domain by a page or by a line in the home page; one setting serves both. */
function pageWords(root: string, verifier: string | undefined) {
  const words = loadPageWords(root);
  return verifier ? { ...words, zaloVerification: verifier } : words;
}
