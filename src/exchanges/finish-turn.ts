import type { Log } from '../log.ts';
import type { EffectResult, Exchange, HeldText } from '../model/exchange.ts';
import type { Store } from '../store/store.ts';
import type { World } from '../world.ts';
import type { ApplyEffect } from './apply-effect.ts';
import { MAX_TRIES } from './durations.ts';
import { dueAt } from './replies.ts';
import { release } from './to-replies.ts';

type FinishDeps = {
  store: Store;
  applyEffect: ApplyEffect;
  world: World;
  log: Log;
  wakeOutbox(person: string): void;
};

/** Closes the covers, runs each effect once, releases the held replies. False: an effect failed and is tried again later. */
export type FinishTurn = (exchange: Exchange) => Promise<boolean>;

export function createTurnFinisher({ store, applyEffect, world, log, wakeOutbox }: FinishDeps): FinishTurn {
  return async (exchange) => {
    const { key, processed } = exchange;
    if (!processed || !exchange.unfinishedSince) return true;
    for (const covered of processed.covers) {
      if (covered === key) continue;
      await world.step('close');
      await store.exchanges.close(covered);
    }
    const results: EffectResult[] = [];
    for (const [index, effect] of processed.effects.entries()) {
      try {
        results.push(await applyEffect(exchange, effect, `${key}#${index + 1}`, results));
      } catch (error) {
        log.error('an effect failed', {
          error,
          key,
          effect: effect.do,
          n: index + 1,
          tries: exchange.finishTries + 1,
        });
        results.push({ outcome: 'failed', facts: {} });
      }
    }
    const failed = results.some((result) => result.outcome === 'failed');
    if (failed && exchange.finishTries + 1 < MAX_TRIES) {
      await world.step('effect-failed');
      await store.exchanges.countFinishFailure(key);
      return false;
    }
    await releaseHeld(exchange, results, failed);
    return true;
  };

  async function releaseHeld(read: Exchange, results: EffectResult[], failed: boolean): Promise<void> {
    const ending: keyof HeldText = failed
      ? 'sorry'
      : results.some((result) => result.outcome === 'refused')
        ? 'refused'
        : 'done';
    const facts = Object.assign({}, ...results.map((result) => result.facts)) as Record<string, string>;
    let exchange: Exchange | null = read;
    // The document may have moved on since it was read (a receipt, a send): read again until the compare-and-set holds.
    while (exchange?.unfinishedSince) {
      const now = world.now();
      const replies = exchange.replies.map((reply) => release(reply, ending, facts));
      await world.step('release');
      const released = await store.exchanges.change(exchange.key, exchange.rev, {
        replies,
        results,
        unfinishedSince: null,
        nextReplyAt: dueAt(replies, now),
        ...(failed ? { troubleSince: exchange.troubleSince ?? now } : {}),
      });
      if (released) break;
      exchange = await store.exchanges.get(read.key);
    }
    if (failed)
      log.error('a turn ended with failed effects', {
        key: read.key,
        alarm: 'effects',
      });
    wakeOutbox(read.person);
  }
}
