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
    const isOpen = (lastHeard: Date) => windowOf({ ...limits, windowMs }, lastHeard, world.now()).open;
    // They wrote what is being answered, if not more since.
    if (exchange.received.heard && isOpen(exchange.at)) return null;
    const lastHeard = await store.exchanges.lastHeard(exchange.person);
    // Nobody heard from yet (an officer known from the imported file): the platform decides.
    if (!lastHeard) return null;
    return isOpen(lastHeard) ? null : 'window_closed';
  };
}
