import type { Model, QueryFilter } from 'mongoose';
import type { LogFrom, LogKey, LogPage, LogSearch } from '../model/log-search.ts';
import { BEGINNING } from './documents.ts';
import { type StoredExchange, toExchange } from './exchange-document.ts';
import { type Searched, tag, textsOf, wordsOf } from './exchange-words.ts';
import { hasWanted, parseWords, type Wanted } from './log-words.ts';
import type { EmbeddedWords } from './sqlite/words.ts';
import type { ExchangeStore } from './store.ts';

type Filter = QueryFilter<StoredExchange>;
type Direction = 'older' | 'newer';
type Asked = {
  filter: LogSearch;
  wanted: Wanted[];
  beyond: LogKey | null;
  direction: Direction;
  limit: number;
};

const EMPTY: LogPage = { exchanges: [], older: null, newer: null };
const present = { $gte: BEGINNING };
/** Documents that are looked at in one go for words side by side. */
const CHUNK = 200;

/**
 * The log searched, newest first. `words`: the embedded engine's own search; null on MongoDB, where each document carries its words.
 * Every way leads through an index, so a page costs what it shows.
 */
export function createLogSearch(
  exchanges: Model<StoredExchange>,
  words: EmbeddedWords | null,
): ExchangeStore['search'] {
  return async (filter, from, limit) => {
    const typed = filter.words?.trim() ?? '';
    const wanted = typed === '' ? [] : parseWords(typed);
    if (!wanted) return EMPTY;
    const asked = { filter, wanted, ...placeOf(from), limit: limit + 1 };
    const found = words ? await embedded(words, asked) : await onMongo(asked);
    return toPage(found, asked, from, limit);
  };

  async function embedded(engine: EmbeddedWords, asked: Asked): Promise<StoredExchange[]> {
    const { filter, wanted, beyond, direction, limit } = asked;
    if (wanted.length === 0 && isLedByColumn(filter)) return page(asked, {});
    const { from = null, to = null } = filter;
    const earliest = filter.delivery === 'waiting' ? latest(from, await oldestWaiting()) : from;
    const search = { wanted, tags: tagsWanted(filter), filter: conditions(filter), from: earliest, to };
    const documents = await engine.find('exchanges', { ...search, beyond, direction, limit });
    return documents as StoredExchange[]; // the collection holds nothing else
  }

  /** What waits is new, as a rule: no word needs to be looked for before the oldest of it. */
  async function oldestWaiting(): Promise<Date> {
    const [oldest] = await exchanges
      .find({ delivery: 'waiting' })
      .sort({ at: 1, _id: 1 })
      .limit(1)
      .lean<StoredExchange[]>();
    return oldest?.at ?? new Date();
  }

  async function onMongo(asked: Asked): Promise<StoredExchange[]> {
    const { wanted, limit } = asked;
    const each = wanted.flatMap(termsWanted);
    if (wanted.every(({ words: adjacent }) => adjacent.length === 1)) return page(asked, all(each));
    const found: StoredExchange[] = [];
    for (let beyond = asked.beyond; ; ) {
      const chunk = await page({ ...asked, beyond, limit: CHUNK }, all(each));
      found.push(...chunk.filter((one) => hasWanted(wordsOf(textsOf(one as Searched)), wanted)));
      const last = chunk.at(-1);
      if (!last || chunk.length < CHUNK || found.length >= limit) return found.slice(0, limit);
      beyond = { at: last.at, key: last._id };
    }
  }

  function page({ filter, beyond, direction, limit }: Asked, more: Filter): Promise<StoredExchange[]> {
    const order = direction === 'older' ? -1 : 1;
    return exchanges
      .find({ ...conditions(filter, beyond, direction), ...more })
      .sort({ at: order, _id: order })
      .limit(limit)
      .lean<StoredExchange[]>();
  }
}

function placeOf(from: LogFrom | null): Pick<Asked, 'beyond' | 'direction'> {
  if (from === null) return { beyond: null, direction: 'older' };
  return 'older' in from
    ? { beyond: from.older, direction: 'older' }
    : { beyond: from.newer, direction: 'newer' };
}

/** One more than a page was asked for: that one tells whether there is another page on that side. */
function toPage(found: StoredExchange[], { direction }: Asked, from: LogFrom | null, limit: number): LogPage {
  const shown = found.slice(0, limit).map(toExchange);
  const exchanges = direction === 'older' ? shown : shown.reverse();
  const hasMore = found.length > limit;
  const [first, last] = [exchanges[0], exchanges.at(-1)].map((one) => one && { at: one.at, key: one.key });
  if (!first || !last) return EMPTY;
  return direction === 'older'
    ? { exchanges, older: hasMore ? last : null, newer: from ? first : null }
    : { exchanges, older: last, newer: hasMore ? first : null };
}

/** Nothing to filter by, or one thing whose index has the order of the log. */
function isLedByColumn({ channel, person, delivery, topic, outcome, trouble }: LogSearch): boolean {
  const columns = [channel, person, delivery].filter((value) => value !== undefined);
  return columns.length <= 1 && delivery !== 'parked' && !topic && !outcome && !trouble;
}

function tagsWanted({ channel, person, topic, outcome, delivery, trouble }: LogSearch): string[] {
  return [
    ...(channel === undefined ? [] : [tag('channel', channel)]),
    ...(person === undefined ? [] : [tag('person', person)]),
    ...(topic === undefined ? [] : [tag('topic', topic)]),
    ...(outcome === undefined ? [] : [tag('outcome', outcome)]),
    ...(delivery === 'failed' || delivery === 'unknown' ? [tag('delivery', delivery)] : []),
    ...(delivery === 'parked' ? [tag('outcome', 'parked')] : []),
    ...(trouble ? [tag('trouble', 'yes')] : []),
  ];
}

function conditions(filter: LogSearch, beyond: LogKey | null = null, direction: Direction = 'older'): Filter {
  const { channel, person, topic, outcome, delivery, trouble } = filter;
  const at = instants(filter, beyond, direction);
  return {
    ...(Object.keys(at).length > 0 ? { at } : {}),
    ...(channel === undefined ? {} : { channel }),
    ...(person === undefined ? {} : { person }),
    ...(topic === undefined ? {} : { 'processed.topic': topic }),
    ...(outcome === undefined ? {} : { 'processed.outcome': outcome }),
    ...(delivery === undefined ? {} : delivered(delivery)),
    ...(trouble ? { troubleSince: present } : {}),
    ...(beyond ? { $or: behind(beyond, direction) } : {}),
  };
}

const delivered = (delivery: NonNullable<LogSearch['delivery']>): Filter =>
  delivery === 'parked' ? { parked: true } : { delivery, parked: { $ne: true } };

/** The range that an index can begin at; `behind` says the rest. */
function instants({ from, to }: LogSearch, beyond: LogKey | null, direction: Direction) {
  const low = direction === 'newer' && beyond ? latest(from ?? null, beyond.at) : from;
  const isBefore = direction === 'older' && beyond && (!to || beyond.at < to);
  return {
    ...(low ? { $gte: low } : {}),
    ...(isBefore ? { $lte: beyond.at } : to ? { $lt: to } : {}),
  };
}

function behind({ at, key }: LogKey, direction: Direction): Filter[] {
  return direction === 'older'
    ? [{ at: { $lt: at } }, { at, _id: { $lt: key } }]
    : [{ at: { $gt: at } }, { at, _id: { $gt: key } }];
}

const latest = (a: Date | null, b: Date): Date => (a && a > b ? a : b);

const all = (each: Filter[]): Filter => (each.length > 0 ? { $and: each } : {});

/** On MongoDB: each word is an item of `words`; the beginning of one is a range that one item lies in. */
function termsWanted({ words, isPrefix }: Wanted): Filter[] {
  return words.map((word, i) =>
    isPrefix && i === words.length - 1
      ? { words: { $elemMatch: { $gte: word, $lt: `${word}\u{10ffff}` } } }
      : { words: word },
  );
}
