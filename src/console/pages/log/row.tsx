import type { ExchangeView } from '../../../exchanges/describe.ts';
import { describeExchange } from '../../../exchanges/describe.ts';
import type { Exchange } from '../../../model/exchange.ts';
import { exchangeAt } from '../../addresses.ts';
import {
  CHANNEL_WORDS,
  KIND_WORDS,
  OUTCOME_WORDS,
  progressOf,
  share,
  TOLD_WORDS,
  topicWords,
} from '../../log-words.ts';
import { Badge, SpanBadge } from '../../parts/badge.tsx';
import type { Column } from '../../parts/table.tsx';
import { When } from '../../parts/when.tsx';
import { pseudonymOf } from '../../pseudonym.ts';

export type Topics = ReadonlyMap<string, string>;

const ALONE = { previous: null, next: null };
export const rowOf = (exchange: Exchange): ExchangeView => describeExchange(exchange, ALONE);

/** Of an element that shows this exchange. */
export const elementId = (key: string): string => `x-${encodeURIComponent(key)}`;

/** One line for an exchange: when, from where, the words, what was made of them, how far the answer came. */
export const logColumns = (topics: Topics): Column<ExchangeView>[] => [
  { title: 'Lúc', place: 'lead', cell: ({ at }) => <When at={at} /> },
  {
    title: 'Kênh, người',
    place: 'lead',
    cell: ({ channel, person }) => (
      <span class="soft">
        {CHANNEL_WORDS[channel]} {pseudonymOf(person)}
      </span>
    ),
  },
  {
    title: 'Tin nhận',
    place: 'fill',
    cell: (one) => (
      <a href={exchangeAt(one.key)}>
        <Words of={one} />
      </a>
    ),
  },
  { title: 'Chủ đề', cell: (one) => <Topic of={one} topics={topics} /> },
  {
    title: 'Độ chắc',
    place: 'end',
    isLabelled: true,
    cell: sureness,
  },
  { title: 'Xử lý', cell: ({ processed }) => processed && OUTCOME_WORDS[processed.outcome] },
  { title: 'Phản hồi', place: 'state', cell: (one) => <Progress of={one} /> },
];

export const Progress = ({ of }: { of: ExchangeView }) => {
  const { state, words } = progressOf(of);
  return <SpanBadge state={state}>{words}</SpanBadge>;
};

/** The text; where there is none, what it was. */
export const Words = ({ of: { received } }: { of: Pick<ExchangeView, 'received'> }) =>
  received.text.trim() === '' || received.told ? <em>{whatCame(received)}</em> : received.text;

export function whatCame({ kind, told, attachments }: ExchangeView['received']): string {
  if (told) {
    const words = isTold(told.what) ? TOLD_WORDS[told.what] : told.what;
    return told.code === null ? words : `${words} ${told.code}`;
  }
  return attachments.length > 1 ? `${KIND_WORDS[kind]}, ${attachments.length} tệp` : KIND_WORDS[kind];
}
const isTold = (what: string): what is keyof typeof TOLD_WORDS => Object.hasOwn(TOLD_WORDS, what);

function Topic({ of: { processed, received }, topics }: { of: ExchangeView; topics: Topics }) {
  if (!processed) return null;
  if (processed.outcome === 'emergency')
    return (
      <Badge kind="danger" icon="phone">
        Khẩn cấp
      </Badge>
    );
  const isOfCase = processed.outcome === 'relay' || processed.outcome === 'command' || received.told;
  if (isOfCase && processed.case !== null) return <>Hồ sơ {processed.case}</>;
  return <>{topicWords(topics, processed.topic)}</>;
}

/** How sure we were, where anything had to be understood. */
export function sureness({ processed, received }: ExchangeView): string | null {
  if (!processed || received.told || processed.confidence <= 0 || processed.outcome === 'parked') return null;
  return share(processed.confidence);
}
