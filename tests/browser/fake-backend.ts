import type { Exchange } from '../../src/model/exchange.ts';
import type { Words } from '../http/memory-chat.ts';
import { type RunningHttp, startHttp } from '../http/start-http.ts';

/** What the browser test needs of a server: where it answers, and how its officer speaks. */
export type Backend = {
  url: string;
  /** An officer's words to whoever wrote last. */
  officerSays(text: string): Promise<void>;
  botSays(text: string): Promise<void>;
  close(): Promise<void>;
};

const NOTICE =
  'Chào anh/chị. Đây là Cầu Nối, trợ lý tự động của Công đoàn Đắk Lắk. Tin nhắn được lưu để công đoàn tiếp nhận, xử lý và trả lời. ' +
  'Xem ai được đọc và quyền của anh/chị: nhắn "quyền riêng tư".';
const WAGE = [
  'Phường Buôn Ma Thuột thuộc vùng III: lương tối thiểu 4.140.000 đ/tháng, 20.000 đ/giờ (từ 01/01/2026).',
  'Đây là mức của lương theo công việc, chưa gồm phụ cấp, thưởng, làm thêm. Ở xã, phường khác của tỉnh có thể là vùng IV: 3.700.000 đ/tháng.',
  'Căn cứ: Nghị định 293/2025/NĐ-CP, Điều 3 và Phụ lục.',
].join('\n');
const CONFIRM = [
  'Gửi phản ánh này?',
  'Việc: công ty chưa trả lương từ tháng 9/2026 (2 tháng)',
  'Nơi: Công ty TNHH A (ví dụ), phường Tân An',
  'Tên: giấu với cán bộ tại công ty',
  'Người nhận: Công đoàn phường Tân An',
  'Gửi nghĩa là anh/chị đồng ý để người nhận và LĐLĐ tỉnh đọc nội dung này.',
].join('\n');
const RECEIPT = [
  '✓ Đã gửi. Mã hồ sơ: K7-4F2. Công đoàn phường Tân An cần nhận việc trước 14:00 thứ Tư 25/11; quá giờ đó, việc tự chuyển lên LĐLĐ tỉnh.',
  'Nên giữ: bảng lương, tin nhắn báo lương, ảnh chấm công.',
  'Hạn cần nhớ: yêu cầu hòa giải viên trong 6 tháng kể từ ngày biết bị nợ. Phản ánh này chưa phải đơn khiếu nại theo luật.',
].join('\n');

const choicesOf = (titles: string[]) => titles.map((title, index) => ({ n: index + 1, title, say: title }));

/** The real HTTP edge over a bot that knows three sentences. */
export async function startFakeBackend(
  changes: Parameters<typeof startHttp>[0] = {},
): Promise<Backend & { http: RunningHttp }> {
  const http = await startHttp(changes);
  const { memory } = http;
  let hasGreeted = false;

  async function answer(exchange: Exchange): Promise<void> {
    const { text } = exchange.received;
    if (!hasGreeted) await memory.say(exchange, { text: NOTICE });
    hasGreeted = true;
    if (/luong|lương/.test(text) && !/no luong/.test(text))
      await memory.say(exchange, {
        text: WAGE,
        choices: choicesOf([
          'Lương của tôi thấp hơn mức này',
          'Công ty tôi ở nơi khác',
          'Gặp cán bộ công đoàn',
        ]),
      });
    else if (/no luong/.test(text))
      await memory.say(exchange, { text: CONFIRM, choices: choicesOf(['Gửi', 'Sửa', 'Hủy']) });
    else if (text === '1') await memory.say(exchange, { text: RECEIPT });
    else if (text === 'hai tin') {
      await memory.say(exchange, { text: 'Gọi 115 ngay. Báo người phụ trách xưởng.' });
      await memory.say(exchange, {
        text: 'Đang ở đâu? Nhắn tên xưởng, Cầu Nối báo người trực công đoàn ngay.',
      });
    } else if (text !== 'im lặng') await memory.say(exchange, { text: `Đã nhận: ${text}` });
  }
  // Late enough that the dots are seen.
  memory.answerWith((exchange) => void setTimeout(() => void answer(exchange), 300));

  async function toLast(words: Words): Promise<void> {
    const last = memory.exchanges.at(-1);
    if (last) await memory.say(last, words);
  }

  return {
    url: http.url,
    http,
    officerSays: (text) => toLast({ text: `Cán bộ công đoàn (hồ sơ K7-4F2): ${text}`, by: 'officer' }),
    botSays: (text) => toLast({ text }),
    close: http.close,
  };
}
