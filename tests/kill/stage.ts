import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createApp } from '../../src/app.ts';
import { type ChannelAdapter, SendError } from '../../src/channels/channel.ts';
import { loadConfig } from '../../src/config.ts';
import { type Learned, learn } from '../../src/learn.ts';
import { silentLog } from '../../src/log.ts';
import { noMeter } from '../../src/meter.ts';
import type { Case } from '../../src/model/case.ts';
import type { Exchange } from '../../src/model/exchange.ts';
import type { Officer, Unit } from '../../src/model/union.ts';
import { realWorld, type Step } from '../../src/world.ts';
import { MODELS } from '../models.ts';
import type { Event, Scenario } from './scenarios.ts';
import { createVirtualWorld, type VirtualClock } from './virtual-world.ts';

export const OA = '388613280878808645';
const PLATFORM_IDS: Record<Event['from'], string> = {
  worker: '9001',
  'officer-1': '9101',
  'officer-2': '9102',
};

export type Sent = { id: string; to: string; text: string; messageId: string };

/** What is found when everything has come to rest. */
export type Dump = {
  exchanges: Exchange[];
  cases: Case[];
  sent: Sent[];
  acknowledged: string[];
  spoolFiles: string[];
};

type StageOptions = {
  url: string;
  folder: string;
  scenario: Scenario;
  clock: VirtualClock;
  /** What the bot knows; learned anew when absent. */
  learned?: Learned;
  onStep(step: Step): Promise<void>;
};

/** One process of the whole spine over a real store, with a platform that writes what it took into a file. */
export async function openStage({ url, folder, scenario, clock, onStep, learned }: StageOptions) {
  const world = createVirtualWorld(clock, onStep);
  const config = loadConfig({
    STORE_URL: url,
    DATA_DIR: folder,
    SECRET_KEY: 'ab'.repeat(32),
    BURST_MS: '2500',
  });
  const app = createApp({
    config,
    root: ROOT,
    learned: learned ?? (await learnLittle()),
    world,
    log: process.env.KILL_LOG ? loud : silentLog,
  });
  const store = await app.store('command');
  let isSlow = false;
  const receive = store.exchanges.receive;
  store.exchanges.receive = (exchange) =>
    isSlow ? Promise.reject(new Error('the store is away')) : receive(exchange);
  const open = store.cases.open;
  let failures = scenario.effectFails?.times ?? 0;
  store.cases.open = (...args) =>
    failures-- > 0 ? Promise.reject(new Error('an effect fails')) : open(...args);

  const ledger = join(folder, 'platform.jsonl');
  const adapter: ChannelAdapter = {
    name: 'zalo-oa',
    limits: { maxText: 2000, showsChoices: false, windowMs: null, freeMs: null },
    accounts: [OA],
    inbound: { kind: 'none' },
    async send(_from, to, { id, text }) {
      const calls = linesOf(ledger).length;
      const behaviour = scenario.platform?.[calls] ?? 'ok';
      const messageId = `z${calls}`;
      // The platform's own ledger counts every call, and marks those it did not take.
      appendFileSync(
        ledger,
        `${JSON.stringify({ id, to, text, messageId, taken: behaviour === 'ok' || behaviour === 'lost' })}\n`,
      );
      if (behaviour === 'throttled') throw new SendError('throttled', '-32');
      if (behaviour === 'blocked') throw new SendError('blocked_by_user', '-213');
      if (behaviour === 'lost') throw new SendError('unknown', 'the answer was lost');
      return messageId;
    },
  };
  const { spine } = await app.spine({ role: 'command', adapters: [adapter], meter: noMeter });

  async function idle(): Promise<void> {
    for (let quiet = 0; quiet < 2; quiet++) {
      await spine.worker.idle();
      await spine.deliverer.idle();
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** Lets `ms` of the world's time pass, with the clockwork's sweeps; less when nothing is left that a sweep or a timer could find. */
  async function settle(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += 10_000) {
      await world.drive(10_000, idle);
      if (await isAtRest()) return;
      await spine.sweep();
      await spine.drain();
    }
    await idle();
  }

  async function isAtRest(): Promise<boolean> {
    const [work, ages, spooled] = await Promise.all([
      store.exchanges.personsWithWork(1),
      store.exchanges.ages(),
      readdir(join(folder, 'spool')),
    ]);
    return work.length === 0 && ages.nextReplyAt === null && spooled.length === 0;
  }

  async function say(event: Event): Promise<void> {
    const text = typeof event.text === 'string' ? event.text : await event.text(store);
    isSlow = event.slow ?? false;
    try {
      await spine.receive({
        is: 'message',
        message: {
          key: `zalo-oa:${OA}:${event.id}`,
          channel: 'zalo-oa',
          account: OA,
          sender: PLATFORM_IDS[event.from],
          kind: 'text',
          text,
          attachments: [],
          platformId: event.id,
          quotes: null,
          event: null,
          wantsTurn: true,
          verified: true,
          raw: '{}',
        },
      });
      appendFileSync(join(folder, 'acknowledged'), `${event.id}\n`);
    } finally {
      isSlow = false;
    }
  }

  /** Everything not yet acknowledged, as a platform that delivers again would. */
  async function play(): Promise<void> {
    const known = new Set(linesOf(join(folder, 'acknowledged')));
    for (const [index, event] of scenario.events.entries()) {
      if (known.has(event.id)) continue;
      await say(event);
      const next = scenario.events[index + 1];
      if (!next?.together) await settle(20_000);
    }
    await settle(200_000);
  }

  async function dump(): Promise<Dump> {
    const spoolFiles = await readdir(join(folder, 'spool'));
    return {
      exchanges: await store.exchanges.list({}, null, 1000),
      cases: await store.cases.list({}, null, 1000),
      sent: linesOf(ledger)
        .map((line) => JSON.parse(line))
        .filter((line) => line.taken),
      acknowledged: linesOf(join(folder, 'acknowledged')),
      spoolFiles,
    };
  }

  return {
    store,
    spine,
    world,
    play,
    settle,
    idle,
    dump,
    async close() {
      await spine.stop();
      await app.close();
    },
  };
}

const ROOT = process.cwd();
const KNOWN = ['greeting', 'thanks', 'off-topic', 'minimum-wage', 'late-wages', 'complaint'];

/** The real dialogue and content with the few intents that the scenarios speak of: a process that starts two hundred times learns quickly. */
export const learnLittle = (): Promise<Learned> =>
  learn({ root: ROOT, world: realWorld, models: MODELS, wanted: (name) => KNOWN.includes(name) });

export type Stage = Awaited<ReturnType<typeof openStage>>;

/** The union of the transcripts (ví dụ): a firm, its ward's union with two officers, the province. */
export async function seed(stage: Stage): Promise<void> {
  if ((await stage.store.union.tree()).units.length > 0) return;
  const unit = (code: string, name: string, level: Unit['level'], more: Partial<Unit>): Unit => ({
    code,
    name,
    level,
    areas: [],
    workplaces: [],
    endedAt: null,
    ...more,
  });
  const officer = (code: string, at: string, duties: Officer['duties'], id: string): Officer => ({
    code,
    name: `Cán bộ ${code} (ví dụ)`,
    unit: at,
    duties,
    channels: [{ channel: 'zalo-oa', id }],
    languages: ['vi'],
    endedAt: null,
    persons: [],
  });
  await stage.store.union.replace({
    units: [
      unit('dl', 'LĐLĐ tỉnh Đắk Lắk', 'province', {}),
      unit('cd-tan-an', 'Công đoàn phường Tân An', 'upper', { parent: 'dl', areas: ['phường Tân An'] }),
      unit('cty-a', 'CĐCS Công ty A (ví dụ)', 'grassroots', {
        parent: 'cd-tan-an',
        workplaces: ['Công ty TNHH A'],
      }),
    ],
    officers: [
      officer('o1', 'cd-tan-an', ['cases'], PLATFORM_IDS['officer-1']),
      officer('o2', 'cd-tan-an', ['cases'], PLATFORM_IDS['officer-2']),
      officer('o9', 'dl', ['cases', 'duty'], '9109'),
    ],
  });
}

const linesOf = (file: string): string[] =>
  existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];

const print = (message: string, facts?: Record<string, unknown>) =>
  console.error(
    message,
    JSON.stringify(facts, (_key, value) => (value instanceof Error ? value.stack : value)),
  );
const loud = { debug: print, info: print, warn: print, error: print };
