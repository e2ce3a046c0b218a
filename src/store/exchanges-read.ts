import type { Model, QueryFilter } from 'mongoose';
import { BEGINNING } from './documents.ts';
import { type StoredExchange, toExchange } from './exchange-document.ts';
import type { ExchangeStore, LogFilter } from './store.ts';

type Reads = Pick<
  ExchangeStore,
  | 'get'
  | 'newestTurn'
  | 'waiting'
  | 'personsWithWork'
  | 'personsWithRepliesDue'
  | 'outbox'
  | 'lastHeard'
  | 'list'
  | 'ofPerson'
  | 'troubles'
  | 'neighbours'
  | 'ages'
  | 'countSince'
>;
type Filter = QueryFilter<StoredExchange>;

/** How many failures are counted at most, for metrics. */
const TROUBLES = 1000;
const LINES = [0, 1, 2] as const;
const present = { $gte: BEGINNING };

/** Reads of exchanges; each is led by an index, whatever a person's history. */
export function createExchangeReads(exchanges: Model<StoredExchange>): Reads {
  async function find(filter: Filter, sort: Record<string, 1 | -1>, limit: number) {
    const documents = await exchanges.find(filter).sort(sort).limit(limit).lean<StoredExchange[]>();
    return documents.map(toExchange);
  }

  async function first(filter: Filter, sort: Record<string, 1 | -1>) {
    const [found] = await find(filter, sort, 1);
    return found ?? null;
  }

  /** Persons in the order of `path`, each once; reads on only as far as it must. */
  async function* personsBy(path: 'waitingSince' | 'unfinishedSince' | 'nextReplyAt', filter: Filter) {
    const seen = new Set<string>();
    const rows = exchanges
      .find(filter)
      .select({ person: 1, [path]: 1 })
      .sort({ [path]: 1 })
      .lean<StoredExchange>()
      .cursor();
    for await (const { person, [path]: since } of rows) {
      if (seen.has(person) || !since) continue;
      seen.add(person);
      yield { person, since };
    }
  }

  async function firstPersons(
    path: 'waitingSince' | 'unfinishedSince' | 'nextReplyAt',
    filter: Filter,
    limit: number,
  ) {
    const found: { person: string; since: Date }[] = [];
    if (limit <= 0) return found;
    for await (const one of personsBy(path, filter)) if (found.push(one) >= limit) break;
    return found;
  }

  return {
    async get(key) {
      const document = await exchanges.findById(key).lean<StoredExchange>();
      return document ? toExchange(document) : null;
    },

    newestTurn: (person) => first({ person, turn: { $gt: 0 } }, { turn: -1 }),

    waiting: (person, limit) => find({ person, inbox: { $gte: 0 } }, { inbox: 1 }, limit),

    async personsWithWork(limit) {
      const [waiting, unfinished] = await Promise.all([
        firstPersons('waitingSince', { waitingSince: present }, limit),
        firstPersons('unfinishedSince', { unfinishedSince: present }, limit),
      ]);
      const oldestFirst = [...waiting, ...unfinished].sort((a, b) => a.since.getTime() - b.since.getTime());
      return [...new Set(oldestFirst.map(({ person }) => person))].slice(0, limit);
    },

    async personsWithRepliesDue(now, limit) {
      const persons = new Set<string>();
      for (const line of LINES) {
        if (persons.size >= limit) break;
        const due = { line, nextReplyAt: { ...present, $lte: now } };
        for (const { person } of await firstPersons('nextReplyAt', due, limit)) persons.add(person);
      }
      return [...persons].slice(0, limit);
    },

    async outbox(person) {
      const owed = {
        $or: [
          { person, nextReplyAt: present },
          { person, unfinishedSince: present },
        ],
      };
      const found = (await exchanges.find(owed).lean<StoredExchange[]>()).map(toExchange);
      return found
        .filter(({ nextReplyAt, replies }) => nextReplyAt || replies.some(({ status }) => status === 'held'))
        .sort((a, b) => a.line - b.line || (a.turn ?? 0) - (b.turn ?? 0));
    },

    async lastHeard(person) {
      const newest = await first({ person, heardAt: present }, { heardAt: -1 });
      return newest?.at ?? null;
    },

    list: (filter, after, limit) => find(logFilter(filter, after), { at: 1, _id: 1 }, limit),

    ofPerson: (person, limit) => find({ person }, { at: -1, _id: -1 }, limit),

    troubles: (after, limit) => find(troubleFilter(after), { troubleSince: -1, _id: -1 }, limit),

    async neighbours({ person, at, key }) {
      const previous = { person, at: { $lte: at }, $or: [{ at: { $lt: at } }, { at, _id: { $lt: key } }] };
      const next = { person, at: { $gte: at }, $or: [{ at: { $gt: at } }, { at, _id: { $gt: key } }] };
      const [before, after] = await Promise.all([
        first(previous, { at: -1, _id: -1 }),
        first(next, { at: 1, _id: 1 }),
      ]);
      return { previous: before?.key ?? null, next: after?.key ?? null };
    },

    async countSince(from, most) {
      const [counted] = await exchanges.aggregate<{ found: number }>([
        { $match: { at: { $gte: from } } },
        { $limit: most },
        { $group: { _id: null, found: { $sum: 1 } } },
      ]);
      return counted?.found ?? 0;
    },

    async ages() {
      const dueFirst = LINES.map((line) => first({ line, nextReplyAt: present }, { nextReplyAt: 1 }));
      const [waiting, due, [counted]] = await Promise.all([
        first({ waitingSince: present }, { waitingSince: 1 }),
        Promise.all(dueFirst),
        exchanges.aggregate<{ troubles: number }>([
          { $match: { troubleSince: present } },
          { $limit: TROUBLES },
          { $group: { _id: null, troubles: { $sum: 1 } } },
        ]),
      ]);
      const dues = due.flatMap((one) => one?.nextReplyAt ?? []);
      return {
        waitingSince: waiting?.waitingSince ?? null,
        nextReplyAt: dues.sort((a, b) => a.getTime() - b.getTime())[0] ?? null,
        troubles: counted?.troubles ?? 0,
      };
    },
  };
}

function troubleFilter(after: Parameters<ExchangeStore['troubles']>[0]): Filter {
  if (!after) return { troubleSince: present };
  const { since, key } = after;
  return {
    troubleSince: { ...present, $lte: since },
    $or: [{ troubleSince: { $lt: since } }, { troubleSince: since, _id: { $lt: key } }],
  };
}

/** `from` counts in, `to` does not. A page starts at the instant of the last row of the one before, so that its index leads there. */
function logFilter(filter: LogFilter, after: { at: Date; key: string } | null): Filter {
  const from = after && (!filter.from || after.at > filter.from) ? after.at : filter.from;
  const at = { ...(from ? { $gte: from } : {}), ...(filter.to ? { $lt: filter.to } : {}) };
  return {
    ...(from || filter.to ? { at } : {}),
    ...(filter.person !== undefined ? { person: filter.person } : {}),
    ...(filter.channel !== undefined ? { channel: filter.channel } : {}),
    ...(filter.trouble ? { troubleSince: present } : {}),
    ...(after ? { $or: [{ at: { $gt: after.at } }, { at: after.at, _id: { $gt: after.key } }] } : {}),
  };
}
