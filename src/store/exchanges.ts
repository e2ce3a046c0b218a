import type { Model } from 'mongoose';
import { deliveryOf } from '../model/delivery.ts';
import type { Seal } from '../seal.ts';
import { insertNew, isDuplicate, setOrUnset, updateOne } from './documents.ts';
import { type StoredExchange, toDecided, toDocument } from './exchange-document.ts';
import { createExchangeReads } from './exchanges-read.ts';
import { createLogSearch } from './exchanges-search.ts';
import type { KeptWords } from './kept-words.ts';
import type { EmbeddedWords } from './sqlite/words.ts';
import type { ExchangeStore, TurnCommit } from './store.ts';

type ExchangesDeps = {
  exchanges: Model<StoredExchange>;
  seal: Seal;
  /** The embedded engine's search; null on MongoDB. */
  words: EmbeddedWords | null;
  kept: KeptWords;
};

/** The one record: received, processed, responded. Every verb that changes it is one update of one document. */
export function createExchanges({ exchanges, seal, words, kept }: ExchangesDeps): ExchangeStore {
  const isWaiting = (key: string) => ({ _id: key, waitingSince: { $exists: true } });

  return {
    ...createExchangeReads(exchanges),

    search: createLogSearch(exchanges, words),

    receive(exchange) {
      const document = toDocument(exchange, seal);
      return insertNew(exchanges, { ...document, ...kept.of(document) });
    },

    receiveDecided(exchange, processed) {
      const document = toDecided(exchange, processed, seal);
      return insertNew(exchanges, { ...document, ...kept.of(document) });
    },

    async close(key) {
      await updateOne(exchanges, isWaiting(key), { ...setOrUnset(NO_LONGER_WAITING), $inc: { rev: 1 } });
    },

    countTry: (key) => updateOne(exchanges, isWaiting(key), { $inc: { tries: 1 } }),

    waitUntil: (key, notBefore) =>
      updateOne(exchanges, isWaiting(key), { $inc: { tries: -1 }, $set: { notBefore } }),

    async commitTurn(commit) {
      try {
        return await updateOne(exchanges, isWaiting(commit.key), {
          ...commitUpdate(commit),
          ...kept.added(commit),
        });
      } catch (error) {
        // The person's turn of this number exists.
        if (isDuplicate(error)) return false;
        throw error;
      }
    },

    async countFinishFailure(key) {
      const isUnfinished = { _id: key, unfinishedSince: { $exists: true } };
      await updateOne(exchanges, isUnfinished, { $inc: { finishTries: 1 } });
    },

    change(key, rev, { results, ...fields }) {
      const { replies } = fields;
      const changes = {
        ...fields,
        ...(replies ? { delivery: deliveryOf(replies) } : {}),
        'processed.results': results,
      };
      const said = { replies: replies ?? [], processed: { results: results ?? [] } };
      const update = { ...setOrUnset(changes), ...kept.added(said), $inc: { rev: 1 } };
      return updateOne(exchanges, { _id: key, rev }, update);
    },
  };
}

const NO_LONGER_WAITING = { waitingSince: null, inbox: null, notBefore: null, delivery: null };

function commitUpdate(commit: TurnCommit) {
  const { processed, replies, turn, parked, unfinishedSince, nextReplyAt, troubleSince } = commit;
  const fields = setOrUnset({
    ...NO_LONGER_WAITING,
    processed,
    replies,
    delivery: deliveryOf(replies),
    turn,
    parked,
    turnKey: `${commit.person}#${turn}`,
    unfinishedSince,
    nextReplyAt,
    troubleSince,
  });
  return { ...fields, $inc: { rev: 1 } };
}
