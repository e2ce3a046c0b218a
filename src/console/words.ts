import type { AuditEvent, Role } from '../model/staff.ts';
import type { AccountFault } from '../staff/accounts.ts';
import { LEAST_LETTERS } from '../staff/password-rules.ts';

/** What the console calls things, in one place, so that two pages never call one thing two names. */
export const ROLE_WORDS: Record<Role, { title: string; hint: string }> = {
  officer: { title: 'Cán bộ', hint: 'Xem và trả lời hồ sơ của đơn vị mình và đơn vị cấp dưới.' },
  staff: { title: 'Chuyên viên', hint: 'Xem mọi hồ sơ và nhật ký.' },
  admin: { title: 'Quản trị', hint: 'Như chuyên viên, thêm việc mở, sửa và khóa tài khoản.' },
};

/** Sentences of the audit: `{who}` did it. */
export const AUDIT_WORDS: Record<AuditEvent, string> = {
  'signed-in': 'Đăng nhập',
  'sign-in-failed': 'Đăng nhập sai',
  'sign-in-slowed': 'Bị tạm dừng vì đăng nhập sai nhiều lần',
  'signed-out': 'Đăng xuất',
  'account-added': 'Mở tài khoản',
  'account-changed': 'Đổi vai trò hoặc đơn vị',
  'account-ended': 'Khóa tài khoản',
  'account-reopened': 'Mở lại tài khoản',
  'account-reset': 'Cấp lại đường dẫn đặt mật khẩu',
  'password-set': 'Đặt mật khẩu',
  'password-changed': 'Đổi mật khẩu',
  'session-ended': 'Kết thúc phiên',
  'second-factor-on': 'Bật mã xác nhận khi đăng nhập',
  'second-factor-off': 'Tắt mã xác nhận khi đăng nhập',
  'second-factor-reset': 'Gỡ mã xác nhận của người khác',
  'second-step-failed': 'Đúng mật khẩu nhưng sai mã xác nhận',
  'recovery-code-used': 'Dùng một mã khôi phục',
  'recovery-codes-renewed': 'Lấy mã khôi phục mới',
  'identity-opened': 'Xem người gửi là ai',
  'reply-retried': 'Gửi lại lời chưa tới',
  'fault-closed': 'Đóng tin lỗi',
  'turn-retaken': 'Cho xử lý lại tin',
  'turn-handed-over': 'Giao tin cho cán bộ',
  'list-downloaded': 'Tải danh sách xin hỗ trợ',
};

/** What is wrong and what to do. */
export const FAULT_WORDS: Record<AccountFault, string> = {
  short: `Mật khẩu cần ít nhất ${LEAST_LETTERS} ký tự. Viết thêm vài từ nữa.`,
  long: 'Mật khẩu dài quá 200 ký tự. Viết ngắn lại.',
  login: 'Mật khẩu có chứa tên đăng nhập. Chọn từ khác.',
  common: 'Mật khẩu này hay gặp nên dễ đoán. Ghép vài từ không liên quan với nhau.',
  monotonous: 'Mật khẩu là một dãy phím liền nhau hoặc lặp lại. Chọn từ khác.',
  'login-shape': 'Tên đăng nhập gồm 3 đến 32 chữ thường không dấu, số, dấu chấm, gạch ngang; ví dụ: hanh.lt',
  'login-taken': 'Tên đăng nhập này đã có, kể cả khi tài khoản đã khóa. Chọn tên khác.',
  name: 'Viết họ tên, từ 2 đến 80 ký tự.',
  unit: 'Cán bộ phải thuộc một đơn vị đang hoạt động. Chọn đơn vị.',
  officer: 'Cán bộ này không còn trong danh sách. Chọn người khác hoặc để trống.',
  link: 'Đường dẫn đã dùng hoặc đã hết hạn.',
  'password-wrong': 'Mật khẩu đang dùng chưa đúng. Xem lại phím Caps Lock và bộ gõ tiếng Việt.',
  'last-admin':
    'Đây là người quản trị cuối cùng còn vào được. Cần một người quản trị khác đã đặt mật khẩu trước.',
  gone: 'Tài khoản này đã khóa.',
};

export const PASSWORD_HINT = `Ít nhất ${LEAST_LETTERS} ký tự, không chứa tên đăng nhập. Vài từ ghép lại thì dễ nhớ và khó đoán.`;
