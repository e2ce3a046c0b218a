import type { UnionIndex } from '../../../union/tree-index.ts';
import { Badge } from '../../parts/badge.tsx';
import { Facts } from '../../parts/crossing.tsx';
import { Form } from '../../parts/form.tsx';
import { Back, Head } from '../../parts/head.tsx';
import { Icon, type IconName } from '../../parts/icon.tsx';
import { News } from '../../parts/news.tsx';
import { Notice } from '../../parts/notice.tsx';
import { When } from '../../parts/when.tsx';
import { CASES } from './case-filters.ts';
import type { CaseView } from './case-view.ts';
import { type Draft, NoteForm, ReplyForm } from './reply.tsx';
import { Story } from './story.tsx';
import { WindowClosed } from './window-hint.tsx';
import { CHANNEL_WORDS, KIND_WORDS, STATUS_WORDS } from './words.ts';

type CasePageProps = {
  view: CaseView;
  union: UnionIndex;
  /** For the forms of this page: one for each thing that somebody may mean to do. */
  newId(): string;
  /** What was sent and not done, and why. */
  draft: Draft | null;
};

/** One case: the clock first, then all that happened, then what can be done. */
export function CasePage({ view, union, newId, draft }: CasePageProps) {
  const { one, can, story, names, matter, place, identity, shown } = view;
  const { title, kind, icon } = STATUS_WORDS[one.status];
  return (
    <>
      <Back href={CASES}>Hồ sơ</Back>
      <Head
        title={
          <>
            Hồ sơ <span class="num">{one.code}</span>
          </>
        }
        says={`${matter} · ${place} · người gửi: ${identity}`}
      >
        {one.kind === 'emergency' && <Badge kind="danger">Khẩn cấp</Badge>}
        <Badge kind={kind} icon={icon}>
          {title}
        </Badge>
      </Head>
      <News href={`${CASES}/${one.code}/news?seen=${view.stamp}`} />
      {draft?.refusal && (
        <Notice kind="fault" title="Chưa làm được.">
          {draft.refusal}
          {draft.text !== '' && (
            <p>
              Lời anh/chị vừa viết: <q>{draft.text}</q>
            </p>
          )}
        </Notice>
      )}
      <div class="split">
        <Clock view={view} newId={newId} />
        <div class="stack split__work">
          <h2 class="sr">Diễn biến</h2>
          <Story items={story} names={names} shown={shown} />
          <Place view={view} />
          {can.work && view.window.state !== 'closed' && <ReplyForm view={view} id={newId()} draft={draft} />}
          {can.work && view.window.state === 'closed' && <WindowClosed hint={view.window} />}
          {can.hold && <NoteForm code={one.code} id={newId()} draft={draft} />}
        </div>
        <aside class="stack split__facts" aria-label="Tóm tắt hồ sơ">
          <Slip view={view} union={union} />
          <Acts view={view} />
        </aside>
      </div>
    </>
  );
}

function Clock({ view: { one, can, clock }, newId }: Pick<CasePageProps, 'view' | 'newId'>) {
  const { title, due, left, state, passed, says } = clock;
  return (
    <section class="sheet clock split__clock">
      <h2 class="label">{title}</h2>
      {due && (
        <>
          <strong>
            <When at={due} withDay />
          </strong>
          <span class={state === 'over' ? 'fault' : 'wait'}>
            <Icon name={state === 'over' ? 'trouble' : 'clock'} /> {left}
          </span>
          <svg class="gauge" role="img" aria-label={`Đã qua ${passed} phần trăm thời gian`}>
            <rect class="bar--rest" width="100%" height="10" />
            <rect class="bar" width={`${passed}%`} height="10" />
          </svg>
        </>
      )}
      <span class="small soft">{says}</span>
      {can.accept && (
        <Form action={`${CASES}/${one.code}/accept`}>
          <input type="hidden" name="id" value={newId()} />
          <button type="submit" class="btn btn--main wide">
            <Icon name="hand" /> Nhận việc
          </button>
        </Form>
      )}
    </section>
  );
}

/** In whose place the reader stands here, when that needs saying. */
function Place({ view: { one, can, names } }: { view: CaseView }) {
  const isActive = one.status !== 'resolved' && one.status !== 'withdrawn';
  if (!isActive) return null;
  if (!can.work)
    return (
      <Notice title="Anh/chị xem được, chưa trả lời được.">
        {one.holder === null
          ? 'Hồ sơ đang chờ cán bộ của đơn vị phụ trách nhận. '
          : `${names.who(one.holder)} đang giữ hồ sơ này. `}
        Cần anh/chị làm thay thì nhờ người giữ chuyển hồ sơ, hoặc nhờ quản trị gắn mã cán bộ vào tài khoản.
      </Notice>
    );
  if (can.standsIn)
    return (
      <Notice title="Anh/chị làm thay người giữ hồ sơ.">
        Sổ hồ sơ ghi tên tài khoản của anh/chị. Người gửi đọc thấy “Cán bộ công đoàn” như mọi khi.
      </Notice>
    );
  if (can.isUnbound)
    return (
      <Notice title="Tài khoản Zalo, Messenger của anh/chị chưa gắn với Cầu Nối.">
        Tin của người gửi chỉ hiện ở trang này, không tới điện thoại của anh/chị. Xin quản trị một mã liên
        kết: <a href="/console/guide/can-bo">cách gắn</a>.
      </Notice>
    );
  return null;
}

function Slip({ view, union }: { view: CaseView; union: UnionIndex }) {
  const { one, names, matter, place, identity, shown } = view;
  const { facts, contact, legalDue, excluded } = one;
  const keptFrom = [...new Set(excluded.flatMap((code) => union.officer(code)?.unit ?? []))];
  const rows = [
    { of: 'Việc', is: `${matter} (${KIND_WORDS[one.kind].toLowerCase()})` },
    { of: 'Nơi', is: place },
    ...view.asked,
    ...(facts.when ? [{ of: 'Thời gian', is: shown(facts.when) }] : []),
    { of: 'Người gửi', is: `${identity}, viết qua ${CHANNEL_WORDS[one.channel]}` },
    ...(contact && one.identity !== 'anonymous' ? [{ of: 'Liên hệ', is: shown(contact) }] : []),
    ...(facts.attachments ? [{ of: 'Kèm', is: `${facts.attachments} ảnh, tệp` }] : []),
    ...(keptFrom.length > 0 ? [{ of: 'Không được xem', is: keptFrom.map(names.unit).join(', ') }] : []),
    ...(legalDue ? [{ of: 'Hạn theo luật', is: <When at={legalDue} withDay /> }] : []),
    { of: 'Mở lúc', is: <When at={one.openedAt} withDay /> },
  ];
  const told = one.told.map(names.who).join(', ');
  return (
    <section class="slip">
      <h2 class="label">Đang giữ</h2>
      <p>
        <strong>{one.holder === null ? 'Chưa ai nhận' : names.who(one.holder)}</strong>
        <br />
        {names.unit(one.unit)}
      </p>
      {one.status === 'new' && (
        <p class="small soft">{told === '' ? 'Chưa báo được cho ai.' : `Đã báo: ${told}.`}</p>
      )}
      <Facts rows={rows} />
    </section>
  );
}

function Acts({ view: { one, can } }: { view: CaseView }) {
  const acts: { path: string; icon: IconName; title: string; isOpen: boolean }[] = [
    { path: 'transfer', icon: 'move', title: 'Chuyển người khác…', isOpen: can.work },
    { path: 'extend', icon: 'clock', title: 'Gia hạn…', isOpen: can.hold },
    { path: 'step-aside', icon: 'hand', title: 'Việc này liên quan tôi…', isOpen: can.stepAside },
    { path: 'resolve', icon: 'check', title: 'Xong việc…', isOpen: can.hold },
  ];
  const open = acts.filter(({ isOpen }) => isOpen);
  return (
    <section class="sheet acts">
      <h2 class="label">Việc khác</h2>
      {open.map(({ path, icon, title }) => (
        <a
          key={path}
          href={`${CASES}/${one.code}/${path}`}
          hx-get={`${CASES}/${one.code}/${path}`}
          hx-target="#dialog"
        >
          <Icon name={icon} /> {title}
        </a>
      ))}
      <a href="/console/guide/can-bo">
        <Icon name="help" /> Cách trả lời
      </a>
    </section>
  );
}
