import type { AccountPlace, StaffAccount } from '../../model/staff.ts';
import type { Officer, Unit } from '../../model/union.ts';
import type { AccountFault } from '../../staff/accounts.ts';
import { Field } from '../parts/field.tsx';
import { Button, Form, LinkButton } from '../parts/form.tsx';
import { Back, Head } from '../parts/head.tsx';
import { Notice } from '../parts/notice.tsx';
import { FAULT_WORDS } from '../words.ts';
import { PlaceFields } from './new-account.tsx';

const ROOM = '/console/accounts';

type ChangeAccountProps = {
  account: StaffAccount;
  values: AccountPlace;
  fault: AccountFault | null;
  /** An admin who changes their own account is out afterwards, too. */
  isOwn: boolean;
  units: readonly Unit[];
  officers: readonly Officer[];
};

/** One account: its role and unit, and the way to close it. */
export const ChangeAccount = ({
  account: { login, name, hasSecondFactor },
  values,
  fault,
  isOwn,
  ...tree
}: ChangeAccountProps) => (
  <>
    <Back href={ROOM}>Tài khoản</Back>
    <Head title={`Sửa tài khoản ${login}`} says={name} />
    <Form action={`${ROOM}/${login}/change`} class="sheet stack narrow">
      {fault === 'last-admin' && <Notice kind="fault" title={FAULT_WORDS[fault]} />}
      <PlaceFields values={values} fault={fault} {...tree} />
      <Field name="why" label="Lý do, ghi vào sổ" mostLetters={200} placeholder="ví dụ: đổi nhiệm vụ" />
      <Button kind="main">Lưu thay đổi</Button>
      <p class="small soft">
        {isOwn
          ? 'Đây là tài khoản của chính anh/chị: lưu xong anh/chị phải đăng nhập lại.'
          : 'Lưu xong, mọi phiên của người này kết thúc ngay và họ phải đăng nhập lại.'}
      </p>
    </Form>
    <section class="sheet stack narrow" aria-labelledby="close-title">
      <h2 id="close-title">Khóa hoặc cấp lại</h2>
      <p>Người không còn làm việc này nữa thì khóa. Khóa rồi vẫn mở lại được.</p>
      <p class="row">
        <LinkButton href={`${ROOM}/${login}/reset`} icon="key" opensDialog>
          Cấp lại mật khẩu
        </LinkButton>
        {hasSecondFactor && (
          <LinkButton href={`${ROOM}/${login}/second-factor`} icon="phone" opensDialog>
            Gỡ mã xác nhận
          </LinkButton>
        )}
        <LinkButton href={`${ROOM}/${login}/end`} icon="lock" opensDialog>
          Khóa tài khoản
        </LinkButton>
      </p>
    </section>
  </>
);
