import type { AccountPlace, StaffAccount } from '../../model/staff.ts';
import type { AccountFault, Accounts } from '../../staff/accounts.ts';
import type { SecondFactor } from '../../staff/second-factor.ts';
import type { Store } from '../../store/store.ts';
import { Badge } from '../parts/badge.tsx';
import { LinkButton } from '../parts/form.tsx';
import { Head } from '../parts/head.tsx';
import { Table } from '../parts/table.tsx';
import { When } from '../parts/when.tsx';
import type { Answer, Ask } from '../route.ts';
import { FAULT_WORDS, ROLE_WORDS } from '../words.ts';
import { endDialog, factorDialog, handOver, reopenDialog, resetDialog } from './account-dialogs.tsx';
import { NewAccountForm, readNewAccount, readPlace } from './new-account.tsx';
import { ChangeAccount } from './one-account.tsx';

export type AccountPageDeps = {
  accounts: Accounts;
  secondFactor: SecondFactor;
  store: Pick<Store, 'staff' | 'union'>;
};

const ROOM = '/console/accounts';
const NOT_CLOSED = 'Tài khoản này đang mở, không cần mở lại.';

/** Who may enter: the admins' room. */
export function accountPages({ accounts, secondFactor, store }: AccountPageDeps) {
  async function found(ask: Ask): Promise<StaffAccount | null> {
    const account = await store.staff.get(ask.params.login ?? '');
    return account && account.endedAt === null ? account : null;
  }
  async function closed(ask: Ask): Promise<StaffAccount | null> {
    const account = await store.staff.get(ask.params.login ?? '');
    return account && account.endedAt !== null ? account : null;
  }
  const gone: Answer = { is: 'go', to: ROOM, said: FAULT_WORDS.gone };

  async function form(values: ReturnType<typeof readNewAccount>, fault: keyof typeof FAULT_WORDS | null) {
    const { units, officers } = await store.union.tree();
    const body = <NewAccountForm values={values} fault={fault} units={units} officers={officers} />;
    return {
      is: 'page',
      title: 'Mở tài khoản',
      room: ROOM,
      body,
      status: fault === null ? 200 : 400,
    } as const;
  }

  async function change(ask: Ask, account: StaffAccount, values: AccountPlace, fault: AccountFault | null) {
    const tree = await store.union.tree();
    const isOwn = account.login === ask.who.account.login;
    const body = <ChangeAccount account={account} values={values} fault={fault} isOwn={isOwn} {...tree} />;
    const status = fault === null ? 200 : 400;
    return { is: 'page', title: `Sửa tài khoản ${account.login}`, room: ROOM, body, status } as const;
  }

  return {
    async list(): Promise<Answer> {
      const [all, { units }] = await Promise.all([store.staff.list(), store.union.tree()]);
      const nameOf = new Map(units.map(({ code, name }) => [code, name]));
      return { is: 'page', title: 'Tài khoản', room: ROOM, body: <AccountList all={all} nameOf={nameOf} /> };
    },

    showNew: (ask: Ask) => form(readNewAccount(ask.form), null),

    async add({ form: fields, who, origin }: Ask): Promise<Answer> {
      const values = readNewAccount(fields);
      const added = await accounts.addInvited(values, who.account.login);
      if (!added.ok) return form(values, added.fault);
      return handOver(values.login, `${origin}/console/invite?link=${added.value.token}`);
    },

    async askChange(ask: Ask): Promise<Answer> {
      const account = await found(ask);
      return account ? change(ask, account, account, null) : gone;
    },

    async change(ask: Ask): Promise<Answer> {
      const account = await found(ask);
      if (!account) return gone;
      const [place, by] = [readPlace(ask.form), ask.who.account.login];
      const done = await accounts.change(account.login, place, by, ask.form.optional('why'));
      if (!done.ok) return done.fault === 'gone' ? gone : change(ask, account, place, done.fault);
      const said = done.value
        ? `Đã sửa tài khoản ${account.login}. Mọi phiên của người này đã kết thúc.`
        : 'Không có gì khác trước: tài khoản vẫn như cũ.';
      return { is: 'go', to: ROOM, said };
    },

    async askReopen(ask: Ask): Promise<Answer> {
      const account = await closed(ask);
      return account ? reopenDialog(account) : { is: 'go', to: ROOM, said: NOT_CLOSED };
    },

    async reopen(ask: Ask): Promise<Answer> {
      const account = await closed(ask);
      if (!account) return { is: 'go', to: ROOM, said: NOT_CLOSED };
      const done = await accounts.reopen(account.login, ask.who.account.login, ask.form.optional('why'));
      if (!done.ok) return { is: 'go', to: ROOM, said: NOT_CLOSED };
      return handOver(account.login, `${ask.origin}/console/invite?link=${done.value.token}`);
    },

    async askEnd(ask: Ask): Promise<Answer> {
      const account = await found(ask);
      return account ? endDialog(account, null) : gone;
    },

    async end(ask: Ask): Promise<Answer> {
      const account = await found(ask);
      if (!account) return gone;
      const done = await accounts.end(account.login, ask.who.account.login, ask.form.optional('why'));
      if (!done.ok) return endDialog(account, FAULT_WORDS[done.fault]);
      return { is: 'go', to: ROOM, said: `Đã khóa tài khoản ${account.login}. Mọi phiên đã kết thúc.` };
    },

    async askResetFactor(ask: Ask): Promise<Answer> {
      const account = await found(ask);
      return account ? factorDialog(account) : gone;
    },

    async resetFactor(ask: Ask): Promise<Answer> {
      const account = await found(ask);
      if (!account) return gone;
      const by = ask.who.account.login;
      const isDone = await secondFactor.reset(account.login, by, ask.form.optional('why'));
      const said = isDone
        ? `Đã gỡ mã xác nhận của ${account.login}. Mọi phiên đã kết thúc.`
        : `${account.login} không bật mã xác nhận.`;
      return { is: 'go', to: ROOM, said };
    },

    async askReset(ask: Ask): Promise<Answer> {
      const account = await found(ask);
      return account ? resetDialog(account) : gone;
    },

    async reset(ask: Ask): Promise<Answer> {
      const account = await found(ask);
      if (!account) return gone;
      const done = await accounts.reset(account.login, ask.who.account.login);
      return done.ok
        ? handOver(account.login, `${ask.origin}/console/invite?link=${done.value.token}`)
        : gone;
    },
  };
}

function AccountList({ all, nameOf }: { all: StaffAccount[]; nameOf: ReadonlyMap<string, string> }) {
  const active = all.filter(({ endedAt }) => endedAt === null);
  const rows = [...active, ...all.filter(({ endedAt }) => endedAt !== null)];
  return (
    <>
      <Head title="Tài khoản" says={`${active.length} người đang vào được phòng làm việc.`}>
        <LinkButton href="/console/accounts/new" kind="main" icon="user" push>
          Mở tài khoản
        </LinkButton>
      </Head>
      <Table
        caption="Tài khoản, đang dùng trước"
        rows={rows}
        keyOf={({ login }) => login}
        columns={[
          { title: 'Tên đăng nhập', place: 'lead', cell: ({ login }) => <strong>{login}</strong> },
          { title: 'Họ tên', place: 'whole', cell: ({ name }) => name },
          { title: 'Vai trò', cell: ({ role }) => ROLE_WORDS[role].title },
          {
            title: 'Đơn vị',
            place: 'whole',
            cell: ({ unit }) => (unit === null ? '' : (nameOf.get(unit) ?? unit)),
          },
          {
            title: 'Vào lần cuối',
            isLabelled: true,
            cell: ({ lastSignInAt }) => (lastSignInAt ? <When at={lastSignInAt} withDay /> : 'chưa vào'),
          },
          { title: 'Tình trạng', place: 'state', cell: (account) => <State account={account} /> },
          { title: 'Việc', cell: (account) => <Acts account={account} /> },
        ]}
      />
    </>
  );
}

function State({ account: { endedAt, hasPassword } }: { account: StaffAccount }) {
  if (endedAt !== null) return <Badge icon="lock">Đã khóa</Badge>;
  if (!hasPassword)
    return (
      <Badge kind="wait" icon="clock">
        Chờ đặt mật khẩu
      </Badge>
    );
  return (
    <Badge kind="done" icon="check">
      Đang dùng
    </Badge>
  );
}

const Acts = ({ account: { login, endedAt } }: { account: StaffAccount }) =>
  endedAt !== null ? (
    <LinkButton href={`/console/accounts/${login}/reopen`} icon="back" opensDialog>
      Mở lại<span class="sr"> tài khoản {login}</span>
    </LinkButton>
  ) : (
    <span class="row">
      <LinkButton href={`/console/accounts/${login}/change`} icon="note">
        Sửa<span class="sr"> tài khoản {login}</span>
      </LinkButton>
      <LinkButton href={`/console/accounts/${login}/reset`} icon="key" opensDialog>
        Cấp lại<span class="sr"> mật khẩu cho {login}</span>
      </LinkButton>
      <LinkButton href={`/console/accounts/${login}/end`} icon="lock" opensDialog>
        Khóa<span class="sr"> tài khoản {login}</span>
      </LinkButton>
    </span>
  );
