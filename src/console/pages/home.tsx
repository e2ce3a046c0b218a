import type { StaffAccount } from '../../model/staff.ts';
import type { Store } from '../../store/store.ts';
import type { World } from '../../world.ts';
import { Form } from '../parts/form.tsx';
import { Head } from '../parts/head.tsx';
import { Icon, type IconName } from '../parts/icon.tsx';
import { startOfDay } from '../parts/when.tsx';
import { ROOMS, roomsOf } from '../rooms.ts';
import type { Answer, Ask } from '../route.ts';
import { ROLE_WORDS } from '../words.ts';
import { addressOf } from './cases/case-filters.ts';
import type { Desk } from './cases/desk.ts';
import { filterOf, findCases, NOTHING_WANTED, type Wanted } from './cases/find-cases.ts';

export type HomePageDeps = {
  store: Pick<Store, 'cases' | 'exchanges'>;
  world: Pick<World, 'now'>;
  desk: Desk;
};

/** What is counted is counted so far; more is "200+". */
const MOST = 200;
const MOST_EXCHANGES = 2000;
/** The rest is in `content due`. */
const MOST_REVIEWS = 20;
const LOG = '/console/log';
const FAULTS = '/console/faults';

type Waiting = { href: string; icon: IconName; title: string; count: number; most: number };

/** What waits for this person, and all rooms; on a phone also the way to those that do not fit into the bar. */
export function homePages({ store, world, desk }: HomePageDeps) {
  async function waiting({ who: { account }, units }: Ask): Promise<Waiting[]> {
    const at = world.now();
    const seeing = { now: await desk.officers(), account, units, at };
    const count = async (title: string, icon: IconName, more: Partial<Wanted>): Promise<Waiting> => {
      const filter = filterOf({ ...NOTHING_WANTED, ...more }, seeing);
      const { cases } = await findCases(store, seeing, { filter, after: null, limit: MOST });
      return { href: addressOf(more, null), icon, title, count: cases.length, most: MOST };
    };
    return Promise.all([
      count('Hồ sơ của tôi', 'user', { whose: 'mine' }),
      count('Chờ nhận', 'hand', { status: 'new' }),
      count('Chưa xong', 'folder', {}),
      count('Quá hạn', 'clock', { due: 'over' }),
      ...ofTheLog(account, at),
    ]);
  }

  /** Only where there is a room to look at them in. */
  function ofTheLog({ role }: StaffAccount, at: Date): Promise<Waiting>[] {
    const rooms = roomsOf(role, ROOMS).map(({ path }) => path);
    const today = async (): Promise<Waiting> => ({
      href: LOG,
      icon: 'log',
      title: 'Trao đổi hôm nay',
      count: await store.exchanges.countSince(startOfDay(at), MOST_EXCHANGES),
      most: MOST_EXCHANGES,
    });
    const faults = async (): Promise<Waiting> => ({
      href: FAULTS,
      icon: 'undelivered',
      title: 'Tin lỗi',
      count: (await store.exchanges.ages()).troubles,
      most: 1000,
    });
    return [...(rooms.includes(FAULTS) ? [faults()] : []), ...(rooms.includes(LOG) ? [today()] : [])];
  }

  /** For those who look after what the bot says: they see the log. */
  const reviewsFor = ({ role }: StaffAccount) =>
    roomsOf(role, ROOMS).some(({ path }) => path === LOG) ? desk.content.underReview(world.now()) : [];

  return {
    async show(ask: Ask): Promise<Answer> {
      const { account } = ask.who;
      const body = (
        <>
          <Head
            title="Phòng làm việc"
            says={`${account.name}, ${ROLE_WORDS[account.role].title.toLowerCase()}`}
          />
          <Numbers waiting={await waiting(ask)} />
          <Reviews list={reviewsFor(account)} />
          <Rooms account={account} />
        </>
      );
      return { is: 'page', title: 'Phòng làm việc', room: '/console/', body };
    },
  };
}

const Numbers = ({ waiting }: { waiting: readonly Waiting[] }) => (
  <section aria-labelledby="waits">
    <h2 class="sr" id="waits">
      Việc đang chờ
    </h2>
    <ul class="waits">
      {waiting.map(({ href, icon, title, count, most }) => (
        <li key={title}>
          <a class="sheet" href={href}>
            <strong>{count < most ? count : `${most}+`}</strong>
            <span>
              <Icon name={icon} /> {title}
            </span>
          </a>
        </li>
      ))}
    </ul>
  </section>
);

type Review = ReturnType<Desk['content']['underReview']>[number];

/** What the bot does not say for the time being, because its law ended or changed; nothing on an ordinary day. */
const Reviews = ({ list }: { list: readonly Review[] }) =>
  list.length === 0 ? null : (
    <section class="sheet" aria-labelledby="reviews">
      <h2 id="reviews">Đang rà soát ({list.length})</h2>
      <p class="soft">
        Luật của các mục này đã đổi hoặc hết hiệu lực; bot không trả lời cho tới khi có người đọc lại.
      </p>
      <ul>
        {list.slice(0, MOST_REVIEWS).map(({ kind, title, file, why }) => (
          <li key={`${kind} ${file} ${title}`}>
            <strong>{title}</strong> <small class="soft">{`${file}: ${why}`}</small>
          </li>
        ))}
      </ul>
    </section>
  );

const Rooms = ({ account }: { account: StaffAccount }) => (
  <>
    <ul class="sheet acts rooms">
      {roomsOf(account.role, ROOMS).map(({ path, title, icon, does }) => (
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
