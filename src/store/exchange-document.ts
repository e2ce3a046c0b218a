import { Schema } from 'mongoose';
import type { Delivery } from '../model/delivery.ts';
import type { Exchange, Processed } from '../model/exchange.ts';
import type { Seal } from '../seal.ts';
import { LOOSE } from './documents.ts';
import type { NewExchange } from './store.ts';

type Scalars = 'turn' | 'notBefore' | 'waitingSince' | 'unfinishedSince' | 'nextReplyAt' | 'troubleSince';
type Absent = { [name in Scalars]?: NonNullable<Exchange[name]> };

/** An exchange as it is stored: `_id` is its key, and what is null in the model is absent. */
export type StoredExchange = Omit<Exchange, Scalars | 'key' | 'processed'> &
  Absent & {
    _id: string;
    processed?: NonNullable<Exchange['processed']>;
    turnKey?: string;
    /** Its `arrival` while it waits: the person's inbox in its order. */
    inbox?: number;
    /** Its `at` when the person themselves wrote it. */
    heardAt?: Date;
    /** What became of its answer, as far as replies tell. */
    delivery?: Exclude<Delivery, 'parked'>;
    /** On MongoDB: what it is found by. */
    words?: string[];
  };

const sparse = { sparse: true } as const;

export const exchangeSchema = new Schema<StoredExchange>(
  {
    _id: String,
    person: String,
    channel: String,
    at: Date,
    line: Number,
    turn: Number,
    turnKey: String,
    inbox: Number,
    heardAt: Date,
    waitingSince: Date,
    unfinishedSince: Date,
    nextReplyAt: Date,
    troubleSince: Date,
    delivery: String,
  },
  LOOSE,
)
  // Of two workers that raced for a turn, this refuses one.
  .index({ turnKey: 1 }, { ...sparse, unique: true })
  .index({ person: 1, turn: 1 }, sparse)
  .index({ person: 1, inbox: 1 }, sparse)
  .index({ person: 1, nextReplyAt: 1 }, sparse)
  .index({ person: 1, unfinishedSince: 1 }, sparse)
  .index({ person: 1, heardAt: 1 }, sparse)
  .index({ waitingSince: 1 }, sparse)
  .index({ unfinishedSince: 1 }, sparse)
  .index({ line: 1, nextReplyAt: 1 }, sparse)
  .index({ troubleSince: 1 }, sparse)
  .index({ delivery: 1, at: 1, _id: 1 })
  .index({ at: 1, _id: 1 })
  .index({ channel: 1, at: 1, _id: 1 })
  .index({ person: 1, at: 1, _id: 1 });

/** What `receive` inserts; the raw event is sealed here. */
export function toDocument(exchange: NewExchange, seal: Seal): StoredExchange {
  const { key, wantsTurn, received, at, arrival, ...rest } = exchange;
  const raw = received.raw === null ? null : seal.seal('raw', received.raw);
  return {
    _id: key,
    ...rest,
    at,
    arrival,
    received: { ...received, raw },
    replies: [],
    rev: 0,
    tries: 0,
    finishTries: 0,
    parked: false,
    ...(received.heard ? { heardAt: at } : {}),
    ...(wantsTurn ? { waitingSince: at, inbox: arrival, delivery: 'waiting' } : {}),
  };
}

/** One that needed nobody's turn: received and decided in one insert, its effects still to be run. */
export function toDecided(exchange: NewExchange, processed: Processed, seal: Seal): StoredExchange {
  const turnKey = `${exchange.person}#1`;
  return {
    ...toDocument({ ...exchange, wantsTurn: false }, seal),
    processed: { ...processed, turnKey },
    turn: 1,
    turnKey,
    unfinishedSince: processed.at,
  };
}

export function toExchange(document: StoredExchange): Exchange {
  const { _id, turnKey: _turnKey, inbox: _inbox, heardAt: _heardAt, ...stored } = document;
  const { delivery: _delivery, words: _words, ...rest } = stored;
  return {
    key: _id,
    ...rest,
    processed: document.processed ?? null,
    turn: document.turn ?? null,
    notBefore: document.notBefore ?? null,
    waitingSince: document.waitingSince ?? null,
    unfinishedSince: document.unfinishedSince ?? null,
    nextReplyAt: document.nextReplyAt ?? null,
    troubleSince: document.troubleSince ?? null,
  };
}
