import type { AccountFault, Accounts } from '../../staff/accounts.ts';
import type { SignIn } from '../../staff/sign-in.ts';
import { Field } from '../parts/field.tsx';
import { Button, Form } from '../parts/form.tsx';
import type { Answer, PublicAsk } from '../route.ts';
import { FAULT_WORDS, PASSWORD_HINT } from '../words.ts';
import { secondStep } from './second-step.tsx';

export type LinkPageDeps = { accounts: Accounts; signIn: SignIn };

/** What is opened by a one-time link: the first account, and the password of an invited one. */
export function linkPages({ accounts, signIn }: LinkPageDeps) {
  async function kindOf(link: string) {
    return link === '' ? null : await accounts.linkOf(link);
  }

  return {
    async showFirst({ query }: PublicAsk): Promise<Answer> {
      const link = query.get('link') ?? '';
      if ((await kindOf(link))?.kind !== 'first') return useless();
      return first({ link, login: '', name: '', fault: null });
    },

    async addFirst({ form, browser }: PublicAsk): Promise<Answer> {
      const [link, login, name] = [form.text('link'), form.text('login').toLowerCase(), form.text('name')];
      if ((await kindOf(link))?.kind !== 'first') return useless();
      const added = await accounts.addFirst(link, { login, name }, form.raw('password'));
      if (added.ok) return enter(login, browser, 'Đã mở tài khoản quản trị đầu tiên.');
      return added.fault === 'link' ? useless() : first({ link, login, name, fault: added.fault });
    },

    async showInvite({ query }: PublicAsk): Promise<Answer> {
      const link = query.get('link') ?? '';
      const found = await kindOf(link);
      return found?.account ? invite({ link, login: found.account, fault: null }) : useless();
    },

    async accept({ form, browser }: PublicAsk): Promise<Answer> {
      const link = form.text('link');
      const found = await kindOf(link);
      if (!found?.account) return useless();
      const done = await accounts.accept(link, form.raw('password'));
      if (done.ok) return enter(done.value, browser, 'Đã đặt mật khẩu. Lần sau đăng nhập bằng mật khẩu này.');
      const isOver = done.fault === 'link' || done.fault === 'gone';
      return isOver ? useless() : invite({ link, login: found.account, fault: done.fault });
    },
  };

  /** A link gives a password, not the phone: who has a second factor is asked for its code. */
  async function enter(login: string, browser: string, said: string): Promise<Answer> {
    const next = '/console/';
    const result = await signIn.after(login, browser);
    if (result.is === 'in') return { is: 'go', to: next, said, session: { token: result.token } };
    return result.is === 'second'
      ? secondStep({ token: result.token, next, refusal: null, said })
      : useless();
  }
}

const OF_LOGIN: readonly AccountFault[] = ['login-shape', 'login-taken'];
const wordsIf = (fault: AccountFault | null, isAbout: (fault: AccountFault) => boolean): string | null =>
  fault !== null && isAbout(fault) ? FAULT_WORDS[fault] : null;

type FirstProps = { link: string; login: string; name: string; fault: AccountFault | null };

function first({ link, login, name, fault }: FirstProps): Answer {
  const isOfLogin = (one: AccountFault) => OF_LOGIN.includes(one);
  const body = (
    <Form action="/console/first" class="sheet stack">
      <h1>Tài khoản đầu tiên</h1>
      <p>
        Đây là tài khoản quản trị: mở và khóa tài khoản của mọi người khác. Đường dẫn này chỉ dùng được một
        lần.
      </p>
      <input type="hidden" name="link" value={link} />
      <Field
        name="login"
        label="Tên đăng nhập"
        value={login}
        autocomplete="username"
        hint="Chữ thường không dấu, ví dụ: hanh.lt. Không đổi được về sau."
        fault={wordsIf(fault, isOfLogin)}
        isCode
        isRequired
      />
      <Field
        name="name"
        label="Họ tên"
        value={name}
        autocomplete="name"
        mostLetters={80}
        fault={wordsIf(fault, (one) => one === 'name')}
        isRequired
      />
      <NewPassword fault={wordsIf(fault, (one) => one !== 'name' && !isOfLogin(one))} />
      <Button kind="main" isWide>
        Mở tài khoản
      </Button>
    </Form>
  );
  return { is: 'door', title: 'Tài khoản đầu tiên', body, status: fault === null ? 200 : 400 };
}

function invite({ link, login, fault }: { link: string; login: string; fault: AccountFault | null }): Answer {
  const body = (
    <Form action="/console/invite" class="sheet stack">
      <h1>Đặt mật khẩu</h1>
      <p>
        Tên đăng nhập của anh/chị: <strong>{login}</strong>
      </p>
      <input type="hidden" name="link" value={link} />
      <input
        class="sr"
        type="text"
        name="username"
        value={login}
        autocomplete="username"
        tabIndex={-1}
        aria-hidden="true"
        readOnly
      />
      <NewPassword fault={fault && FAULT_WORDS[fault]} />
      <Button kind="main" isWide>
        Đặt mật khẩu và vào
      </Button>
    </Form>
  );
  return { is: 'door', title: 'Đặt mật khẩu', body, status: fault === null ? 200 : 400 };
}

const NewPassword = ({ fault }: { fault: string | null }) => (
  <Field
    name="password"
    label="Mật khẩu"
    type="password"
    autocomplete="new-password"
    hint={PASSWORD_HINT}
    fault={fault}
    isRequired
  />
);

function useless(): Answer {
  const body = (
    <section class="sheet stack">
      <h1>Đường dẫn không dùng được nữa</h1>
      <p>Mỗi đường dẫn chỉ dùng một lần và trong 24 giờ. Nếu đã đặt mật khẩu, hãy đăng nhập.</p>
      <p>
        Chưa có mật khẩu: nhờ người quản trị cấp đường dẫn mới. Chưa có tài khoản nào: khởi động lại máy chủ
        để có đường dẫn đầu tiên.
      </p>
      <p>
        <a class="btn btn--main" href="/console/sign-in">
          Đăng nhập
        </a>
      </p>
    </section>
  );
  return { is: 'door', title: 'Đường dẫn không dùng được', body, status: 404 };
}
