import { serialize } from 'bson';
import { aggregate, leadingMatch } from './aggregate.ts';
import type { Catalog } from './catalog.ts';
import type { Connection } from './database.ts';
import { refuse } from './filter.ts';
import type { Reply, Request } from './messages.ts';
import { checkNarrowed, eachMatch, prepareSearch, type Row, readPage, sortedInMemory } from './rows.ts';
import { searchWords } from './search.ts';
import type { Position, Sort } from './selection.ts';
import type { Document } from './value.ts';

/** A read's arguments, as `collection.ts` sends them. */
type Body = {
  filter: Document;
  sort: Sort;
  limit: number;
  after: Position | null;
  strict: boolean;
  pipeline: Document[];
};

/** Documents that one answer brings; the cursor asks again. */
const PAGE = 100;

export type ReadDeps = { connection: Connection; catalog: Catalog };

/** Runs one read. Nothing is kept between two: the position comes with the next request. */
export function runRead({ connection, catalog }: ReadDeps, request: Request): Reply {
  catalog.refresh();
  if (request.kind === 'searchWords') return searchWords({ connection, catalog }, request);
  const table = catalog.table(request.collection);
  const body = request.body as Body; // made by `collection.ts`
  if (request.kind === 'listIndexes') return listIndexes(table.indexes);
  if (!catalog.exists(request.collection) && request.kind === 'find')
    return { facts: { next: null }, documents: [] };
  if (request.kind === 'find') return find();
  if (request.kind === 'aggregate') return aggregated();
  throw refuse(request.collection, `${request.kind} in the reader`);

  function find(): Reply {
    const search = prepareSearch(table, body.filter, body.sort);
    if (body.strict) checkNarrowed(search, body.filter, body.limit);
    if (!search.selection.sorted)
      return {
        facts: { next: null },
        documents: sortedInMemory(connection, search, body.limit).map(bytesOfRow),
      };
    const want = body.limit > 0 ? Math.min(body.limit, PAGE) : PAGE;
    const page = readPage(connection, search, body.after, want);
    return { facts: { next: page.next }, documents: page.rows.map(bytesOfRow) };
  }

  function aggregated(): Reply {
    const filter = leadingMatch(body.pipeline);
    const search = prepareSearch(table, filter, []);
    if (body.strict) checkNarrowed(search, filter, 0);
    const rows = catalog.exists(request.collection) ? eachMatch(connection, search) : [];
    const results = aggregate(rows, body.pipeline);
    return { facts: {}, documents: results.map((result) => serialize(result, { ignoreUndefined: true })) };
  }
}

const bytesOfRow = ({ bytes }: Row): Uint8Array => bytes;

function listIndexes(
  indexes: {
    name: string;
    fields: { path: string; direction: 1 | -1 }[];
    unique: boolean;
    sparse: boolean;
  }[],
): Reply {
  return {
    facts: {},
    documents: indexes.map(({ name, fields, unique, sparse }) =>
      serialize({
        v: 2,
        key: Object.fromEntries(fields.map(({ path, direction }) => [path, direction])),
        name,
        ...(unique && name !== '_id_' ? { unique } : {}),
        ...(sparse ? { sparse } : {}),
      }),
    ),
  };
}
