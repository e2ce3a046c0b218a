import { createHash, timingSafeEqual } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import express from 'express';
import { createApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import { learn } from '../../src/learn.ts';
import { silentLog } from '../../src/log.ts';
import type { Exchange } from '../../src/model/exchange.ts';
import { startServer } from '../../src/server.ts';
import { realWorld } from '../../src/world.ts';
import { FAKE_OA } from '../fakes/fake-zalo.ts';
import { MODELS } from '../models.ts';

// The measured process: the whole server, or a bare Express handler that checks the same signature. Told by its parent over IPC.
const task = JSON.parse(process.argv[2] ?? '{}') as {
  kind: 'app' | 'bare';
  slowStoreMs?: number;
  /** So many exchanges of other people are stored first. */
  stored?: number;
  zalo?: { api: string; oauth: string; access: string; refresh: string };
};
const delay = monitorEventLoopDelay({ resolution: 5 });

if (task.kind === 'bare') await bare();
else await whole();

async function bare(): Promise<void> {
  const app = express();
  app.post('/webhooks/zalo-oa', express.raw({ type: '*/*' }), (req, res) => {
    const body: Buffer = req.body;
    const { app_id, timestamp } = JSON.parse(body.toString());
    const mac = createHash('sha256')
      .update(app_id)
      .update(body)
      .update(timestamp)
      .update(FAKE_OA.oaSecretKey)
      .digest('hex');
    const given = String(req.headers['x-zevent-signature']).replace('mac=', '');
    res
      .status(
        given.length === mac.length && timingSafeEqual(Buffer.from(given), Buffer.from(mac)) ? 200 : 401,
      )
      .end();
  });
  const server = app.listen(0, '127.0.0.1', () => {
    const address = server.address();
    if (address && typeof address === 'object') ready(`http://127.0.0.1:${address.port}`, async () => ({}));
  });
}

async function whole(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'cau-noi-bench-'));
  const zalo = task.zalo ?? {
    api: 'http://127.0.0.1:9',
    oauth: 'http://127.0.0.1:9',
    access: 'a',
    refresh: 'r',
  };
  const config = loadConfig({
    PORT: '0',
    DATA_DIR: folder,
    STORE_URL: `file:${folder}/store.db`,
    BURST_MS: '0',
    ZALO_OA_ID: FAKE_OA.oaId,
    ZALO_APP_ID: FAKE_OA.appId,
    ZALO_APP_SECRET: FAKE_OA.appSecret,
    ZALO_OA_SECRET_KEY: FAKE_OA.oaSecretKey,
    ZALO_ACCESS_TOKEN: zalo.access,
    ZALO_REFRESH_TOKEN: zalo.refresh,
    ZALO_API_URL: zalo.api,
    ZALO_OAUTH_URL: zalo.oauth,
  });
  const root = join(import.meta.dirname, '../..');
  // As after a build: writing a model of many megabytes would be measured with the first messages.
  const learned = await learn({ root, world: realWorld, models: MODELS });
  const app = createApp({ config, root, world: realWorld, log: silentLog, learned });
  const store = await app.store('server');
  if (task.stored) await fill(task.stored);
  if (task.slowStoreMs) {
    const { receive } = store.exchanges;
    store.exchanges.receive = async (exchange) => {
      await new Promise((resolve) => setTimeout(resolve, task.slowStoreMs));
      return receive(exchange);
    };
  }
  const server = await startServer(app);
  ready(server.url, async () => {
    const ages = await store.exchanges.ages();
    return { waiting: ages.waitingSince !== null, statistics: store.statistics() };
  });

  /** Finished exchanges of a thousand people, a year of them. */
  async function fill(count: number): Promise<void> {
    const people = await Promise.all(
      Array.from({ length: 1000 }, (_, n) =>
        store.people.ensure({ channel: 'zalo-oa', account: FAKE_OA.oaId, id: `8${n}` }),
      ),
    );
    const start = Date.now() - 365 * 86_400_000;
    for (let from = 0; from < count; from += 500) {
      await Promise.all(
        Array.from({ length: Math.min(500, count - from) }, (_, index) => {
          const n = from + index;
          const at = new Date(start + n * 250);
          const person = people[n % people.length]?.id ?? '';
          const received: Exchange['received'] = {
            kind: 'text',
            text: `câu hỏi số ${n} về lương và hợp đồng của một người lao động`,
            attachments: [],
            platformId: `s${n}`,
            quotes: null,
            event: null,
            verified: true,
            told: null,
            heard: true,
            raw: '{"event_name":"user_send_text"}',
          };
          return store.exchanges.receive({
            key: `zalo-oa:${FAKE_OA.oaId}:s${n}`,
            person,
            channel: 'zalo-oa',
            account: FAKE_OA.oaId,
            at,
            arrival: at.getTime() * 1000,
            received,
            line: 0,
            wantsTurn: false,
          });
        }),
      );
    }
  }
}

function ready(url: string, report: () => Promise<object>): void {
  process.on('message', async (message) => {
    if (message === 'begin') {
      delay.enable();
      delay.reset();
    }
    if (message === 'report')
      process.send?.({
        ...(await report()),
        loopP99Ms: delay.percentile(99) / 1e6,
        rssMb: process.memoryUsage().rss / 1048576,
      });
    // Without a farewell: an exit in the middle of a store thread's work makes the native part complain.
    if (message === 'end') process.kill(process.pid, 'SIGKILL');
  });
  process.send?.({ url });
}
