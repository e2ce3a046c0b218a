import { FAKE_OA } from '../../fakes/fake-zalo.ts';
import { type Bench, openBench } from './zalo-bench.ts';

const HOUR = 3_600_000;
const OA = FAKE_OA.oaId;
const STORED = `zalo-oa:${OA}:tokens`;

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.close());

const oauthCalls = () => bench.zalo.calls.filter(({ path }) => path.includes('access_token')).length;
const texts = () => bench.zalo.ledger.map(({ text }) => text);

test('many replies with an expired token cause one refresh', async () => {
  const adapter = bench.start();
  bench.zalo.oauth.expire(OA);
  const sends = Array.from({ length: 30 }, (_, n) =>
    bench.outcome(bench.send(adapter, { text: `tin ${n}` })),
  );
  for (const id of await Promise.all(sends)) expect(id).toMatch(/^out/);
  expect(bench.zalo.oauth.state()).toEqual({ granted: 1, refused: 0, spentUsed: 0 });
  expect(bench.zalo.ledger).toHaveLength(30);
});

test('many processes with an expired token cause one refresh', async () => {
  const adapters = Array.from({ length: 8 }, () => bench.start());
  for (let round = 1; round <= 3; round++) {
    bench.zalo.oauth.expire(OA);
    const sends = adapters.flatMap((adapter) =>
      [1, 2, 3].map((n) => bench.outcome(bench.send(adapter, { text: `${n}` }))),
    );
    for (const id of await Promise.all(sends)) expect(id).toMatch(/^out/);
    expect(bench.zalo.oauth.state()).toEqual({ granted: round, refused: 0, spentUsed: 0 });
  }
});

test.each([-220, -124])('the code %i also asks for a new token', async (code) => {
  bench.zalo.misbehave({ do: 'refuse', code });
  expect(await bench.outcome(bench.send(bench.start()))).toMatch(/^out/);
  expect(bench.zalo.oauth.state().granted).toBe(1);
});

test('a new pair is stored before it is used', async () => {
  const seen: { access: string; stored: boolean }[] = [];
  const watched: typeof fetch = (input, init) => {
    const access = new Headers(init?.headers).get('access_token');
    if (access !== null)
      seen.push({ access, stored: bench.vault.values.get(STORED)?.includes(access) ?? false });
    return bench.world.fetch(input, init);
  };
  const adapter = bench.start({ world: { ...bench.world, fetch: watched } });
  bench.zalo.oauth.expire(OA);
  await bench.outcome(bench.send(adapter));
  expect(seen.map(({ stored }) => stored)).toEqual([false, true]);
});

test('a new pair that cannot be stored is not used, and not lost', async () => {
  const adapter = bench.start();
  bench.zalo.oauth.expire(OA);
  bench.vault.fail('put', 3);
  expect(await bench.outcome(bench.send(adapter))).toMatchObject({ failure: 'unreachable' });
  expect(texts()).toEqual([]);
  expect(await bench.outcome(bench.send(adapter))).toMatch(/^out/);
  expect(bench.zalo.oauth.state()).toEqual({ granted: 1, refused: 0, spentUsed: 0 });
  expect(bench.log.alarms()).toContain('zalo-token');
});

test('a store that does not answer is a reason to wait', async () => {
  bench.vault.fail('get', 1);
  const adapter = bench.start();
  expect(await bench.outcome(bench.send(adapter))).toMatchObject({ failure: 'unreachable' });
  expect(await bench.outcome(bench.send(adapter))).toMatch(/^out/);
});

test('a pair that another process stored meanwhile is used without a refresh', async () => {
  const [one, other] = [bench.start(), bench.start()];
  await bench.outcome(bench.send(one));
  bench.zalo.oauth.expire(OA);
  await bench.outcome(bench.send(other));
  await bench.outcome(bench.send(one));
  expect(bench.zalo.oauth.state().granted).toBe(1);
});

test('a stored pair that has died as well is refreshed, not given up', async () => {
  const [one, other] = [bench.start(), bench.start()];
  await bench.outcome(bench.send(one));
  bench.zalo.oauth.expire(OA);
  await bench.outcome(bench.send(other));
  bench.zalo.oauth.expire(OA);
  expect(await bench.outcome(bench.send(one))).toMatch(/^out/);
  expect(bench.zalo.oauth.state()).toEqual({ granted: 2, refused: 0, spentUsed: 0 });
});

test('an OAuth that is down is asked again after 3 and 10 seconds', async () => {
  const adapter = bench.start();
  bench.zalo.oauth.expire(OA);
  bench.zalo.misbehave({ do: 'status', status: 503 }, { path: 'oauth', times: 2 });
  const began = bench.world.now().getTime();
  // The reply does not hold its line for so long: refused for sure, it gives way and comes again.
  expect(await bench.outcome(bench.send(adapter, { text: 'một' }))).toMatchObject({ failure: 'unreachable' });
  expect(bench.world.now().getTime() - began).toBe(5_000);
  await bench.world.pass(8_000);
  expect(oauthCalls()).toBe(3);
  expect(await bench.outcome(bench.send(adapter, { text: 'một' }))).toMatch(/^out/);
  expect(bench.zalo.oauth.state()).toEqual({ granted: 1, refused: 0, spentUsed: 0 });
  expect(texts()).toEqual(['một']);
});

test('an OAuth that stays down leaves the reply for later', async () => {
  const adapter = bench.start();
  bench.zalo.oauth.expire(OA);
  bench.zalo.misbehave({ do: 'drop', taken: false }, { path: 'oauth', times: 3 });
  expect(await bench.outcome(bench.send(adapter))).toMatchObject({ failure: 'unreachable' });
  await bench.world.pass(30_000);
  expect(oauthCalls()).toBe(3);
  expect(await bench.outcome(bench.send(adapter))).toMatch(/^out/);
});

test.each([
  ['-32', { do: 'refuse', code: -32 }],
  ['HTTP 429', { do: 'status', status: 429 }],
  ['a page in place of an answer', { do: 'html', taken: false }],
] as const)('%s of OAuth is trouble, not a refusal', async (_, how) => {
  const adapter = bench.start();
  bench.zalo.oauth.expire(OA);
  bench.zalo.misbehave(how, { path: 'oauth' });
  expect(await bench.outcome(bench.send(adapter))).toMatch(/^out/);
  expect(bench.log.alarms()).toEqual([]);
});

test('a refused refresh is bad credentials, an alarm, and not asked again for a while', async () => {
  const adapter = bench.start();
  bench.zalo.oauth.revoke(OA);
  for (let n = 0; n < 3; n++)
    expect(await bench.outcome(bench.send(adapter))).toMatchObject({ failure: 'bad_credentials' });
  expect(oauthCalls()).toBe(1);
  expect(bench.log.alarms()).toEqual(['zalo-token']);
  await bench.world.pass(10 * 60_000);
  await bench.outcome(bench.send(adapter));
  expect(oauthCalls()).toBe(2);
});

test('a lost answer to a refresh is found out, since the token is spent', async () => {
  const adapter = bench.start();
  bench.zalo.oauth.expire(OA);
  bench.zalo.misbehave({ do: 'drop', taken: true }, { path: 'oauth' });
  expect(await bench.outcome(bench.send(adapter))).toMatchObject({
    failure: expect.stringMatching(/unreachable|bad_credentials/),
  });
  await bench.world.pass(30_000);
  expect(await bench.outcome(bench.send(adapter))).toMatchObject({ failure: 'bad_credentials' });
  expect(bench.log.alarms()).toEqual(['zalo-token']);
});

test('tokens given anew in the settings are used in place of the stored ones, which do not come back', async () => {
  const before = bench.start();
  bench.zalo.oauth.expire(OA);
  await bench.outcome(bench.send(before));
  bench.zalo.oauth.revoke(OA);
  expect(await bench.outcome(bench.send(before))).toMatchObject({ failure: 'bad_credentials' });
  bench.zalo.oauth.consent(OA);
  expect(await bench.outcome(bench.send(bench.start()))).toMatch(/^out/);
  // The process with the old settings finds the new pair too, at its next look.
  expect(await bench.outcome(bench.send(before))).toMatch(/^out/);
  bench.zalo.oauth.expire(OA);
  expect(
    await bench.outcome(
      bench.send(bench.start({ tokens: { accessToken: '', refreshToken: 'refresh-388613280878808645-1' } })),
    ),
  ).toMatch(/^out/);
  expect(bench.zalo.oauth.state().spentUsed).toBe(0);
});

test('a refresh token alone is enough to start with', async () => {
  const { refresh } = bench.zalo.oauth.pairOf(OA);
  expect(await bench.outcome(bench.send(bench.start({ tokens: { refreshToken: ` ${refresh}\n` } })))).toMatch(
    /^out/,
  );
  expect(oauthCalls()).toBe(1);
});

test('without any token nothing is called', async () => {
  expect(await bench.outcome(bench.send(bench.start({ tokens: {} })))).toMatchObject({
    failure: 'bad_credentials',
  });
  expect(bench.zalo.calls).toEqual([]);
});

test('a pair is renewed after 20 of its 25 hours, without a reply waiting for it', async () => {
  const adapter = bench.start();
  bench.zalo.oauth.expire(OA);
  await bench.outcome(bench.send(adapter));
  await bench.world.pass(19 * HOUR);
  await bench.outcome(bench.send(adapter));
  expect(oauthCalls()).toBe(1);
  await bench.world.pass(HOUR);
  bench.zalo.misbehave({ do: 'hang' }, { path: 'oauth' });
  const began = bench.world.now().getTime();
  expect(await bench.send(adapter)).toMatch(/^out/);
  expect(bench.world.now().getTime()).toBe(began);
  await bench.world.pass(11_000);
  expect(bench.zalo.oauth.state().granted).toBe(2);
});

test('a renewal ahead of time that fails leaves the old pair in use', async () => {
  const adapter = bench.start();
  bench.zalo.oauth.expire(OA);
  await bench.outcome(bench.send(adapter));
  await bench.world.pass(21 * HOUR);
  bench.zalo.misbehave({ do: 'status', status: 500 }, { path: 'oauth', times: 3 });
  for (let n = 0; n < 3; n++) expect(await bench.outcome(bench.send(adapter))).toMatch(/^out/);
  await bench.world.pass(60_000);
  await bench.outcome(bench.send(adapter));
  await bench.world.settle();
  expect(oauthCalls()).toBe(4);
  await bench.world.pass(10 * 60_000);
  await bench.outcome(bench.send(adapter));
  await bench.world.settle();
  expect(oauthCalls()).toBe(5);
});

test('the lease of a process that died is waited out', async () => {
  await bench.leases.take(
    `token:${OA}`,
    'dead',
    new Date(bench.world.now().getTime() + 20_000),
    bench.world.now(),
  );
  const adapter = bench.start();
  bench.zalo.oauth.expire(OA);
  expect(await bench.outcome(bench.send(adapter))).toMatchObject({ failure: 'unreachable' });
  expect(oauthCalls()).toBe(0);
  await bench.world.pass(20_000);
  expect(await bench.outcome(bench.send(adapter))).toMatch(/^out/);
  expect(bench.zalo.oauth.state().granted).toBe(1);
});

test('a process that was paused beyond its lease takes the pair of the one that overtook it', async () => {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let isFirst = true;
  const paused: typeof fetch = async (input, init) => {
    if (String(input).includes('access_token') && isFirst) {
      isFirst = false;
      await held;
    }
    return bench.world.fetch(input, init);
  };
  const [slow, quick] = [bench.start({ world: { ...bench.world, fetch: paused } }), bench.start()];
  bench.zalo.oauth.expire(OA);
  const first = bench.send(slow, { text: 'chậm' }).catch((error: unknown) => error);
  await bench.zalo.called(1);
  await bench.world.pass(4_000);
  // Its lease is over in the eyes of everybody else.
  await bench.leases.take(
    `token:${OA}`,
    'nobody',
    new Date(0),
    new Date(bench.world.now().getTime() + 60_000),
  );
  expect(await bench.outcome(bench.send(quick, { text: 'nhanh' }))).toMatch(/^out/);
  letGo();
  await bench.world.pass(2_000);
  await first;
  expect(await bench.outcome(bench.send(slow, { text: 'chậm' }))).toMatch(/^out/);
  expect(bench.log.alarms()).toEqual([]);
  expect(bench.zalo.oauth.state()).toMatchObject({ granted: 1, spentUsed: 1 });
});

test('a process that gets the lease just after another has refreshed finds its pair', async () => {
  const quick = bench.start();
  let isFirst = true;
  const leases = {
    ...bench.leases,
    take: async (...args: Parameters<typeof bench.leases.take>) => {
      if (isFirst) {
        isFirst = false;
        await bench.send(quick);
      }
      return bench.leases.take(...args);
    },
  };
  bench.zalo.oauth.expire(OA);
  expect(await bench.outcome(bench.send(bench.start({ leases })))).toMatch(/^out/);
  expect(bench.zalo.oauth.state()).toEqual({ granted: 1, refused: 0, spentUsed: 0 });
});

test('a process that has lost its lease between two tries asks no more', async () => {
  const adapter = bench.start();
  bench.zalo.oauth.expire(OA);
  bench.zalo.misbehave({ do: 'status', status: 503 }, { path: 'oauth', times: 3 });
  const sending = bench.send(adapter).catch((error: unknown) => error);
  await bench.zalo.called(2);
  await bench.world.settle();
  await bench.leases.take(
    `token:${OA}`,
    'another',
    new Date(bench.world.now().getTime() + 600_000),
    new Date(bench.world.now().getTime() + 60_000),
  );
  await bench.world.pass(30_000);
  expect(await sending).toMatchObject({ failure: 'unreachable' });
  expect(oauthCalls()).toBe(1);
});

/** The bench's network, with a look at each call of the message API before it is made. */
const watched = (before: (n: number) => Promise<void>): typeof fetch => {
  let made = 0;
  return async (input, init) => {
    if (String(input).includes('/message/cs')) await before(++made);
    return bench.world.fetch(input, init);
  };
};

test('a reply whose time is nearly over is not sent again with the new token, since nobody would wait for the answer', async () => {
  const world = {
    ...bench.world,
    fetch: watched((n) => (n === 1 ? bench.world.pass(6_000) : Promise.resolve())),
  };
  const adapter = bench.start({ world });
  bench.zalo.oauth.expire(OA);
  expect(await bench.send(adapter).catch((error: unknown) => error)).toMatchObject({
    failure: 'unreachable',
  });
  expect(texts()).toEqual([]);
  expect(await bench.outcome(bench.send(adapter))).toMatch(/^out/);
});

test('stored tokens that keep changing and are all refused end the reply for now', async () => {
  let made = 0;
  const vault = {
    ...bench.vault,
    get: async () =>
      JSON.stringify({ access: `dead-${++made}`, refresh: 'r', at: null, lifetimeMs: 1, seeds: [] }),
  };
  expect(await bench.outcome(bench.send(bench.start({ vault, tokens: {} })))).toMatchObject({
    failure: 'unreachable',
  });
  expect(bench.zalo.calls).toHaveLength(3);
});

test('no token and no secret is ever written to the log', async () => {
  const adapter = bench.start();
  bench.zalo.oauth.expire(OA);
  await bench.outcome(bench.send(adapter));
  bench.zalo.oauth.revoke(OA);
  await bench.outcome(bench.send(adapter));
  const lines = bench.log.lines.map((line) =>
    JSON.stringify(line, (_, value) => (value instanceof Error ? `${value.message} ${value.cause}` : value)),
  );
  for (const secret of ['access-', 'refresh-3', FAKE_OA.appSecret, FAKE_OA.oaSecretKey])
    expect(lines.join('\n')).not.toContain(secret);
});
