import type { StaffAccount } from '../../model/staff.ts';
import { Dialog } from '../parts/dialog.tsx';
import { Field } from '../parts/field.tsx';
import { Back, Head } from '../parts/head.tsx';
import { Notice } from '../parts/notice.tsx';
import type { Answer } from '../route.ts';

const ROOM = '/console/accounts';

export function endDialog({ login, name }: StaffAccount, fault: string | null): Answer {
  const body = (
    <Dialog
      title={`Khóa tài khoản ${login}?`}
      action={`/console/accounts/${login}/end`}
      decide={{ label: 'Khóa tài khoản', kind: 'grave' }}
      decline={{ label: 'Không khóa', href: ROOM }}
    >
      {fault && <Notice kind="fault" title={fault} />}
      <p>
        {name} ra khỏi phòng làm việc ngay và không vào lại được cho tới khi quản trị mở lại. Sổ ghi vẫn giữ
        những việc đã làm.
      </p>
      <Field name="why" label="Lý do, ghi vào sổ" mostLetters={200} placeholder="ví dụ: chuyển công tác" />
    </Dialog>
  );
  return { is: 'dialog', title: 'Khóa tài khoản', room: ROOM, body, status: fault === null ? 200 : 409 };
}

export function resetDialog({ login, name }: StaffAccount): Answer {
  const body = (
    <Dialog
      title={`Cấp lại mật khẩu cho ${login}?`}
      action={`/console/accounts/${login}/reset`}
      decide={{ label: 'Cấp đường dẫn mới', kind: 'grave' }}
      decline={{ label: 'Không cấp', href: ROOM }}
    >
      <p>
        Mật khẩu cũ của {name} mất hiệu lực và mọi phiên kết thúc ngay. Anh/chị nhận một đường dẫn dùng một
        lần để đưa tận tay.
      </p>
    </Dialog>
  );
  return { is: 'dialog', title: 'Cấp lại mật khẩu', room: ROOM, body };
}

/** Shown once: nobody can read the link again, the store does not know it. */
export function handOver(login: string, link: string): Answer {
  const body = (
    <>
      <Back href={ROOM}>Tài khoản</Back>
      <Head title={`Đường dẫn cho ${login}`} />
      <section class="slip">
        <p>
          Đưa đường dẫn này tận tay người dùng. Nó dùng được một lần, trong 24 giờ, và không xem lại được.
        </p>
        <p class="link">{link}</p>
      </section>
    </>
  );
  return { is: 'page', title: 'Đường dẫn đặt mật khẩu', room: ROOM, body };
}

export function reopenDialog({ login, name }: StaffAccount): Answer {
  const body = (
    <Dialog
      title={`Mở lại tài khoản ${login}?`}
      action={`${ROOM}/${login}/reopen`}
      decide={{ label: 'Mở lại', kind: 'main' }}
      decline={{ label: 'Không mở', href: ROOM }}
    >
      <p>
        {name} vào lại được với vai trò và đơn vị như trước. Anh/chị nhận một đường dẫn dùng một lần để đưa
        tận tay; mật khẩu cũ không dùng được nữa.
      </p>
      <Field name="why" label="Lý do, ghi vào sổ" mostLetters={200} placeholder="ví dụ: trở lại công tác" />
    </Dialog>
  );
  return { is: 'dialog', title: 'Mở lại tài khoản', room: ROOM, body };
}

export function factorDialog({ login, name }: StaffAccount): Answer {
  const body = (
    <Dialog
      title={`Gỡ mã xác nhận của ${login}?`}
      action={`${ROOM}/${login}/second-factor`}
      decide={{ label: 'Gỡ mã xác nhận', kind: 'grave' }}
      decline={{ label: 'Không gỡ', href: `${ROOM}/${login}/change` }}
    >
      <p>
        Khi {name} mất điện thoại và cả mã khôi phục. Gỡ rồi thì chỉ cần mật khẩu là vào được, nên hãy gặp
        hoặc gọi đúng người trước. Mọi phiên kết thúc ngay.
      </p>
      <Field name="why" label="Lý do, ghi vào sổ" mostLetters={200} placeholder="ví dụ: mất điện thoại" />
    </Dialog>
  );
  return { is: 'dialog', title: 'Gỡ mã xác nhận', room: ROOM, body };
}
