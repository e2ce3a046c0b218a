import { toLocal } from '../../../calendar/local-time.ts';
import type { ExchangeView, ReplyView } from '../../../exchanges/describe.ts';
import { faultAt } from '../../addresses.ts';
import { endWords } from '../../log-words.ts';
import { Steps } from '../../parts/crossing.tsx';
import { LinkButton } from '../../parts/form.tsx';
import { Icon, type IconName } from '../../parts/icon.tsx';
import { Bubble } from '../../parts/speech.tsx';
import { When } from '../../parts/when.tsx';

/** Everything that was to be answered, each with its words, its state and its attempts. */
export const Replies = ({ view: { key, at: began, status, replies } }: { view: ExchangeView }) => {
  if (replies.length === 0)
    return <p class="soft">{status === 'waiting' ? 'Đang chờ xử lý.' : 'Không có gì phải gửi.'}</p>;
  return (
    <>
      {replies.map((reply, at) => (
        <section key={reply.n} class="stack" aria-label={`Tin ${at + 1} trong ${replies.length}`}>
          <p class="label">
            Tin {at + 1} trong {replies.length}{' '}
            <span class="soft">{[BY[reply.by], repeatWords(reply, replies)].filter(Boolean).join(', ')}</span>
          </p>
          <Bubble
            by={reply.by}
            text={reply.text === '' ? '(chưa có lời: chờ kết quả của việc kèm theo)' : reply.text}
          />
          {!isWrittenOut(reply) && (
            <p class="soft small">
              Lựa chọn: {reply.choices.map(({ n, title }) => `${n} ${title}`).join(' · ')}
            </p>
          )}
          <ReplyState reply={reply} began={began} />
          <Attempts reply={reply} at={at + 1} />
          {reply.mayRetry && (
            <p>
              <LinkButton href={`${faultAt(key)}/retry/${reply.n}`} icon="retry" opensDialog>
                Gửi lại…
              </LinkButton>
            </p>
          )}
        </section>
      ))}
    </>
  );
};

/** Where the channel shows no buttons the choices stand in the text itself. */
const isWrittenOut = ({ text, choices }: ReplyView): boolean =>
  choices.every(({ title }) => text.includes(title));

const BY: Record<ReplyView['by'], string> = { bot: 'trợ lý', officer: 'cán bộ công đoàn' };

function repeatWords({ repeats }: ReplyView, replies: readonly ReplyView[]): string | null {
  if (repeats === null) return null;
  const at = replies.findIndex(({ n }) => n === repeats.n);
  return `gửi lại tin ${at + 1}, do ${repeats.by} yêu cầu`;
}

const isSameDay = (one: Date, other: Date): boolean => toLocal(one).day === toLocal(other).day;

type Said = { class: string; icon: IconName; words: string; at: string | null };

function ReplyState({ reply, began }: { reply: ReplyView; began: Date }) {
  const { class: look, icon, words, at } = saidOf(reply);
  const times = reply.attempts > 0 ? `, gọi kênh ${reply.attempts} lần` : '';
  return (
    <p class={look}>
      <Icon name={icon} /> {words}
      {at !== null && (
        <>
          {' '}
          lúc <When at={new Date(at)} withDay={!isSameDay(new Date(at), began)} />
        </>
      )}
      {times}
    </p>
  );
}

function saidOf({ status, failure, nextTry, sentAt, deliveredAt, seenAt }: ReplyView): Said {
  const done = (words: string, at: string | null): Said => ({ class: 'done', icon: 'check', words, at });
  const wait = (words: string, at: string | null): Said => ({ class: 'wait', icon: 'clock', words, at });
  switch (status) {
    case 'seen':
      return done('Đã xem', seenAt);
    case 'delivered':
      return done('Đã tới máy', deliveredAt);
    case 'sent':
      return done('Kênh đã nhận', sentAt);
    case 'failed':
      return { class: 'fault', icon: 'trouble', words: `Chưa tới: ${endWords(failure)}`, at: null };
    case 'unknown':
      return nextTry === null
        ? { class: 'fault', icon: 'trouble', words: 'Chưa rõ đã tới hay chưa', at: null }
        : wait('Chưa rõ đã tới, xét lại', nextTry);
    case 'superseded':
      return { class: 'soft', icon: 'close', words: 'Không gửi nữa vì đã có lời mới hơn', at: null };
    case 'held':
      return wait('Chờ việc kèm theo xong rồi mới gửi', null);
    case 'sending':
      return wait('Đang gửi', null);
    case 'queued':
      return nextTry === null ? wait('Chờ tới lượt gửi', null) : wait('Sẽ gửi', nextTry);
  }
}

function Attempts({ reply, at }: { reply: ReplyView; at: number }) {
  const { calls, attempts, deliveredAt, seenAt } = reply;
  // Only the last calls of one that was tried very often are kept.
  const before = Math.max(0, attempts - calls.length);
  const receipts = [
    ...(deliveredAt === null ? [] : [{ time: deliveredAt, words: 'Đã tới máy' }]),
    ...(seenAt === null ? [] : [{ time: seenAt, words: 'Đã xem' }]),
  ];
  if (calls.length + receipts.length === 0) return null;
  return (
    <Steps
      label={`Các lần gửi tin ${at}`}
      rows={[
        ...calls.map((call, n) => ({
          of: <When at={new Date(call.at)} withSeconds />,
          is: (
            <span class={call.end === 'sent' ? undefined : 'fault'}>
              {call.end !== 'sent' && <Icon name="trouble" />} Lần {before + n + 1}: {endWords(call.end)}
            </span>
          ),
        })),
        ...receipts.map(({ time, words }) => ({
          of: <When at={new Date(time)} withSeconds />,
          is: (
            <span class="done">
              <Icon name="check" /> {words}
            </span>
          ),
        })),
      ]}
    />
  );
}
