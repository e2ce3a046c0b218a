import {
  type CaseDraft,
  FRESH,
  type Processed,
  type Received,
  type Reply,
} from '../../../src/model/exchange.ts';
import type { NewExchange, Store, TurnCommit } from '../../../src/store/store.ts';
import { fresh, given } from './house.ts';

export const T0 = new Date('2026-11-23T02:00:00Z');
export const later = (ms: number): Date => new Date(T0.getTime() + ms);

export const received = (more: Partial<Received> = {}): Received => ({
  kind: 'text',
  text: 'ví dụ: cho em hỏi lương tối thiểu',
  attachments: [],
  platformId: null,
  quotes: null,
  event: null,
  verified: true,
  told: null,
  heard: true,
  raw: null,
  ...more,
});

export function newExchange(more: Partial<NewExchange> = {}): NewExchange {
  const at = more.at ?? T0;
  return {
    key: fresh('zalo-oa:oa'),
    person: fresh('person'),
    channel: 'zalo-oa',
    account: 'oa',
    at,
    arrival: at.getTime() * 1000,
    received: received(),
    line: 0,
    wantsTurn: true,
    ...more,
  };
}

export const reply = (n: number, more: Partial<Reply> = {}): Reply => ({
  n,
  kind: 'reply',
  by: 'bot',
  text: `ví dụ ${n}`,
  choices: [{ n: 1, title: 'Ví dụ', say: 'ví dụ' }],
  status: 'queued',
  attempts: 0,
  platformId: null,
  held: null,
  once: false,
  keep: false,
  supersedes: false,
  resent: false,
  final: false,
  failure: null,
  notBefore: null,
  sendingSince: null,
  sentAt: null,
  ...more,
});

export const processed = (more: Partial<Processed> = {}): Processed => ({
  intent: 'minimum-wage',
  topic: 'wages',
  confidence: 0.93,
  outcome: 'answer',
  ranked: [{ intent: 'minimum-wage', topic: 'wages', score: 0.93 }],
  danger: null,
  entities: { money: [5_000_000], dates: [], places: {} },
  engine: 'embedded',
  answer: 'minimum-wage',
  answerVersion: 'v1',
  citations: [{ law: '293/2025/NĐ-CP', article: '3' }],
  after: FRESH,
  effects: [],
  results: [],
  covers: [],
  turnKey: '',
  at: later(1000),
  ...more,
});

export const commitOf = (
  { key, person }: { key: string; person: string },
  turn: number,
  more: Partial<TurnCommit> = {},
): TurnCommit => ({
  key,
  person,
  turn,
  processed: processed({ covers: [key], turnKey: `${person}#${turn}` }),
  replies: [],
  parked: false,
  unfinishedSince: null,
  nextReplyAt: null,
  troubleSince: null,
  ...more,
});

/** Stored and waiting. */
export async function put(store: Store, more: Partial<NewExchange> = {}): Promise<NewExchange> {
  const exchange = newExchange(more);
  expect(await store.exchanges.receive(exchange)).toBe(true);
  return exchange;
}

/** Stored and decided. */
export async function putTurn(
  store: Store,
  turn: number,
  commit: Partial<TurnCommit> = {},
  more: Partial<NewExchange> = {},
): Promise<NewExchange> {
  const exchange = await put(store, more);
  expect(await store.exchanges.commitTurn(commitOf(exchange, turn, commit))).toBe(true);
  return exchange;
}

export const read = async (store: Store, key: string) => given(await store.exchanges.get(key));

export const draft = (more: Partial<CaseDraft> = {}): CaseDraft => ({
  kind: 'complaint',
  topic: 'late-wages',
  urgency: 'normal',
  text: 'ví dụ: công ty chậm lương hai tháng',
  facts: { 'ai.cho': 'ví dụ', when: 'tháng 9' },
  workplace: null,
  workplaceText: 'công ty ví dụ',
  identity: 'hidden',
  unit: 'cd-vi-du',
  level: 'upper',
  told: ['o1', 'o2'],
  excluded: [],
  acceptDue: later(4 * 3_600_000).toISOString(),
  legalDue: later(10 * 86_400_000).toISOString(),
  consent: { version: 'v1', at: T0.toISOString() },
  contact: null,
  unreachable: false,
  ...more,
});

export const who = (more: Partial<Parameters<Store['cases']['open']>[2]> = {}) => ({
  person: fresh('person'),
  channel: 'zalo-oa' as const,
  exchange: fresh('exchange'),
  at: T0,
  ...more,
});
