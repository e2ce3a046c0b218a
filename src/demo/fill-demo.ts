import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type App, createApp, type JoinedSpine } from '../app.ts';
import { runClocks } from '../cases/clocks.ts';
import { AppError } from '../errors.ts';
import { noMeter } from '../meter.ts';
import type { Calendar } from '../model/calendar.ts';
import type { InboundMessage } from '../model/channel.ts';
import type { Store } from '../store/store.ts';
import { parseTreeFile } from '../union/parse-tree.ts';
import { DEMO_ACCOUNT, demoChannel } from './demo-channels.ts';
import { createPastWorld, type PastWorld } from './past-world.ts';
import { type DemoEvent, loadScript } from './script.ts';

/** Says in a store that it holds examples. */
const MARK = 'demo';
const DAYS = 30;
const HOUR_MS = 3_600_000;
const TELL_EVERY = 50;

/**
 * Makes the house of examples unless it is there: every conversation is really received, understood, decided and answered, by a clock
 * that goes through the last 30 days. It is made in a folder of another name, which is renamed when it is whole.
 */
export async function fillDemo(app: App, progress: (line: string) => void): Promise<void> {
  const folder = app.config.DATA_DIR;
  if (await exists(folder)) return;
  await removeHalves(folder);
  const part = `${folder}.part-${app.world.newId().slice(0, 8)}`;
  await mkdir(part, { recursive: true, mode: 0o700 });
  try {
    await liveThrough(app, part, progress);
    await rename(part, folder);
  } catch (error) {
    await rm(part, { recursive: true, force: true });
    throw error;
  }
}

/** Throws when examples and a real house would mix: a demo over another store, or a real server over the demo's. */
export async function keepApart(store: Store, isDemo: boolean): Promise<void> {
  const hasMark = (await store.vault.get(MARK)) !== null;
  if (hasMark === isDemo) return;
  throw new AppError(
    'conflict',
    isDemo
      ? 'the store in the demo folder holds no examples; --demo leaves it alone'
      : 'the store at STORE_URL holds the examples of --demo, which never become a real house; give another STORE_URL',
  );
}

async function liveThrough(app: App, folder: string, progress: (line: string) => void): Promise<void> {
  const now = app.world.now();
  const world = createPastWorld(new Date(now.getTime() - (DAYS + 1) * 24 * HOUR_MS));
  const { root, log } = app;
  const config = { ...app.config, DATA_DIR: folder, STORE_URL: `file:${folder}/demo.db` };
  const past = createApp({ config, root, world, log });
  try {
    const store = await past.store('command');
    await store.vault.put(MARK, now.toISOString());
    const { units, officers } = parseTreeFile(join(root, 'content/demo/union.yaml'));
    await store.union.replace({ units, officers });
    const { events, blocked } = loadScript(root, now);
    const adapters = (['zalo-oa', 'messenger', 'web-chat'] as const).map((name) =>
      demoChannel(name, world, blocked),
    );
    const joined = await past.spine({ role: 'command', adapters, meter: noMeter });
    const calendar = (await past.learned()).calendar;
    const life = { store, world, joined, clocks: () => clocksOf({ store, world, joined, calendar }) };
    for (const [index, event] of events.entries()) {
      if (index % TELL_EVERY === 0) progress(`filling the demo: ${index} of ${events.length} messages`);
      await live(life, event);
    }
    await passTo(life, now);
    await joined.spine.sweep();
    await passTo(life, new Date(now.getTime() + 1));
    await joined.spine.stop();
  } finally {
    await past.close();
  }
}

type Life = { store: Store; world: PastWorld; joined: JoinedSpine; clocks(): Promise<unknown> };

const clocksOf = ({
  store,
  world,
  joined: { officers, spine },
  calendar,
}: Omit<Life, 'clocks'> & { calendar: Calendar }) =>
  runClocks({ store, officers, world, calendar, wake: spine.worker.wake });

async function live(life: Life, { at, worker, officer, channel, says }: DemoEvent): Promise<void> {
  await passTo(life, at);
  const { store, world, joined } = life;
  const text = says.includes('{code}')
    ? says.replaceAll('{code}', await newestCode(store, channel, worker))
    : says;
  const from =
    officer === null ? { channel, sender: worker } : { channel: 'zalo-oa' as const, sender: officer };
  await joined.spine.receive({ is: 'message', message: messageOf(from, world.newId(), text) });
}

/** In steps of two hours, each with what the clockwork does. */
async function passTo({ world, joined: { spine }, clocks }: Life, until: Date): Promise<void> {
  async function idle(): Promise<void> {
    for (let quiet = 0; quiet < 2; quiet++) {
      await spine.worker.idle();
      await spine.deliverer.idle();
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  while (world.now() < until) {
    const next = new Date(Math.min(until.getTime(), world.now().getTime() + 2 * HOUR_MS));
    await world.passTo(next, idle);
    await clocks();
    await idle();
  }
}

async function newestCode(store: Store, channel: DemoEvent['channel'], worker: string): Promise<string> {
  const person = await store.people.find({ channel, account: DEMO_ACCOUNT, id: worker });
  const [newest] = person ? await store.cases.ofPerson(person.id) : [];
  if (newest) return newest.code;
  throw new AppError('invalid', `content/demo/talks.yaml: ${worker} has no case yet where {code} stands`);
}

function messageOf(
  { channel, sender }: Pick<InboundMessage, 'channel' | 'sender'>,
  id: string,
  text: string,
): InboundMessage {
  return {
    key: `${channel}:${DEMO_ACCOUNT}:${id}`,
    channel,
    account: DEMO_ACCOUNT,
    sender,
    kind: 'text',
    text,
    attachments: [],
    platformId: id,
    quotes: null,
    event: null,
    wantsTurn: true,
    verified: true,
    raw: '',
  };
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

async function removeHalves(folder: string): Promise<void> {
  const names = await readdir(dirname(folder)).catch(() => []);
  for (const name of names.filter((one) => one.startsWith(`${basename(folder)}.part-`)))
    await rm(join(dirname(folder), name), { recursive: true, force: true });
}
