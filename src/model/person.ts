import type { Address } from './channel.ts';

/** Somebody who writes to us: a random id everywhere, who that is stands sealed. */
export type Person = {
  id: string;
  address: Address;
  /** Code of the officer this account is bound to. */
  officer: string | null;
  firstSeen: Date;
};
