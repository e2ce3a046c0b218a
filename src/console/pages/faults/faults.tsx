import type { VNode } from 'preact';
import { AppError } from '../../../errors.ts';
import { describeExchange, type ExchangeView } from '../../../exchanges/describe.ts';
import type { Troubles } from '../../../exchanges/troubles.ts';
import type { Exchange } from '../../../model/exchange.ts';
import type { AuditEvent } from '../../../model/staff.ts';
import type { Store } from '../../../store/store.ts';
import { exchangeAt, FAULTS } from '../../addresses.ts';
import { type CountsOf, countNodes } from '../../counts.tsx';
import type { Live } from '../../live.ts';
import type { Answer, Ask } from '../../route.ts';
import { AskClose, AskHandOver, AskRetake, AskRetry, closeFault } from './dialogs.tsx';
import { FaultList, faultOf, NewFaults } from './list.tsx';
import { CLOSE_SAID, RETRY_SAID, type Retried, retrySaid } from './said.ts';

export type FaultPageDeps = {
  store: Pick<Store, 'exchanges' | 'audit'>;
  troubles: Troubles;
  /** Opens a case with a parked turn's words; its code, null when it is not parked. */
  handOver(key: string, by: string): Promise<string | null>;
  live: Live;
  counts: CountsOf;
};

const PAGE = 30;
const MOST_NEW = 99;
const ALONE = { previous: null, next: null };

/** What was not delivered, and what people do about it. Everything here may be pressed twice: it is done once. */
export function faultPages({ store, troubles, handOver, live, counts }: FaultPageDeps) {
  const { exchanges } = store;

  async function found({ params }: Ask): Promise<{ exchange: Exchange; view: ExchangeView }> {
    const exchange = params.key === undefined ? null : await exchanges.get(params.key);
    if (!exchange) throw new AppError('not_found', 'no such exchange');
    return { exchange, view: describeExchange(exchange, ALONE) };
  }

  const record = (ask: Ask, what: AuditEvent, target: string, why: string | null) =>
    store.audit.record({ who: ask.who.account.login, what, target, why });

  return {
    async list({ query }: Ask): Promise<Answer> {
      const after = readPlace(query.get('after'));
      const all = await exchanges.troubles(after, PAGE + 1);
      const shown = all.slice(0, PAGE);
      const last = shown.at(-1);
      const older =
        all.length > PAGE && last ? `${FAULTS}?after=${encodeURIComponent(writePlace(last))}` : null;
      const since = shown[0]?.troubleSince?.getTime() ?? 0;
      const stream = after === null ? `${FAULTS}/live?since=${since}` : undefined;
      const body = <FaultList shown={shown} older={older} isFirst={after === null} live={stream} />;
      return { is: 'page', title: 'Tin lỗi', room: FAULTS, body };
    },

    async watch({ query, who }: Ask): Promise<Answer> {
      const since = Number(query.get('since')) || 0;
      const isOld = ({ troubleSince }: Exchange) => !troubleSince || troubleSince.getTime() <= since;
      return live.stream(async (changed) => {
        const newest = await exchanges.troubles(null, MOST_NEW);
        const count = newest.filter((one) => !isOld(one)).length;
        const keys = [...changed].slice(-PAGE);
        const again = (await Promise.all(keys.map((key) => exchanges.get(key)))).filter(
          (one) => one !== null,
        );
        return [
          <NewFaults key="new" count={count} />,
          ...again.filter(isOld).map(faultOf),
          ...countNodes(await counts(who.account)),
        ];
      });
    },

    async askRetry(ask: Ask): Promise<Answer> {
      const { view } = await found(ask);
      const numbers = numbersOf(ask);
      const asked = view.replies.filter(({ n }) => numbers.includes(n));
      if (asked.length === 0) throw new AppError('not_found', 'no such reply');
      const replies = asked.filter(({ mayRetry }) => mayRetry);
      if (replies.length === 0) return go(exchangeAt(view.key), RETRY_SAID.not_failed);
      return dialog(<AskRetry view={view} replies={replies} />);
    },

    async retry(ask: Ask): Promise<Answer> {
      const { view } = await found(ask);
      const results: Retried[] = [];
      for (const n of numbersOf(ask)) {
        const result = await troubles.retry(view.key, n, ask.who.account.login);
        if (result.is === 'queued') await record(ask, 'reply-retried', `${view.key}/${n}`, null);
        results.push(result.is === 'refused' ? result.why : result.is);
      }
      return go(exchangeAt(view.key), retrySaid(results));
    },

    async askClose(ask: Ask): Promise<Answer> {
      return dialog(<AskClose view={(await found(ask)).view} reason="" fault={null} />);
    },

    async close(ask: Ask): Promise<Answer> {
      const { view } = await found(ask);
      const reason = ask.form.text('reason');
      const fault = closeFault(reason);
      if (fault !== null) return dialog(<AskClose view={view} reason={reason} fault={fault} />, 400);
      const result = await troubles.close(view.key, ask.who.account.login, reason);
      if (result === 'closed') await record(ask, 'fault-closed', view.key, reason);
      return go(FAULTS, CLOSE_SAID[result]);
    },

    async askRetake(ask: Ask): Promise<Answer> {
      const { view } = await found(ask);
      return view.trouble.isParked ? dialog(<AskRetake view={view} />) : go(FAULTS, NOT_PARKED);
    },

    async retake(ask: Ask): Promise<Answer> {
      const { exchange, view } = await found(ask);
      const again = await troubles.retake(view.key, ask.who.account.login);
      if (again === null) return go(FAULTS, NOT_PARKED);
      if (exchange.troubleSince) await record(ask, 'turn-retaken', view.key, null);
      return go(exchangeAt(again), 'Đang xử lý lại. Kết quả hiện ở trang này.');
    },

    async askHandOver(ask: Ask): Promise<Answer> {
      const { view } = await found(ask);
      return view.trouble.isParked ? dialog(<AskHandOver view={view} />) : go(FAULTS, NOT_PARKED);
    },

    async handOver(ask: Ask): Promise<Answer> {
      const { exchange, view } = await found(ask);
      const code = await handOver(view.key, ask.who.account.login);
      if (code === null) return go(FAULTS, NOT_PARKED);
      if (exchange.troubleSince) await record(ask, 'turn-handed-over', view.key, code);
      return go(FAULTS, `Đã giao cán bộ: hồ sơ ${code}.`);
    },
  };
}

/** The replies that an address is about: one, or several with one cause. */
const numbersOf = ({ params }: Ask): number[] => [...new Set((params.n ?? '').split(',').map(Number))];

const NOT_PARKED = 'Tin này không ở trong danh sách không xử lý được.';

const go = (to: string, said: string): Answer => ({ is: 'go', to, said });
const dialog = (body: VNode, status = 200): Answer => ({
  is: 'dialog',
  title: 'Tin lỗi',
  room: FAULTS,
  body,
  status,
});

const writePlace = ({ troubleSince, key }: Exchange): string => `${troubleSince?.getTime() ?? 0}.${key}`;

function readPlace(text: string | null): { since: Date; key: string } | null {
  const [, time, key] = /^(\d{1,15})\.(.+)$/s.exec(text ?? '') ?? [];
  return time && key ? { since: new Date(Number(time)), key } : null;
}
