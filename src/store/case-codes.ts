import { createHmac } from 'node:crypto';
import { AppError } from '../errors.ts';

// 32 signs that are not mistaken for each other: no I, O, 0, 1.
const SIGNS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const SIGN_BITS = 5;
const CODE_BITS = 25;
const ROUNDS = 10;

/** The code of the n-th case (from 0). No two are the same, and without the key none tells the next. */
export function createCaseCodes(key: Buffer): (n: number) => string {
  const permute = createPermutation(key, CODE_BITS);
  return (n) => {
    const value = permute(n);
    const signs = [4, 3, 2, 1, 0].map((place) => SIGNS[(value >>> (place * SIGN_BITS)) & 31] ?? '');
    return `${signs.slice(0, 2).join('')}-${signs.slice(2).join('')}`;
  };
}

/**
 * A keyed permutation of the numbers below 2^bits: a Feistel network of HMAC-SHA-256 with rounds as in NIST SP 800-38G. Its two halves
 * are equally wide, so an odd width is rounded up and what falls outside walks on until it is inside.
 */
export function createPermutation(key: Buffer, bits: number): (n: number) => number {
  const half = Math.ceil(bits / 2);
  const mask = 2 ** half - 1;
  const size = 2 ** bits;

  function round(i: number, value: number): number {
    const block = Buffer.from([bits, i, value >>> 8, value & 255]);
    return createHmac('sha256', key).update(block).digest().readUInt16BE(0) & mask;
  }

  function encrypt(value: number): number {
    let left = value >>> half;
    let right = value & mask;
    for (let i = 0; i < ROUNDS; i++) [left, right] = [right, left ^ round(i, right)];
    return left * 2 ** half + right;
  }

  return (n) => {
    if (!Number.isInteger(n) || n < 0 || n >= size)
      throw new AppError('invalid', `no code for number ${n}: there are ${size}`);
    let value = encrypt(n);
    while (value >= size) value = encrypt(value);
    return value;
  };
}
