import type { StoryDelivery } from '../../../exchanges/case-story.ts';
import type { CaseEvent, CaseKind, CaseStatus } from '../../../model/case.ts';
import type { ChannelName, MessageKind } from '../../../model/channel.ts';
import type { IconName } from '../../parts/icon.tsx';

type BadgeKind = 'plain' | 'done' | 'wait' | 'person';

export const KIND_WORDS: Record<CaseKind, string> = {
  complaint: 'Phản ánh',
  hardship: 'Xin hỗ trợ khó khăn',
  emergency: 'Khẩn cấp',
  rumour: 'Tin đồn, lừa đảo',
  press: 'Báo chí',
  privacy: 'Yêu cầu về dữ liệu',
  talk: 'Muốn gặp cán bộ',
};

export const STATUS_WORDS: Record<CaseStatus, { title: string; kind: BadgeKind; icon: IconName }> = {
  new: { title: 'Chờ nhận', kind: 'wait', icon: 'hand' },
  open: { title: 'Đang xử lý', kind: 'person', icon: 'user' },
  waiting: { title: 'Chờ người gửi', kind: 'plain', icon: 'clock' },
  resolved: { title: 'Đã xong', kind: 'done', icon: 'check' },
  withdrawn: { title: 'Người gửi đã rút', kind: 'plain', icon: 'close' },
};

export const CHANNEL_WORDS: Record<ChannelName, string> = {
  'zalo-oa': 'Zalo',
  messenger: 'Messenger',
  'zalo-group': 'nhóm Zalo',
  'web-chat': 'trang chat',
  cli: 'dòng lệnh',
  console: 'phòng làm việc',
};

/** "{who} …" */
export const EVENT_WORDS: Record<CaseEvent['what'], { says: string; icon: IconName }> = {
  opened: { says: 'mở hồ sơ', icon: 'folder' },
  accepted: { says: 'nhận việc', icon: 'hand' },
  answered: { says: 'trả lời người gửi', icon: 'reply' },
  asked: { says: 'hỏi thêm người gửi', icon: 'reply' },
  added: { says: 'viết thêm', icon: 'user' },
  noted: { says: 'ghi chú', icon: 'lock' },
  transferred: { says: 'chuyển hồ sơ', icon: 'move' },
  excluded: { says: 'báo việc này liên quan tới mình; hồ sơ chuyển lên trên', icon: 'move' },
  escalated: { says: 'quá hạn, hồ sơ tự chuyển lên trên', icon: 'clock' },
  extended: { says: 'gia hạn', icon: 'clock' },
  resolved: { says: 'đánh dấu đã xong', icon: 'check' },
  reopened: { says: 'mở lại hồ sơ', icon: 'retry' },
  withdrawn: { says: 'rút hồ sơ', icon: 'close' },
  undelivered: { says: 'lời của cán bộ chưa tới người gửi', icon: 'undelivered' },
};

/** What stands for words that are none. */
export const WORDLESS: Partial<Record<MessageKind, string>> = {
  image: '(gửi ảnh)',
  video: '(gửi video)',
  file: '(gửi tệp)',
  audio: '(gửi tin thoại)',
  sticker: '(gửi nhãn dán)',
  location: '(gửi vị trí)',
  contact: '(gửi danh thiếp)',
  link: '(gửi đường dẫn)',
};

type Told = { says: string; kind: 'done' | 'wait' | 'fault'; icon: IconName; hasTime: boolean };

/** Whether words have reached the worker, by what is known of them. */
export function deliveryWords({ status, final, failure }: StoryDelivery): Told {
  switch (status) {
    case 'seen':
      return { says: 'Người gửi đã xem lúc', kind: 'done', icon: 'check', hasTime: true };
    case 'delivered':
      return { says: 'Đã tới máy người gửi lúc', kind: 'done', icon: 'check', hasTime: true };
    case 'sent':
      return { says: 'Đã gửi lúc', kind: 'done', icon: 'check', hasTime: true };
    case 'failed':
      return { says: failedWords(failure), kind: 'fault', icon: 'undelivered', hasTime: false };
    case 'superseded':
      return { says: 'Không gửi nữa, vì đã có lời mới hơn', kind: 'wait', icon: 'clock', hasTime: false };
    case 'unknown':
      return final
        ? {
            says: 'Chưa rõ có tới không: hỏi lại người gửi',
            kind: 'fault',
            icon: 'undelivered',
            hasTime: false,
          }
        : { says: 'Chưa rõ có tới không, đang kiểm tra', kind: 'wait', icon: 'clock', hasTime: false };
    default:
      return { says: 'Đang trên đường tới người gửi', kind: 'wait', icon: 'clock', hasTime: false };
  }
}

function failedWords(failure: string | null): string {
  if (failure === 'window_closed') return 'Không gửi được: đã hết thời gian kênh cho trả lời';
  if (failure === 'blocked_by_user') return 'Không gửi được: người gửi đã chặn tài khoản của công đoàn';
  return 'Không gửi được: kênh từ chối tin này';
}
