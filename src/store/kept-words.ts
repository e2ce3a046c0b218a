import type { Model } from 'mongoose';
import { updateOne } from './documents.ts';
import type { StoredExchange } from './exchange-document.ts';
import { type Searched, textsOf, wordsOf } from './exchange-words.ts';
import { BREAK } from './log-words.ts';

/** On MongoDB a document carries its words, each once, in a multikey index. They only grow: no text leaves an exchange. */
export type KeptWords = {
  /** Of a new document. */
  of(document: Searched): { words?: string[] };
  /** What an update adds. */
  added(changed: Searched): { $addToSet?: { words: { $each: string[] } } };
};

/** The embedded engine works them out by itself, in its own thread. */
export const NO_KEPT_WORDS: KeptWords = { of: () => ({}), added: () => ({}) };

export const KEPT_WORDS: KeptWords = {
  of: (document) => ({ words: termsOf(document) }),
  added(changed) {
    const $each = termsOf(changed);
    return $each.length > 0 ? { $addToSet: { words: { $each } } } : {};
  },
};

const termsOf = (document: Searched): string[] => [
  ...new Set(wordsOf(textsOf(document)).filter((word) => word !== BREAK)),
];

const BATCH = 500;
const SEARCH_INDEXES = ['words', 'processed.topic', 'processed.outcome'];

/** Makes the indexes of a search and gives words to documents that have none yet (of an older program, or just restored). */
export async function keepWords(exchanges: Model<StoredExchange>): Promise<void> {
  for (const path of SEARCH_INDEXES)
    await exchanges.collection.createIndex({ [path]: 1, at: 1, _id: 1 }, { name: `${path}-at-_id` });
  for (;;) {
    // In a multikey index what has no words stands under null.
    const without = await exchanges.find({ words: null }).limit(BATCH).lean<StoredExchange[]>();
    for (const document of without) {
      const words = termsOf(document as Searched);
      await updateOne(exchanges, { _id: document._id }, { $addToSet: { words: { $each: words } } });
    }
    if (without.length < BATCH) return;
  }
}
