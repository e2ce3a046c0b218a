import { fromBytes } from './driver-bson.ts';
import type { Engine } from './engine.ts';
import type { WordSearch } from './search.ts';
import type { Document } from './value.ts';

/** Finding documents by their words, which MongoDB's methods have no name for: the one thing the two engines do differently. */
export type EmbeddedWords = {
  /** Makes the table of a collection and writes the words of what is already there, in batches. */
  index(collection: string): Promise<void>;
  /** In a thread of its own: whoever searches long keeps no turn waiting. */
  find(collection: string, search: WordSearch): Promise<Document[]>;
};

export const createEmbeddedWords = (engine: Engine): EmbeddedWords => ({
  async index(collection) {
    for (let after: unknown = 0; after !== null; ) {
      const { facts } = await engine.write('indexWords', collection, { after });
      after = facts.next ?? null;
    }
  },
  async find(collection, search) {
    const { documents } = await engine.scan('searchWords', collection, search);
    return documents.map(fromBytes);
  },
});
