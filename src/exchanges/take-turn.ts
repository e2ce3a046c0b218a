import type { ChannelLimits } from '../channels/channel.ts';
import type { Log } from '../log.ts';
import type { ChannelName } from '../model/channel.ts';
import type { Decide, Decision, Facts, Heard, Knowledge } from '../model/decision.ts';
import { type Exchange, FRESH, type Processed, type Received, type Standing } from '../model/exchange.ts';
import type { Person } from '../model/person.ts';
import type { Understanding } from '../model/understanding.ts';
import type { Store, TurnCommit } from '../store/store.ts';
import type { Understand } from '../understanding/understand.ts';
import type { World } from '../world.ts';
import { DURATIONS, MAX_TRIES } from './durations.ts';
import type { Meter } from './meter.ts';
import { dueAt } from './replies.ts';
import { toReplies } from './to-replies.ts';

export type GatherFacts = (person: Person, standing: Standing, texts: Received[]) => Promise<Facts>;

type TurnDeps = {
  store: Store;
  understand: Understand;
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
  | { is: 'committed' }
  /** Another worker was first: read again. */
  | { is: 'raced' }
  | { is: 'waits'; until: Date }
  | { is: 'failed'; tries: number };

export type TakeTurn = (person: string, newest: Exchange | null, waiting: Exchange[]) => Promise<TurnResult>;

type Part = { exchange: Exchange; heard: Heard; sure: boolean };

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
    return { is: 'committed' };
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
  const parts = await choosePrefix(deps, waiting, standing);
  if ('waits' in parts) return parts;
  const person = await deps.store.people.get(personId);
  if (!person) throw new Error(`person ${personId} is not in the store`);
  const heard = await withJointMeaning(deps.understand, parts);
  const texts = parts.map(({ exchange }) => exchange.received);
  const facts = await deps.gatherFacts(person, standing, texts);
  const decided = deps.decide(standing, heard, facts, deps.knowledge);
  const allVerified = texts.every((received) => received.verified);
  const decision = allVerified ? decided : withoutEffects(decided);
  return toCommit(deps, parts, newest, decision, heard.at(-1)?.understood ?? null);
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

/**
 * A turn covers a prefix in arrival order. A sure message is taken alone and the unsure texts before it are decided first; danger
 * takes the texts before it into its turn; only unsure texts wait, until 2.5 s after the newest and at most 8 s after the oldest.
 */
async function choosePrefix(
  deps: TurnDeps,
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

async function hear({ understand, isSure }: TurnDeps, exchange: Exchange, standing: Standing): Promise<Part> {
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
async function withJointMeaning(understand: Understand, parts: Part[]): Promise<Heard[]> {
  const heard = parts.map((part) => part.heard);
  const last = heard.at(-1);
  const texts = heard.map(({ received }) => received.text).filter((text) => text !== '');
  if (!last || texts.length < 2 || last.understood.dangerNow) return heard;
  return [...heard.slice(0, -1), { ...last, understood: await understand(texts.join('\n')) }];
}

function toCommit(
  deps: TurnDeps,
  parts: Part[],
  newest: Exchange | null,
  decision: Decision,
  understood: Understanding | null,
): TurnCommit {
  const [anchor] = parts;
  if (!anchor) throw new Error('a turn covers at least one exchange');
  const { key, person, channel } = anchor.exchange;
  const now = deps.world.now();
  const turn = (newest?.turn ?? 0) + 1;
  const covers = parts.map(({ exchange }) => exchange.key);
  const replies = toReplies(decision.replies, deps.limitsOf(channel), anchor.exchange.line);
  const owesMore =
    decision.effects.length > 0 || covers.length > 1 || replies.some((reply) => reply.status === 'held');
  const { effects, replies: _drafts, ...decided } = decision;
  const processed: Processed = {
    ...decided,
    ranked: understood?.ranked ?? [],
    danger: understood?.danger ?? null,
    entities: { ...understood?.entities },
    engine: understood?.engine ?? '',
    effects,
    results: [],
    covers,
    turnKey: `${person}#${turn}`,
    at: now,
  };
  return {
    key,
    person,
    turn,
    processed,
    replies,
    parked: false,
    unfinishedSince: owesMore ? now : null,
    nextReplyAt: dueAt(replies, now),
    troubleSince: null,
  };
}

/** Parking is a turn of its own: the standing copied, an honest sentence, and a human sees it. */
function parkingTurn(
  deps: TurnDeps,
  oldest: Exchange,
  newest: Exchange | null,
  standing: Standing,
): TurnCommit {
  const now = deps.world.now();
  const turn = (newest?.turn ?? 0) + 1;
  const isEffect = oldest.received.told !== null;
  const draft = {
    text: deps.knowledge.content.say('trouble.parked'),
    choices: [],
    by: 'bot' as const,
    held: null,
    once: false,
    keep: true,
    supersedes: false,
  };
  const replies = isEffect ? [] : toReplies([draft], deps.limitsOf(oldest.channel), oldest.line);
  deps.log.error('a turn was parked', { key: oldest.key, alarm: 'parked' });
  return {
    key: oldest.key,
    person: oldest.person,
    turn,
    processed: {
      intent: '',
      topic: '',
      confidence: 0,
      outcome: 'parked',
      ranked: [],
      danger: null,
      entities: {},
      engine: '',
      answer: '',
      answerVersion: '',
      citations: [],
      after: standing,
      effects: [],
      results: [],
      covers: [oldest.key],
      turnKey: `${oldest.person}#${turn}`,
      at: now,
    },
    replies,
    parked: true,
    unfinishedSince: null,
    nextReplyAt: dueAt(replies, now),
    troubleSince: now,
  };
}
