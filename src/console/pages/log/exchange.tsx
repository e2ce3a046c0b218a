import type { ExchangeView } from '../../../exchanges/describe.ts';
import { caseAt, exchangeAt, FAULTS, faultAt, LOG } from '../../addresses.ts';
import { CHANNEL_WORDS, KIND_WORDS, progressOf } from '../../log-words.ts';
import { Crossing, Facts, Pier } from '../../parts/crossing.tsx';
import { LinkButton } from '../../parts/form.tsx';
import { Back, Head } from '../../parts/head.tsx';
import { Icon, Span } from '../../parts/icon.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Bubble } from '../../parts/speech.tsx';
import { When } from '../../parts/when.tsx';
import { pseudonymOf } from '../../pseudonym.ts';
import { Processing } from './processing.tsx';
import { Replies } from './replies.tsx';
import { elementId, type Topics, whatCame } from './row.tsx';

type ViewProps = { view: ExchangeView; topics: Topics };

/** One exchange: where it stands, and its crossing. The person stays masked. */
export const ExchangePage = ({ view, topics }: ViewProps) => {
  const { key, at, channel, person, previous, next, processed } = view;
  const code = processed?.case ?? view.received.told?.code ?? null;
  return (
    <div class="stack" data-live={`${exchangeAt(key)}/live`}>
      <nav class="row row--tight" aria-label="Các lượt của người này">
        <Back href={LOG}>Nhật ký</Back>
        <span class="push" />
        {next !== null && (
          <LinkButton href={exchangeAt(next)} icon="newer">
            Lượt sau
          </LinkButton>
        )}
        {previous !== null && (
          <LinkButton href={exchangeAt(previous)} icon="older">
            Lượt trước
          </LinkButton>
        )}
      </nav>
      <Head
        title={
          <>
            Lượt lúc <When at={at} withDay />
          </>
        }
        says={
          <>
            {CHANNEL_WORDS[channel]} · người nhắn <span class="num">{pseudonymOf(person)}</span>
            {previous === null && ' · lượt đầu tiên của người này'} ·{' '}
            <a href={`${LOG}?person=${encodeURIComponent(person)}`}>mọi lượt của người này</a>
            {code !== null && (
              <>
                {' '}
                · <a href={caseAt(code)}>hồ sơ {code}</a>
              </>
            )}
          </>
        }
      >
        <State view={view} />
      </Head>
      <ExchangeCrossing view={view} topics={topics} />
    </div>
  );
};

const LOOK = { done: 'badge--done', wait: 'badge--wait', fail: 'badge--fault' } as const;

/** How far it has come; brought up to date while the page is open. */
export const State = ({ view }: { view: ExchangeView }) => {
  const { state, words } = progressOf(view);
  return (
    <span id="state" class={`badge badge--box ${LOOK[state]}`}>
      <Span state={state} /> {words}
    </span>
  );
};

/** Received – processed – responded; brought up to date as a whole, as an arch belongs to both of its piers. */
export const ExchangeCrossing = ({ view, topics }: ViewProps) => {
  const { state } = progressOf(view);
  const isWaiting = view.status === 'waiting';
  const isParked = view.trouble.isParked;
  const toProcessed = isWaiting ? ({ arch: 'due' } as const) : isParked ? ({ arch: 'broken' } as const) : {};
  const toReplies =
    state === 'wait' ? ({ arch: 'due' } as const) : state === 'fail' ? ({ arch: 'broken' } as const) : {};
  return (
    <Crossing id="crossing">
      <Pier id="p1" title="Tiếp nhận" {...toProcessed}>
        <Receiving view={view} />
      </Pier>
      <Pier id="p2" title="Xử lý" {...toReplies}>
        <Processing view={view} topics={topics} />
      </Pier>
      <Pier id="p3" title="Phản hồi">
        <Trouble view={view} />
        <Replies view={view} />
      </Pier>
    </Crossing>
  );
};

function Receiving({ view: { key, at, channel, account, person, received } }: { view: ExchangeView }) {
  const { kind, text, length, attachments, isVerified, isQuote, event } = received;
  const files = attachments.map(({ name, type, size }) =>
    [name ?? type, sizeWords(size)].filter(Boolean).join(', '),
  );
  return (
    <>
      {text !== '' && <Bubble by="person" text={text} />}
      {(text === '' || received.told) && (
        <p>
          <em>{whatCame(received)}</em>
        </p>
      )}
      <Facts
        rows={[
          { of: 'Nhận lúc', is: <When at={at} withSeconds /> },
          { of: 'Kênh', is: CHANNEL_WORDS[channel] },
          ...(channel === 'web-chat' ? [] : [{ of: 'Tài khoản', is: <span class="num">{account}</span> }]),
          { of: 'Loại', is: length > 0 ? `${KIND_WORDS[kind]}, ${length} ký tự` : KIND_WORDS[kind] },
          ...(event === null ? [] : [{ of: 'Tên sự kiện', is: event }]),
          ...(files.length === 0 ? [] : [{ of: 'Kèm theo', is: files.join('; ') }]),
          ...(isQuote ? [{ of: 'Trích lời', is: 'Có, trả lời một tin trước' }] : []),
          { of: 'Chữ ký', is: isVerified ? 'Đúng' : 'Không kiểm được, nên không gây ra việc gì' },
          {
            of: 'Người nhắn',
            is: (
              <>
                <span class="num">{pseudonymOf(person)}</span>, tên được che
              </>
            ),
          },
        ]}
      />
      <p>
        <LinkButton href={`${exchangeAt(key)}/identity`} icon="hidden" opensDialog>
          Xem danh tính…
        </LinkButton>
      </p>
    </>
  );
}

const sizeWords = (size: number | null): string => (size === null ? '' : `${Math.ceil(size / 1024)} kB`);

/** What is wrong as a whole: a parked turn, and who has ended the trouble. */
function Trouble({ view: { key, trouble } }: { view: ExchangeView }) {
  const { since, closed, isParked } = trouble;
  if (isParked && since !== null)
    return (
      <Notice kind="fault" title="Trợ lý không xử lý được tin này.">
        <p>Lời người nhắn còn nguyên. Cho xử lý lại, hoặc giao cho cán bộ.</p>
        <p>
          <a class="btn" href={`${FAULTS}#${elementId(key)}`}>
            <Icon name="undelivered" /> Xem trong Tin lỗi
          </a>
        </p>
      </Notice>
    );
  if (closed !== null)
    return (
      <Notice icon="check" title="Đã có người đóng việc này.">
        {closed.by}, <When at={closed.at} withDay />: {closed.why}
      </Notice>
    );
  return since === null ? null : (
    <p>
      <LinkButton href={`${faultAt(key)}/close`} icon="check" opensDialog>
        Đóng, không gửi nữa…
      </LinkButton>
    </p>
  );
}
