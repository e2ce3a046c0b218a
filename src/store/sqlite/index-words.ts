import { refuse } from './filter.ts';
import { decode, type Reply, type Request } from './messages.ts';
import { quote } from './table.ts';
import type { Document } from './value.ts';
import { createWordsTable, hasWords } from './words-table.ts';
import { ensureTable, type WriteDeps } from './write.ts';

/** Documents whose words are written in one transaction; between two, others write. */
const BATCH = 500;

type Body = { after: number };

/** The words of the next documents. `next` is where to go on; null when all are done. Run again it changes nothing. */
export function indexWords(deps: WriteDeps, { collection, body }: Request): Reply {
  if (!hasWords(collection)) throw refuse(collection, 'a search by words');
  const { connection, catalog, words } = deps;
  const { after } = body as Body; // made by `engine.ts`
  ensureTable(deps, collection);
  createWordsTable(connection, collection);
  catalog.refresh();
  const select = `SELECT n, doc FROM ${quote(collection)} WHERE n > ? ORDER BY n LIMIT ?`;
  const rows = connection.rows(select, [after, BATCH]);
  for (const [n, doc] of rows) {
    const document: Document = decode(doc as Uint8Array); // the column holds BSON and nothing else
    words.put(collection, Number(n), document);
  }
  const next = rows.length === BATCH ? Number(rows.at(-1)?.[0]) : null;
  return { facts: { next }, documents: [] };
}
