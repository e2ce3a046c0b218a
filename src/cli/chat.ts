import { parseArgs } from 'node:util';
import type { ChannelAdapter } from '../channels/channel.ts';
import { noMeter } from '../meter.ts';
import { sleep } from '../world.ts';
import type { CommandParts } from './io.ts';

/** How often the terminal looks for replies that another process decided. */
const LOOK_MS = 300;

export const usage =
  'chat\n  write a line, read the answer; an empty line or Ctrl-D ends. May run beside a server.';

export async function run(args: string[], { io, app, stopped }: CommandParts): Promise<number> {
  parseArgs({ args, options: {} });
  const { world } = app;
  let silentSince = world.now().getTime();
  const adapter: ChannelAdapter = {
    name: 'cli',
    limits: { maxText: 4000, showsChoices: false, windowMs: null, freeMs: null },
    accounts: ['terminal'],
    inbound: { kind: 'none' },
    async send(_from, _to, message) {
      silentSince = world.now().getTime();
      io.stdout(`\nCầu Nối: ${message.text}\n`);
      return world.newId();
    },
  };
  const { spine } = await app.spine({ role: 'command', adapters: [adapter], meter: noMeter });
  const store = await app.store('command');
  const session = world.newId();
  const address = { channel: 'cli', account: 'terminal', id: session } as const;
  const person = await store.people.ensure(address);
  const timer = setInterval(() => spine.deliverer.wake(person.id), LOOK_MS);

  const ask = () => io.isTerminal && io.stderr('(Anh/chị viết; dòng trống để thoát)');
  ask();
  void stopped.then(() => finish());
  for await (const line of io.stdin) {
    if (line.trim() === '' && io.isTerminal) break;
    if (line.trim() === '') continue;
    const id = world.newId();
    silentSince = world.now().getTime();
    await spine.receive({ is: 'message', message: messageOf(session, id, line) });
    // A pipe is read to its end at once: each line is answered before the next is taken.
    if (!io.isTerminal) await answered();
  }
  await answered();
  await finish();
  return 0;

  /** Until nothing waits for this person and nothing was said for a moment. */
  async function answered(): Promise<void> {
    for (let round = 0; round < 100; round++) {
      await sleep(world, 100);
      await spine.worker.idle();
      await spine.deliverer.idle();
      const waiting = await store.exchanges.waiting(person.id, 1);
      const due = await store.exchanges.outbox(person.id);
      if (waiting.length === 0 && due.length === 0 && world.now().getTime() - silentSince > 200) return;
    }
  }

  async function finish(): Promise<void> {
    clearInterval(timer);
    await spine.stop();
  }
}

const messageOf = (session: string, id: string, text: string) => ({
  key: `cli:terminal:${id}`,
  channel: 'cli' as const,
  account: 'terminal',
  sender: session,
  kind: 'text' as const,
  text: text.normalize('NFC'),
  attachments: [],
  platformId: id,
  quotes: null,
  event: null,
  wantsTurn: true,
  verified: true,
  raw: '',
});
