import mongoose from 'mongoose';
import type { Document } from './value.ts';

// The main thread makes ids and binaries of mongoose's own copy of BSON, so that `instanceof` holds as on MongoDB. The threads have theirs.
const { BSON } = mongoose.mongo;

export const newObjectId = (): unknown => new BSON.ObjectId();

export const toBytes = (document: Document): Uint8Array => BSON.serialize(document);

/** Binary comes as Buffer, as from the MongoDB driver with `promoteBuffers`. */
export const fromBytes = (bytes: Uint8Array): Document => BSON.deserialize(bytes, { promoteBuffers: true });

/** Every number as the type it is stored as (Int32, Double, Long), every binary as Binary: what a copy must keep. */
export const fromBytesAsStored = (bytes: Uint8Array): Document =>
  BSON.deserialize(bytes, { promoteValues: false });
