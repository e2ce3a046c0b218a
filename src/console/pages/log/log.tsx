import { AppError } from '../../../errors.ts';
import { describeExchange } from '../../../exchanges/describe.ts';
import { openIdentity } from '../../../exchanges/open-identity.ts';
import type { Exchange } from '../../../model/exchange.ts';
import type { LogKey } from '../../../model/log-search.ts';
import type { Store } from '../../../store/store.ts';
import type { World } from '../../../world.ts';
import { exchangeAt, LOG } from '../../addresses.ts';
import { type CountsOf, countNodes } from '../../counts.tsx';
import type { Live } from '../../live.ts';
import { Row } from '../../parts/table.tsx';
import type { Answer, Ask } from '../../route.ts';
import { type Asked, logAt, readAsked, toSearch } from './asked.ts';
import { ExchangeCrossing, ExchangePage, State } from './exchange.tsx';
import { AskIdentity, Identity, reasonFault } from './identity.tsx';
import { LogList, MOST_NEW, NewRows } from './list.tsx';
import { elementId, logColumns, rowOf, type Topics } from './row.tsx';

export type LogPageDeps = {
  store: Pick<Store, 'exchanges' | 'people' | 'audit'>;
  topics: Topics;
  live: Live;
  counts: CountsOf;
  world: Pick<World, 'now'>;
};

const PAGE = 50;
/** Changed rows that are read again at once; a page shows no more. */
const MOST_ROWS = PAGE;

/** The log and one exchange of it. Everybody in it is masked; who somebody is opens for a reason that is recorded. */
export function logPages({ store, topics, live, counts, world }: LogPageDeps) {
  const { exchanges } = store;
  const found = async (key: string | undefined): Promise<Exchange> => {
    const one = key === undefined ? null : await exchanges.get(key);
    if (!one) throw new AppError('not_found', 'no such exchange');
    return one;
  };
  const viewOf = async (one: Exchange) => describeExchange(one, await exchanges.neighbours(one));

  return {
    async list({ query }: Ask): Promise<Answer> {
      const asked = readAsked(query);
      const page = await exchanges.search(toSearch(asked), asked.place, PAGE);
      // Only the newest page has anything new before it.
      const first = page.exchanges[0] ?? null;
      const stream = asked.place === null ? liveAt(asked, first) : null;
      const body = <LogList asked={asked} page={page} topics={topics} now={world.now()} live={stream} />;
      return { is: 'page', title: 'Nhật ký', room: LOG, body };
    },

    async watchList({ query, who }: Ask): Promise<Answer> {
      const asked = readAsked(query);
      const newest = asked.place && 'newer' in asked.place ? asked.place.newer : null;
      const search = toSearch(asked);
      const columns = logColumns(topics);
      return live.stream(async (changed) => {
        const after = newest && { newer: newest };
        const fresh = await exchanges.search(search, after, MOST_NEW + 1);
        const keys = [...changed].slice(-MOST_ROWS);
        const rows = (await Promise.all(keys.map((key) => exchanges.get(key))))
          .filter((one) => one !== null)
          .filter((one) => newest !== null && one.at <= newest.at);
        return [
          <NewRows key="new" count={fresh.exchanges.length} href={logAt(asked)} />,
          ...rows.map((one) => (
            <Row key={one.key} id={elementId(one.key)} columns={columns} row={rowOf(one)} />
          )),
          ...countNodes(await counts(who.account)),
        ];
      });
    },

    async show({ params }: Ask): Promise<Answer> {
      const view = await viewOf(await found(params.key));
      const body = <ExchangePage view={view} topics={topics} />;
      return { is: 'page', title: 'Một lượt', room: LOG, body };
    },

    async watch({ params, who }: Ask): Promise<Answer> {
      const { key } = await found(params.key);
      let isFirst = true;
      return live.stream(async (changed) => {
        const numbers = countNodes(await counts(who.account));
        if (!isFirst && !changed.has(key)) return numbers;
        isFirst = false;
        const view = await viewOf(await found(key));
        return [
          <State key="state" view={view} />,
          <ExchangeCrossing key="crossing" view={view} topics={topics} />,
          ...numbers,
        ];
      });
    },

    async askIdentity({ params }: Ask): Promise<Answer> {
      const { key } = await found(params.key);
      return identityDialog(key, '', null);
    },

    async openIdentity({ params, form, who }: Ask): Promise<Answer> {
      const { key, person, at } = await found(params.key);
      const reason = form.text('reason');
      const fault = reasonFault(reason);
      if (fault !== null) return identityDialog(key, reason, fault);
      const identified = await openIdentity(store, { person, by: who.account.login, reason });
      const body = <Identity of={identified} at={at} back={exchangeAt(key)} reason={reason} />;
      return { is: 'page', title: 'Danh tính người nhắn', room: LOG, body };
    },
  };
}

const liveAt = (asked: Asked, first: LogKey | null): string =>
  logAt(asked, { place: first && { newer: { at: first.at, key: first.key } } }, `${LOG}/live`);

function identityDialog(key: string, reason: string, fault: string | null): Answer {
  const body = <AskIdentity href={exchangeAt(key)} reason={reason} fault={fault} />;
  return { is: 'dialog', title: 'Xem danh tính', room: LOG, body, status: fault === null ? 200 : 400 };
}
