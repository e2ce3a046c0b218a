import type { ChannelAdapter, SendFailure } from '../channels/channel.ts';
import { windowOf } from '../channels/window.ts';
import type { Exchange } from '../model/exchange.ts';
import type { Store } from '../store/store.ts';
import type { World } from '../world.ts';

/** Refuses a send that the platform's window has closed for, without a call; null when it may go. */
export function createWindowGuard(store: Store, world: World) {
  return async (adapter: ChannelAdapter, exchange: Exchange): Promise<SendFailure | null> => {
    if (adapter.limits.windowMs === null) return null;
    // They wrote what is being answered, if not more since.
    const heard = exchange.received.heard && windowOf(adapter.limits, exchange.at, world.now()).open;
    if (heard) return null;
    const lastHeard = await store.exchanges.lastHeard(exchange.person);
    // Nobody heard from yet (an officer known from the imported file): the platform decides.
    if (!lastHeard) return null;
    return windowOf(adapter.limits, lastHeard, world.now()).open ? null : 'window_closed';
  };
}
