// One of several processes that send for the same OA: send.ts <store url> <fake's url> <refresh token>. Each line of stdin is a number of
// messages to send at once; it is answered by one line of JSON, how many were taken and why the others were not.
import { createInterface } from 'node:readline';
import { SendError } from '../../../src/channels/channel.ts';
import { createZaloOa } from '../../../src/channels/zalo-oa/zalo-oa.ts';
import { silentLog } from '../../../src/log.ts';
import { createSeal } from '../../../src/seal.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { realWorld } from '../../../src/world.ts';
import { FAKE_OA } from '../../fakes/fake-zalo.ts';

// The world's timers keep no process alive, and this one may have to wait for another's migration.
setInterval(() => {}, 60_000);
const [url = '', zalo = '', refreshToken = ''] = process.argv.slice(2);
const seal = createSeal(Buffer.alloc(32, 7));
const store = await openStore({ url, seal, world: realWorld, log: silentLog, role: 'command' });
const { send } = createZaloOa({
  accounts: [{ ...FAKE_OA, refreshToken }],
  vault: store.vault,
  leases: store.leases,
  world: realWorld,
  log: silentLog,
  signature: 'enforce',
  urls: { api: zalo, oauth: zalo },
});

async function one(n: number): Promise<string> {
  const message = { id: `k/${n}`, text: `tin ${process.pid} ${n}`, choices: [], by: 'bot' } as const;
  try {
    await send(FAKE_OA.oaId, '246845883529197922', {
      ...message,
      choices: [],
      signal: AbortSignal.timeout(30_000),
    });
    return 'taken';
  } catch (error) {
    return error instanceof SendError ? error.failure : String(error);
  }
}

process.stdout.write('ready\n');
for await (const line of createInterface({ input: process.stdin })) {
  const outcomes = await Promise.all(Array.from({ length: Number(line) }, (_, n) => one(n)));
  process.stdout.write(`${JSON.stringify(outcomes)}\n`);
}
await store.close();
process.exit(0);
