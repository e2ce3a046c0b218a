import { AppError } from '../../src/errors.ts';
import type { HttpDeps } from '../../src/http/server.ts';
import { openSession, pageOf, type RunningHttp, startHttp } from './start-http.ts';

let http: RunningHttp;
beforeEach(async () => {
  http = await startHttp();
});
afterEach(() => http.close());

const restart = async (changes: Partial<HttpDeps>) => {
  await http.close();
  http = await startHttp(changes);
};

describe('a session', () => {
  test('is a token of 256 bits and a cookie that scripts and other sites cannot have', async () => {
    const answer = await fetch(`${http.url}/chat/sessions`, { method: 'POST' });
    const { token } = (await answer.json()) as { token: string };
    expect(answer.status).toBe(201);
    // Two names of 128 random bits each, then our signature.
    expect(token).toMatch(/^[\w-]{44}\.[\w-]{43}$/);
    const cookie = answer.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(new RegExp(`^cau-noi-chat=${token}; `));
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
    expect(cookie).toMatch(/Path=\//);
    expect(cookie).not.toMatch(/Secure/);
  });

  test('has a Secure cookie with the host prefix under https', async () => {
    await restart({ settings: { publicUrl: 'https://example.org', trustProxy: 0, metricsToken: null } });
    const answer = await fetch(`${http.url}/chat/sessions`, { method: 'POST' });
    expect(answer.headers.get('set-cookie')).toMatch(/^__Host-cau-noi-chat=.*; Secure/);
  });

  test('is not named by its token, and its name makes no token', async () => {
    const session = await openSession(http.url);
    await session.post({ id: 'a', text: 'xin chào' });
    const name = http.memory.exchanges[0]?.account ?? '';
    expect(name).toMatch(/^[\w-]{22}$/);
    expect(session.token).not.toContain(name);
    const answer = await fetch(`${http.url}/chat/messages`, { headers: { authorization: `Bearer ${name}` } });
    expect(answer.status).toBe(401);
  });

  test('outlives a restart of the server', async () => {
    const session = await openSession(http.url);
    await restart({});
    const answer = await fetch(`${http.url}/chat/messages`, {
      headers: { authorization: session.authorization },
    });
    expect(answer.status).toBe(200);
  });

  test('works by its cookie alone, but not when another site sends it', async () => {
    const { token } = await openSession(http.url);
    const send = (headers: Record<string, string>) =>
      fetch(`${http.url}/chat/messages`, {
        method: 'POST',
        headers: { cookie: `x=1; cau-noi-chat=${token}`, 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ id: 'a', text: 'chào' }),
      });
    expect((await send({})).status).toBe(202);
    expect((await send({ 'sec-fetch-site': 'same-origin' })).status).toBe(202);
    expect((await send({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  });

  test('ends on this machine when it is left', async () => {
    const answer = await fetch(`${http.url}/chat/leave`, { method: 'POST', redirect: 'manual' });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('set-cookie')).toMatch(/^cau-noi-chat=; .*1970/);
  });

  test.each([
    ['no token', undefined],
    ['nonsense', 'Bearer nonsense'],
    ['a token with another signature', `Bearer ${'A'.repeat(43)}.${'B'.repeat(43)}`],
    ['another scheme', 'Basic abc'],
  ])('is needed: %s is answered 401 with what to do', async (_name, authorization) => {
    const headers = authorization === undefined ? {} : { authorization };
    for (const [method, path] of [
      ['POST', 'messages'],
      ['GET', 'messages'],
      ['GET', 'stream'],
    ] as const) {
      const answer = await fetch(`${http.url}/chat/${path}`, { method, headers });
      expect(answer.status).toBe(401);
      expect(await answer.json()).toEqual({
        error: { code: 'unauthenticated', message: expect.stringContaining('POST /chat/sessions') },
      });
    }
  });
});

describe('posting a message', () => {
  test('is answered 202 once it is kept, under the key of its session', async () => {
    const session = await openSession(http.url);
    const answer = await session.post({ id: 'tin/1:đầu', text: 'lương tối thiểu?' });
    expect(answer.status).toBe(202);
    const [exchange] = http.memory.exchanges;
    expect(exchange?.key).toBe(`web-chat:${exchange?.account}:tin%2F1%3A%C4%91%E1%BA%A7u`);
    expect(exchange?.received).toMatchObject({ text: 'lương tối thiểu?', platformId: 'tin/1:đầu' });
  });

  test('twice with one id is one exchange and the first text stands', async () => {
    const session = await openSession(http.url);
    expect((await session.post({ id: 'a', text: 'một' })).status).toBe(202);
    expect((await session.post({ id: 'a', text: 'hai' })).status).toBe(202);
    expect(http.memory.exchanges.map(({ received }) => received.text)).toEqual(['một']);
  });

  test('the same id in two sessions is two messages', async () => {
    const [one, other] = [await openSession(http.url), await openSession(http.url)];
    await one.post({ id: 'a', text: 'một' });
    await other.post({ id: 'a', text: 'hai' });
    expect(http.memory.exchanges).toHaveLength(2);
  });

  test.each([
    ['not JSON', 400, '{"id"'],
    ['an array', 400, []],
    ['no id', 400, { text: 'chào' }],
    ['an id that is a number', 400, { id: 1, text: 'chào' }],
    ['an empty id', 400, { id: '', text: 'chào' }],
    ['an id of 65 characters', 400, { id: 'ệ'.repeat(65), text: 'chào' }],
    ['an id of 64 characters', 202, { id: 'ệ'.repeat(64), text: 'chào' }],
    ['an id of half a letter', 202, { id: '\ud800', text: 'chào' }],
    ['no text', 400, { id: 'a' }],
    ['a text of blanks', 400, { id: 'a', text: ' \n ' }],
    ['4,000 letters', 202, { id: 'a', text: 'ệ'.repeat(4000) }],
    ['4,000 letters written as letter and marks', 202, { id: 'a', text: 'ệ'.normalize('NFD').repeat(4000) }],
    ['4,000 pictures', 202, { id: 'a', text: '👷'.repeat(4000) }],
    ['4,001 letters', 413, { id: 'a', text: 'a'.repeat(4001) }],
    ['a body of 200 kB', 413, { id: 'a', text: 'a'.repeat(200_000) }],
    ['more fields than we know', 202, { id: 'a', text: 'chào', extra: true }],
  ])('%s → %i', async (_name, status, body) => {
    const session = await openSession(http.url);
    const answer = await session.post(body);
    expect(answer.status).toBe(status);
    if (status >= 400)
      expect(await answer.json()).toEqual({
        error: { code: expect.any(String), message: expect.any(String) },
      });
    expect(http.memory.exchanges).toHaveLength(status === 202 ? 1 : 0);
  });

  test('is refused with 429 and Retry-After from the 31st within a minute, per session', async () => {
    const session = await openSession(http.url);
    // Faulty ones do not use the session's share.
    await session.post({ id: 'x' });
    for (let n = 1; n <= 30; n += 1) expect((await session.post({ id: `${n}`, text: 'a' })).status).toBe(202);
    const refused = await session.post({ id: '31', text: 'a' });
    expect(refused.status).toBe(429);
    const seconds = Number(refused.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(http.memory.exchanges).toHaveLength(30);
    expect((await (await openSession(http.url)).post({ id: '1', text: 'a' })).status).toBe(202);
  });

  test('is 503 when it can be kept nowhere, and says nothing of why', async () => {
    await restart({
      receive: async () => {
        throw new AppError('unavailable', 'disk /data is full');
      },
    });
    const answer = await (await openSession(http.url)).post({ id: 'a', text: 'chào' });
    expect(answer.status).toBe(503);
    expect(await answer.text()).not.toContain('disk');
  });
});

describe('reading', () => {
  test('gives own words and what was sent, in order, with choices', async () => {
    const session = await openSession(http.url);
    await session.post({ id: 'a', text: 'xin chào' });
    const [exchange] = http.memory.exchanges;
    if (!exchange) throw new Error('no exchange');
    const choices = [{ n: 1, title: 'Chậm lương', say: 'chậm lương' }];
    await http.memory.say(exchange, { text: 'Chào anh/chị.', choices });
    await http.memory.say(exchange, { text: 'Cán bộ đây.', by: 'officer' });
    const { messages } = await pageOf(await session.get());
    expect(messages).toEqual([
      { id: 'a', at: exchange.at.toISOString(), from: 'you', text: 'xin chào', choices: [] },
      expect.objectContaining({ from: 'bot', text: 'Chào anh/chị.', choices }),
      expect.objectContaining({ from: 'officer', text: 'Cán bộ đây.', choices: [] }),
    ]);
    // The name of our message says nothing about whose exchange it is part of.
    expect(messages[1]?.id).toBe(exchange.replies[0]?.platformId);
    expect(messages[1]?.id).not.toContain(exchange.account);
  });

  test('gives nothing of what is held, waiting, failed or superseded', async () => {
    const session = await openSession(http.url);
    await session.post({ id: 'a', text: 'xin chào' });
    const [exchange] = http.memory.exchanges;
    if (!exchange) throw new Error('no exchange');
    for (const status of [
      'held',
      'queued',
      'sending',
      'unknown',
      'failed',
      'superseded',
      'delivered',
      'seen',
    ] as const) {
      await http.memory.say(exchange, { text: status });
      Object.assign(exchange.replies.at(-1) ?? {}, { status });
    }
    const { messages } = await pageOf(await session.get());
    expect(messages.map(({ text }) => text)).toEqual(['xin chào', 'delivered', 'seen']);
  });

  test('continues after a message id or after `next`, which is there also when nothing came', async () => {
    const session = await openSession(http.url);
    const empty = await pageOf(await session.get());
    expect(empty).toEqual({ messages: [], next: expect.stringMatching(/^[\w-]+$/) });
    await session.post({ id: 'a', text: 'một' });
    const first = await pageOf(await session.get(empty.next));
    expect(first.messages.map(({ id }) => id)).toEqual(['a']);
    await session.post({ id: 'b', text: 'hai' });
    for (const after of [first.next, 'a']) {
      const second = await pageOf(await session.get(after));
      expect(second.messages.map(({ id }) => id)).toEqual(['b']);
      expect((await pageOf(await session.get(second.next))).messages).toEqual([]);
    }
  });

  test('never shows another session, whatever `after` says', async () => {
    const [one, other] = [await openSession(http.url), await openSession(http.url)];
    await one.post({ id: 'a', text: 'của một' });
    await other.post({ id: 'b', text: 'của hai' });
    const { next } = await pageOf(await one.get());
    for (const after of [null, 'a', 'b', next]) {
      const { messages } = await pageOf(await other.get(after));
      expect(messages.filter(({ text }) => text !== 'của hai')).toEqual([]);
    }
    // A place in another talk is no place in this one: it starts over and loses nothing.
    expect((await pageOf(await other.get(next))).messages).toHaveLength(1);
  });

  test('is never kept by caches', async () => {
    const session = await openSession(http.url);
    expect((await session.get()).headers.get('cache-control')).toBe('no-store');
  });
});

describe('a form without script', () => {
  const send = (fields: Record<string, string>, cookie = '') =>
    fetch(`${http.url}/chat/messages`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie, accept: 'text/html' },
      body: new URLSearchParams(fields),
    });

  test('begins a session, keeps the message and leads back to the page', async () => {
    const answer = await send({ text: 'lương\r\ntối thiểu' });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/#viet');
    expect(http.memory.exchanges[0]?.received.text).toBe('lương\ntối thiểu');
    const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    await send({ form: 'f', text: 'hai' }, cookie);
    await send({ form: 'f', text: 'hai' }, cookie);
    await send({ form: 'f', text: 'ba' }, cookie);
    expect(http.memory.exchanges.map(({ account }) => account)).toEqual(
      Array(3).fill(http.memory.exchanges[0]?.account),
    );
    // A double click is one message; other words of the same form are another.
    expect(http.memory.exchanges.slice(1).map(({ received }) => received.text)).toEqual(['hai', 'ba']);
  });

  test('that is empty gets a page that says so', async () => {
    const answer = await send({ text: ' ' });
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toMatch(/text\/html/);
  });
});
