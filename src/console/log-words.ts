import type { SendFailure } from '../channels/channel.ts';
import type { ExchangeView } from '../exchanges/describe.ts';
import type { ChannelName, MessageKind } from '../model/channel.ts';
import type { Delivery } from '../model/delivery.ts';
import type { Effect, Outcome } from '../model/exchange.ts';
import type { Told } from '../model/told.ts';
import type { Rule } from '../model/trace.ts';
import type { Consultation, Danger } from '../model/understanding.ts';

/** What the rooms Nhật ký and Tin lỗi call things. */
export const CHANNEL_WORDS: Record<ChannelName, string> = {
  'zalo-oa': 'Zalo',
  messenger: 'Messenger',
  'zalo-group': 'Nhóm Zalo',
  'web-chat': 'Trang web',
  cli: 'Dòng lệnh',
  console: 'Phòng làm việc',
};

export const OUTCOME_WORDS: Record<Outcome, string> = {
  answer: 'Trả lời',
  flow: 'Hỏi từng bước',
  clarify: 'Hỏi lại',
  law: 'Dẫn điều luật',
  officer: 'Chuyển cán bộ',
  emergency: 'Báo người trực',
  fallback: 'Từ chối',
  command: 'Làm theo lệnh',
  relay: 'Chuyển lời',
  silent: 'Im lặng',
  parked: 'Không xử lý được',
};

export const DELIVERY_WORDS: Record<Delivery, string> = {
  waiting: 'Đang gửi',
  sent: 'Đã gửi',
  failed: 'Chưa tới',
  unknown: 'Chưa rõ đã tới',
  parked: 'Chưa xử lý',
};

export const KIND_WORDS: Record<MessageKind, string> = {
  text: 'Chữ',
  image: 'Hình ảnh',
  video: 'Video',
  file: 'Tệp',
  sticker: 'Nhãn dán',
  location: 'Vị trí',
  audio: 'Tin thoại',
  contact: 'Danh thiếp',
  link: 'Đường dẫn',
  event: 'Sự kiện',
  effect: 'Việc của hệ thống',
};

export const TOLD_WORDS: Record<Told['what'], string> = {
  card: 'Thẻ hồ sơ cho cán bộ',
  'worker-words': 'Lời người lao động chuyển cho cán bộ',
  'officer-words': 'Lời cán bộ chuyển cho người lao động',
  'case-done': 'Báo hồ sơ đã xong',
  'case-withdrawn': 'Báo hồ sơ được rút',
  'case-reopened': 'Báo hồ sơ được mở lại',
  'case-extended': 'Báo gia hạn',
  'programme-known': 'Báo tin chương trình đã nhờ nhắn',
  'case-moved': 'Báo hồ sơ được chuyển',
  clock: 'Nhắc hạn',
  overdue: 'Báo quá hạn',
  undelivered: 'Báo lời chưa tới',
  'human-echo': 'Người trực nhắn từ hộp thư của kênh',
};

export const RULE_WORDS: Record<Rule, string> = {
  told: 'Do một lượt khác hoặc đồng hồ gây ra',
  console: 'Do cán bộ làm trong phòng làm việc',
  danger: 'Có nguy hiểm đang xảy ra, xét trước mọi thứ',
  officer: 'Người nhắn là cán bộ, nói về hồ sơ',
  choice: 'Chọn một mục của câu hỏi trước',
  command: 'Câu lệnh biết trước, như "hồ sơ của tôi"',
  flow: 'Đang ở giữa một việc hỏi từng bước',
  case: 'Đang nói chuyện với cán bộ về hồ sơ',
  sure: 'Chắc chắn về chủ đề',
  unsure: 'Chưa chắc nên hỏi lại',
  refused: 'Ngoài phạm vi hoặc không hiểu được',
};

export const DANGER_WORDS: Record<Danger, string> = {
  accident: 'tai nạn',
  violence: 'bạo lực',
  'self-harm': 'tự hại',
  'child-labour': 'lao động trẻ em',
  trafficking: 'buôn người',
  harassment: 'quấy rối',
  strike: 'ngừng việc tập thể',
};

export const EFFECT_WORDS: Record<Effect['do'], string> = {
  'open-case': 'Mở hồ sơ',
  'move-case': 'Đổi hồ sơ',
  tell: 'Báo người khác',
  'bind-officer': 'Nối tài khoản với cán bộ',
  'keep-wish': 'Ghi lời nhờ nhắn khi có thông tin',
};

/** How one call of the platform ended. */
const ENDS: Record<SendFailure | 'sent', string> = {
  sent: 'kênh đã nhận',
  unreachable: 'không tới được kênh',
  throttled: 'kênh bảo gửi chậm lại',
  unknown: 'kênh không trả lời kịp, chưa rõ đã nhận',
  window_closed: 'quá thời hạn kênh cho trả lời',
  not_now: 'kênh không cho gửi vào giờ này',
  rejected: 'kênh từ chối tin này',
  blocked_by_user: 'người nhắn không nhận tin của công đoàn',
  bad_credentials: 'kênh không nhận mã đăng nhập của ta',
  needs_admin: 'kênh chờ người quản trị xử lý',
};
const isEnd = (end: string): end is keyof typeof ENDS => Object.hasOwn(ENDS, end);
export const endWords = (end: string | null): string =>
  end === null ? 'đang gọi, hoặc bị ngắt giữa chừng' : isEnd(end) ? ENDS[end] : end;

const NUMBER = new Intl.NumberFormat('vi-VN', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
/** "0,74". */
export const share = (value: number): string => NUMBER.format(value);

/** The title of a topic; its name where it has none. */
export const topicWords = (topics: ReadonlyMap<string, string>, topic: string): string =>
  topic === '' ? 'Chưa rõ' : (topics.get(topic) ?? (topic === 'off-topic' ? 'Ngoài phạm vi' : topic));

type Progress = { state: 'done' | 'wait' | 'fail'; words: string };

/** How far an exchange has come, for the mark of three piers. */
export function progressOf({ delivery, status, replies, trouble }: ExchangeView): Progress {
  const isClosed = trouble.since === null && trouble.closed !== null;
  const failed = (words: string): Progress => ({
    state: 'fail',
    words: isClosed ? `${words}, đã đóng` : words,
  });
  switch (delivery) {
    case 'parked':
      return failed(DELIVERY_WORDS.parked);
    case 'failed':
      return failed(DELIVERY_WORDS.failed);
    case 'unknown':
      return failed(DELIVERY_WORDS.unknown);
    case 'waiting':
      return { state: 'wait', words: status === 'waiting' ? 'Đang xử lý' : 'Đang gửi' };
    case 'sent': {
      const arrived = replies.filter((reply) => SENT.has(reply.status));
      const all = (test: (reply: ExchangeView['replies'][number]) => boolean) => arrived.every(test);
      if (all((reply) => reply.status === 'seen')) return { state: 'done', words: 'Đã xem' };
      const isHere = all((reply) => reply.status !== 'sent');
      return { state: 'done', words: isHere ? 'Đã tới' : 'Đã gửi' };
    }
    case null:
      return { state: 'done', words: 'Không cần gửi' };
  }
}
const SENT: ReadonlySet<string> = new Set(['sent', 'delivered', 'seen']);

/** How Dialogflow took part in a decision. */
export const CONSULTATION_WORDS: Record<Consultation, string> = {
  answered: 'theo lời Dialogflow',
  agreed: 'Dialogflow không chắc hơn',
  disputed: 'hai bên hiểu khác nhau nên hỏi lại',
  nothing: 'Dialogflow không nhận ra ý nào',
  private: 'không hỏi vì tin có điều riêng tư hoặc nguy hiểm',
  long: 'không hỏi vì tin quá dài',
  short: 'không hỏi vì tin quá ngắn',
  resting: 'tạm không hỏi vì Dialogflow vừa lỗi nhiều lần',
  busy: 'không hỏi vì đang hỏi quá nhiều tin cùng lúc',
  unready: 'không hỏi vì chưa cài đặt xong',
  timeout: 'Dialogflow không trả lời kịp',
  unreachable: 'không tới được Dialogflow',
  quota: 'Dialogflow báo hết lượt hỏi',
  refused: 'Dialogflow không cho phép hỏi',
  rejected: 'Dialogflow không nhận câu hỏi',
};
