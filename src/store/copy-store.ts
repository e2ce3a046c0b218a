/** Everything as text, for copies that either engine can take in: a document is a line of canonical EJSON, which keeps every BSON type. */
export type CopyStore = {
  engine: 'sqlite' | 'mongodb';
  /** Version of the schema and fingerprint of the key, of what is stored. */
  version(): Promise<number>;
  fingerprint(): Promise<string | null>;
  /** What a copy holds, in the order in which it must be read beside a running server. */
  collections: readonly string[];
  /** What means nothing to a store that is opened again. */
  leftOut: readonly string[];
  /** The documents of a collection by `_id`, page by page, so that any number of them needs no memory. */
  read(collection: string): AsyncIterable<string[]>;
  /** Whether there is anything besides what opening a store makes. */
  isEmpty(): Promise<boolean>;
};
