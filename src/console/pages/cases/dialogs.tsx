import type { Targets } from '../../../cases/targets.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Field, Select } from '../../parts/field.tsx';
import type { Answer } from '../../route.ts';
import { CASES } from './case-filters.ts';

type Ask = { code: string; id: string; fault: string | null };
const MOST_REASON = 300;

/** One decision about a case: what will happen, then yes or no. */
function dialog(
  title: string,
  body: Extract<Answer, { is: 'dialog' }>['body'],
  fault: string | null,
): Answer {
  return { is: 'dialog', title, room: CASES, body, status: fault === null ? 200 : 400 };
}

const decline = (code: string, label: string) => ({ label, href: `${CASES}/${code}` });
const Id = ({ id }: { id: string }) => <input type="hidden" name="id" value={id} />;
const Why = ({ fault }: { fault: string | null }) => (
  <Field name="why" label="Lý do, ghi vào hồ sơ" mostLetters={MOST_REASON} fault={fault} isRequired />
);

export const extendDialog = ({ code, id, fault }: Ask): Answer =>
  dialog(
    'Gia hạn',
    <Dialog
      title={`Gia hạn hồ sơ ${code}?`}
      action={`${CASES}/${code}/extend`}
      decide={{ label: 'Gia hạn', kind: 'main' }}
      decline={decline(code, 'Không gia hạn')}
    >
      <p>Thêm một kỳ hạn trả lời, tính từ hạn đang chạy. Người gửi được báo hạn mới, không thấy lý do.</p>
      <Why fault={fault} />
      <Id id={id} />
    </Dialog>,
    fault,
  );

export const transferDialog = (
  { code, id, fault }: Ask,
  { officers, units }: Targets,
  chosen: string,
): Answer =>
  dialog(
    'Chuyển hồ sơ',
    <Dialog
      title={`Chuyển hồ sơ ${code}?`}
      action={`${CASES}/${code}/transfer`}
      decide={{ label: 'Chuyển', kind: 'main' }}
      decline={decline(code, 'Không chuyển')}
    >
      <p>Người nhận có hạn nhận mới. Người gửi được báo là việc đã sang cán bộ khác, không thấy lý do.</p>
      <Select
        name="to"
        label="Chuyển tới"
        value={chosen}
        isRequired
        options={[
          {
            value: '',
            title: officers.length + units.length === 0 ? 'Không có ai nhận được' : 'Chọn nơi nhận',
          },
          ...officers.map(({ code: officer, name }) => ({ value: `officer:${officer}`, title: name })),
          ...units.map(({ code: unit, name }) => ({
            value: `unit:${unit}`,
            title: `${name}, cán bộ phụ trách`,
          })),
        ]}
      />
      <Why fault={fault} />
      <Id id={id} />
    </Dialog>,
    fault,
  );

/** `isAsked`: the worker can be written to now. */
export const resolveDialog = ({ code, id }: Ask, isAsked: boolean): Answer =>
  dialog(
    'Xong việc',
    <Dialog
      title={`Đánh dấu hồ sơ ${code} đã xong?`}
      action={`${CASES}/${code}/resolve`}
      decide={{ label: 'Đã xong', kind: 'main' }}
      decline={decline(code, 'Chưa xong')}
    >
      <p>
        {isAsked
          ? 'Người gửi được hỏi lại đã giải quyết chưa.'
          : 'Lúc này kênh không cho nhắn người gửi: khi họ nhắn lại, Cầu Nối hỏi đã giải quyết chưa.'}{' '}
        Họ nói chưa thì hồ sơ mở lại, trong 10 ngày.
      </p>
      <Id id={id} />
    </Dialog>,
    null,
  );

export const stepAsideDialog = ({ code, id }: Ask): Answer =>
  dialog(
    'Việc này liên quan tôi',
    <Dialog
      title={`Hồ sơ ${code} liên quan tới anh/chị?`}
      action={`${CASES}/${code}/step-aside`}
      decide={{ label: 'Liên quan tới tôi', kind: 'grave' }}
      decline={decline(code, 'Không liên quan')}
    >
      <p>Hồ sơ rời khỏi anh/chị và lên cấp trên. Từ đó anh/chị không xem được hồ sơ này nữa.</p>
      <Id id={id} />
    </Dialog>,
    null,
  );
