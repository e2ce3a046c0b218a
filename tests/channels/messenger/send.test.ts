import type { SendError, SendFailure } from '../../../src/channels/channel.ts';
import { FAKE_PAGE, graphRefusal } from '../../fakes/fake-graph.ts';
import { createFakeWorld } from '../../fakes/fake-world.ts';
import { type Bench, openBench, PERSON } from './messenger-bench.ts';

let bench: Bench;
afterEach(() => bench.close());

const CHOICES = [
  { n: 1, title: 'Lương, tiền làm thêm giờ', say: 'tiền lương' },
  { n: 2, title: 'Nghỉ', say: 'nghỉ phép' },
  { n: 0, title: 'Gặp cán bộ', say: 'gặp cán bộ' },
];

// Every code of Meta's table that a message may meet.
test.each<[number, number | null, SendFailure]>([
  [1, null, 'unknown'],
  [99, null, 'unknown'],
  [2, null, 'unreachable'],
  [4, null, 'throttled'],
  [17, null, 'throttled'],
  [32, null, 'throttled'],
  [613, null, 'throttled'],
  [613, 2534040, 'throttled'],
  [613, 2018338, 'not_now'],
  [80001, null, 'throttled'],
  [10, 2018278, 'window_closed'],
  [10, 2534022, 'window_closed'],
  [10, 2018065, 'window_closed'],
  [10, 2018108, 'blocked_by_user'],
  [551, 1545041, 'blocked_by_user'],
  [551, null, 'blocked_by_user'],
  [200, 1545041, 'blocked_by_user'],
  [10, 1893063, 'needs_admin'],
  [10, null, 'needs_admin'],
  [100, null, 'rejected'],
  [100, 2018001, 'rejected'],
  [100, 33, 'rejected'],
  [100, 2018109, 'rejected'],
  [190, null, 'bad_credentials'],
  [190, 463, 'bad_credentials'],
  [102, null, 'bad_credentials'],
  [200, 2018028, 'needs_admin'],
  [200, null, 'needs_admin'],
  [230, null, 'needs_admin'],
  [368, null, 'needs_admin'],
  [2022, null, 'needs_admin'],
  [2018300, null, 'not_now'],
  [10, 2018300, 'not_now'],
  [2018321, null, 'not_now'],
  [424242, null, 'rejected'],
])('Graph %i/%s is %s, after one call', async (code, subcode, failure) => {
  bench = await openBench();
  bench.graph.misbehave(graphRefusal(code, subcode));
  const error = await bench.send(bench.start(), { text: 'chào' });
  expect(error).toMatchObject({ failure, message: expect.stringContaining(String(code)) });
  expect((error as SendError).message).not.toContain('chào');
  expect(bench.graph.calls).toHaveLength(1);
});

test.each<[number, string | undefined, SendFailure, number | null]>([
  [429, '7', 'throttled', 7_000],
  [429, undefined, 'throttled', null],
  [503, 'Mon, 23 Nov 2026 02:01:00 GMT', 'unreachable', 60_000],
  [502, 'soon', 'unreachable', null],
  [302, undefined, 'unreachable', null],
  [400, undefined, 'rejected', null],
  [401, undefined, 'needs_admin', null],
  [404, undefined, 'needs_admin', null],
])(
  'HTTP %i with Retry-After %s and no word of Graph is %s',
  async (status, retryAfter, failure, retryAfterMs) => {
    bench = await openBench();
    bench.graph.misbehave({ do: 'status', status, ...(retryAfter === undefined ? {} : { retryAfter }) });
    expect(await bench.send(bench.start())).toMatchObject({ failure, retryAfterMs });
  },
);

test('a refusal for too many calls keeps its Retry-After', async () => {
  bench = await openBench();
  bench.graph.misbehave({ ...graphRefusal(613), retryAfter: '90' } as Parameters<
    Bench['graph']['misbehave']
  >[0]);
  expect(await bench.send(bench.start())).toMatchObject({ failure: 'throttled', retryAfterMs: 90_000 });
});

test.each([
  '{}',
  '{"recipient_id":"1"}',
  '{"message_id":""}',
  '"ok"',
  'null',
  '[]',
  '',
  '{"error":null}',
  '{"error":"none"}',
])('HTTP 200 with %s may have arrived', async (body) => {
  bench = await openBench();
  bench.graph.misbehave({ do: 'status', status: 200, body, taken: true });
  expect(await bench.send(bench.start())).toMatchObject({ failure: 'unknown' });
});

// Each of these ends the process in messenger-node as it comes.
test.each([
  ['a page of HTML', { do: 'html', taken: true }, 'unknown'],
  ['half a body', { do: 'half-body', taken: true }, 'unknown'],
  ['a dropped connection', { do: 'drop', taken: true }, 'unknown'],
  ['an empty 502', { do: 'status', status: 502, body: '' }, 'unreachable'],
  ['an HTML 500', { do: 'status', status: 500 }, 'unreachable'],
] as const)('%s is survived', async (_, how, failure) => {
  bench = await openBench();
  bench.graph.misbehave(how);
  const adapter = bench.start();
  expect(await bench.send(adapter)).toMatchObject({ failure });
  expect(await bench.send(adapter)).toMatch(/^m_out/);
});

test.each([
  ['connect', 'ECONNREFUSED', 'unreachable'],
  ['getaddrinfo', 'ENOTFOUND', 'unreachable'],
  ['read', 'ECONNRESET', 'unknown'],
  [undefined, undefined, 'unknown'],
])('%s %s before or after sending is %s', async (syscall, code, failure) => {
  bench = await openBench();
  const cause = Object.assign(new Error('x'), { code, syscall });
  const world = createFakeWorld({ fetch: () => Promise.reject(new TypeError('fetch failed', { cause })) });
  expect(await bench.send(bench.start({ world }))).toMatchObject({ failure });
});

test('a call without an answer is given up after 8 seconds', async () => {
  bench = await openBench();
  bench.graph.misbehave({ do: 'hang', taken: true });
  const began = bench.world.now().getTime();
  expect(await bench.send(bench.start())).toMatchObject({ failure: 'unknown' });
  expect(bench.world.now().getTime() - began).toBe(8_000);
});

test('a sender that was told to give up before it began has sent nothing', async () => {
  bench = await openBench();
  expect(await bench.send(bench.start(), { signal: AbortSignal.abort() })).toMatchObject({
    failure: 'unreachable',
  });
  expect(bench.graph.calls).toEqual([]);
});

test('many sends at once each get their own answer', async () => {
  bench = await openBench();
  const adapter = bench.start();
  const texts = Array.from({ length: 30 }, (_, n) => `tin ${n}`);
  const signal = new AbortController().signal;
  const ids = await Promise.all(
    texts.map((text, n) =>
      adapter.send(FAKE_PAGE.pageId, `7${n}`, { id: `k/${n}`, text, choices: [], by: 'bot', signal }),
    ),
  );
  for (const [n, id] of ids.entries())
    expect(bench.graph.ledger.find(({ messageId }) => messageId === id)).toMatchObject({
      user: `7${n}`,
      text: texts[n],
    });
});

test.each([
  ['nothing', '  \n '],
  ['too much', 'a'.repeat(2000)],
])('%s is refused without a call', async (_, text) => {
  bench = await openBench();
  expect(await bench.send(bench.start(), { text })).toMatchObject({ failure: 'rejected' });
  expect(bench.graph.calls).toEqual([]);
});

test('1,999 characters are counted in NFC', async () => {
  bench = await openBench();
  const text = 'ế'.repeat(1999).normalize('NFD');
  expect(await bench.send(bench.start(), { text })).toMatch(/^m_out/);
  expect(bench.graph.ledger[0]?.text).toBe(text.normalize('NFC'));
});

test('a page that is not configured waits for a human', async () => {
  bench = await openBench();
  const signal = new AbortController().signal;
  const sending = bench.start().send('999', PERSON, { id: 'k', text: 'x', choices: [], by: 'bot', signal });
  await expect(sending).rejects.toMatchObject({ failure: 'needs_admin' });
});

test('choices go as numbers and as quick replies that say in full what they mean', async () => {
  bench = await openBench();
  await bench.send(bench.start(), { text: 'Chọn:', choices: CHOICES });
  expect(bench.graph.ledger).toMatchObject([
    {
      text: 'Chọn:\n1. Lương, tiền làm thêm giờ\n2. Nghỉ\n0. Gặp cán bộ',
      quickReplies: [
        { title: '1. Lương, tiền làm…', payload: 'say:tiền lương' },
        { title: '2. Nghỉ', payload: 'say:nghỉ phép' },
        { title: '0. Gặp cán bộ', payload: 'say:gặp cán bộ' },
      ],
    },
  ]);
});

test.each([
  ['a flag', `${'🇻🇳'.repeat(8)}`],
  ['a letter of parts', 'ệ'.repeat(30)],
  ['a title of 20', '12345678901234567'],
  ['a title of 21', '123456789012345678'],
])('%s is never cut in two and a title has 20 characters at most', async (_, title) => {
  bench = await openBench();
  await bench.send(bench.start(), { text: 'Chọn:', choices: [{ n: 1, title, say: 'x' }] });
  const shown = bench.graph.ledger[0]?.quickReplies[0]?.title ?? '';
  expect(shown.length).toBeLessThanOrEqual(20);
  const kept = shown.replace(/…$/, '').trimEnd();
  expect(`1. ${title}`.normalize('NFC').startsWith(kept)).toBe(true);
  expect([...kept].every((letter) => !/^[\ud800-\udfff]$/.test(letter))).toBe(true);
});

test('fourteen choices are too many for quick replies, and a meaning over 1,000 letters goes as its number', async () => {
  bench = await openBench();
  const many = Array.from({ length: 14 }, (_, n) => ({ n: n + 1, title: `Mục ${n}`, say: `mục ${n}` }));
  await bench.send(bench.start(), { choices: many });
  await bench.send(bench.start(), { choices: [{ n: 3, title: 'Dài', say: 'a'.repeat(1000) }] });
  expect(bench.graph.ledger.map(({ quickReplies }) => quickReplies)).toEqual([
    [],
    [{ title: '3. Dài', payload: 'say:3' }],
  ]);
});

test("after 24 hours the bot's words stop and an officer's go under HUMAN_AGENT, until 7 days", async () => {
  bench = await openBench();
  const adapter = bench.start();
  bench.graph.closeWindow(PERSON);
  expect(await bench.send(adapter, { by: 'bot' })).toMatchObject({ failure: 'window_closed' });
  expect(await bench.send(adapter, { by: 'officer' })).toMatch(/^m_out/);
  expect(bench.graph.ledger).toMatchObject([{ as: 'HUMAN_AGENT' }]);
  expect(bench.graph.calls).toHaveLength(3);
  bench.graph.closeWindow(PERSON, 'human');
  expect(await bench.send(adapter, { by: 'officer' })).toMatchObject({ failure: 'window_closed' });
});

test('a page without HUMAN_AGENT loses this person, not the channel, and somebody is told', async () => {
  bench = await openBench({ humanAgent: false });
  bench.graph.closeWindow(PERSON);
  expect(await bench.send(bench.start(), { by: 'officer' })).toMatchObject({ failure: 'window_closed' });
  expect(bench.log.alarms()).toEqual(['messenger-human-agent']);
});

test("an officer's words of unknown outcome are not sent again under the tag", async () => {
  bench = await openBench();
  bench.graph.misbehave({ do: 'drop', taken: true });
  expect(await bench.send(bench.start(), { by: 'officer' })).toMatchObject({ failure: 'unknown' });
  expect(bench.graph.ledger).toHaveLength(1);
});

test.each([
  [368, null],
  [2022, null],
  [10, 1893063],
  [613, 2018338],
])('Graph %i/%s raises an alarm', async (code, subcode) => {
  bench = await openBench();
  bench.graph.misbehave(graphRefusal(code, subcode));
  await bench.send(bench.start());
  expect(bench.log.alarms()).toEqual(['messenger-policy']);
});

test('the page, the version and the type of every message are said', async () => {
  bench = await openBench();
  await bench.send(bench.start({ graph: { url: `${bench.graph.url}/`, version: 'v26.0' } }));
  expect(bench.graph.calls[0]?.path).toBe(`/v26.0/${FAKE_PAGE.pageId}/messages`);
  expect(bench.graph.ledger[0]).toMatchObject({ page: FAKE_PAGE.pageId, user: PERSON, as: 'RESPONSE' });
});

test('the token in the address reaches neither the log nor an error', async () => {
  bench = await openBench();
  const adapter = bench.start();
  const ends: unknown[] = [];
  for (const how of [
    graphRefusal(190),
    graphRefusal(368),
    { do: 'drop', taken: false },
    { do: 'status', status: 302, location: 'http://127.0.0.1:1/' },
  ] as const) {
    bench.graph.misbehave(how);
    ends.push(await bench.send(adapter, { text: 'bí mật' }));
  }
  await bench.graph.close();
  ends.push(await bench.send(adapter, { text: 'bí mật' }));
  const said = ends.map((end) => (end instanceof Error ? `${end.message} ${end.stack}` : String(end)));
  const all = [...said, JSON.stringify(bench.log.lines)].join('\n');
  expect(all).not.toContain(FAKE_PAGE.pageToken);
  expect(all).not.toContain('bí mật');
});
