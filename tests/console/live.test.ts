import { createLive } from '../../src/console/live.ts';
import { createChanges } from '../../src/exchanges/changes.ts';
import { silentLog } from '../../src/log.ts';
import { createFakeWorld } from '../fakes/fake-world.ts';
import { answered, failedReply } from './log-samples.ts';
import { type RunningConsole, startConsole } from './start-console.ts';
import { createVisitor, type Visitor } from './visitor.ts';

describe('a stream of looks', () => {
  function open(look: (changed: ReadonlySet<string>) => Promise<never[]>) {
    const world = createFakeWorld();
    const changes = createChanges({ world, log: silentLog });
    const answer = createLive({ changes, world, log: silentLog }).stream(look);
    if (answer.is !== 'stream') throw new Error('not a stream');
    return { world, changes, stop: answer.start(() => {}) };
  }

  test('what changes in a short while is looked at once', async () => {
    const looks: string[][] = [];
    const { world, changes } = open(async (changed) => {
      looks.push([...changed]);
      return [];
    });
    await world.pass(1000);
    for (const exchange of ['a', 'b', 'a']) changes.publish({ exchange });
    await world.pass(1000);
    expect(looks).toEqual([[], ['a', 'b']]);
  });

  test('a look that fails does not end it', async () => {
    let times = 0;
    const { world, changes } = open(async () => {
      times += 1;
      throw new Error('the store is away');
    });
    await world.pass(1000);
    changes.publish({ exchange: 'a' });
    await world.pass(1000);
    expect(times).toBe(2);
    expect(changes.listeners()).toBe(1);
  });

  test('once it has ended nobody listens and nothing is looked at', async () => {
    let times = 0;
    const { world, changes, stop } = open(async () => {
      times += 1;
      return [];
    });
    await world.pass(1000);
    changes.publish({ exchange: 'a' });
    stop();
    await world.pass(1000);
    expect(changes.listeners()).toBe(0);
    expect(times).toBe(1);
  });
});

describe('pages that are open', () => {
  let running: RunningConsole;
  let visitor: Visitor;
  beforeEach(async () => {
    running = await startConsole();
    await running.add({ login: 'chuyen.vien', role: 'staff', unit: 'dl' });
    visitor = createVisitor(running.url);
    await visitor.signIn('chuyen.vien');
  });
  afterEach(() => running.close());

  /** A browser's end of a stream: what has come until now. */
  async function listen(path: string) {
    const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const stop = new AbortController();
    const answer = await fetch(`${running.url}${path}`, { headers: { cookie }, signal: stop.signal });
    let text = '';
    let isOver = false;
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    void (async () => {
      for (let part = await reader?.read(); part && !part.done; part = await reader?.read())
        text += part.value;
    })()
      .catch(() => {})
      .finally(() => {
        isOver = true;
      });
    return { text: () => text, isOver: () => isOver, leave: () => stop.abort() };
  }
  async function until(test: () => boolean): Promise<void> {
    for (let tries = 0; !test(); tries++) {
      if (tries > 500) throw new Error('it did not come');
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
  const liveOf = async (path: string) => {
    const found = /id="found"[^>]*data-live="([^"]+)"/.exec((await visitor.get(path)).text)?.[1];
    return found?.replaceAll('&amp;', '&') ?? '';
  };

  test('new exchanges are counted, only those that the filter lets through, and old rows are shown as they are now', async () => {
    const { key } = await answered(running.store, 'cũ', { replies: [failedReply()] });
    const stream = await listen(await liveOf('/console/log?topic=late-wages'));
    await answered(running.store, 'mới', { at: new Date('2026-11-24T01:30:00Z') });
    await until(() => stream.text().includes('1 lượt mới'));
    expect(stream.text()).not.toContain('>mới<');
    await running.parts.troubles.close(key, 'x', 'đã gọi');
    await until(() => stream.text().includes('Chưa tới, đã đóng'));
    expect(stream.text()).toMatch(/id="count-console-faults" hidden/);
    stream.leave();
    await until(() => running.changes.listeners() === 0);
  });

  test('a session that ends takes its streams with it', async () => {
    const stream = await listen('/console/faults/live?since=0');
    await until(() => running.changes.listeners() === 1);
    await running.store.staff.sessions.endAll('chuyen.vien', null);
    running.world.pass(16_000);
    await until(() => stream.isOver());
    await until(() => running.changes.listeners() === 0);
  });
});
