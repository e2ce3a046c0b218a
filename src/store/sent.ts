import { type Model, Schema } from 'mongoose';
import { insertNew, LOOSE } from './documents.ts';
import type { SentStore } from './store.ts';

export type StoredSent = {
  _id: string;
  /** `<exchange>/<n>` */
  reply: string;
  exchange: string;
  n: number;
  person: string;
  case: string | null;
  at: Date;
};

export const sentSchema = new Schema<StoredSent>({ _id: String, reply: String }, LOOSE).index({ reply: 1 });

/** What platforms took, by their id: for quotes, echoes and receipts. */
export function createSent(sent: Model<StoredSent>): SentStore {
  return {
    async put({ id, ...entry }) {
      await insertNew(sent, { _id: id, reply: replyOf(entry.exchange, entry.n), ...entry });
    },

    async get(id) {
      const found = await sent.findById(id).lean<StoredSent>();
      return found && { exchange: found.exchange, n: found.n, person: found.person, case: found.case };
    },

    async ofReply(exchange, n) {
      const found = await sent.findOne({ reply: replyOf(exchange, n) }).lean<StoredSent>();
      return found ? platformIdOf(found._id) : null;
    },
  };
}

const replyOf = (exchange: string, n: number): string => `${exchange}/${n}`;

/** `<channel>:<account>:<platform id>`: only the last may have a colon in it. */
const platformIdOf = (id: string): string => id.split(':').slice(2).join(':');
