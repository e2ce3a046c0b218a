import type { Sessions } from '../../staff/sessions.ts';
import type { SignIn } from '../../staff/sign-in.ts';
import type { Store } from '../../store/store.ts';
import { Field } from '../parts/field.tsx';
import { Button, Form } from '../parts/form.tsx';
import { Notice } from '../parts/notice.tsx';
import type { Answer, Ask, PublicAsk } from '../route.ts';
import { leftWords, type Refusal, secondStep, statusOf, waitWords } from './second-step.tsx';

export type SignInPageDeps = { signIn: SignIn; sessions: Sessions; store: Pick<Store, 'audit'> };

/** The door: in and out. */
export function signInPages({ signIn, sessions, store }: SignInPageDeps) {
  /** A browser has one session at a time: the one before ends. */
  async function enter(who: PublicAsk['who'], to: string, token: string): Promise<Answer> {
    if (who) await sessions.end(who);
    return { is: 'go', to, session: { token } };
  }

  return {
    async show({ who, query }: PublicAsk): Promise<Answer> {
      const next = safeNext(query.get('next'));
      if (who) return { is: 'go', to: next };
      return door({ next, login: '', refusal: null });
    },

    async enter({ form, address, browser, who }: PublicAsk): Promise<Answer> {
      const next = safeNext(form.text('next'));
      const login = form.text('login');
      const result = await signIn.withPassword({ login, password: form.raw('password'), address, browser });
      if (result.is === 'second') return secondStep({ token: result.token, next, refusal: null });
      if (result.is !== 'in') return door({ next, login, refusal: result });
      return enter(who, next, result.token);
    },

    /** Somebody who opens the second step's address by hand begins anew. */
    showSecond: async (): Promise<Answer> => ({ is: 'go', to: '/console/sign-in' }),

    async second({ form, address, browser, who }: PublicAsk): Promise<Answer> {
      const [next, token] = [safeNext(form.text('next')), form.text('token')];
      const result = await signIn.second({ token, code: form.text('code'), address, browser });
      if (result.is === 'in') return enter(who, next, result.token);
      if (result.is === 'wrong' || result.is === 'wait') return secondStep({ token, next, refusal: result });
      return door({ next, login: '', refusal: { is: 'over' } });
    },

    async leave({ who }: Ask): Promise<Answer> {
      await sessions.end(who);
      const { login } = who.account;
      await store.audit.record({ who: login, what: 'signed-out', target: login, why: null });
      return { is: 'go', to: '/console/sign-in', session: 'end' };
    },
  };
}

/** Only back into the console: an address from outside must not lead anywhere else. */
export function safeNext(next: string | null): string {
  const isOurs = next !== null && /^\/console\/[\w\-./?=&%:]*$/.test(next) && !next.includes('//');
  return isOurs ? next : '/console/';
}

type DoorProps = { next: string; login: string; refusal: Refusal | null };

function door({ next, login, refusal }: DoorProps): Answer {
  const body = (
    <>
      <Form action="/console/sign-in" class="sheet stack">
        <h1>Đăng nhập</h1>
        {refusal && <Refused refusal={refusal} />}
        <input type="hidden" name="next" value={next} />
        <Field name="login" label="Tên đăng nhập" value={login} autocomplete="username" isCode isRequired />
        <Field
          name="password"
          label="Mật khẩu"
          type="password"
          autocomplete="current-password"
          mostLetters={400}
          isRequired
        />
        <Button kind="main" isWide>
          Vào phòng làm việc
        </Button>
        <p class="small soft">
          Quên mật khẩu: gọi người quản trị của LĐLĐ tỉnh. Không ai của công đoàn hỏi mật khẩu qua tin nhắn.
        </p>
      </Form>
      <p>
        Anh/chị là người lao động?{' '}
        <a class="back" href="/">
          Nhắn cho Cầu Nối
        </a>
      </p>
    </>
  );
  return { is: 'door', title: 'Đăng nhập', body, status: statusOf(refusal) };
}

function Refused({ refusal }: { refusal: Refusal }) {
  if (refusal.is === 'wait')
    return (
      <Notice kind="fault" title="Đã thử sai quá nhiều lần.">
        Thử lại sau {waitWords(refusal.seconds)}. Mật khẩu không bị đổi. Cần gấp: gọi người quản trị của LĐLĐ
        tỉnh.
      </Notice>
    );
  if (refusal.is === 'over')
    return (
      <Notice kind="fault" title="Đã quá 5 phút kể từ khi nhập mật khẩu.">
        Chưa có ai vào. Nhập lại mật khẩu rồi tới mã xác nhận.
      </Notice>
    );
  return (
    <Notice kind="fault" title="Tên hoặc mật khẩu chưa đúng.">
      Xem lại phím Caps Lock và bộ gõ tiếng Việt. {leftWords(refusal.left)}
    </Notice>
  );
}
