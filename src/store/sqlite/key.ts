import { AppError } from '../../errors.ts';
import { bytesOf, objectIdBytes, TYPE, type TypeCode, typeOf } from './value.ts';

/** A value as bytes whose order is MongoDB's order of the values: what an indexed column holds. */
export function keyOf(value: unknown): Buffer {
  const type = typeOf(value);
  const head = Buffer.from([type]);
  switch (type) {
    case TYPE.null:
      return head;
    case TYPE.number:
      return Number.isNaN(value) ? head : Buffer.concat([head, orderedDouble(Number(value))]);
    case TYPE.date:
      return Buffer.concat([head, orderedDouble(Number(value))]);
    case TYPE.string:
      return Buffer.concat([head, Buffer.from(String(value), 'utf8')]);
    case TYPE.boolean:
      return Buffer.from([type, value ? 1 : 0]);
    case TYPE.objectId:
      return Buffer.concat([head, objectIdBytes(value) ?? NONE]);
    case TYPE.binary:
      return binaryKey(head, value);
    default:
      throw new AppError('invalid', 'an indexed path may not hold an array or an object');
  }
}
const NONE = new Uint8Array();

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
function orderedDouble(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value === 0 ? 0 : value);
  if ((bytes[0] ?? 0) & 0x80) for (let i = 0; i < 8; i++) bytes[i] = ~(bytes[i] ?? 0);
  else bytes[0] = (bytes[0] ?? 0) | 0x80;
  return bytes;
}

function binaryKey(head: Buffer, value: unknown): Buffer {
  const binary = bytesOf(value);
  if (!binary) return head;
  const size = Buffer.alloc(5);
  size.writeUInt32BE(binary.bytes.length);
  size[4] = binary.subtype;
  return Buffer.concat([head, size, binary.bytes]);
}
