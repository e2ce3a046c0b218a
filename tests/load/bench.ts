import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { FAKE_OA, startFakeZalo } from '../fakes/fake-zalo.ts';

// npm run bench: what the server does beside a bare Express 5 handler that checks the same signature, in one run on this machine.
// Ratios are what to compare between machines; every address is loopback.
const SECONDS = Number(process.env.BENCH_SECONDS ?? 10);
const zalo = await startFakeZalo({ latencyMs: 50 });

type Task = Record<string, unknown>;
type Server = {
  url: string;
  tell(message: string): void;
  report(): Promise<Record<string, unknown>>;
  end(): Promise<void>;
};

async function start(task: Task): Promise<Server> {
  const child: ChildProcess = fork(join(import.meta.dirname, 'bench-server.ts'), [JSON.stringify(task)], {
    execArgv: ['--import', 'tsx', '--no-warnings'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const [{ url }] = await once(child, 'message');
  return {
    url,
    tell: (message) => void child.send(message),
    async report() {
      child.send('report');
      const [found] = await once(child, 'message');
      return found;
    },
    async end() {
      child.send('end');
      await once(child, 'exit');
    },
  };
}

let made = 0;
/** Signed webhooks of many people, each event new. */
async function acknowledge(server: Server, connections: number, amount?: number) {
  server.tell('begin');
  const result = await autocannon({
    url: `${server.url}/webhooks/zalo-oa`,
    connections,
    ...(amount ? { amount } : { duration: SECONDS }),
    requests: [
      {
        method: 'POST',
        setupRequest(request) {
          made++;
          const event = zalo.userSends(`7${made % 2000}`, 'cam on', { id: `b${made}` });
          const { body, headers } = zalo.signedWebhook(event);
          return { ...request, body, headers };
        },
      },
    ],
  });
  return {
    perSecond: result.requests.average,
    p99: result.latency.p99,
    p50: result.latency.p50,
    bad: result.non2xx + result.errors,
    loop: (await server.report()).loopP99Ms as number,
  };
}

const rows: string[][] = [['', '/s', 'of bare', 'p50 ms', 'p99 ms', 'not 200', 'loop p99 ms']];
type Measured = Awaited<ReturnType<typeof acknowledge>>;
let base: Measured | null = null;
const row = (name: string, one: Measured) =>
  rows.push([
    name,
    one.perSecond.toFixed(0),
    base ? `${((100 * one.perSecond) / base.perSecond).toFixed(0)} %` : '',
    one.p50.toFixed(0),
    one.p99.toFixed(0),
    String(one.bad),
    one.loop.toFixed(1),
  ]);

const settings = { ...zalo.urls, ...zalo.oauth.pairOf(FAKE_OA.oaId) };

for (const connections of [1, 50]) {
  const bare = await start({ kind: 'bare' });
  base = await acknowledge(bare, connections);
  row(`bare handler, ${connections} connections`, base);
  await bare.end();
  const app = await start({ kind: 'app', zalo: settings });
  row(`acknowledged, ${connections} connections`, await acknowledge(app, connections));
  await app.end();
  const slow = await start({ kind: 'app', zalo: settings, slowStoreMs: 500 });
  row(`acknowledged, store slowed by 500 ms, ${connections}`, await acknowledge(slow, connections));
  await slow.end();
}
print(rows);

// Full turns: from the webhook to the message on the fake Zalo's screen, which takes 50 ms.
const turns: string[][] = [['full turns, Zalo at 50 ms', 'turns', 'seconds', 'turns/s', 'loop p99 ms']];
{
  const app = await start({ kind: 'app', zalo: settings });
  const before = zalo.ledger.length;
  const count = 2000;
  const began = performance.now();
  await acknowledge(app, 20, count);
  while (
    new Set(zalo.ledger.slice(before).map(({ user }) => user)).size < Math.min(count, 2000) &&
    performance.now() - began < 120_000
  )
    await new Promise((resolve) => setTimeout(resolve, 50));
  const seconds = (performance.now() - began) / 1000;
  turns.push([
    `${count} people, one message each`,
    String(count),
    seconds.toFixed(1),
    (count / seconds).toFixed(0),
    Number((await app.report()).loopP99Ms).toFixed(1),
  ]);
  await app.end();
}
print(turns);

// What a turn costs as the log grows.
const growth: string[][] = [['stored before', 'turn, median ms', 'of the smaller']];
let smaller = 0;
const quick = await startFakeZalo();
for (const stored of [10_000, 100_000]) {
  const app = await start({
    kind: 'app',
    zalo: { ...quick.urls, ...quick.oauth.pairOf(FAKE_OA.oaId) },
    stored,
  });
  const times: number[] = [];
  for (let n = 0; n < 150; n++) {
    const before = quick.ledger.length;
    const began = performance.now();
    await quick.post(`${app.url}/webhooks/zalo-oa`, [
      // Another of the stored people each time: one alone would soon be too fast.
      quick.userSends(`8${n}`, 'cam on', { id: `g${stored}-${n}` }),
    ]);
    while (quick.ledger.length === before) await new Promise((resolve) => setImmediate(resolve));
    if (n >= 30) times.push(performance.now() - began);
  }
  const median = times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
  smaller ||= median;
  growth.push([String(stored), median.toFixed(1), `× ${(median / smaller).toFixed(2)}`]);
  await app.end();
}
print(growth);
await Promise.all([zalo.close(), quick.close()]);

function print(table: string[][]): void {
  const widths =
    table[0]?.map((_, column) => Math.max(...table.map((line) => (line[column] ?? '').length))) ?? [];
  for (const line of table)
    console.log(
      line
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('   '),
    );
  console.log();
}
