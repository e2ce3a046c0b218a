import type { ExchangeView, ReplyView } from '../../../exchanges/describe.ts';
import { exchangeAt, faultAt } from '../../addresses.ts';
import { CHANNEL_WORDS } from '../../log-words.ts';
import { LinkButton } from '../../parts/form.tsx';
import { Icon, type IconName } from '../../parts/icon.tsx';
import { Bubble } from '../../parts/speech.tsx';
import { When } from '../../parts/when.tsx';
import { pseudonymOf } from '../../pseudonym.ts';
import { elementId, Words } from '../log/row.tsx';
import { type Fault, faultsOf, type Way } from './explain.ts';

const MARK: Record<Way, { label: string; icon: IconName }> = {
  retry: { label: 'Gửi lại…', icon: 'retry' },
  retake: { label: 'Xử lý lại…', icon: 'retry' },
  'hand-over': { label: 'Giao cán bộ…', icon: 'user' },
  close: { label: 'Đóng…', icon: 'check' },
};

/** One exchange in trouble, or what became of it since the page was opened. */
export const FaultItem = ({ view }: { view: ExchangeView }) => {
  const { key, trouble, replies } = view;
  const isOver = trouble.since === null;
  const isOnItsWay = replies.some(({ status, repeats }) => repeats !== null && !ARRIVED.has(status));
  if (isOver)
    return (
      <li class="notice notice--done" id={elementId(key)}>
        <Icon name={isOnItsWay ? 'clock' : 'check'} />
        <div>
          <strong>{isOnItsWay ? 'Đang gửi lại.' : 'Đã xong.'}</strong>{' '}
          {trouble.closed ? `${trouble.closed.by} đã đóng: ${trouble.closed.why}. ` : ''}
          <a href={exchangeAt(key)}>Xem lượt này</a>
        </div>
      </li>
    );
  const faults = faultsOf(view);
  const canClose = faults.length > 0 && faults.every(({ ways }) => ways.includes('close'));
  const several = faults.filter(({ replies: about }) => about.length > 0).length > 1;
  return (
    <li class="notice notice--fault" id={elementId(key)}>
      <Icon name="trouble" />
      <div>
        <Where view={view} />
        {faults.map((fault) => (
          <OneFault key={fault.replies[0]?.n ?? 0} of={fault} />
        ))}
        <div class="row">
          {faults.flatMap(({ ways, replies: about }) =>
            ways
              .filter((way) => way !== 'close')
              .map((way) => (
                <Press
                  key={`${way} ${numbersOf(about)}`}
                  way={way}
                  href={hrefOf(faultAt(key), way, about)}
                  which={whichOf(about, several)}
                />
              )),
          )}
          {canClose && <Press way="close" href={`${faultAt(key)}/close`} />}
          <LinkButton href={exchangeAt(key)} icon="log">
            Xem lượt này
          </LinkButton>
        </div>
      </div>
    </li>
  );
};
const ARRIVED: ReadonlySet<string> = new Set(['sent', 'delivered', 'seen']);

const Where = ({ view }: { view: ExchangeView }) => (
  <p class="soft">
    <When at={view.trouble.since ?? view.at} withDay /> · {CHANNEL_WORDS[view.channel]}{' '}
    {pseudonymOf(view.person)} · <Words of={view} />
  </p>
);

function OneFault({ of: { happened, kept, press, replies, nextTry } }: { of: Fault }) {
  return (
    <div class="stack">
      <p>
        <strong class="fault">{happened}</strong>
        {replies.length > 1 && <> {replies.length} tin trả lời cùng bị như vậy.</>} {kept} {press}
      </p>
      {replies.length > 0 && (
        <details>
          <summary>
            Lời chưa tới ({replies.length > 1 ? `${replies.length} tin` : `tin ${numbersOf(replies)}`})
          </summary>
          <div class="stack">
            {replies.map((reply) => (
              <Bubble key={reply.n} by={reply.by} text={reply.text} />
            ))}
          </div>
        </details>
      )}
      {nextTry !== null && (
        <p class="wait">
          <Icon name="clock" /> Tự gửi lại lúc <When at={new Date(nextTry)} withDay />
        </p>
      )}
    </div>
  );
}

const numbersOf = (replies: readonly ReplyView[]): string => replies.map(({ n }) => n).join(',');

const hrefOf = (at: string, way: Way, replies: readonly ReplyView[]): string =>
  way === 'retry' ? `${at}/retry/${numbersOf(replies)}` : `${at}/${way}`;

/** What a button is about, where that does not go without saying. */
function whichOf(replies: readonly ReplyView[], several: boolean): string | null {
  if (replies.length > 1) return `${replies.length} tin`;
  return several && replies.length === 1 ? `tin ${numbersOf(replies)}` : null;
}

const Press = ({ way, href, which = null }: { way: Way; href: string; which?: string | null }) => (
  <LinkButton href={href} icon={MARK[way].icon} opensDialog>
    {which === null ? MARK[way].label : `${MARK[way].label.replace('…', '')} ${which}…`}
  </LinkButton>
);
