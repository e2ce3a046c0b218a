import { actFromConsole, type ConsoleActor, type ConsoleResult } from '../../../cases/act-from-console.ts';
import type { ConsoleAct, Target } from '../../../cases/console-effects.ts';
import { targetsOf } from '../../../cases/targets.ts';
import { AppError } from '../../../errors.ts';
import { isInReach } from '../../../exchanges/in-reach.ts';
import type { Case } from '../../../model/case.ts';
import { caseAccess } from '../../../staff/case-access.ts';
import type { Store } from '../../../store/store.ts';
import type { World } from '../../../world.ts';
import { Fresh } from '../../parts/news.tsx';
import type { Answer, Ask } from '../../route.ts';
import { CASES } from './case-filters.ts';
import { CasePage } from './case-page.tsx';
import { type Seen, stampOf, viewCase } from './case-view.ts';
import type { Desk } from './desk.ts';
import { extendDialog, resolveDialog, stepAsideDialog, transferDialog } from './dialogs.tsx';
import type { Draft } from './reply.tsx';

export type CasePageDeps = { store: Store; world: World; desk: Desk };

const EMPTY = 'Viết vài chữ rồi gửi lại.';
const REFUSED: Record<Exclude<ConsoleResult['is'], 'done' | 'later' | 'not_yours'>, string> = {
  refused:
    'Hồ sơ vừa đổi: người khác đã nhận, hoặc nó đã xong. Chưa có gì được gửi. Xem diễn biến dưới đây rồi làm tiếp.',
  nobody:
    'Hiện không có cán bộ nào ở đó nhận được. Hồ sơ vẫn ở chỗ cũ. Chọn nơi khác, hoặc báo quản trị gắn tài khoản cho cán bộ nơi đó.',
};
const ASKED = 'Đã đánh dấu xong và hỏi lại người gửi.';
const ASKED_LATER = 'Đã đánh dấu xong. Kênh không cho nhắn người gửi lúc này; Cầu Nối hỏi khi họ nhắn lại.';
const LATER = 'Đã ghi lại. Kho dữ liệu đang chậm; việc này tự chạy khi kho trả lời.';

type Order = { act: ConsoleAct; said: string; draft: Omit<Draft, 'refusal'> };

/** One case and everything that can be done with it. */
export function casePages({ store, world, desk }: CasePageDeps) {
  async function find(ask: Ask): Promise<Seen | null> {
    const [one, now] = await Promise.all([store.cases.get(ask.params.code ?? ''), desk.officers()]);
    if (!one) return null;
    const { account } = ask.who;
    return { one, now, account, access: caseAccess(now, account, one) };
  }

  async function seen(ask: Ask): Promise<Seen> {
    const found = await find(ask);
    if (!found) throw new AppError('not_found', `case ${ask.params.code}`);
    return found;
  }

  /** As `seen`, for those who may change something here. */
  async function worked(ask: Ask): Promise<Seen> {
    const found = await seen(ask);
    if (!mayWork(found)) throw new AppError('forbidden', 'this account reads the case only');
    return found;
  }

  /** Whoever has done it is told how it ended, also when the case is out of their hands by that. */
  async function wasDoneBy(ask: Ask): Promise<boolean> {
    const id = ask.form.text('id');
    const before = id === '' ? null : await store.exchanges.get(`console:${id}`);
    return before?.account === ask.who.account.login && before.processed?.after.case === ask.params.code;
  }

  /** Whether the platform takes the bot's question to the worker now. */
  async function isAsked(ask: Ask): Promise<boolean> {
    const { channel, person } = (await seen(ask)).one;
    return isInReach(store.exchanges, desk.limitsOf(channel), person, world.now());
  }

  async function page(found: Seen, draft: Draft | null, status = 200): Promise<Answer> {
    const { one, now } = found;
    const view = await viewCase({ store, world, desk }, found);
    const body = <CasePage view={view} union={now.union} newId={world.newId} draft={draft} />;
    return { is: 'page', title: `Hồ sơ ${one.code}`, room: CASES, body, status };
  }

  async function run(ask: Ask, { act, said, draft }: Order): Promise<Answer> {
    const found = (await wasDoneBy(ask)) ? await seen(ask) : await worked(ask);
    const { code } = found.one;
    const order = { id: ask.form.text('id'), code, act };
    const deps = { store, world, calendar: desk.calendar, officers: desk.officers, finish: desk.finish };
    const result = await actFromConsole(deps, actorOf(found), order);
    if (result.is === 'not_yours') throw new AppError('not_found', `case ${code}`);
    if (result.is === 'refused' || result.is === 'nobody')
      return page(await seen(ask), { ...draft, refusal: REFUSED[result.is] }, 409);
    const after = await find(ask);
    const isStillSeen = after !== null && after.access !== 'none';
    return {
      is: 'go',
      to: isStillSeen ? `${CASES}/${code}` : CASES,
      said: result.is === 'later' ? LATER : said,
    };
  }

  const fresh = (ask: Ask, fault: string | null = null) => ({
    code: ask.params.code ?? '',
    id: world.newId(),
    fault,
  });
  const plain = (act: ConsoleAct, said: string): Order => ({
    act,
    said,
    draft: { of: 'act', text: '', fault: null },
  });

  /** Words need to be some: else the page comes back with the box marked. */
  async function send(ask: Ask, of: 'words' | 'note', text: string, order: Omit<Order, 'draft'>) {
    if (text !== '') return run(ask, { ...order, draft: { of, text, fault: null } });
    return page(await worked(ask), { of, text, fault: EMPTY, refusal: null }, 400);
  }

  return {
    /** For the router: absent for whoever may not have it; somebody who was told of it has it as if it were their unit's. */
    async unitOf(ask: Ask): Promise<{ unit: string | null } | null> {
      const found = await find(ask);
      if (!found || (found.access === 'none' && !(await wasDoneBy(ask)))) return null;
      return { unit: found.now.union.unit(ask.who.account.unit)?.code ?? null };
    },

    show: async (ask: Ask) => page(await seen(ask), null),

    async news(ask: Ask): Promise<Answer> {
      const { one } = await seen(ask);
      const href = ask.query.get('seen') === stampOf(one) ? null : `${CASES}/${one.code}`;
      return { is: 'part', body: <Fresh href={href}>Có tin mới, mở lại trang</Fresh> };
    },

    async words(ask: Ask): Promise<Answer> {
      const text = ask.form.text('text');
      const asks = ask.form.text('do') === 'ask';
      const said = asks ? 'Đã gửi câu hỏi. Đồng hồ dừng cho tới khi người gửi trả lời.' : 'Đã gửi trả lời.';
      return send(ask, 'words', text, { act: { do: asks ? 'ask' : 'answer', text }, said });
    },

    async note(ask: Ask): Promise<Answer> {
      const text = ask.form.text('note');
      return send(ask, 'note', text, {
        act: { do: 'note', text },
        said: 'Đã lưu ghi chú. Người gửi không thấy.',
      });
    },

    accept: (ask: Ask) => run(ask, plain({ do: 'accept' }, 'Anh/chị giữ hồ sơ này. Hạn trả lời ở trên.')),

    async askExtend(ask: Ask): Promise<Answer> {
      await worked(ask);
      return extendDialog(fresh(ask));
    },
    async extend(ask: Ask): Promise<Answer> {
      const text = ask.form.text('why');
      if (text === '') return (await worked(ask)) && extendDialog(fresh(ask, EMPTY));
      return run(ask, plain({ do: 'extend', text }, 'Đã gia hạn và báo người gửi hạn mới.'));
    },

    async askTransfer(ask: Ask): Promise<Answer> {
      const { one, now } = await worked(ask);
      return transferDialog(fresh(ask), targetsOf(now, one), '');
    },
    async transfer(ask: Ask): Promise<Answer> {
      const text = ask.form.text('why');
      const chosen = ask.form.text('to');
      const { one, now } = await seen(ask);
      const to = targetIn(chosen, one);
      if (text === '' || to === null) {
        await worked(ask);
        const fault = to === null ? 'Chọn nơi nhận và viết lý do.' : EMPTY;
        return transferDialog(fresh(ask, fault), targetsOf(now, one), chosen);
      }
      return run(ask, plain({ do: 'send-to', text, to }, `Đã chuyển hồ sơ ${one.code} và báo người gửi.`));
    },

    async askResolve(ask: Ask): Promise<Answer> {
      await worked(ask);
      return resolveDialog(fresh(ask), await isAsked(ask));
    },
    async resolve(ask: Ask): Promise<Answer> {
      const said = (await isAsked(ask)) ? ASKED : ASKED_LATER;
      return run(ask, plain({ do: 'resolve' }, said));
    },

    async askStepAside(ask: Ask): Promise<Answer> {
      asThemselves(await worked(ask));
      return stepAsideDialog(fresh(ask));
    },
    async stepAside(ask: Ask): Promise<Answer> {
      if (!(await wasDoneBy(ask))) asThemselves(await worked(ask));
      return run(ask, plain({ do: 'exclude' }, 'Hồ sơ đã rời khỏi anh/chị và lên cấp trên.'));
    },
  };
}

const mayWork = ({ access }: Seen): boolean => access === 'acts' || access === 'stands-in';

/** Only an officer can say that a case concerns them. */
function asThemselves({ access }: Seen): void {
  if (access !== 'acts') throw new AppError('forbidden', 'nobody can say this for somebody else');
}

function actorOf({ now, account, access }: Seen): ConsoleActor {
  const officer = account.officer === null ? null : now.union.officer(account.officer);
  return {
    account: account.login,
    // Staff who are not this case's officer stand in for whoever holds it, even when they are officers elsewhere.
    officer: access === 'acts' ? (officer?.code ?? null) : null,
    allowed: (one: Case) => ['acts', 'stands-in'].includes(caseAccess(now, account, one)),
  };
}

/** "unit:cd-tan-an" or "officer:o1"; an officer is one of the unit that has the case. */
function targetIn(text: string, one: Case): Target | null {
  const [, kind, code] = /^(unit|officer):(.+)$/.exec(text) ?? [];
  if (!kind || !code) return null;
  if (kind === 'unit') return { unit: code, officer: null };
  return one.unit === null ? null : { unit: one.unit, officer: code };
}
