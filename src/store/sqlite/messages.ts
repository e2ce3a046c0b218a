import { deserialize } from 'bson';
import type { ErrorCode } from '../../errors.ts';
import type { Document } from './value.ts';

/** What the main thread asks for; the arguments travel as one BSON document. */
export type RequestHead = { id: number; kind: Kind; collection: string };
export type Kind =
  | 'insertOne'
  | 'updateOne'
  | 'findOneAndUpdate'
  | 'deleteOne'
  | 'deleteMany'
  | 'createIndex'
  | 'indexWords'
  | 'listIndexes'
  | 'find'
  | 'searchWords'
  | 'aggregate';
export type Request = RequestHead & { body: Document };

/** What a thread answers: small facts, and documents as the bytes they are stored as. */
export type Reply = { facts: Document; documents: Uint8Array[] };
export type Failure = {
  message: string;
  /** An AppError's code, or null when MongoDB's server would have answered with `serverCode`. */
  code: ErrorCode | null;
  serverCode: number | null;
};
/** With a duplicate key, the index, its pattern and the values are the reply's one document. */
export type ReplyHead = { id: number; facts: Document; failure: Failure | null };

/** What threads report besides answers. */
export type Counts = { operations: number; fsyncs: number };

/** Many messages in one: one copy, one transfer. */
export type Packet<Head> = {
  heads: Head[];
  sizes: number[][];
  bytes: Uint8Array<ArrayBuffer>;
  counts: Counts;
};
export type Item<Head> = { head: Head; parts: Uint8Array[] };

export function pack<Head>(items: Item<Head>[], counts: Counts = { operations: 0, fsyncs: 0 }): Packet<Head> {
  const sizes = items.map(({ parts }) => parts.map((part) => part.byteLength));
  const bytes = new Uint8Array(sizes.flat().reduce((sum, size) => sum + size, 0));
  let at = 0;
  for (const part of items.flatMap(({ parts }) => parts)) {
    bytes.set(part, at);
    at += part.byteLength;
  }
  return { heads: items.map(({ head }) => head), sizes, bytes, counts };
}

export function unpack<Head>(packet: Packet<Head>): Item<Head>[] {
  let at = 0;
  return packet.heads.map((head, i) => {
    const parts = (packet.sizes[i] ?? []).map((size) => {
      at += size;
      return packet.bytes.subarray(at - size, at);
    });
    return { head, parts };
  });
}

/** Binary comes back as Buffer, everything else as the MongoDB driver gives it. */
export const decode = (bytes: Uint8Array): Document => deserialize(bytes, { promoteBuffers: true });

export const toRequest = ({ head, parts }: Item<RequestHead>): Request => ({
  ...head,
  body: decode(parts[0] ?? new Uint8Array()),
});
