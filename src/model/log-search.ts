import type { ChannelName } from './channel.ts';
import type { Delivery } from './delivery.ts';
import type { Exchange, Outcome } from './exchange.ts';

/** A place in the log: its order is (at, key). */
export type LogKey = { at: Date; key: string };

/** What the log is searched for; everything given must hold. `from` counts in, `to` does not. */
export type LogSearch = {
  /** As somebody types it: every word as a whole word without diacritics, the last may be the beginning of one, "quoted" words adjacent. */
  words?: string;
  from?: Date;
  to?: Date;
  channel?: ChannelName;
  topic?: string;
  outcome?: Outcome;
  delivery?: Delivery;
  person?: string;
  trouble?: boolean;
};

/** One page of the log, newest first; the keys say where the pages around it begin, null where there is none. */
export type LogPage = { exchanges: Exchange[]; older: LogKey | null; newer: LogKey | null };

/** Where a page begins: right behind this exchange, on its older or its newer side. */
export type LogFrom = { older: LogKey } | { newer: LogKey };
