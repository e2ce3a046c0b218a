import fc from 'fast-check';
import { zaloWebhook } from '../../../src/channels/zalo-oa/webhook.ts';
import { silentLog } from '../../../src/log.ts';
import { createFakeWorld } from '../../fakes/fake-world.ts';
import { FAKE_OA } from '../../fakes/fake-zalo.ts';
import { FUZZ_RUNS, FUZZ_SEED, sayFuzz } from '../../fuzz/settings.ts';
import { expectStorable } from '../../fuzz/storable.ts';
import { zaloRequests } from '../../fuzz/zalo-bodies.ts';

const modes = fc.constantFrom<'enforce' | 'log-only'>('enforce', 'log-only');

test('no body makes the webhook throw or answer with a 5xx, and whatever it takes can be stored', async () => {
  sayFuzz('zalo-oa webhook');
  await fc.assert(
    fc.asyncProperty(zaloRequests, modes, async ({ body, headers }, mode) => {
      const { handle } = zaloWebhook({
        accounts: [FAKE_OA],
        signature: mode,
        world: createFakeWorld(),
        log: silentLog,
      });
      const request = { body, headers, query: new URLSearchParams() };
      const answer = await handle(request);
      expect([200, 400, 401, 413]).toContain(answer.status);
      if (answer.status !== 200) expect(answer.events).toEqual([]);
      expect(answer.events.length).toBeLessThanOrEqual(1);
      for (const event of answer.events) expectStorable(event, 'zalo-oa', [FAKE_OA.oaId]);
      expect(await handle(request)).toEqual(answer);
    }),
    { numRuns: FUZZ_RUNS, seed: FUZZ_SEED },
  );
}, 3_600_000);
