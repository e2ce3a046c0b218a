import { type Outgoing, SendError } from '../../../src/channels/channel.ts';
import { createZaloOa, type ZaloOa, type ZaloOaOptions } from '../../../src/channels/zalo-oa/zalo-oa.ts';
import { createCountedFetch } from '../../fakes/counted-fetch.ts';
import { createFakeWorld } from '../../fakes/fake-world.ts';
import { FAKE_OA, startFakeZalo } from '../../fakes/fake-zalo.ts';
import { createMemoryLeases, createMemoryVault } from '../../fakes/memory-vault.ts';
import { createRecordedLog } from '../../fakes/recorded-log.ts';

export const USER = '246845883529197922';

/** A fake Zalo, a clock that stands still, and as many processes as asked for over one vault. */
export async function openBench(options: Parameters<typeof startFakeZalo>[0] = {}) {
  const zalo = await startFakeZalo(options);
  const network = createCountedFetch(zalo.hanging);
  const world = createFakeWorld(network);
  const vault = createMemoryVault();
  const leases = createMemoryLeases();
  const log = createRecordedLog();

  /** One process of ours, starting with the pair that is valid now unless told otherwise. */
  function start(
    more: Partial<ZaloOaOptions> & { tokens?: { accessToken?: string; refreshToken?: string } } = {},
  ): ZaloOa {
    const { access, refresh } = zalo.oauth.pairOf(FAKE_OA.oaId);
    const { tokens = { accessToken: access, refreshToken: refresh }, ...rest } = more;
    const accounts = [{ ...FAKE_OA, ...tokens }];
    return createZaloOa({
      accounts,
      vault,
      leases,
      world,
      log,
      signature: 'enforce',
      urls: zalo.urls,
      ...rest,
    });
  }

  /** How a send ended once the clock has gone as far as it takes: an id or a SendError. */
  async function outcome(sending: Promise<string>): Promise<string | SendError> {
    let ended: string | SendError | null = null;
    const done = sending.then(
      (id) => {
        ended = id;
      },
      (error: unknown) => {
        if (!(error instanceof SendError)) throw error;
        ended = error;
      },
    );
    await world.settle();
    // Nothing to wait for by the clock: somebody is still busy without it.
    while (ended === null)
      if (!(await world.passToNext())) await new Promise((resolve) => setTimeout(resolve, 1));
    await done;
    return ended ?? '';
  }

  const send = (adapter: ZaloOa, message: Partial<Outgoing> = {}, to = USER) =>
    adapter.send(FAKE_OA.oaId, to, { ...OUTGOING, ...message });

  return { zalo, world, vault, leases, log, start, send, outcome, close: zalo.close };
}
export type Bench = Awaited<ReturnType<typeof openBench>>;

const OUTGOING: Outgoing = {
  id: 'k/1',
  text: 'chào',
  choices: [],
  by: 'bot',
  signal: new AbortController().signal,
};
