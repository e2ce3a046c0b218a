import fc from 'fast-check';
import { messengerWebhook } from '../../../src/channels/messenger/webhook.ts';
import { silentLog } from '../../../src/log.ts';
import { FAKE_PAGE } from '../../fakes/fake-graph.ts';
import { createFakeWorld } from '../../fakes/fake-world.ts';
import { messengerRequests } from '../../fuzz/messenger-bodies.ts';
import { FUZZ_RUNS, FUZZ_SEED, sayFuzz } from '../../fuzz/settings.ts';
import { expectStorable } from '../../fuzz/storable.ts';

test('no body makes the webhook throw or answer with a 5xx, and whatever it takes can be stored', async () => {
  sayFuzz('messenger webhook');
  await fc.assert(
    fc.asyncProperty(messengerRequests, async ({ body, headers }) => {
      const { handle } = messengerWebhook({
        accounts: [FAKE_PAGE],
        world: createFakeWorld(),
        log: silentLog,
      });
      const request = { body, headers, query: new URLSearchParams() };
      const answer = await handle(request);
      expect([200, 400, 401, 413]).toContain(answer.status);
      if (answer.status !== 200) expect(answer.events).toEqual([]);
      for (const event of answer.events) expectStorable(event, 'messenger', [FAKE_PAGE.pageId]);
      expect(await handle(request)).toEqual(answer);
    }),
    { numRuns: FUZZ_RUNS, seed: FUZZ_SEED },
  );
}, 3_600_000);
