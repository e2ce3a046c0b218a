import type { Identified } from '../../../exchanges/open-identity.ts';
import { CHANNEL_WORDS } from '../../log-words.ts';
import { Facts } from '../../parts/crossing.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { Back, Head } from '../../parts/head.tsx';
import { Notice } from '../../parts/notice.tsx';
import { When } from '../../parts/when.tsx';
import { pseudonymOf } from '../../pseudonym.ts';

const LEAST = 5;
const MOST = 500;

/** What is wrong with a reason; null when nothing is. */
export const reasonFault = (reason: string): string | null =>
  reason.length < LEAST || reason.length > MOST
    ? `Viết lý do từ ${LEAST} đến ${MOST} ký tự, để người đọc sổ hiểu vì sao cần xem.`
    : null;

type AskProps = { href: string; reason: string; fault: string | null };

export const AskIdentity = ({ href, reason, fault }: AskProps) => (
  <Dialog
    title="Xem danh tính người nhắn"
    action={`${href}/identity`}
    decide={{ label: 'Ghi sổ và xem', kind: 'main' }}
    decline={{ label: 'Không xem', href }}
  >
    <p>Việc này được ghi vào sổ: ai xem, lúc nào, vì sao. Người quản trị đọc sổ này.</p>
    <Field
      name="reason"
      label="Lý do"
      value={reason}
      placeholder="ví dụ: gọi lại theo yêu cầu của người nhắn"
      mostLetters={MOST}
      fault={fault}
      isRequired
    />
  </Dialog>
);

type IdentityProps = { of: Identified; at: Date; back: string; reason: string };

/** Shown once, as the answer to the reason: no address leads here, and the exchange stays masked. */
export const Identity = ({
  of: { person, address, officer, firstSeen },
  at,
  back,
  reason,
}: IdentityProps) => (
  <>
    <Back href={back}>
      Lượt lúc <When at={at} withDay />
    </Back>
    <Head
      title={`Người nhắn ${pseudonymOf(person)}`}
      says="Chỉ hiện một lần ở trang này. Muốn xem lại phải ghi lý do lần nữa."
    />
    <Notice icon="lock" title="Đã ghi vào sổ.">
      Lý do: {reason}
    </Notice>
    <section class="sheet" aria-label="Danh tính">
      <Facts
        rows={[
          { of: 'Kênh', is: CHANNEL_WORDS[address.channel] },
          { of: 'Mã trên kênh', is: <span class="num">{address.id}</span> },
          { of: 'Tài khoản nhận', is: <span class="num">{address.account}</span> },
          { of: 'Là cán bộ', is: officer ?? 'Không' },
          { of: 'Nhắn lần đầu', is: <When at={firstSeen} withDay /> },
        ]}
      />
      <p class="soft">
        Hệ thống chỉ giữ mã này. Tên người nhắn, nếu kênh có cho biết, xem trong hộp thư của kênh.
      </p>
    </section>
  </>
);
