import type { ChannelLimits } from '../channels/channel.ts';
import type { Log } from '../log.ts';
import type { Meter } from '../meter.ts';
import type { ChannelName } from '../model/channel.ts';
import type { Decide, Decision, Facts, Knowledge } from '../model/decision.ts';
import { type Exchange, FRESH, type Received, type Standing } from '../model/exchange.ts';
import type { Understanding } from '../model/understanding.ts';
import type { KnownPerson, Store, TurnCommit } from '../store/store.ts';
import type { Consult, Understand } from '../understanding/understand.ts';
import type { World } from '../world.ts';
import { withConsultation } from './consultation.ts';
import { MAX_TRIES } from './durations.ts';
import { choosePrefix, withJointMeaning } from './prefix.ts';
import { traceOf } from './trace.ts';
import { decidedTurn, parkingTurn } from './turn-commit.ts';

export type GatherFacts = (person: KnownPerson, standing: Standing, texts: Received[]) => Promise<Facts>;

export type TurnDeps = {
  store: Store;
  understand: Understand;
  /** Another engine's word on an ordinary question, asked once a turn. */
  consult: Consult;
  gatherFacts: GatherFacts;
  decide: Decide;
  isSure(standing: Standing, received: Received, understood: Understanding): boolean;
  knowledge: Knowledge;
  limitsOf(channel: ChannelName): ChannelLimits;
  burstMs: number;
  world: World;
  log: Log;
  meter: Meter;
};

export type TurnResult =
  | { is: 'committed'; commit: TurnCommit }
  /** Another worker was first: read again. */
  | { is: 'raced' }
  | { is: 'waits'; until: Date }
  | { is: 'failed'; tries: number };

export type TakeTurn = (person: string, newest: Exchange | null, waiting: Exchange[]) => Promise<TurnResult>;

/** What a person said, one commit out. Safe to run again when it fails half-way. `waiting` is in order of arrival and not empty. */
export function createTurnTaker(deps: TurnDeps): TakeTurn {
  const { store, world, log, meter } = deps;

  async function take(
    person: string,
    newest: Exchange | null,
    waiting: Exchange[],
    oldest: Exchange,
  ): Promise<TurnResult> {
    const started = world.now().getTime();
    const standing = newest?.processed?.after ?? FRESH;
    const commit =
      oldest.tries >= MAX_TRIES
        ? parkingTurn(deps, oldest, newest, standing)
        : await decideTurn(deps, person, oldest.tries > 0 ? [oldest] : waiting, newest, standing);
    if ('waits' in commit) {
      await world.step('wait');
      const waits = await store.exchanges.waitUntil(oldest.key, commit.waits);
      return waits ? { is: 'waits', until: commit.waits } : { is: 'raced' };
    }
    await world.step('commit');
    if (!(await store.exchanges.commitTurn(commit))) return { is: 'raced' };
    meter.turn(commit.processed.outcome, (world.now().getTime() - started) / 1000);
    return { is: 'committed', commit };
  }

  return async (person, newest, waiting) => {
    const [oldest] = waiting;
    if (!oldest) return { is: 'raced' };
    const stillWaits = oldest.notBefore && oldest.notBefore > world.now() && waiting.length === 1;
    if (stillWaits && oldest.notBefore) return { is: 'waits', until: oldest.notBefore };
    // Counted before anything is understood, so that a message that kills the process is counted too.
    await world.step('count');
    if (!(await store.exchanges.countTry(oldest.key))) return { is: 'raced' };
    try {
      return await take(person, newest, waiting, oldest);
    } catch (error) {
      meter.turnFailed();
      log.error('a turn failed', { error, key: oldest.key, tries: oldest.tries + 1 });
      return { is: 'failed', tries: oldest.tries + 1 };
    }
  };
}

async function decideTurn(
  deps: TurnDeps,
  personId: string,
  waiting: Exchange[],
  newest: Exchange | null,
  standing: Standing,
): Promise<TurnCommit | { waits: Date }> {
  const started = deps.world.now().getTime();
  const parts = await choosePrefix(deps, waiting, standing);
  if ('waits' in parts) return parts;
  const person = await deps.store.people.known(personId);
  if (!person) throw new Error(`person ${personId} is not in the store`);
  const understood = await withJointMeaning(deps.understand, parts);
  const texts = parts.map(({ exchange }) => exchange.received);
  const facts = await deps.gatherFacts(person, standing, texts);
  const heard = await withConsultation(deps.consult, { heard: understood, standing, facts });
  const decided = deps.decide(standing, heard, facts, deps.knowledge);
  const allVerified = texts.every((received) => received.verified);
  const decision = allVerified ? decided : withoutEffects(decided);
  const tookMs = deps.world.now().getTime() - started;
  const trace = traceOf({ standing, heard, facts, decision, tookMs });
  return decidedTurn(deps, parts, newest, decision, { understood: heard.at(-1)?.understood ?? null, trace });
}

/** An event whose signature did not match is answered but causes nothing, and its reply may not claim otherwise. */
function withoutEffects(decision: Decision): Decision {
  const replies = decision.replies.map((draft) =>
    draft.held ? { ...draft, text: draft.held.sorry, held: null, choices: [] } : draft,
  );
  return {
    ...decision,
    effects: [],
    replies: replies.filter((draft) => draft.text !== ''),
  };
}
