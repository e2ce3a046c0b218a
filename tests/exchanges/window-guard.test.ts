import type { ChannelAdapter, ChannelLimits } from '../../src/channels/channel.ts';
import { createWindowGuard } from '../../src/exchanges/window-guard.ts';
import type { Exchange, Reply } from '../../src/model/exchange.ts';
import type { Store } from '../../src/store/store.ts';
import { createFakeWorld } from '../fakes/fake-world.ts';

const HOUR = 3_600_000;
const world = createFakeWorld();
const BOTH = { windowMs: 24 * HOUR, freeMs: 24 * HOUR, humanWindowMs: 168 * HOUR };
const ONE = { windowMs: 24 * HOUR, freeMs: 24 * HOUR };
const NONE = { windowMs: null, freeMs: null };

test.each<[string, Partial<ChannelLimits>, Reply['by'], number | null, string | null]>([
  ['the bot within a day', BOTH, 'bot', 23, null],
  ['the bot after a day', BOTH, 'bot', 25, 'window_closed'],
  ['an officer after a day', BOTH, 'officer', 25, null],
  ['an officer after a week', BOTH, 'officer', 169, 'window_closed'],
  ['an officer where a human has no more time', ONE, 'officer', 25, 'window_closed'],
  ['anybody without a window', NONE, 'bot', 9999, null],
  ['somebody never heard from: the platform decides', BOTH, 'bot', null, null],
])('%s', async (_, limits, by, hours, refusal) => {
  const heard = hours === null ? null : new Date(world.now().getTime() - hours * HOUR);
  const told = { person: 'p', at: world.now(), received: { heard: false } } as Exchange;
  const store = { exchanges: { lastHeard: async () => heard } } as unknown as Store;
  const guard = createWindowGuard(store, world);
  const adapter = { limits } as ChannelAdapter;
  expect(await guard(adapter, told, { by } as Reply)).toBe(refusal);
});

test('what they wrote themselves within the window needs no look at when they wrote last', async () => {
  const store = { exchanges: { lastHeard: () => Promise.reject(new Error('asked')) } } as unknown as Store;
  const guard = createWindowGuard(store, world);
  const at = (hours: number) => new Date(world.now().getTime() - hours * HOUR);
  const written = (hours: number) => ({ person: 'p', at: at(hours), received: { heard: true } }) as Exchange;
  const bot = { by: 'bot' } as Reply;
  expect(await guard({ limits: BOTH } as ChannelAdapter, written(23), bot)).toBeNull();
  await expect(guard({ limits: BOTH } as ChannelAdapter, written(25), bot)).rejects.toThrow('asked');
});
