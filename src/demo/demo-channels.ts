import { type ChannelAdapter, SendError } from '../channels/channel.ts';
import type { ChannelName } from '../model/channel.ts';
import type { World } from '../world.ts';

/** The account that every person of the demo writes to. */
export const DEMO_ACCOUNT = 'vi-du';

const DAY_MS = 86_400_000;
const WINDOWS: Partial<Record<ChannelName, number>> = { 'zalo-oa': 7 * DAY_MS, messenger: DAY_MS };

/** Platforms that take every message and show it to nobody; whoever is in `blocked` has blocked us. */
export const demoChannel = (
  name: ChannelName,
  world: Pick<World, 'newId'>,
  blocked: ReadonlySet<string> = new Set(),
): ChannelAdapter => ({
  name,
  limits: { maxText: 2000, showsChoices: false, windowMs: WINDOWS[name] ?? null, freeMs: null },
  accounts: [DEMO_ACCOUNT],
  inbound: { kind: 'none' },
  async send(_from, to) {
    if (blocked.has(to)) throw new SendError('blocked_by_user', 'this person of the demo takes nothing');
    return world.newId();
  },
});
