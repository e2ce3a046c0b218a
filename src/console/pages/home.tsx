import { Blank } from '../parts/blank.tsx';
import { Form } from '../parts/form.tsx';
import { Head } from '../parts/head.tsx';
import { Icon } from '../parts/icon.tsx';
import { ROOMS, roomsOf } from '../rooms.ts';
import type { Answer, Ask } from '../route.ts';
import { ROLE_WORDS } from '../words.ts';

/** All rooms; on a phone also the way to those that do not fit into the bar. */
export function homePages() {
  return {
    async show({ who: { account } }: Ask): Promise<Answer> {
      const rooms = roomsOf(account.role, ROOMS);
      const body = (
        <>
          <Head
            title="Phòng làm việc"
            says={`${account.name}, ${ROLE_WORDS[account.role].title.toLowerCase()}`}
          />
          {rooms.length === 0 && (
            <Blank state="wait" title="Chưa có phòng nào cho vai trò này">
              <p>
                Khi có phòng mới, phòng hiện ở đây và ở thanh bên. Anh/chị vẫn đổi được mật khẩu ở trang của
                mình.
              </p>
            </Blank>
          )}
          <ul class="sheet acts rooms">
            {rooms.map(({ path, title, icon, does }) => (
              <li key={path}>
                <a href={path}>
                  <Icon name={icon} />
                  <span>
                    <strong>{title}</strong>
                    <small class="soft">{does}</small>
                  </span>
                </a>
              </li>
            ))}
            <li>
              <a href="/console/me">
                <Icon name="user" />
                <span>
                  <strong>Của tôi</strong>
                  <small class="soft">Đổi mật khẩu, xem và kết thúc các phiên đăng nhập.</small>
                </span>
              </a>
            </li>
          </ul>
          <Form action="/console/sign-out" class="phone-only">
            <button type="submit" class="btn wide">
              <Icon name="out" /> Đăng xuất
            </button>
          </Form>
        </>
      );
      return { is: 'page', title: 'Phòng làm việc', room: '/console/', body };
    },
  };
}
