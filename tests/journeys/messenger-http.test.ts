import { FAKE_PAGE, startFakeGraph } from '../fakes/fake-graph.ts';
import { createMovingWorld } from './moving-world.ts';
import { startApp } from './start-app.ts';

// The Messenger webhook as Meta meets it, over HTTP: the codes of the contract, and what is kept.

async function open() {
  const world = createMovingWorld('2026-11-25T08:00:00+07:00');
  const graph = await startFakeGraph({ now: world.now });
  const app = await startApp({ world, graph });
  const url = `${app.url}/webhooks/messenger`;
  const post = async (body: Buffer | string, headers: Record<string, string> = {}) =>
    (await fetch(url, { method: 'POST', body: new Uint8Array(Buffer.from(body)), headers })).status;
  const signed = (body: string) => {
    const { headers } = graph.signedWebhook({}, { body });
    return post(body, headers);
  };
  const ask = (query: Record<string, string>) => fetch(`${url}?${new URLSearchParams(query)}`);
  return {
    app,
    graph,
    url,
    post,
    signed,
    ask,
    async close() {
      await app.stop();
      await graph.close();
      world.close();
    },
  };
}
let house: Awaited<ReturnType<typeof open>>;
beforeAll(async () => {
  house = await open();
});
afterAll(() => house.close());

test('the handshake', async () => {
  const asked = {
    'hub.mode': 'subscribe',
    'hub.verify_token': FAKE_PAGE.verifyToken,
    'hub.challenge': '<b>7',
  };
  const answer = await house.ask(asked);
  expect([answer.status, await answer.text()]).toEqual([200, '<b>7']);
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
  expect((await house.ask({ ...asked, 'hub.verify_token': 'x' })).status).toBe(403);
  expect((await house.ask({})).status).toBe(403);
});

test('codes: no signature 401 whatever the body, signed nonsense 400, more than 1 MiB 413, nothing at all 401', async () => {
  expect(await house.post('{}')).toBe(401);
  expect(await house.post('không phải JSON')).toBe(401);
  expect(await house.post('')).toBe(401);
  expect(await house.signed('không phải JSON')).toBe(400);
  expect(await house.signed('{}')).toBe(200);
  expect(await house.signed(JSON.stringify({ object: 'page', entry: ['x'.repeat(1024 * 1024)] }))).toBe(413);
});

test('duplicates, all at once and in any order, are each kept once and answered once', async () => {
  const { graph, app, url } = house;
  const people = ['7001', '7002', '7003', '7004'];
  const events = people.map((user) => graph.userSends(user, 'luong toi thieu vung 3', { id: `m_${user}` }));
  const statuses = await graph.post(url, events, { copies: 4, together: true, shuffle: 7 });
  expect(new Set(statuses)).toEqual(new Set([200]));
  await app.atRest();
  for (const user of people)
    expect(graph.sentTo(user).filter(({ text }) => text.includes('4.140.000'))).toHaveLength(1);
});

test('an event of another page is kept, answered 200 and by nobody', async () => {
  const { graph, app, url } = house;
  const event = graph.userSends('7009', 'chào', { id: 'm_other', page: '999' });
  expect(await graph.post(url, [event])).toEqual([200]);
  await app.atRest();
  expect(await app.store.exchanges.get('messenger:999:m_other')).toMatchObject({
    account: '999',
    processed: null,
  });
  expect(graph.sentTo('7009')).toEqual([]);
});

test('what Meta says of our messages is kept with them, and a lost answer is settled by its echo', async () => {
  const { graph, app, url } = house;
  graph.misbehave({ do: 'drop', taken: true }, { user: '7010' });
  await graph.post(url, [graph.userSends('7010', 'luong toi thieu vung 4', { id: 'm_lost' })]);
  await app.atRest();
  const first = async () =>
    (await app.store.exchanges.get(`messenger:${FAKE_PAGE.pageId}:m_lost`))?.replies[0];
  expect(await first()).toMatchObject({ status: 'unknown' });
  const [lost] = graph.sentTo('7010');
  if (!lost) throw new Error('nothing was sent');
  await graph.post(url, [graph.echoOf(lost)]);
  await app.atRest();
  expect(await first()).toMatchObject({ status: 'sent', platformId: lost.messageId });
  await graph.post(url, [graph.delivered('7010', { ids: [lost.messageId], until: new Date(1) })]);
  await app.atRest();
  expect(await first()).toMatchObject({ status: 'delivered' });
  await graph.post(url, [graph.read('7010', { until: new Date('2026-11-26T00:00:00Z') })]);
  await app.atRest();
  expect(await first()).toMatchObject({ status: 'seen' });
  expect(graph.sentTo('7010').filter(({ text }) => text === lost.text)).toHaveLength(1);
});
