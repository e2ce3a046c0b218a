import { createFeed } from '../../src/http/chat-feed.ts';
import type { HttpDeps } from '../../src/http/server.ts';
import { realWorld } from '../../src/world.ts';
import { openSession, pageOf, type RunningHttp, startHttp } from './start-http.ts';

type Event = { event: string; id: string; data: { id: string; text: string } | null };

/** Reads server-sent events as they come. */
function eventsOf(answer: Response) {
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  const events: Event[] = [];
  return async function next(): Promise<Event> {
    for (;;) {
      const ready = events.shift();
      if (ready) return ready;
      const { value, done } = (await reader?.read()) ?? { done: true, value: '' };
      if (done) throw new Error('the stream ended');
      const blocks = (rest + value).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const field = (name: string) => block.match(new RegExp(`^${name}: (.*)$`, 'm'))?.[1] ?? '';
        const data = field('data');
        if (/^data:/m.test(block))
          events.push({ event: field('event'), id: field('id'), data: data ? JSON.parse(data) : null });
      }
    }
  };
}

let http: RunningHttp;
let stops: AbortController[] = [];
beforeEach(async () => {
  http = await startHttp();
});
afterEach(async () => {
  for (const stop of stops) stop.abort();
  stops = [];
  await http.close();
});

const restart = async (changes: Partial<HttpDeps>) => {
  await http.close();
  http = await startHttp(changes);
};

async function openStream(authorization: string, headers: Record<string, string> = {}, query = '') {
  const stop = new AbortController();
  stops.push(stop);
  return fetch(`${http.url}/chat/stream${query}`, {
    headers: { authorization, ...headers },
    signal: stop.signal,
  });
}

const firstExchange = () => {
  const [exchange] = http.memory.exchanges;
  if (!exchange) throw new Error('no exchange');
  return exchange;
};

test('the stream gives the talk so far, then each message as it comes, as the same objects', async () => {
  const session = await openSession(http.url);
  await session.post({ id: 'a', text: 'một' });
  const answer = await openStream(session.authorization);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toMatch(/^text\/event-stream/);
  expect(answer.headers.get('cache-control')).toContain('no-transform');
  const next = eventsOf(answer);
  const first = await next();
  await http.memory.say(firstExchange(), { text: 'chào' });
  const second = await next();
  const { messages } = await pageOf(await session.get());
  expect([first.data, second.data]).toEqual(messages);
});

test('own words show at once in every window of the session', async () => {
  const session = await openSession(http.url);
  const windows = [
    eventsOf(await openStream(session.authorization)),
    eventsOf(await openStream(session.authorization)),
  ];
  await session.post({ id: 'a', text: 'một' });
  for (const next of windows) expect((await next()).data?.id).toBe('a');
});

test('what another process sent is found by looking', async () => {
  const session = await openSession(http.url);
  await session.post({ id: 'a', text: 'một' });
  const next = eventsOf(await openStream(session.authorization));
  await next();
  await http.memory.say(firstExchange(), { text: 'từ nơi khác' }, 'quietly');
  expect((await next()).data?.text).toBe('từ nơi khác');
});

test('whoever comes back with Last-Event-ID goes on exactly where they were', async () => {
  const session = await openSession(http.url);
  for (const id of ['a', 'b', 'c']) await session.post({ id, text: id });
  const next = eventsOf(await openStream(session.authorization));
  await next();
  const { id } = await next();
  const again = eventsOf(await openStream(session.authorization, { 'last-event-id': id }, '?after=a'));
  expect((await again()).data?.id).toBe('c');
  const { next: cursor } = await pageOf(await session.get());
  await session.post({ id: 'd', text: 'd' });
  const fourth = eventsOf(await openStream(session.authorization, {}, `?after=${cursor}`));
  expect((await fourth()).data?.id).toBe('d');
});

test('another session never hears of it', async () => {
  const [one, other] = [await openSession(http.url), await openSession(http.url)];
  const next = eventsOf(await openStream(other.authorization));
  await one.post({ id: 'a', text: 'của một' });
  await http.memory.say(firstExchange(), { text: 'cho một' });
  await other.post({ id: 'b', text: 'của hai' });
  expect((await next()).data?.id).toBe('b');
});

test('a store that fails for a while only delays', async () => {
  const memory = http.memory;
  let failures = 2;
  const ofPerson = memory.chat.exchanges.ofPerson;
  const exchanges = {
    ...memory.chat.exchanges,
    ofPerson: async (...args: Parameters<typeof ofPerson>) => {
      if (failures-- > 0) throw new Error('store down');
      return ofPerson(...args);
    },
  };
  await restart({ receive: memory.receive, chat: { ...memory.chat, exchanges } });
  const session = await openSession(http.url);
  await session.post({ id: 'a', text: 'một' });
  const next = eventsOf(await openStream(session.authorization));
  expect((await next()).data?.id).toBe('a');
});

test('a quiet stream shows that it lives', async () => {
  // A clock a hundred times as fast.
  const begin = Date.now();
  const fast = {
    ...realWorld,
    now: () => new Date(begin + (Date.now() - begin) * 100),
    after: (ms: number, action: () => void) => realWorld.after(ms / 100, action),
  };
  await restart({ world: fast });
  const session = await openSession(http.url);
  const next = eventsOf(await openStream(session.authorization));
  expect((await next()).event).toBe('beat');
});

test('the seventh stream of a session ends its first', async () => {
  const session = await openSession(http.url);
  const first = await openStream(session.authorization);
  for (let n = 2; n <= 7; n += 1) await openStream(session.authorization);
  expect(await first.text()).toContain('retry');
});

test('an `after` longer than any cursor is refused', async () => {
  const session = await openSession(http.url);
  expect((await openStream(session.authorization, {}, `?after=${'a'.repeat(4001)}`)).status).toBe(400);
  expect((await openStream(session.authorization, {}, '?after=a&after=b')).status).toBe(400);
});

test('a listener is gone once its stream is', async () => {
  const heard: string[] = [];
  const off = http.memory.webChat.onSent('s', (id) => heard.push(id));
  const send = () =>
    http.memory.webChat.send('s', 's', {
      id: 'k/1',
      text: 'x',
      choices: [],
      by: 'bot',
      signal: new AbortController().signal,
    });
  const id = await send();
  off();
  expect(await send()).toBe(id);
  expect(heard).toEqual([id]);
});

test('a person who was never heard of has an empty talk', async () => {
  const feed = createFeed(http.memory.chat, 'nobody');
  expect((await feed(null)).messages).toEqual([]);
});
