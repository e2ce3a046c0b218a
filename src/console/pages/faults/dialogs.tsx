import type { ExchangeView, ReplyView } from '../../../exchanges/describe.ts';
import { FAULTS, faultAt } from '../../addresses.ts';
import { CHANNEL_WORDS } from '../../log-words.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { Bubble } from '../../parts/speech.tsx';
import { pseudonymOf } from '../../pseudonym.ts';
import { Words } from '../log/row.tsx';

const MOST_REASON = 300;

export const AskRetry = ({ view, replies }: { view: ExchangeView; replies: readonly ReplyView[] }) => (
  <Dialog
    title={replies.length > 1 ? `Gửi lại ${replies.length} tin này?` : 'Gửi lại lời này?'}
    action={`${faultAt(view.key)}/retry/${replies.map(({ n }) => n).join(',')}`}
    decide={{
      label: replies.length > 1 ? `Gửi lại ${replies.length} tin` : 'Gửi lại',
      kind: replies.some(isUnknown) ? 'grave' : 'main',
    }}
    decline={{ label: 'Không gửi', href: FAULTS }}
  >
    <p>
      Gửi tới {CHANNEL_WORDS[view.channel]} {pseudonymOf(view.person)}. Lần gửi trước vẫn được giữ trong nhật
      ký.
    </p>
    {replies.some(isUnknown) && (
      <p>
        <strong>Lần trước chưa rõ đã tới chưa: người nhận có thể thấy lời này hai lần.</strong>
      </p>
    )}
    {replies.map((reply) => (
      <Bubble key={reply.n} by={reply.by} text={reply.text} />
    ))}
  </Dialog>
);
const isUnknown = ({ status }: ReplyView): boolean => status === 'unknown';

export const AskRetake = ({ view }: { view: ExchangeView }) => (
  <Dialog
    title="Xử lý lại tin này?"
    action={`${faultAt(view.key)}/retake`}
    decide={{ label: 'Xử lý lại', kind: 'main' }}
    decline={{ label: 'Không xử lý lại', href: FAULTS }}
  >
    <p>Trợ lý đọc lại đúng lời này như một tin vừa tới và trả lời. Nếu vẫn không được, tin lại hiện ở đây.</p>
    <p>
      <Words of={view} />
    </p>
  </Dialog>
);

export const AskHandOver = ({ view }: { view: ExchangeView }) => (
  <Dialog
    title="Giao tin này cho cán bộ?"
    action={`${faultAt(view.key)}/hand-over`}
    decide={{ label: 'Giao cán bộ', kind: 'main' }}
    decline={{ label: 'Không giao', href: FAULTS }}
  >
    <p>Một hồ sơ được mở với lời này ở cấp tỉnh, và cán bộ ở đó được báo ngay.</p>
    <p>
      <Words of={view} />
    </p>
  </Dialog>
);

type CloseProps = { view: ExchangeView; reason: string; fault: string | null };

export const AskClose = ({ view, reason, fault }: CloseProps) => (
  <Dialog
    title="Đóng, không gửi nữa?"
    action={`${faultAt(view.key)}/close`}
    decide={{ label: 'Đóng', kind: 'grave' }}
    decline={{ label: 'Không đóng', href: FAULTS }}
  >
    <p>
      Tin rời khỏi danh sách này và không được gửi nữa. Nhật ký vẫn giữ mọi thứ, kèm tên người đóng và lý do.
    </p>
    <Field
      name="reason"
      label="Lý do"
      value={reason}
      placeholder="ví dụ: đã gọi điện cho người nhắn"
      mostLetters={MOST_REASON}
      fault={fault}
      isRequired
    />
  </Dialog>
);

/** What is wrong with a reason to close; null when nothing is. */
export const closeFault = (reason: string): string | null =>
  reason.length < 3 || reason.length > MOST_REASON
    ? `Viết lý do, từ 3 đến ${MOST_REASON} ký tự: đã làm gì thay cho việc gửi.`
    : null;
