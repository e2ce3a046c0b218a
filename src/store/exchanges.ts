import type { Model } from 'mongoose';
import type { Seal } from '../seal.ts';
import { insertNew, isDuplicate, setOrUnset, updateOne } from './documents.ts';
import { type StoredExchange, toDocument } from './exchange-document.ts';
import { createExchangeReads } from './exchanges-read.ts';
import type { ExchangeStore, TurnCommit } from './store.ts';

/** The one record: received, processed, responded. Every verb that changes it is one update of one document. */
export function createExchanges(exchanges: Model<StoredExchange>, seal: Seal): ExchangeStore {
  const isWaiting = (key: string) => ({ _id: key, waitingSince: { $exists: true } });

  return {
    ...createExchangeReads(exchanges),

    receive: (exchange) => insertNew(exchanges, toDocument(exchange, seal)),

    async close(key) {
      await updateOne(exchanges, isWaiting(key), { ...setOrUnset(NO_LONGER_WAITING), $inc: { rev: 1 } });
    },

    countTry: (key) => updateOne(exchanges, isWaiting(key), { $inc: { tries: 1 } }),

    waitUntil: (key, notBefore) =>
      updateOne(exchanges, isWaiting(key), { $inc: { tries: -1 }, $set: { notBefore } }),

    async commitTurn(commit) {
      try {
        return await updateOne(exchanges, isWaiting(commit.key), commitUpdate(commit));
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
      const update = { ...setOrUnset({ ...fields, 'processed.results': results }), $inc: { rev: 1 } };
      return updateOne(exchanges, { _id: key, rev }, update);
    },
  };
}

const NO_LONGER_WAITING = { waitingSince: null, inbox: null, notBefore: null };

function commitUpdate(commit: TurnCommit) {
  const { processed, replies, turn, parked, unfinishedSince, nextReplyAt, troubleSince } = commit;
  const fields = setOrUnset({
    ...NO_LONGER_WAITING,
    processed,
    replies,
    turn,
    parked,
    turnKey: `${commit.person}#${turn}`,
    unfinishedSince,
    nextReplyAt,
    troubleSince,
  });
  return { ...fields, $inc: { rev: 1 } };
}
