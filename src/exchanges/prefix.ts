import type { Heard } from '../model/decision.ts';
import type { Exchange, Received, Standing } from '../model/exchange.ts';
import type { Understanding } from '../model/understanding.ts';
import type { Understand } from '../understanding/understand.ts';
import type { World } from '../world.ts';
import { DURATIONS } from './durations.ts';

type PrefixDeps = {
  understand: Understand;
  isSure(standing: Standing, received: Received, understood: Understanding): boolean;
  burstMs: number;
  world: World;
};

/** One exchange of a turn, with what was understood of it. */
export type Part = { exchange: Exchange; heard: Heard; sure: boolean };

/**
 * A turn covers a prefix in arrival order. A sure message is taken alone and the unsure texts before it are decided first; danger
 * takes the texts before it into its turn; only unsure texts wait, until 2.5 s after the newest and at most 8 s after the oldest.
 */
export async function choosePrefix(
  deps: PrefixDeps,
  waiting: Exchange[],
  standing: Standing,
): Promise<Part[] | { waits: Date }> {
  const parts: Part[] = [];
  for (const exchange of waiting) {
    const part = await hear(deps, exchange, standing);
    if (part.heard.understood.dangerNow) return [...parts, part];
    if (part.sure) return parts.length > 0 ? parts : [part];
    parts.push(part);
  }
  const oldest = waiting[0];
  const last = waiting.at(-1);
  if (!oldest || !last || oldest.tries > 0) return parts;
  const until = Math.min(last.at.getTime() + deps.burstMs, oldest.at.getTime() + DURATIONS.burstCap);
  return until > deps.world.now().getTime() ? { waits: new Date(until) } : parts;
}

async function hear(
  { understand, isSure }: PrefixDeps,
  exchange: Exchange,
  standing: Standing,
): Promise<Part> {
  const { key, at, received } = exchange;
  const understood = await understand(received.told ? '' : received.text);
  const heard: Heard = { key, at, received, understood };
  return {
    exchange,
    heard,
    sure: received.told !== null || isSure(standing, received, understood),
  };
}

/** The last message of a burst carries what all of them mean together. */
export async function withJointMeaning(understand: Understand, parts: Part[]): Promise<Heard[]> {
  const heard = parts.map((part) => part.heard);
  const last = heard.at(-1);
  const texts = heard.map(({ received }) => received.text).filter((text) => text !== '');
  if (!last || texts.length < 2 || last.understood.dangerNow) return heard;
  return [...heard.slice(0, -1), { ...last, understood: await understand(texts.join('\n')) }];
}
