import type { ChannelLimits } from '../channels/channel.ts';
import { windowOf } from '../channels/window.ts';
import type { ExchangeStore } from '../store/store.ts';

/** Whether the platform would take what the bot says to this person now. Of somebody never heard from only the platform knows. */
export async function isInReach(
  exchanges: Pick<ExchangeStore, 'lastHeard'>,
  limits: ChannelLimits,
  person: string,
  now: Date,
): Promise<boolean> {
  if (limits.windowMs === null) return true;
  const lastHeard = await exchanges.lastHeard(person);
  return lastHeard === null || windowOf(limits, lastHeard, now).open;
}
