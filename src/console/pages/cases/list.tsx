import type { Calendar } from '../../../model/calendar.ts';
import { CASE_KINDS, type Case } from '../../../model/case.ts';
import { maskNumbers } from '../../../model/mask-numbers.ts';
import type { StaffAccount } from '../../../model/staff.ts';
import type { CasePlace, Store } from '../../../store/store.ts';
import type { UnionIndex } from '../../../union/tree-index.ts';
import type { World } from '../../../world.ts';
import { Badge } from '../../parts/badge.tsx';
import { Blank } from '../../parts/blank.tsx';
import type { Option } from '../../parts/field.tsx';
import { Chips, Filters } from '../../parts/filters.tsx';
import { LinkButton } from '../../parts/form.tsx';
import { Head } from '../../parts/head.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Pager } from '../../parts/pager.tsx';
import { Table } from '../../parts/table.tsx';
import { dayHead, When } from '../../parts/when.tsx';
import type { Answer, Ask } from '../../route.ts';
import { addressOf, CASES, chipsOf, filtersOf, hardshipListOf, unitOptions } from './case-filters.ts';
import { clockWords } from './clock-words.ts';
import type { Desk } from './desk.ts';
import { filterOf, findCases, isActiveOnly, readWanted, type Wanted } from './find-cases.ts';
import { matterOf, type Names, namesOf, placeOf } from './names.ts';
import { STATUS_WORDS } from './words.ts';

export type CaseListDeps = { store: Store; world: Pick<World, 'now'>; desk: Desk };

const PAGE = 50;
const URGENT = 'Khẩn cấp, chưa xong';

/** The list of cases: danger first, then the newest. */
export function caseListPages({ store, world, desk }: CaseListDeps) {
  return {
    async list({ query, who: { account }, units }: Ask): Promise<Answer> {
      const code = codeIn(query.get('code') ?? '');
      if (code !== null) return { is: 'go', to: `${CASES}/${code}` };
      const wanted = readWanted(query);
      const now = await desk.officers();
      const at = world.now();
      const seeing = { now, account, units, at };
      const filter = filterOf(wanted, seeing);
      const after = readPlace(query.get('after'));
      // Danger stands above everything else, wherever it would stand by its age.
      const isSplit = isActiveOnly(wanted) && wanted.kind === '';
      const calm = CASE_KINDS.filter((kind) => kind !== 'emergency');
      const urgent =
        isSplit && filter && after === null
          ? (
              await findCases(store, seeing, {
                filter: { ...filter, kinds: ['emergency'] },
                after: null,
                limit: PAGE,
              })
            ).cases
          : [];
      const rest = filter && isSplit ? { ...filter, kinds: calm } : filter;
      const found = await findCases(store, seeing, { filter: rest, after, limit: PAGE });
      const accounts = await store.staff.list();
      const body = (
        <CaseList
          wanted={wanted}
          urgent={urgent}
          cases={found.cases}
          older={found.older && addressOf(wanted, writePlace(found.older))}
          isFirst={after === null}
          units={unitOptions(now.union, units)}
          account={account}
          view={{ union: now.union, names: namesOf(now.union, accounts), at, desk }}
        />
      );
      return { is: 'page', title: 'Hồ sơ', room: CASES, body };
    },
  };
}

type View = { union: UnionIndex; names: Names; at: Date; desk: Desk };
type CaseListProps = {
  wanted: Wanted;
  urgent: Case[];
  cases: Case[];
  older: string | null;
  isFirst: boolean;
  units: readonly Option[];
  account: StaffAccount;
  view: View;
};

function CaseList({ wanted, urgent, cases, older, isFirst, units, account, view }: CaseListProps) {
  const rows = [...urgent, ...cases];
  const chips = chipsOf(wanted, units);
  const group = new Set(urgent.map(({ code }) => code));
  return (
    <>
      <Head title="Hồ sơ" says="Khẩn cấp trước, rồi tới hồ sơ mới mở.">
        <LinkButton href={hardshipListOf(wanted)} icon="download">
          Tải danh sách xin hỗ trợ
        </LinkButton>
        <LinkButton href="/console/guide/can-bo" icon="help" push>
          Cách trả lời
        </LinkButton>
      </Head>
      <Filters
        action={CASES}
        label="Tìm và lọc hồ sơ"
        target="cases"
        find={{ name: 'code', label: 'Mã hồ sơ', value: '', placeholder: 'ví dụ: K7-4F2' }}
        filters={filtersOf(wanted, units)}
      />
      <div id="cases" class="stack">
        <Chips chips={chips} />
        {rows.length === 0 && <Nothing isFiltered={chips.length > 0} account={account} />}
        {rows.length > 0 && (
          <Table
            caption="Hồ sơ, khẩn cấp trước, rồi mới nhất trước"
            rows={rows}
            keyOf={({ code }) => code}
            groupOf={(one) => (group.has(one.code) ? URGENT : dayHead(one.openedAt, view.at))}
            columns={columnsOf(view)}
          />
        )}
        <Pager newer={isFirst ? null : addressOf(wanted, null)} older={older} />
      </div>
    </>
  );
}

const columnsOf = ({ union, names, at, desk }: View) =>
  [
    { title: 'Mã', place: 'lead', cell: ({ code }: Case) => <strong class="num">{code}</strong> },
    {
      title: 'Việc',
      place: 'fill',
      cell: (one: Case) => (
        <a href={`${CASES}/${one.code}`}>
          {one.kind === 'emergency' && <Badge kind="danger">Khẩn cấp</Badge>} {matterOf(one, desk)} ·{' '}
          {placeOf(union, one)}: {maskNumbers(one.text)}
        </a>
      ),
    },
    { title: 'Hạn', cell: (one: Case) => <Due one={one} at={at} calendar={desk.calendar} /> },
    {
      title: 'Đang giữ',
      isLabelled: true,
      cell: ({ unit, holder }: Case) => (
        <span class="holder">
          {holder === null ? 'chưa ai' : names.who(holder)} · <span class="soft">{names.unit(unit)}</span>
        </span>
      ),
    },
    {
      title: 'Tình trạng',
      place: 'state',
      cell: ({ status }: Case) => (
        <Badge kind={STATUS_WORDS[status].kind} icon={STATUS_WORDS[status].icon}>
          {STATUS_WORDS[status].title}
        </Badge>
      ),
    },
  ] as const;

function Due({ one, at, calendar }: { one: Case; at: Date; calendar: Calendar }) {
  const { due, left, state } = clockWords(one, at, calendar);
  if (due === null) return <span class="soft">không chạy</span>;
  return (
    <span class={state === 'over' ? 'fault' : 'wait'}>
      <Icon name={state === 'over' ? 'trouble' : 'clock'} /> {left} · <When at={due} withDay />
    </span>
  );
}

function Nothing({ isFiltered, account }: { isFiltered: boolean; account: StaffAccount }) {
  if (isFiltered)
    return (
      <Blank state="wait" title="Không có hồ sơ nào như vậy">
        <p>
          Bỏ bớt một bộ lọc, hoặc <a href={CASES}>xem mọi hồ sơ đang xử lý</a>.
        </p>
      </Blank>
    );
  return (
    <Blank state="done" title="Không có hồ sơ nào đang chờ">
      <p>
        {account.role === 'officer'
          ? 'Khi người lao động gửi việc tới đơn vị của anh/chị, hồ sơ hiện ở đây.'
          : 'Khi người lao động gửi việc, hồ sơ hiện ở đây.'}{' '}
        Hồ sơ đã khép lại: <a href={`${CASES}?status=all`}>xem tất cả</a>.
      </p>
    </Blank>
  );
}

/** "k7 4f2", "#K7-4F2": as people write a code. */
function codeIn(text: string): string | null {
  const signs = text.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
  return signs.length === 5 ? `${signs.slice(0, 2)}-${signs.slice(2)}` : null;
}

const writePlace = ({ at, code }: CasePlace): string => `${at.getTime()}.${code}`;

function readPlace(text: string | null): CasePlace | null {
  const [, time, code] = /^(\d{1,15})\.([A-Z0-9-]{6})$/.exec(text ?? '') ?? [];
  return time && code ? { at: new Date(Number(time)), code } : null;
}
