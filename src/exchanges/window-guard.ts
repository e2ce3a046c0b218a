import type { ChannelAdapter, SendFailure } from '../channels/channel.ts';
import { windowOf } from '../channels/window.ts';
import type { Exchange, Reply } from '../model/exchange.ts';
import type { Store } from '../store/store.ts';
import type { World } from '../world.ts';

/** Refuses a send that the platform's window has closed for, without a call; null when it may go. */
export function createWindowGuard(store: Store, world: World) {
  return async (
    { limits }: ChannelAdapter,
    exchange: Exchange,
    { by }: Reply,
  ): Promise<SendFailure | null> => {
    if (limits.windowMs === null) return null;
    const windowMs = by === 'officer' ? (limits.humanWindowMs ?? limits.windowMs) : limits.windowMs;
    const lastHeard = await store.exchanges.lastHeard(exchange.person);
    // Nobody heard from yet (an officer known from the imported file): the platform decides.
    if (!lastHeard) return null;
    return windowOf({ ...limits, windowMs }, lastHeard, world.now()).open ? null : 'window_closed';
  };
}
