import type { CloseResult, RetryResult } from '../../../exchanges/troubles.ts';

export type Retried = Exclude<RetryResult['is'], 'refused'> | Extract<RetryResult, { is: 'refused' }>['why'];

/** What is said once after pressing "Gửi lại". */
export const RETRY_SAID: Record<Retried, string> = {
  queued: 'Đã xếp hàng gửi lại. Kết quả hiện ở trang này.',
  already: 'Lời này đã có người cho gửi lại trước đó.',
  not_found: 'Không còn lời trả lời này.',
  not_failed: 'Lời này không cần gửi lại: đã tới, đang gửi, hoặc đã được gửi lại.',
  window_closed:
    'Chưa gửi: đã quá thời hạn kênh cho trả lời. Chờ người nhận nhắn lại hoặc liên lạc cách khác.',
};

/** The same of several at once: how many go, and why the first of the others does not. */
export function retrySaid(results: readonly Retried[]): string {
  const [one = 'not_found'] = results;
  if (results.length <= 1) return RETRY_SAID[one];
  const queued = results.filter((result) => result === 'queued').length;
  const refused = results.find((result) => result !== 'queued');
  if (refused === undefined) return `Đã xếp hàng gửi lại ${queued} tin. Kết quả hiện ở trang này.`;
  if (queued === 0) return RETRY_SAID[refused];
  return `Đã xếp hàng gửi lại ${queued} trong ${results.length} tin. Tin còn lại: ${RETRY_SAID[refused]}`;
}

export const CLOSE_SAID: Record<CloseResult, string> = {
  closed: 'Đã đóng và ghi lại lý do.',
  not_found: 'Không còn tin này.',
  no_trouble: 'Tin này đã được đóng hoặc đã tới trước đó.',
  still_tried: 'Chưa đóng: tin đang được tự gửi lại. Chờ kết quả rồi xem lại.',
};
