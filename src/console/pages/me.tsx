import type { StaffSession } from '../../model/staff.ts';
import type { AccountFault, Accounts } from '../../staff/accounts.ts';
import type { SlowDown } from '../../staff/slow-down.ts';
import type { Store } from '../../store/store.ts';
import { Badge } from '../parts/badge.tsx';
import { Facts } from '../parts/crossing.tsx';
import { Field } from '../parts/field.tsx';
import { Button, Form, LinkButton } from '../parts/form.tsx';
import { Head } from '../parts/head.tsx';
import { Notice } from '../parts/notice.tsx';
import { When } from '../parts/when.tsx';
import type { Answer, Ask } from '../route.ts';
import { FAULT_WORDS, PASSWORD_HINT, ROLE_WORDS } from '../words.ts';

export type MePageDeps = {
  accounts: Accounts;
  slowDown: SlowDown;
  store: Pick<Store, 'staff' | 'audit' | 'union'>;
};

const ROOM = '/console/me';
/** The value of the button that ends every session but this one. */
const OTHERS = 'others';

/** One's own account: password and sessions. */
export function mePages({ accounts, slowDown, store }: MePageDeps) {
  const { sessions } = store.staff;

  async function page(ask: Ask, refused: Refused | null): Promise<Answer> {
    const { account, session } = ask.who;
    const [open, tree] = await Promise.all([sessions.ofAccount(account.login), store.union.tree()]);
    const unit = tree.units.find(({ code }) => code === account.unit)?.name ?? account.unit;
    const body = (
      <>
        <Head title="Của tôi" says={account.name} />
        <div class="columns">
          <div class="stack">
            <section class="sheet stack" aria-labelledby="account">
              <h2 id="account">Tài khoản</h2>
              <Facts
                rows={[
                  { of: 'Tên đăng nhập', is: account.login },
                  { of: 'Vai trò', is: ROLE_WORDS[account.role].title },
                  { of: 'Đơn vị', is: unit ?? 'Không thuộc đơn vị nào' },
                ]}
              />
            </section>
            <SecondFactorState isOn={account.hasSecondFactor} />
            <PasswordForm refused={refused} />
          </div>
          <SessionList open={open} mine={session.id} />
        </div>
      </>
    );
    return { is: 'page', title: 'Của tôi', room: ROOM, body, status: refused?.status ?? 200 };
  }

  return {
    show: (ask: Ask) => page(ask, null),

    async changePassword(ask: Ask): Promise<Answer> {
      const { who, form, address } = ask;
      const { login } = who.account;
      const allowance = await slowDown.count(address, login);
      if ('waitS' in allowance) return page(ask, { status: 429, fault: null });
      const done = await accounts.changePassword(
        login,
        who.session.id,
        form.raw('old'),
        form.raw('password'),
      );
      // Only a wrong old password is a guess.
      if (done.ok || done.fault !== 'password-wrong') await slowDown.forgive(address, login);
      if (!done.ok) return page(ask, { status: 400, fault: done.fault });
      return { is: 'go', to: ROOM, said: 'Đã đổi mật khẩu. Các phiên khác đã kết thúc.' };
    },

    async endSession({ who, form }: Ask): Promise<Answer> {
      const { login } = who.account;
      const id = form.text('session');
      if (id === OTHERS) await sessions.endAll(login, who.session.id);
      else if (!(await sessions.end(login, id)))
        return { is: 'go', to: ROOM, said: 'Phiên này đã kết thúc rồi.' };
      await store.audit.record({ who: login, what: 'session-ended', target: login, why: null });
      return { is: 'go', to: ROOM, said: 'Đã kết thúc phiên.' };
    },
  };
}

const SecondFactorState = ({ isOn }: { isOn: boolean }) => (
  <section class="sheet stack" aria-labelledby="factor">
    <h2 id="factor">Mã xác nhận khi đăng nhập</h2>
    <p>
      {isOn
        ? 'Đang bật: sau mật khẩu còn hỏi mã 6 số trên điện thoại.'
        : 'Chưa bật. Bật lên thì người biết mật khẩu của anh/chị vẫn không vào được.'}
    </p>
    <p>
      <LinkButton href="/console/me/second-factor" icon="phone">
        {isOn ? 'Xem mã xác nhận' : 'Bật mã xác nhận'}
      </LinkButton>
    </p>
  </section>
);

type Refused = { status: 400 | 429; fault: AccountFault | null };

const PasswordForm = ({ refused }: { refused: Refused | null }) => {
  const fault = refused?.fault ?? null;
  const words = fault && FAULT_WORDS[fault];
  return (
    <section class="sheet stack" aria-labelledby="password-title">
      <h2 id="password-title">Đổi mật khẩu</h2>
      {refused?.status === 429 && (
        <Notice kind="fault" title="Đã thử sai quá nhiều lần.">
          Mật khẩu chưa đổi. Đợi 15 phút rồi thử lại.
        </Notice>
      )}
      <Form action="/console/me/password" class="stack">
        <Field
          name="old"
          label="Mật khẩu đang dùng"
          type="password"
          autocomplete="current-password"
          fault={fault === 'password-wrong' ? words : null}
          isRequired
        />
        <Field
          name="password"
          label="Mật khẩu mới"
          type="password"
          autocomplete="new-password"
          hint={PASSWORD_HINT}
          fault={fault === 'password-wrong' ? null : words}
          isRequired
        />
        <Button kind="main">Đổi mật khẩu</Button>
        <p class="small soft">Đổi xong, mọi phiên ở máy khác kết thúc ngay.</p>
      </Form>
    </section>
  );
};

const SessionList = ({ open, mine }: { open: StaffSession[]; mine: string }) => (
  <section class="sheet stack" aria-labelledby="sessions">
    <h2 id="sessions">Phiên đăng nhập</h2>
    <p class="small soft">Một phiên hết sau 30 phút không làm gì, và sau 12 giờ trong mọi trường hợp.</p>
    <ul class="list">
      {open.map(({ id, browser, createdAt, seenAt }) => (
        <li key={id} class="row">
          <span>
            <strong>{browser}</strong>
            <small class="soft">
              vào lúc <When at={createdAt} withDay />, làm việc lần cuối <When at={seenAt} />
            </small>
          </span>
          <span class="push">
            {id === mine ? (
              <Badge kind="done" icon="check">
                Phiên này
              </Badge>
            ) : (
              <Form action="/console/me/sessions" label={`Kết thúc phiên ${browser}`}>
                <Button name="session" value={id}>
                  Kết thúc
                </Button>
              </Form>
            )}
          </span>
        </li>
      ))}
    </ul>
    {open.length > 2 && (
      <Form action="/console/me/sessions">
        <Button name="session" value={OTHERS}>
          Kết thúc mọi phiên khác
        </Button>
      </Form>
    )}
  </section>
);
