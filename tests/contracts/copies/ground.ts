import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, createApp } from '../../../src/app.ts';
import { loadConfig } from '../../../src/config.ts';
import { silentLog } from '../../../src/log.ts';
import type { Store } from '../../../src/store/store.ts';
import { realWorld } from '../../../src/world.ts';
import type { Engine, Ground } from '../../kill/engines.ts';
import { learnLittle, openStage, type Stage, seed } from '../../kill/stage.ts';

/** The key of `openStage`. */
export const KEY = 'ab'.repeat(32);

/** An installation: a store, a folder, and the commands that may be run beside its server. */
export type Installation = Ground & {
  /** One command: its parts are made for it and closed after it. */
  command<T>(work: (app: App) => Promise<T>): Promise<T>;
  /** The server: answers who writes. */
  stage(time?: number): Promise<Stage>;
  /** Every document of every collection that a copy holds, as text. */
  documents(): Promise<Record<string, string[]>>;
};

const NOW = Date.parse('2026-11-24T02:00:00Z');
const scenario = { name: 'copies', events: [], cases: 1, reaches: [] };
const little = learnLittle();

/** A clean place on this engine. */
export function moveIn(engine: Engine, key = KEY): Installation {
  const ground = engine.fresh();
  const { url, folder } = ground;

  async function command<T>(work: (app: App) => Promise<T>): Promise<T> {
    const config = loadConfig({ STORE_URL: url, DATA_DIR: folder, SECRET_KEY: key });
    const app = createApp({ config, root: '', world: realWorld, log: silentLog });
    try {
      return await work(app);
    } finally {
      await app.close();
    }
  }

  return {
    ...ground,
    command,
    stage: async (time = NOW) =>
      openStage({ url, folder, scenario, learned: await little, clock: { time }, onStep: async () => {} }),
    documents: () => command(async (app) => documentsOf(await app.store('command'))),
  };
}

export async function documentsOf({ copy }: Store): Promise<Record<string, string[]>> {
  const all: Record<string, string[]> = {};
  for (const name of copy.collections) {
    const lines: string[] = [];
    for await (const page of copy.read(name)) lines.push(...page);
    all[name] = lines;
  }
  return all;
}

let events = 0;

/** Somebody writes, and everything comes to rest. */
export async function say(
  stage: Stage,
  sender: keyof typeof SENDERS,
  text: string,
  settleMs = 20_000,
): Promise<void> {
  const id = `e${++events}`;
  await stage.spine.receive({
    is: 'message',
    message: {
      key: `zalo-oa:388613280878808645:${id}`,
      channel: 'zalo-oa',
      account: '388613280878808645',
      sender: SENDERS[sender],
      kind: 'text',
      text,
      attachments: [],
      platformId: id,
      quotes: null,
      event: null,
      wantsTurn: true,
      verified: true,
      raw: '{"ví dụ":"\\u2028"}',
    },
  });
  if (settleMs > 0) await stage.settle(settleMs);
}
const SENDERS = { worker: '9001', officer: '9101' } as const;

/** A union, a worker's open case, and an officer who has taken it. Returns the case's code. */
export async function openCase(stage: Stage): Promise<string> {
  await seed(stage);
  await say(stage, 'worker', 'cong ty A no luong 2 thang nay roi, tui e ho biet tui noi');
  await say(stage, 'worker', '2');
  await say(stage, 'worker', '1');
  const [opened] = await stage.store.cases.list({}, null, 10);
  if (!opened) throw new Error('no case was opened');
  await say(stage, 'officer', `nhan #${opened.code}`);
  return opened.code;
}

export function newFolder(): { path(name: string): string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'cau-noi-copies-'));
  return {
    path: (name) => join(folder, name),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
