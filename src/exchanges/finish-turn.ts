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
    for (const covered of processed.covers.filter((one) => one !== key)) {
      await world.step('close');
      await store.exchanges.close(covered);
    }
    const results = await runEffects(exchange, processed.effects);
    const failed = results.some((result) => result.outcome === 'failed');
    if (failed && exchange.finishTries + 1 < MAX_TRIES) {
      await world.step('effect-failed');
      await store.exchanges.countFinishFailure(key);
      return false;
    }
    if (failed) log.error('a turn ended with failed effects', { key, alarm: 'effects' });
    await releaseHeld(exchange, results);
    wakeOutbox(exchange.person);
    return true;
  };

  /** One that throws does not keep the others from running. */
  async function runEffects(
    exchange: Exchange,
    effects: NonNullable<Exchange['processed']>['effects'],
  ): Promise<EffectResult[]> {
    const results: EffectResult[] = [];
    for (const [index, effect] of effects.entries()) {
      const n = index + 1;
      try {
        results.push(await applyEffect(exchange, effect, `${exchange.key}#${n}`, results));
      } catch (error) {
        log.error('an effect failed', {
          error,
          key: exchange.key,
          effect: effect.do,
          n,
          tries: exchange.finishTries + 1,
        });
        results.push({ outcome: 'failed', facts: {} });
      }
    }
    return results;
  }

  /** The document may have moved on since it was read (a receipt, a send): read again until the compare-and-set holds. */
  async function releaseHeld(read: Exchange, results: EffectResult[]): Promise<void> {
    const ending = endingOf(results);
    const facts: Record<string, string> = Object.assign({}, ...results.map((result) => result.facts));
    for (
      let exchange: Exchange | null = read;
      exchange?.unfinishedSince;
      exchange = await store.exchanges.get(read.key)
    ) {
      const now = world.now();
      const replies = exchange.replies.map((reply) => release(reply, ending, facts));
      const trouble = ending === 'sorry' ? { troubleSince: exchange.troubleSince ?? now } : {};
      const change = {
        replies,
        results,
        unfinishedSince: null,
        nextReplyAt: dueAt(replies, now),
        ...trouble,
      };
      await world.step('release');
      if (await store.exchanges.change(exchange.key, exchange.rev, change)) return;
    }
  }
}

function endingOf(results: EffectResult[]): keyof HeldText {
  const has = (outcome: EffectResult['outcome']) => results.some((result) => result.outcome === outcome);
  if (has('failed')) return 'sorry';
  return has('refused') ? 'refused' : 'done';
}
