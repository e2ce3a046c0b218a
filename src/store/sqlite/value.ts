import { isDate } from 'node:util/types';
import { AppError } from '../../errors.ts';

export type Document = Record<string, unknown>;

/** The order in which BSON types sort, and the first byte of a key. Types that we do not compare are not here. */
export const TYPE = {
  null: 0x05,
  number: 0x0a,
  string: 0x0f,
  object: 0x14,
  array: 0x19,
  binary: 0x1e,
  objectId: 0x23,
  boolean: 0x28,
  date: 0x2d,
} as const;
export type TypeCode = (typeof TYPE)[keyof typeof TYPE];

/** Bytes of a Buffer, a bare Uint8Array or a BSON Binary; null for anything else. */
export function bytesOf(value: unknown): { subtype: number; bytes: Uint8Array } | null {
  if (value instanceof Uint8Array || Buffer.isBuffer(value)) return { subtype: 0, bytes: value };
  if (bsonType(value) !== 'Binary') return null;
  const binary = value as { sub_type: number; buffer: Uint8Array; position: number }; // the tag says so
  return { subtype: binary.sub_type, bytes: binary.buffer.subarray(0, binary.position) };
}

// Classes of BSON are told by their tag: the copy of the library that made a value may be another one.
const bsonType = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && '_bsontype' in value ? value._bsontype : undefined;

/** The 12 bytes of an ObjectId, null for anything else. */
export function objectIdBytes(value: unknown): Uint8Array | null {
  if (bsonType(value) !== 'ObjectId') return null;
  return (value as { id: Uint8Array }).id; // the tag says so
}

/** An object made of fields: no date, no bytes, no BSON class, no map. */
export function isDocument(value: unknown): value is Document {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.prototype.toString.call(value) === '[object Object]' && bsonType(value) === undefined;
}

/** Where a value sorts among BSON's types. Throws for the types that this engine does not compare. */
export function typeOf(value: unknown): TypeCode {
  if (value === null || value === undefined) return TYPE.null;
  if (typeof value === 'number') return TYPE.number;
  if (typeof value === 'string') return TYPE.string;
  if (typeof value === 'boolean') return TYPE.boolean;
  if (Array.isArray(value)) return TYPE.array;
  if (isDate(value)) return TYPE.date;
  if (bytesOf(value)) return TYPE.binary;
  if (objectIdBytes(value)) return TYPE.objectId;
  if (isDocument(value)) return TYPE.object;
  throw new AppError('invalid', `the embedded store does not compare values of type ${nameOf(value)}`);
}

const nameOf = (value: unknown): string =>
  String(bsonType(value) ?? (Object.prototype.toString.call(value) || typeof value));

/** MongoDB's order of any two values; null and a missing value are the same. */
export function compareValues(a: unknown, b: unknown): number {
  const type = typeOf(a);
  const byType = type - typeOf(b);
  if (byType !== 0) return byType;
  return COMPARE[type](a, b);
}

export const sameValue = (a: unknown, b: unknown): boolean => compareValues(a, b) === 0;

const sign = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);

const COMPARE: Record<TypeCode, (a: unknown, b: unknown) => number> = {
  [TYPE.null]: () => 0,
  [TYPE.number]: (a, b) => compareNumbers(Number(a), Number(b)),
  [TYPE.string]: (a, b) => compareText(String(a), String(b)),
  [TYPE.boolean]: (a, b) => sign(Number(a), Number(b)),
  [TYPE.date]: (a, b) => compareNumbers(Number(a), Number(b)),
  [TYPE.binary]: compareBinary,
  [TYPE.objectId]: (a, b) => Buffer.compare(objectIdBytes(a) ?? EMPTY, objectIdBytes(b) ?? EMPTY),
  [TYPE.array]: (a, b) => compareLists(a as unknown[], b as unknown[]), // the type code says so
  [TYPE.object]: (a, b) => compareFields(a as Document, b as Document), // the type code says so
};
const EMPTY = new Uint8Array();

// NaN is the lowest number.
function compareNumbers(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(b)) - Number(Number.isNaN(a));
  return sign(a, b);
}

/** By code point, as bytes of UTF-8 compare; JavaScript's own order differs beyond U+FFFF. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return rank(x) - rank(y);
  }
  return a.length - b.length;
}
const rank = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);

function compareBinary(a: unknown, b: unknown): number {
  const x = bytesOf(a);
  const y = bytesOf(b);
  if (!x || !y) return 0;
  return x.bytes.length - y.bytes.length || x.subtype - y.subtype || Buffer.compare(x.bytes, y.bytes);
}

function compareLists(a: unknown[], b: unknown[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const order = compareValues(a[i], b[i]);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

// Field by field in stored order: type first, then name, then value.
function compareFields(a: Document, b: Document): number {
  const x = Object.entries(a);
  const y = Object.entries(b);
  for (const [i, [name, value]] of x.entries()) {
    const other = y[i];
    if (!other) return 1;
    const order =
      typeOf(value) - typeOf(other[1]) || compareText(name, other[0]) || compareValues(value, other[1]);
    if (order !== 0) return order;
  }
  return x.length - y.length;
}
