import { ROLES, type Role } from '../model/staff.ts';
import type { IconName } from './parts/icon.tsx';

/** A place of the rail. Its routes stand in `routes.ts`; a room that a role may not enter is not shown to it. */
export type Room = {
  path: string;
  title: string;
  /** One sentence for the home page. */
  does: string;
  icon: IconName;
  roles: readonly Role[];
};

/** In the order of the rail. On a phone the first four stand in the bar, the others behind "Thêm". */
export const ROOMS: readonly Room[] = [
  {
    path: '/console/cases',
    title: 'Hồ sơ',
    does: 'Việc người lao động gửi: nhận, trả lời, chuyển, xong.',
    icon: 'folder',
    roles: ROLES,
  },
  {
    path: '/console/log',
    title: 'Nhật ký',
    does: 'Mọi lượt: tiếp nhận, xử lý, phản hồi; tìm và lọc.',
    icon: 'log',
    roles: ['staff', 'admin'],
  },
  {
    path: '/console/faults',
    title: 'Tin lỗi',
    does: 'Những gì chưa tới người nhận: gửi lại, giao cán bộ, hoặc đóng.',
    icon: 'undelivered',
    roles: ['staff', 'admin'],
  },
  {
    path: '/console/accounts',
    title: 'Tài khoản',
    does: 'Ai được vào phòng làm việc, với vai trò gì.',
    icon: 'users',
    roles: ['admin'],
  },
  {
    path: '/console/audit',
    title: 'Sổ ghi',
    does: 'Ai đã làm gì, lúc nào, vì sao.',
    icon: 'review',
    roles: ['admin'],
  },
  {
    path: '/console/guide',
    title: 'Trợ giúp',
    does: 'Cách làm từng việc.',
    icon: 'help',
    roles: ROLES,
  },
];

export const roomsOf = (role: Role, rooms: readonly Room[] = ROOMS): Room[] =>
  rooms.filter(({ roles }) => roles.includes(role));
