import { type AccountPlace, type NewAccount, ROLES } from '../../model/staff.ts';
import type { Officer, Unit } from '../../model/union.ts';
import type { AccountFault } from '../../staff/accounts.ts';
import type { FormFields } from '../form-fields.ts';
import { Field, Select, Ticks } from '../parts/field.tsx';
import { Button, Form } from '../parts/form.tsx';
import { Back, Head } from '../parts/head.tsx';
import { FAULT_WORDS, ROLE_WORDS } from '../words.ts';

export const readNewAccount = (form: FormFields): NewAccount => ({
  login: form.text('login').toLowerCase(),
  name: form.text('name'),
  ...readPlace(form),
});

/** What the account may do and where. */
export const readPlace = (form: FormFields): AccountPlace => ({
  role: ROLES.find((role) => role === form.text('role')) ?? 'officer',
  unit: form.optional('unit'),
  officer: form.optional('officer'),
});

type NewAccountFormProps = {
  values: NewAccount;
  fault: AccountFault | null;
  units: readonly Unit[];
  officers: readonly Officer[];
};

export function NewAccountForm({ values, fault, units, officers }: NewAccountFormProps) {
  const of = (...faults: AccountFault[]) => (fault && faults.includes(fault) ? FAULT_WORDS[fault] : null);
  return (
    <>
      <Back href="/console/accounts">Tài khoản</Back>
      <Head title="Mở tài khoản" says="Người được mở nhận một đường dẫn dùng một lần để tự đặt mật khẩu." />
      <Form action="/console/accounts" class="sheet stack narrow">
        <Field
          name="login"
          label="Tên đăng nhập"
          value={values.login}
          autocomplete="off"
          hint="Chữ thường không dấu, ví dụ: hanh.lt. Không đổi được về sau."
          fault={of('login-shape', 'login-taken')}
          isCode
          isRequired
        />
        <Field
          name="name"
          label="Họ tên"
          value={values.name}
          autocomplete="off"
          mostLetters={80}
          fault={of('name')}
          isRequired
        />
        <PlaceFields values={values} fault={fault} units={units} officers={officers} />
        <Button kind="main">Mở tài khoản</Button>
      </Form>
    </>
  );
}

type PlaceFieldsProps = Omit<NewAccountFormProps, 'values'> & { values: AccountPlace };

/** Role, unit and officer: asked when an account is opened and when it is changed. */
export const PlaceFields = ({ values, fault, units, officers }: PlaceFieldsProps) => (
  <>
    <Ticks
      legend="Vai trò"
      name="role"
      type="radio"
      chosen={[values.role]}
      options={ROLES.map((value) => ({ value, ...ROLE_WORDS[value] }))}
    />
    <Select
      name="unit"
      label="Đơn vị"
      value={values.unit ?? ''}
      fault={fault === 'unit' ? FAULT_WORDS.unit : null}
      hint={
        units.length === 0
          ? 'Chưa có đơn vị nào: nạp danh sách tổ chức trước (lệnh union import).'
          : undefined
      }
      options={[{ value: '', title: 'Không thuộc đơn vị nào' }, ...optionsOf(units)]}
    />
    <Select
      name="officer"
      label="Là cán bộ nào trong danh sách tổ chức"
      value={values.officer ?? ''}
      fault={fault === 'officer' ? FAULT_WORDS.officer : null}
      hint="Cần khi người này trả lời hồ sơ từ đây."
      options={[{ value: '', title: 'Không có trong danh sách' }, ...optionsOf(officers)]}
    />
  </>
);

const optionsOf = (rows: readonly { code: string; name: string; endedAt: Date | null }[]) =>
  rows
    .filter(({ endedAt }) => endedAt === null)
    .map(({ code, name }) => ({ value: code, title: `${name} (${code})` }));
