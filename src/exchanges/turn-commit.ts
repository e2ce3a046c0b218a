import type { ChannelLimits } from '../channels/channel.ts';
import type { Log } from '../log.ts';
import type { ChannelName } from '../model/channel.ts';
import type { Decision, Knowledge } from '../model/decision.ts';
import type { Exchange, Processed, Standing } from '../model/exchange.ts';
import type { Trace } from '../model/trace.ts';
import type { Understanding } from '../model/understanding.ts';
import type { TurnCommit } from '../store/store.ts';
import type { World } from '../world.ts';
import type { Part } from './prefix.ts';
import { dueAt } from './replies.ts';
import { toReplies } from './to-replies.ts';

type CommitDeps = {
  limitsOf(channel: ChannelName): ChannelLimits;
  knowledge: Knowledge;
  world: World;
  log: Log;
};

/** The one update of a turn that was decided, on the oldest exchange it covers. */
export function decidedTurn(
  deps: CommitDeps,
  parts: Part[],
  newest: Exchange | null,
  decision: Decision,
  { understood, trace }: { understood: Understanding | null; trace: Trace },
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
    trace,
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
export function parkingTurn(
  deps: CommitDeps,
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
