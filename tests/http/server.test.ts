import { type IncomingHttpHeaders, request } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { ChannelAdapter, WebhookRequest, WebhookResponse } from '../../src/channels/channel.ts';
import { AppError } from '../../src/errors.ts';
import type { HttpDeps } from '../../src/http/server.ts';
import type { Log } from '../../src/log.ts';
import type { InboundEvent, Receipt } from '../../src/model/channel.ts';
import { realWorld, sleep } from '../../src/world.ts';
import { type RunningHttp, startHttp } from './start-http.ts';

let running: RunningHttp[] = [];
afterEach(async () => {
  await Promise.all(running.map((one) => one.close()));
  running = [];
});
async function start(changes: Partial<HttpDeps> = {}): Promise<RunningHttp> {
  const http = await startHttp(changes);
  running.push(http);
  return http;
}

const receipt = (id: string): InboundEvent => {
  const one: Receipt = { channel: 'zalo-oa', account: 'oa', state: 'seen', platformIds: [id] };
  return { is: 'receipt', receipt: one };
};

/** A platform whose verdict the test gives. */
function adapterOf(handle: (request: WebhookRequest) => Promise<WebhookResponse>): ChannelAdapter {
  const limits = { maxText: 2000, showsChoices: false, windowMs: null, freeMs: null };
  return {
    name: 'zalo-oa',
    limits,
    accounts: ['oa'],
    inbound: {
      kind: 'webhook',
      routes: [
        { method: 'POST', path: '/webhooks/zalo-oa', handle },
        { method: 'GET', path: '/webhooks/zalo-oa', handle },
      ],
    },
    send: async () => 'id',
  };
}

const quiet: WebhookResponse = { status: 200, events: [] };

describe('a webhook', () => {
  test('gets exactly the bytes, the headers and the query', async () => {
    const seen: WebhookRequest[] = [];
    const { url } = await start({
      adapters: [
        adapterOf(async (one) => {
          seen.push(one);
          return { status: 201, headers: { 'x-verdict': 'ok' }, body: 'đã nhận', events: [] };
        }),
      ],
    });
    const bytes = Buffer.from([0xff, 0x00, ...Buffer.from('{"a": "ệ"}\r\n')]);
    const answer = await fetch(`${url}/webhooks/zalo-oa?a=1&b=%20x&a=2`, {
      method: 'POST',
      headers: { 'x-zevent-signature': 'mac=1', 'content-type': 'application/json' },
      body: bytes,
    });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('x-verdict')).toBe('ok');
    expect(await answer.text()).toBe('đã nhận');
    expect(seen[0]?.body.equals(bytes)).toBe(true);
    expect(seen[0]?.headers['x-zevent-signature']).toBe('mac=1');
    expect([...(seen[0]?.query ?? [])]).toEqual([
      ['a', '1'],
      ['b', ' x'],
      ['a', '2'],
    ]);
  });

  test('without a body or by GET gets no bytes', async () => {
    const sizes: number[] = [];
    const { url } = await start({
      adapters: [
        adapterOf(async ({ body }) => {
          sizes.push(body.length);
          return { ...quiet, headers: { 'content-type': 'text/html' }, body: '<p>' };
        }),
      ],
    });
    const answer = await fetch(`${url}/webhooks/zalo-oa`);
    expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
    await fetch(`${url}/webhooks/zalo-oa`, { method: 'POST' });
    expect(sizes).toEqual([0, 0]);
  });

  test('is answered only once all its events are kept, one after the other', async () => {
    const order: string[] = [];
    const { url } = await start({
      adapters: [adapterOf(async () => ({ status: 200, events: ['1', '2', '3'].map(receipt) }))],
      receive: async (event) => {
        const id = event.is === 'receipt' ? event.receipt.platformIds[0] : '?';
        order.push(`begin ${id}`);
        await sleep(realWorld, 10);
        order.push(`end ${id}`);
      },
    });
    await fetch(`${url}/webhooks/zalo-oa`, { method: 'POST' });
    expect(order).toEqual(['begin 1', 'end 1', 'begin 2', 'end 2', 'begin 3', 'end 3']);
  });

  test('that can be kept nowhere is 503, and a fault of ours is 500 without its reason', async () => {
    const errors = [new AppError('unavailable', 'neither store nor spool'), new Error('secret detail')];
    const { url } = await start({
      adapters: [adapterOf(async () => ({ status: 200, events: [receipt('1')] }))],
      receive: async () => {
        throw errors.shift() ?? new Error();
      },
    });
    const send = () => fetch(`${url}/webhooks/zalo-oa`, { method: 'POST' });
    expect((await send()).status).toBe(503);
    const broken = await send();
    expect(broken.status).toBe(500);
    expect(await broken.text()).not.toContain('secret');
  });

  test.each([
    [1024 * 1024, 200],
    [1024 * 1024 + 1, 413],
  ])('of %i bytes is answered %i', async (size, status) => {
    const { url } = await start({ adapters: [adapterOf(async () => quiet)] });
    const answer = await fetch(`${url}/webhooks/zalo-oa`, { method: 'POST', body: Buffer.alloc(size, 97) });
    expect(answer.status).toBe(status);
  });

  test('that is packed is refused: its signature is over other bytes', async () => {
    const { url } = await start({ adapters: [adapterOf(async () => quiet)] });
    const answer = await fetch(`${url}/webhooks/zalo-oa`, {
      method: 'POST',
      headers: { 'content-encoding': 'gzip' },
      body: gzipSync('{}'),
    });
    expect(answer.status).toBe(415);
  });

  test('is counted by channel and status', async () => {
    const counted: [string, number][] = [];
    const metrics = {
      contentType: 'text/plain',
      text: async () => '',
      webhook: (channel: string, status: number) => void counted.push([channel, status]),
    };
    const { url } = await start({ metrics, adapters: [adapterOf(async () => ({ ...quiet, status: 401 }))] });
    await fetch(`${url}/webhooks/zalo-oa`, { method: 'POST' });
    await fetch(`${url}/webhooks/zalo-oa`, { method: 'POST', body: Buffer.alloc(2 ** 21) });
    await sleep(realWorld, 20);
    expect(counted).toEqual([
      ['zalo-oa', 401],
      ['zalo-oa', 413],
    ]);
  });
});

describe('every answer', () => {
  test('lets nothing but our own files run, load or frame', async () => {
    const { url } = await start();
    const { headers } = await fetch(`${url}/health`);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|http:|data:|\*/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('strict-transport-security')).toBeNull();
  });

  test('asks browsers for https when the public address has it', async () => {
    const settings = { publicUrl: 'https://example.org', trustProxy: 0, metricsToken: null };
    const { url } = await start({ settings });
    expect((await fetch(`${url}/health`)).headers.get('strict-transport-security')).toMatch(/^max-age=/);
  });

  test('leaves one line in the log, without query, body or address', async () => {
    const lines: { message: string; facts: Record<string, unknown> | undefined }[] = [];
    const note = (message: string, facts?: Record<string, unknown>) => void lines.push({ message, facts });
    const log: Log = { debug: note, info: note, warn: note, error: note };
    const { url } = await start({ log });
    await fetch(`${url}/nowhere?secret=1`, { method: 'POST', body: 'secret words' });
    await sleep(realWorld, 20);
    expect(lines).toEqual([
      {
        message: 'a request was answered',
        facts: { method: 'POST', path: '/nowhere', status: 404, ms: expect.any(Number) },
      },
    ]);
  });

  test.each([
    ['a person', 'text/html,application/xhtml+xml,*/*;q=0.8', /text\/html/],
    ['a machine', '*/*', /text\/plain/],
  ])('to %s who asks for what is not there is 404', async (_who, accept, type) => {
    const { url } = await start();
    const answer = await fetch(`${url}/nowhere`, { headers: { accept } });
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toMatch(type);
  });
});

describe('/health and /ready', () => {
  test('tell alive and the state of the parts', async () => {
    let ready = true;
    const parts = { store: { ok: true, detail: null } };
    const { url } = await start({ ready: async () => ({ ready, parts }) });
    expect(await (await fetch(`${url}/health`)).json()).toEqual({ alive: true });
    expect((await fetch(`${url}/ready`)).status).toBe(200);
    ready = false;
    const answer = await fetch(`${url}/ready`);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toEqual({ ready: false, parts });
  });

  test('a state that cannot be told is not ready', async () => {
    const { url } = await start({
      ready: async () => {
        throw new Error('no store');
      },
    });
    const answer = await fetch(`${url}/ready`);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ ready: false });
  });

  test('a state that is never told is not ready after five seconds', async () => {
    const hurried = {
      ...realWorld,
      after: (ms: number, action: () => void) => realWorld.after(ms / 100, action),
    };
    const { url } = await start({ world: hurried, ready: () => new Promise(() => {}) });
    expect((await fetch(`${url}/ready`)).status).toBe(503);
  });
});

describe('/metrics', () => {
  const withToken = { publicUrl: null, trustProxy: 0, metricsToken: 'cho-xem-số' };

  test.each([
    ['no token', {}, 401],
    ['another token', { authorization: 'Bearer x' }, 401],
    ['the token', { authorization: `Bearer ${encodeURIComponent('cho-xem-số')}` }, 200],
  ])('with METRICS_TOKEN set and %s', async (_name, headers, status) => {
    const settings = { ...withToken, metricsToken: encodeURIComponent('cho-xem-số') };
    const { url } = await start({ settings });
    expect((await fetch(`${url}/metrics`, { headers })).status).toBe(status);
  });

  test.each([
    ['this machine', 0, {}, 200],
    ['a proxy on this machine that we were not told of', 0, { 'x-forwarded-for': '203.0.113.5' }, 403],
    ['a trusted proxy, for somebody else', 1, { 'x-forwarded-for': '203.0.113.5' }, 403],
  ])('without a token, asked by %s', async (_name, trustProxy, headers, status) => {
    const { url } = await start({ settings: { publicUrl: null, trustProxy, metricsToken: null } });
    const answer = await fetch(`${url}/metrics`, { headers });
    expect(answer.status).toBe(status);
  });
});

describe('listening', () => {
  test('on a taken port says which setting to change', async () => {
    const { url } = await start();
    const port = Number(new URL(url).port);
    await expect(startHttpOn(port)).rejects.toThrow(/set PORT/);
  });

  test('ends streams and lets a running request finish when it closes', async () => {
    const http = await start({
      adapters: [
        adapterOf(async () => {
          await sleep(realWorld, 100);
          return quiet;
        }),
      ],
    });
    running = [];
    const { token } = (await (await fetch(`${http.url}/chat/sessions`, { method: 'POST' })).json()) as {
      token: string;
    };
    const stream = await fetch(`${http.url}/chat/stream`, { headers: { authorization: `Bearer ${token}` } });
    const slow = fetch(`${http.url}/webhooks/zalo-oa`, { method: 'POST' });
    await sleep(realWorld, 30);
    const closed = http.close();
    expect((await slow).status).toBe(200);
    expect(await stream.text()).toContain('retry: 3000');
    await closed;
    await expect(fetch(`${http.url}/health`)).rejects.toThrow();
  });

  test('a header of more than the parser takes does not stop the server', async () => {
    const { url } = await start();
    const status = await rawStatus(url, { cookie: 'x'.repeat(20_000) });
    expect(status).toBe(431);
    expect((await fetch(`${url}/health`)).status).toBe(200);
  });
});

async function startHttpOn(port: number) {
  const http = await startHttp({}, port);
  running.push(http);
}

const rawStatus = (url: string, headers: IncomingHttpHeaders): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    request(`${url}/health`, { headers }, (res) => resolve(res.resume().statusCode))
      .on('error', reject)
      .end();
  });
