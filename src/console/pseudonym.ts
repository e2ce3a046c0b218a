import { createHash } from 'node:crypto';

/** Letters and digits that are not taken for each other. */
const LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const LENGTH = 4;

/** A short name for somebody, made of their random id: the same everywhere, and says nothing about who it is. */
export const pseudonymOf = (person: string): string =>
  [...createHash('sha256').update(person).digest().subarray(0, LENGTH)]
    .map((byte) => LETTERS[byte % LETTERS.length])
    .join('');
