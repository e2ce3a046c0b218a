import type { VNode } from 'preact';
import type { SecondFactor } from '../../staff/second-factor.ts';
import type { SlowDown } from '../../staff/slow-down.ts';
import { keyAddress } from '../../staff/totp.ts';
import { Badge } from '../parts/badge.tsx';
import { Field } from '../parts/field.tsx';
import { Button, Form } from '../parts/form.tsx';
import { Back, Head } from '../parts/head.tsx';
import { Notice } from '../parts/notice.tsx';
import { Qr } from '../parts/qr.tsx';
import type { Answer, Ask } from '../route.ts';

export type SecondFactorPageDeps = { secondFactor: SecondFactor; slowDown: SlowDown };

const PAGE = '/console/me/second-factor';
const ME = '/console/me';

/** What was tried and not done; `wait`: nothing is looked at any more. */
type Refused = 'password' | 'code' | 'renew' | 'off' | 'wait';

/** One's own second factor: set up, recovery codes, off. */
export function secondFactorPages({ secondFactor, slowDown }: SecondFactorPageDeps) {
  async function page(ask: Ask, refused: Refused | null): Promise<Answer> {
    const { login } = ask.who.account;
    const found = await secondFactor.get(login);
    const body = (
      <>
        <Back href={ME}>Của tôi</Back>
        <Head
          title="Mã xác nhận khi đăng nhập"
          says="Có mã này thì người biết mật khẩu của anh/chị vẫn không vào được."
        >
          {found?.isOn && (
            <Badge kind="done" icon="check">
              Đang bật
            </Badge>
          )}
        </Head>
        {refused === 'wait' && (
          <Notice kind="fault" title="Đã thử sai quá nhiều lần.">
            Chưa có gì thay đổi. Đợi 15 phút rồi thử lại.
          </Notice>
        )}
        {found?.isOn && <IsOn codesLeft={found.codesLeft} refused={refused} />}
        {found && !found.isOn && <Offered login={login} secret={found.secret} refused={refused} />}
        {!found && <Begin refused={refused} />}
      </>
    );
    const status = refused === null ? 200 : refused === 'wait' ? 429 : 400;
    return { is: 'page', title: 'Mã xác nhận', room: ME, body, status };
  }

  /** Every guess counts like one at the door. */
  async function guess<T>(
    ask: Ask,
    refused: Refused,
    tried: () => Promise<T | null>,
    done: (got: T) => Answer,
  ) {
    const { login } = ask.who.account;
    const allowance = await slowDown.count(ask.address, login);
    if ('waitS' in allowance) return page(ask, 'wait');
    const got = await tried();
    if (got === null) return page(ask, refused);
    await slowDown.forgive(ask.address, login);
    return done(got);
  }
  const orNull = (isDone: boolean) => (isDone ? true : null);

  return {
    show: (ask: Ask) => page(ask, null),

    begin: (ask: Ask) =>
      guess(
        ask,
        'password',
        async () => orNull(await secondFactor.begin(ask.who.account.login, ask.form.raw('password'))),
        () => ({ is: 'go', to: PAGE }),
      ),

    confirm: (ask: Ask) =>
      guess(
        ask,
        'code',
        () => secondFactor.confirm(ask.who.account.login, ask.who.session.id, ask.form.text('code')),
        (codes) => shownOnce(codes, 'Đã bật. Lần đăng nhập sau hỏi thêm mã trên điện thoại.'),
      ),

    renew: (ask: Ask) =>
      guess(
        ask,
        'renew',
        () => secondFactor.renew(ask.who.account.login, ask.form.text('renew')),
        (codes) => shownOnce(codes, 'Các mã khôi phục cũ không dùng được nữa.'),
      ),

    turnOff: (ask: Ask) =>
      guess(
        ask,
        'off',
        async () => orNull(await secondFactor.turnOff(ask.who.account.login, ask.form.text('off'))),
        () => ({ is: 'go', to: ME, said: 'Đã tắt mã xác nhận. Đăng nhập chỉ còn cần mật khẩu.' }),
      ),
  };
}

const WRONG_CODE = 'Mã chưa đúng hoặc đã dùng. Chờ điện thoại hiện mã mới rồi nhập lại.';

const Begin = ({ refused }: { refused: Refused | null }) => (
  <Form action={`${PAGE}/begin`} class="sheet stack narrow">
    <p>
      Cần một ứng dụng tạo mã trên điện thoại (loại nào theo chuẩn TOTP cũng được). Mỗi lần đăng nhập, sau mật
      khẩu, anh/chị nhập 6 số mà ứng dụng đang hiện.
    </p>
    <Field
      name="password"
      label="Mật khẩu đang dùng"
      type="password"
      autocomplete="current-password"
      fault={
        refused === 'password' ? 'Mật khẩu chưa đúng. Xem lại phím Caps Lock và bộ gõ tiếng Việt.' : null
      }
      isRequired
    />
    <Button kind="main">Bắt đầu</Button>
  </Form>
);

const Offered = ({
  login,
  secret,
  refused,
}: {
  login: string;
  secret: string;
  refused: Refused | null;
}): VNode => (
  <div class="stack narrow">
    <section class="sheet stack" aria-labelledby="scan">
      <h2 id="scan">1. Đưa khóa vào điện thoại</h2>
      <p>Mở ứng dụng, chọn thêm tài khoản, rồi quét hình này.</p>
      <Qr text={keyAddress(secret, login)} label="Mã QR chứa khóa; không quét được thì nhập khóa bên dưới" />
      <p>Không quét được thì nhập khóa này bằng tay:</p>
      <p class="link">{secret.replace(/.{4}(?=.)/g, '$& ')}</p>
      <p class="small soft">Không gửi hình hay khóa này cho ai, kể cả người quản trị.</p>
    </section>
    <Form action={`${PAGE}/confirm`} class="sheet stack">
      <h2>2. Nhập mã đang hiện</h2>
      <CodeField name="code" label="Mã 6 số" fault={refused === 'code' ? WRONG_CODE : null} />
      <Button kind="main">Bật mã xác nhận</Button>
    </Form>
  </div>
);

const IsOn = ({ codesLeft, refused }: { codesLeft: number; refused: Refused | null }) => (
  <div class="stack narrow">
    <Form action={`${PAGE}/codes`} class="sheet stack">
      <h2>Mã khôi phục</h2>
      <p>
        Còn {codesLeft} mã chưa dùng. Mỗi mã thay cho điện thoại được một lần. Gần hết, hoặc có ai đã thấy,
        thì lấy mã mới.
      </p>
      <CodeField
        name="renew"
        label="Mã 6 số để lấy mã khôi phục mới"
        fault={refused === 'renew' ? WRONG_CODE : null}
      />
      <Button>Lấy mã khôi phục mới</Button>
    </Form>
    <Form action={`${PAGE}/off`} class="sheet stack">
      <h2>Tắt mã xác nhận</h2>
      <p>Đổi điện thoại thì tắt bằng máy cũ hoặc một mã khôi phục, rồi bật lại bằng máy mới.</p>
      <CodeField
        name="off"
        label="Mã 6 số hoặc một mã khôi phục để tắt"
        fault={refused === 'off' ? WRONG_CODE : null}
      />
      <Button>Tắt mã xác nhận</Button>
    </Form>
  </div>
);

const CodeField = ({ name, label, fault }: { name: string; label: string; fault: string | null }) => (
  <Field
    name={name}
    label={label}
    autocomplete="one-time-code"
    mostLetters={20}
    fault={fault}
    isCode
    isRequired
  />
);

/** Nobody can read them again: the store only knows how to recognise them. */
function shownOnce(codes: readonly string[], said: string): Answer {
  const body = (
    <>
      <Back href={PAGE}>Mã xác nhận</Back>
      <Head title="Mã khôi phục" says={said} />
      <section class="slip narrow">
        <p>
          Ghi hoặc in ra, cất nơi không có điện thoại. Mỗi mã vào được một lần khi không có điện thoại. Trang
          này không xem lại được.
        </p>
        <ul class="codes">
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
      </section>
      <p>
        <a class="btn btn--main" href={ME}>
          Đã cất
        </a>
      </p>
    </>
  );
  return { is: 'page', title: 'Mã khôi phục', room: ME, body };
}
