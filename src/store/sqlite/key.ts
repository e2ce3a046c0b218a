import { AppError } from '../../errors.ts';
import { bytesOf, objectIdBytes, TYPE, type TypeCode, typeOf } from './value.ts';

/** A value as bytes whose order is MongoDB's order of the values: what an indexed column holds. */
export function keyOf(value: unknown): Buffer {
  const type = typeOf(value);
  switch (type) {
    case TYPE.null:
      return NULL_KEY;
    case TYPE.number:
    case TYPE.date:
      return Number.isNaN(value) ? NAN_KEY : numberKey(type, Number(value));
    case TYPE.string:
      return textKey(String(value));
    case TYPE.boolean:
      return Buffer.from([type, value ? 1 : 0]);
    case TYPE.objectId:
      return Buffer.concat([Buffer.from([type]), objectIdBytes(value) ?? NONE]);
    case TYPE.binary:
      return binaryKey(value);
    default:
      throw new AppError('invalid', 'an indexed path may not hold an array or an object');
  }
}
const NONE = new Uint8Array();
const NULL_KEY = Buffer.from([TYPE.null]);
const NAN_KEY = Buffer.from([TYPE.number]);

/** Arrays and objects have no key: they cannot be in an index. */
export const hasKey = (value: unknown): boolean => {
  const type = typeOf(value);
  return type !== TYPE.array && type !== TYPE.object;
};

/** The first key after all keys of this type. */
export const endOfType = (type: TypeCode): Buffer => Buffer.from([type + 1]);

/** The key before all keys of this type that have an order: NaN, which is in no range, is below it. */
export const startOfType = (type: TypeCode): Buffer =>
  type === TYPE.number ? Buffer.from([type, 0]) : Buffer.from([type]);

// IEEE 754 bits sort like the numbers once negative ones are inverted and positive ones get the top bit. −0 is 0.
function numberKey(type: TypeCode, value: number): Buffer {
  const key = Buffer.alloc(9);
  key[0] = type;
  key.writeDoubleBE(value === 0 ? 0 : value, 1);
  const sign = key[1] ?? 0;
  if (sign < 0x80) key[1] = sign | 0x80;
  else for (let i = 1; i < 9; i++) key[i] = ~(key[i] ?? 0);
  return key;
}

function textKey(text: string): Buffer {
  const key = Buffer.allocUnsafe(1 + Buffer.byteLength(text, 'utf8'));
  key[0] = TYPE.string;
  key.write(text, 1, 'utf8');
  return key;
}

function binaryKey(value: unknown): Buffer {
  const { subtype, bytes } = bytesOf(value) ?? { subtype: 0, bytes: NONE };
  const head = Buffer.alloc(6);
  head[0] = TYPE.binary;
  head.writeUInt32BE(bytes.length, 1);
  head[5] = subtype;
  return Buffer.concat([head, bytes]);
}
