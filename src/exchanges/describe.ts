import type { ChannelName, MessageKind } from '../model/channel.ts';
import { type Delivery, deliveryOf } from '../model/delivery.ts';
import type {
  Closed,
  Effect,
  Exchange,
  ExchangeStatus,
  Outcome,
  Processed,
  RankedIntent,
  Reply,
  ReplyCall,
  ReplyStatus,
} from '../model/exchange.ts';
import { exchangeStatus } from '../model/exchange.ts';
import { maskNumbers } from '../model/mask-numbers.ts';
import type { Trace } from '../model/trace.ts';
import { isFinal, isRepeated, isTrouble } from './replies.ts';

/** One exchange as its page shows it: received, processed, responded. Numbers of phones and identity cards are masked. */
export type ExchangeView = {
  key: string;
  at: Date;
  person: string;
  channel: ChannelName;
  account: string;
  status: ExchangeStatus;
  delivery: Delivery | null;
  received: ReceivedView;
  processed: ProcessedView | null;
  replies: ReplyView[];
  trouble: { since: Date | null; closed: Closed | null; isParked: boolean };
  /** The person's exchanges right before and right after. */
  previous: string | null;
  next: string | null;
};

export type ReceivedView = {
  kind: MessageKind;
  text: string;
  /** Characters of the text as it came. */
  length: number;
  attachments: { type: string; name: string | null; size: number | null }[];
  isVerified: boolean;
  isQuote: boolean;
  event: string | null;
  /** What started it when nobody wrote: its kind and the case it is about. */
  told: { what: string; code: string | null } | null;
};

export type ProcessedView = Pick<
  Processed,
  'intent' | 'topic' | 'confidence' | 'outcome' | 'danger' | 'citations' | 'covers' | 'engine' | 'at'
> & {
  outcome: Outcome;
  ranked: (RankedIntent & { isChosen: boolean })[];
  answer: { id: string; version: string } | null;
  /** Null for turns decided before it was kept. */
  trace: Trace | null;
  /** Found in the text, by kind: how many phone numbers, which amounts. */
  entities: { name: string; values: string[] }[];
  effects: EffectView[];
  after: { place: string | null; owner: 'bot' | 'officer'; case: string | null };
  /** The case this turn was about. */
  case: string | null;
};

export type EffectView = {
  n: number;
  do: Effect['do'];
  /** What kind of move, or what was told. */
  what: string;
  code: string | null;
  outcome: 'done' | 'refused' | 'failed' | null;
};

export type ReplyView = {
  n: number;
  kind: Reply['kind'];
  by: Reply['by'];
  text: string;
  choices: { n: number; title: string }[];
  status: ReplyStatus;
  failure: string | null;
  attempts: number;
  calls: ReplyCall[];
  nextTry: string | null;
  sentAt: string | null;
  deliveredAt: string | null;
  seenAt: string | null;
  repeats: { n: number; by: string } | null;
  /** A person may send its words again. */
  mayRetry: boolean;
};

type Neighbours = { previous: string | null; next: string | null };

export function describeExchange(exchange: Exchange, neighbours: Neighbours): ExchangeView {
  const { key, at, person, channel, account, received, processed, replies, troubleSince, closed } = exchange;
  return {
    key,
    at,
    person,
    channel,
    account,
    status: exchangeStatus(exchange),
    delivery: stateOf(exchange),
    received: receivedView(received),
    processed: processed && processedView(processed),
    replies: replies.map((reply) => replyView(reply, replies)),
    trouble: { since: troubleSince, closed: closed ?? null, isParked: exchange.parked },
    ...neighbours,
  };
}

/** What became of its answer, for lists and pages. The store filters by the same. */
export function stateOf({ parked, waitingSince, replies }: Exchange): Delivery | null {
  if (parked) return 'parked';
  return waitingSince ? 'waiting' : deliveryOf(replies);
}

function receivedView(received: Exchange['received']): ReceivedView {
  const { kind, text, attachments, verified, quotes, event, told } = received;
  return {
    kind,
    text: maskNumbers(text),
    length: [...text].length,
    attachments: attachments.map(({ type, name, size }) => ({ type, name, size })),
    isVerified: verified,
    isQuote: quotes !== null,
    event,
    told: told && { what: told.what, code: 'code' in told ? told.code : null },
  };
}

function processedView(processed: Processed): ProcessedView {
  const { intent, topic, confidence, outcome, danger, citations, covers, engine, at } = processed;
  const { ranked, answer, answerVersion, trace, entities, effects, results, after } = processed;
  const opened = results.find(({ facts }) => facts.code)?.facts.code;
  return {
    intent,
    topic,
    confidence,
    outcome,
    danger,
    citations,
    covers,
    engine,
    at,
    ranked: ranked.map((one) => ({ ...one, isChosen: one.topic === topic })),
    answer: answer === '' ? null : { id: answer, version: answerVersion },
    trace: trace ?? null,
    entities: entitiesView(entities),
    effects: effects.map((effect, i) => effectView(effect, i + 1, results[i] ?? null)),
    after: { place: after.place, owner: after.owner, case: after.case },
    case: opened ?? after.case,
  };
}

/** Names and numbers of people are counted, not shown. */
function entitiesView(entities: Record<string, unknown>): ProcessedView['entities'] {
  return Object.entries(entities).flatMap(([name, value]) => {
    if (!Array.isArray(value) || value.length === 0) return [];
    const values = name === 'phones' ? [`${value.length}`] : value.map((one) => maskNumbers(String(one)));
    return [{ name, values }];
  });
}

function effectView(effect: Effect, n: number, result: Processed['results'][number] | null): EffectView {
  const outcome = result?.outcome ?? null;
  const known = result?.facts.code ?? null;
  switch (effect.do) {
    case 'open-case':
      return { n, do: effect.do, what: effect.draft.kind, code: known, outcome };
    case 'move-case':
      return { n, do: effect.do, what: effect.move.as, code: effect.code, outcome };
    case 'tell': {
      const code = 'code' in effect.told && effect.told.code !== '' ? effect.told.code : null;
      return { n, do: effect.do, what: effect.told.what, code, outcome };
    }
    case 'bind-officer':
      return { n, do: effect.do, what: 'officer', code: null, outcome };
    case 'keep-wish':
      return { n, do: effect.do, what: effect.programme, code: null, outcome };
  }
}

function replyView(reply: Reply, replies: Reply[]): ReplyView {
  const { n, kind, by, status, failure, attempts, sentAt, notBefore, repeats } = reply;
  return {
    n,
    kind,
    by,
    text: maskNumbers(reply.text),
    choices: reply.choices.map(({ n: number, title }) => ({ n: number, title })),
    status,
    failure,
    attempts,
    calls: reply.calls ?? [],
    nextTry: isFinal(reply) ? null : notBefore,
    sentAt,
    deliveredAt: reply.deliveredAt ?? null,
    seenAt: reply.seenAt ?? null,
    repeats: repeats === undefined ? null : { n: repeats, by: reply.repeatedBy ?? '' },
    mayRetry: isFinal(reply) && isTrouble(reply) && !isRepeated(reply, replies),
  };
}
