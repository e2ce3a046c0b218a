import type { ComponentChildren } from 'preact';
import type { StaffAccount } from '../../model/staff.ts';
import type { Counts } from '../counts.tsx';
import { type Room, roomsOf } from '../rooms.ts';
import { Form } from './form.tsx';
import { Icon, Logo } from './icon.tsx';
import { Toast } from './notice.tsx';

type ShellProps = {
  account: StaffAccount;
  rooms: readonly Room[];
  /** Path of the room one is in. */
  room: string | null;
  /** What waits in a room, by its path. */
  counts: Counts;
  /** What has just been done, said once. */
  said: string | null;
  children: ComponentChildren;
};

/** Rooms in the bar of a phone; the fifth place is "Thêm". */
const IN_BAR = 4;

/** Skip link, rail (a bar at the bottom of a phone), the page, and the place where dialogs open. */
export const Shell = ({ account, rooms, room, counts, said, children }: ShellProps) => (
  <>
    <a class="skip" href="#main">
      Tới nội dung chính
    </a>
    {/* A page that is brought up to date by itself names a stream of its own further in. */}
    <div class="desk" data-live={counts.size > 0 ? '/console/live' : undefined}>
      <Rail account={account} rooms={rooms} room={room} counts={counts} />
      <main class="page" id="main" tabIndex={-1}>
        {children}
        {said !== null && <Toast>{said}</Toast>}
      </main>
    </div>
    <div id="dialog" />
  </>
);

function Rail({ account, rooms, room, counts }: Pick<ShellProps, 'account' | 'rooms' | 'room' | 'counts'>) {
  return (
    <nav class="rail" aria-label="Các phòng">
      <div class="rail__in">
        <a class="rail__brand" href="/console/">
          <Logo />
          <span class="sr">Cầu Nối, trang đầu</span>
        </a>
        <ul class="rail__rooms">
          {roomsOf(account.role, rooms).map(({ path, title, icon }, n) => (
            <li key={path} class={n < IN_BAR ? undefined : 'rail__rest'}>
              <a href={path} aria-current={path === room ? 'page' : undefined}>
                <Icon name={icon} />
                <span>{title}</span>
                {counts.has(path) && <RailCount path={path} count={counts.get(path) ?? 0} />}
              </a>
            </li>
          ))}
          <li class="rail__more">
            <a href="/console/" aria-current={room === '/console/' ? 'page' : undefined}>
              <Icon name="more" />
              <span>Thêm</span>
            </a>
          </li>
        </ul>
        <ul class="rail__me">
          <li>
            <a href="/console/me" aria-current={room === '/console/me' ? 'page' : undefined}>
              <Icon name="user" />
              <span>Của tôi</span>
            </a>
          </li>
          <li>
            <Form action="/console/sign-out">
              <button type="submit">
                <Icon name="out" />
                <span>Đăng xuất</span>
              </button>
            </Form>
          </li>
        </ul>
      </div>
    </nav>
  );
}

const MOST_COUNTED = 99;

/** How much waits in a room; brought up to date while the page is open. */
export const RailCount = ({ path, count }: { path: string; count: number }) => (
  <span class="count" id={`count${path.replaceAll('/', '-')}`} hidden={count === 0}>
    {count > MOST_COUNTED ? `${MOST_COUNTED}+` : count}
    <span class="sr"> việc chờ</span>
  </span>
);

/** A page before sign-in: one column, the name of the house, and the bridge on a tall screen. */
export const Door = ({ children }: { children: ComponentChildren }) => (
  <>
    <main class="door">
      <div class="brand brand--tall">
        <Logo />
        <span>
          <strong>Cầu Nối</strong>
          <small>Phòng làm việc của cán bộ Công đoàn Đắk Lắk</small>
        </span>
      </div>
      {children}
    </main>
    <svg class="river" viewBox="0 0 1200 300" preserveAspectRatio="none" aria-hidden="true">
      <path fill="currentColor" d="M0 0H1200V300H1170C1150 60 650 60 630 300H570C550 60 50 60 30 300H0Z" />
    </svg>
  </>
);
