import { Badge, SpanBadge } from '../../src/console/parts/badge.tsx';
import { Blank, Bones } from '../../src/console/parts/blank.tsx';
import { Crossing, Facts, Pier, Steps } from '../../src/console/parts/crossing.tsx';
import { Field, Select, TextArea, Ticks } from '../../src/console/parts/field.tsx';
import { Chips, Filters } from '../../src/console/parts/filters.tsx';
import { Button, Form, LinkButton } from '../../src/console/parts/form.tsx';
import { Back, Head } from '../../src/console/parts/head.tsx';
import { Icon } from '../../src/console/parts/icon.tsx';
import { Notice } from '../../src/console/parts/notice.tsx';
import { Pager } from '../../src/console/parts/pager.tsx';
import { Bubble, Note } from '../../src/console/parts/speech.tsx';
import { Table } from '../../src/console/parts/table.tsx';
import { Moment, Timeline } from '../../src/console/parts/timeline.tsx';
import { dayHead, When } from '../../src/console/parts/when.tsx';
import type { ConsoleRoute } from '../../src/console/route.ts';
import { ROLES } from '../../src/model/staff.ts';

const AT = new Date('2026-11-24T03:24:00Z');
const NOW = new Date('2026-11-24T05:00:00Z');
const ROWS = [
  {
    id: '1',
    at: AT,
    who: 'Zalo 7Q2K',
    text: 'e nghi viec 1 thang r chua dc tra so bhxh',
    topic: 'Sổ BHXH',
    score: '0,91',
    state: 'wait',
    words: 'Đang gửi',
  },
  {
    id: '2',
    at: AT,
    who: 'Trang web M41X',
    text: 'cty lam v dung ko, lam on cho em hoi voi vi em khong biet hoi ai het',
    topic: 'Chưa rõ',
    score: '0,31',
    state: 'done',
    words: 'Đã xem',
  },
  {
    id: '3',
    at: new Date('2026-11-23T03:24:00Z'),
    who: 'Zalo A90F',
    text: 'co nguoi xung cong doan bao gui otp',
    topic: 'Lừa đảo',
    score: '0,97',
    state: 'fail',
    words: 'Chưa tới',
  },
] as const;
const ALL = [{ value: '', title: 'Tất cả' }];

/** Every part of the console on one page, in every state; made up, marked as examples. Only tests have it. */
export const partsPage: ConsoleRoute = {
  method: 'GET',
  path: '/parts',
  roles: ROLES,
  scope: 'any',
  handle: async () => ({ is: 'page', title: 'Các mẫu', room: null, body: <Parts /> }),
};

const Parts = () => (
  <>
    <Back href="/console/">Phòng làm việc</Back>
    <Head title="Các mẫu" says="Dữ liệu ví dụ.">
      <Badge kind="wait" icon="reply">
        Chờ cán bộ trả lời
      </Badge>
      <LinkButton href="/console/parts" icon="download" push>
        Tải về
      </LinkButton>
    </Head>
    <Filters
      action="/console/parts"
      label="Tìm và lọc"
      target="list"
      find={{ name: 'q', label: 'Tìm trong tin', value: '', placeholder: 'ví dụ: no luong' }}
      filters={['Ngày', 'Kênh', 'Chủ đề', 'Xử lý', 'Phản hồi'].map((label, n) => ({
        name: `f${n}`,
        label,
        options: ALL,
        value: '',
      }))}
    />
    <Chips chips={[{ label: '2 ngày qua', href: '/console/parts' }]}>
      <a class="chip" href="/console/parts">
        <Icon name="retry" /> 3 lượt mới
      </a>
    </Chips>
    <Table
      id="list"
      caption="Các lượt, mới nhất trước"
      rows={ROWS}
      keyOf={({ id }) => id}
      groupOf={({ at }) => dayHead(at, NOW)}
      columns={[
        { title: 'Lúc', place: 'lead', cell: ({ at }) => <When at={at} /> },
        { title: 'Kênh, người', place: 'lead', cell: ({ who }) => <span class="soft">{who}</span> },
        { title: 'Tin nhận', place: 'fill', cell: ({ text }) => <a href="/console/parts">{text}</a> },
        { title: 'Chủ đề', cell: ({ topic }) => topic },
        { title: 'Độ chắc', place: 'end', isLabelled: true, cell: ({ score }) => score },
        {
          title: 'Phản hồi',
          place: 'state',
          cell: ({ state, words }) => <SpanBadge state={state}>{words}</SpanBadge>,
        },
      ]}
    />
    <Pager newer="/console/parts" older="/console/parts" />
    <Crossing>
      <Pier id="p1" title="Tiếp nhận">
        <Bubble by="person" text="luong toi thieu o bmt gio nhiu vay ad" />
        <Facts
          rows={[
            { of: 'Kênh', is: 'Zalo' },
            { of: 'Nhận lúc', is: <When at={AT} withDay /> },
          ]}
        />
      </Pier>
      <Pier id="p2" title="Xử lý" arch="broken">
        <Steps
          label="Vì sao"
          rows={[
            { of: 'Nguy hiểm', is: 'Không' },
            { of: 'Quyết định', is: 'Trả lời' },
          ]}
        />
      </Pier>
      <Pier id="p3" title="Phản hồi">
        <Bubble by="bot" text={'Vùng III: 4.140.000 đ (ví dụ)\nTừ 01/01/2026.'} cite="Căn cứ: ví dụ" />
      </Pier>
    </Crossing>
    <div class="columns">
      <section class="stack">
        <h2>Diễn biến</h2>
        <Timeline>
          <Moment
            icon="user"
            head={
              <>
                <When at={AT} /> · <strong>Người gửi</strong>
              </>
            }
          >
            <Bubble by="person" text="cong ty A no luong 2 thang nay roi (ví dụ)" />
          </Moment>
          <Moment
            icon="reply"
            head={
              <>
                <When at={AT} /> · <strong>Cán bộ (ví dụ)</strong>
              </>
            }
          >
            <Bubble by="officer" text="Chị cho hỏi công ty còn nợ bao nhiêu người?" />
          </Moment>
          <Moment
            icon="lock"
            head={
              <>
                <When at={AT} /> · <strong>Cán bộ (ví dụ)</strong> ghi chú
              </>
            }
          >
            <Note>
              <p>Quý trước cũng nhận 2 phản ánh (ví dụ).</p>
            </Note>
          </Moment>
        </Timeline>
        <p class="row">
          <Badge kind="person" icon="user">
            Cán bộ giữ
          </Badge>{' '}
          <Badge kind="done" icon="check">
            Xong
          </Badge>
          <Badge kind="fault" icon="trouble">
            Quá hạn
          </Badge>{' '}
          <Badge kind="danger" icon="phone">
            Khẩn cấp
          </Badge>
        </p>
        <Blank state="wait" title="Không có lượt nào khớp" level={3}>
          <p>Thử bỏ bớt bộ lọc.</p>
        </Blank>
        <Bones says="Đang tải nhật ký…" />
      </section>
      <section class="stack">
        <h2>Biểu mẫu</h2>
        <Notice kind="done">Đã chuyển hồ sơ.</Notice>
        <Notice kind="fault" title="Chưa tải được nhật ký.">
          Máy chủ không trả lời. Việc đang làm không mất.
        </Notice>
        <Notice>Chỉ để biết.</Notice>
        <Form action="/console/parts" class="sheet stack">
          <Field
            name="han"
            label="Gia hạn đến ngày"
            value="24/11"
            fault="Ngày này đã qua. Chọn từ thứ Năm 26/11."
          />
          <Field name="ngay" label="Ngày" type="date" />
          <TextArea name="vi-sao" label="Vì sao" hint="Người gửi đọc được lý do này." />
          <Select name="don-vi" label="Đơn vị" options={ALL} />
          <Ticks
            legend="Báo cho"
            name="bao"
            type="checkbox"
            chosen={['a']}
            options={[
              { value: 'a', title: 'Người gửi' },
              { value: 'b', title: 'LĐLĐ tỉnh' },
            ]}
          />
          <div class="row">
            <Button kind="main">Gia hạn</Button> <Button kind="quiet">Thôi</Button>
          </div>
        </Form>
      </section>
    </div>
  </>
);
