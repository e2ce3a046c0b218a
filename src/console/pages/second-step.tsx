import type { SignIn } from '../../staff/sign-in.ts';
import { Field } from '../parts/field.tsx';
import { Button, Form } from '../parts/form.tsx';
import { Notice } from '../parts/notice.tsx';
import type { Answer } from '../route.ts';

type Result = Awaited<ReturnType<SignIn['withPassword']>>;
export type Refusal = Extract<Result, { is: 'wrong' | 'wait' | 'over' }>;
type Refused = Exclude<Refusal, { is: 'over' }>;

type SecondStepProps = { token: string; next: string; refusal: Refused | null; said?: string };

/** The password was right: the code of the phone is asked. */
export function secondStep({ token, next, refusal, said }: SecondStepProps): Answer {
  const body = (
    <Form action="/console/sign-in/second" class="sheet stack">
      <h1>Mã xác nhận</h1>
      {said && <Notice kind="done" title={said} />}
      {refusal && <WrongCode refusal={refusal} />}
      <p>Mở ứng dụng tạo mã trên điện thoại và nhập 6 số đang hiện.</p>
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="next" value={next} />
      <Field
        name="code"
        label="Mã 6 số"
        autocomplete="one-time-code"
        hint="Không có điện thoại: nhập một mã khôi phục."
        mostLetters={20}
        isCode
        isRequired
      />
      <Button kind="main" isWide>
        Vào phòng làm việc
      </Button>
      <p class="small soft">
        Mất cả điện thoại lẫn mã khôi phục: gọi người quản trị của LĐLĐ tỉnh. Không ai của công đoàn hỏi mã
        này.
      </p>
      <p>
        <a class="back" href="/console/sign-in">
          Đăng nhập lại từ đầu
        </a>
      </p>
    </Form>
  );
  return { is: 'door', title: 'Mã xác nhận', body, status: statusOf(refusal) };
}

export const statusOf = (refusal: Refusal | null): number =>
  refusal === null ? 200 : refusal.is === 'wait' ? 429 : 401;

const WrongCode = ({ refusal }: { refusal: Refused }) =>
  refusal.is === 'wait' ? (
    <Notice kind="fault" title="Đã thử sai quá nhiều lần.">
      Thử lại sau {waitWords(refusal.seconds)}.
    </Notice>
  ) : (
    <Notice kind="fault" title="Mã chưa đúng hoặc đã dùng.">
      Mỗi mã dùng một lần: chờ điện thoại hiện mã mới. {leftWords(refusal.left)}
    </Notice>
  );

export const waitWords = (seconds: number): string =>
  seconds < 60 ? `${seconds} giây` : `${Math.ceil(seconds / 60)} phút`;

export const leftWords = (left: number): string =>
  left > 0 ? `Còn thử được ${left} lần.` : 'Lần sai tiếp theo sẽ phải đợi vài phút.';
