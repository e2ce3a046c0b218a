import type { ComponentChildren } from 'preact';
import type { ExchangeView } from '../../../exchanges/describe.ts';
import { CHANNELS } from '../../../model/channel.ts';
import { DELIVERIES } from '../../../model/delivery.ts';
import { OUTCOMES } from '../../../model/exchange.ts';
import type { LogPage } from '../../../model/log-search.ts';
import { LOG } from '../../addresses.ts';
import { CHANNEL_WORDS, DELIVERY_WORDS, OUTCOME_WORDS, topicWords } from '../../log-words.ts';
import { Blank } from '../../parts/blank.tsx';
import type { Option } from '../../parts/field.tsx';
import { type Chip, Chips, Filters } from '../../parts/filters.tsx';
import { Head } from '../../parts/head.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Pager } from '../../parts/pager.tsx';
import { Table } from '../../parts/table.tsx';
import { dayHead, When } from '../../parts/when.tsx';
import { pseudonymOf } from '../../pseudonym.ts';
import { type Asked, logAt } from './asked.ts';
import { elementId, logColumns, rowOf, type Topics } from './row.tsx';

type LogListProps = { asked: Asked; page: LogPage; topics: Topics; now: Date; live: string | null };

/** The log: find and filter, what is filtered, the exchanges by day, and the pages around these. */
export const LogList = ({ asked, page, topics, now, live }: LogListProps) => {
  const rows = page.exchanges.map(rowOf);
  const chips = chipsOf(asked, topics);
  return (
    <>
      <Head
        title="Nhật ký"
        says="Mỗi dòng là một lượt: tiếp nhận – xử lý – phản hồi. Tên người nhắn được che."
      />
      <Filters
        action={LOG}
        label="Tìm và lọc nhật ký"
        target="found"
        find={{ name: 'q', label: 'Tìm trong tin', value: asked.q, placeholder: 'ví dụ: no luong' }}
        dates={[
          { name: 'from', label: 'Từ ngày', value: asked.from },
          { name: 'to', label: 'Đến ngày', value: asked.to },
        ]}
        filters={filtersOf(asked, topics)}
        kept={asked.person === '' ? {} : { person: asked.person }}
      />
      <div id="found" class="stack" data-live={live ?? undefined}>
        <Chips chips={chips}>
          <NewRows count={0} href={logAt(asked)} />
        </Chips>
        {rows.length === 0 ? (
          <Nothing asked={asked} isFiltered={chips.length > 0} />
        ) : (
          <Table
            caption="Các lượt, mới nhất trước"
            rows={rows}
            keyOf={({ key }) => key}
            idOf={({ key }) => elementId(key)}
            groupOf={({ at }) => dayHead(at, now)}
            columns={logColumns(topics)}
          />
        )}
        <Pager
          newer={page.newer && logAt(asked, { place: { newer: page.newer } })}
          older={page.older && logAt(asked, { place: { older: page.older } })}
          says={spanOf(rows)}
        />
      </div>
    </>
  );
};

/** How many have come since; they wait here and do not push the rows down while somebody reads. */
export const NewRows = ({ count, href }: { count: number; href: string }) => (
  <span id="new-rows">
    {count > 0 && (
      <a class="chip" href={href}>
        <Icon name="retry" /> {count > MOST_NEW ? `Hơn ${MOST_NEW}` : count} lượt mới
      </a>
    )}
  </span>
);
export const MOST_NEW = 50;

function spanOf(rows: readonly ExchangeView[]): ComponentChildren {
  const last = rows.at(-1);
  return (
    last && (
      <>
        {rows.length} lượt, đến <When at={last.at} withDay />
      </>
    )
  );
}

const ALL: Option = { value: '', title: 'Tất cả' };
const optionsOf = <T extends string>(values: readonly T[], words: Record<T, string>): Option[] => [
  ALL,
  ...values.map((value) => ({ value, title: words[value] })),
];
/** The terminal's talks are kept in no log of an office. */
const OFFERED = CHANNELS.filter((one) => one !== 'cli');

function filtersOf({ channel, topic, outcome, delivery }: Asked, topics: Topics) {
  const titles = [...topics].map(([value, title]) => ({ value, title }));
  return [
    { name: 'channel', label: 'Kênh', options: optionsOf(OFFERED, CHANNEL_WORDS), value: channel },
    { name: 'topic', label: 'Chủ đề', options: [ALL, ...titles], value: topic },
    { name: 'outcome', label: 'Xử lý', options: optionsOf(OUTCOMES, OUTCOME_WORDS), value: outcome },
    { name: 'delivery', label: 'Phản hồi', options: optionsOf(DELIVERIES, DELIVERY_WORDS), value: delivery },
  ];
}

function chipsOf(asked: Asked, topics: Topics): Chip[] {
  const { q, from, to, channel, topic, outcome, delivery, person } = asked;
  const chip = (label: string, without: Partial<Asked>): Chip => ({ label, href: logAt(asked, without) });
  return [
    ...(q === '' ? [] : [chip(`Có “${q}”`, { q: '' })]),
    ...(from === '' ? [] : [chip(`Từ ${dayWords(from)}`, { from: '' })]),
    ...(to === '' ? [] : [chip(`Đến ${dayWords(to)}`, { to: '' })]),
    ...(channel === '' ? [] : [chip(CHANNEL_WORDS[channel], { channel: '' })]),
    ...(topic === '' ? [] : [chip(topicWords(topics, topic), { topic: '' })]),
    ...(outcome === '' ? [] : [chip(OUTCOME_WORDS[outcome], { outcome: '' })]),
    ...(delivery === '' ? [] : [chip(DELIVERY_WORDS[delivery], { delivery: '' })]),
    ...(person === '' ? [] : [chip(`Người nhắn ${pseudonymOf(person)}`, { person: '' })]),
  ];
}

const dayWords = (day: string): string => day.split('-').reverse().join('/');

function Nothing({ asked, isFiltered }: { asked: Asked; isFiltered: boolean }) {
  if (!isFiltered && asked.place === null)
    return (
      <Blank state="wait" title="Chưa có lượt nào">
        <p>
          Khi có người nhắn tới, lượt đầu tiên hiện ở đây. Thử nhắn ở trang công khai để xem một lượt đi qua
          cầu.
        </p>
        <p>
          <a class="btn" href="/">
            Mở trang công khai
          </a>
        </p>
      </Blank>
    );
  return (
    <Blank state="done" title="Không có lượt nào như vậy">
      <p>
        Thử ít từ hơn, bỏ dấu ngoặc kép, hoặc gõ phần đầu của từ cuối cùng. Gõ không dấu cũng được.
        {asked.from !== '' && asked.to !== '' && asked.from > asked.to
          ? ' Ngày bắt đầu đang ở sau ngày kết thúc.'
          : ''}
      </p>
      <p>
        <a class="btn" href={LOG}>
          Bỏ mọi bộ lọc
        </a>
      </p>
    </Blank>
  );
}
