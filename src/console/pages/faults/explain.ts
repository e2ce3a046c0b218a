import type { ExchangeView, ReplyView } from '../../../exchanges/describe.ts';
import { CHANNEL_WORDS } from '../../log-words.ts';

/** A trouble in words: what happened, what is not lost, what to press. */
export type Explained = { happened: string; kept: string; press: string };

/** What people can do about it. */
export type Way = 'retry' | 'retake' | 'hand-over' | 'close';

export type Fault = Explained & {
  /** The replies it is about, in their order; none when the turn was parked. */
  replies: readonly ReplyView[];
  ways: readonly Way[];
  /** When the first of them is tried again by itself. */
  nextTry: string | null;
};

/** The open troubles of one exchange, the parked turn first. Replies with one cause are one trouble. */
export function faultsOf(view: ExchangeView): Fault[] {
  const { replies, trouble } = view;
  const parked = trouble.isParked && trouble.since !== null ? [parkedFault(view)] : [];
  const byCause = new Map<string, Fault>();
  for (const fault of replies.filter(isOpen).map((reply) => replyFault(view, reply))) {
    const same = byCause.get(fault.happened);
    byCause.set(fault.happened, same ? joined(same, fault) : fault);
  }
  return [...parked, ...byCause.values()];
}

const joined = (one: Fault, other: Fault): Fault => ({
  ...one,
  replies: [...one.replies, ...other.replies],
  nextTry: [one.nextTry, other.nextTry].filter((at) => at !== null).sort()[0] ?? null,
});

const isOpen = ({ mayRetry, nextTry, failure }: ReplyView): boolean =>
  mayRetry || (nextTry !== null && failure !== null);

const parkedFault = ({ received }: ExchangeView): Fault => ({
  happened: 'Trợ lý không xử lý được tin này, đã thử ba lần.',
  kept: received.told
    ? 'Việc còn nguyên ở đây và ở hồ sơ.'
    : 'Tin còn nguyên, và người nhắn đã được báo là công đoàn sẽ xem.',
  press: received.told
    ? 'Sự cố đã qua thì bấm Xử lý lại.'
    : 'Sự cố đã qua thì bấm Xử lý lại. Cần người trả lời thì bấm Giao cán bộ: hồ sơ mới được mở với lời này.',
  replies: [],
  ways: received.told ? ['retake', 'close'] : ['retake', 'hand-over', 'close'],
  nextTry: null,
});

function replyFault(view: ExchangeView, reply: ReplyView): Fault {
  const { nextTry } = reply;
  if (nextTry !== null)
    return {
      happened: `${CHANNEL_WORDS[view.channel]} chưa nhận sau ${reply.attempts} lần gọi.`,
      kept: 'Lời trả lời còn ở đây và được tự gửi lại.',
      press: 'Chưa cần bấm gì. Nếu nhiều tin cùng như vậy, báo người quản trị xem kênh.',
      replies: [reply],
      ways: [],
      nextTry,
    };
  const explained = reply.status === 'unknown' ? unknown(view) : failed(view, reply);
  return { ...explained, replies: [reply], ways: ['retry', 'close'], nextTry: null };
}

const unknown = ({ channel }: ExchangeView): Explained => ({
  happened: `${CHANNEL_WORDS[channel]} không trả lời kịp, nên chưa rõ người nhận đã thấy tin này chưa.`,
  kept: 'Lời trả lời còn ở đây.',
  press: 'Xem trong hộp thư của kênh trước. Chưa thấy thì bấm Gửi lại; đã thấy thì bấm Đóng.',
});

const KEPT = 'Lời trả lời còn ở đây.';

function failed({ channel }: ExchangeView, { failure }: ReplyView): Explained {
  const name = CHANNEL_WORDS[channel];
  switch (failure) {
    case 'window_closed':
      return {
        happened: `${name} không cho gửi nữa: đã quá lâu kể từ tin cuối của người nhận.`,
        kept: KEPT,
        press: 'Họ nhắn lại thì bấm Gửi lại. Đã liên lạc bằng cách khác thì bấm Đóng và ghi cách đã làm.',
      };
    case 'blocked_by_user':
      return {
        happened: `Người nhận đã chặn hoặc bỏ theo dõi công đoàn trên ${name}.`,
        kept: KEPT,
        press: 'Nếu hồ sơ có số liên lạc, gọi rồi bấm Đóng. Họ theo dõi lại thì bấm Gửi lại.',
      };
    case 'rejected':
      return {
        happened: `${name} từ chối tin này.`,
        kept: KEPT,
        press:
          'Bấm Gửi lại một lần. Vẫn bị từ chối thì báo người quản trị, rồi liên lạc cách khác và bấm Đóng.',
      };
    default:
      return {
        happened: `${name} không nhận tin này.`,
        kept: KEPT,
        press: 'Bấm Gửi lại. Không được thì liên lạc cách khác rồi bấm Đóng.',
      };
  }
}
