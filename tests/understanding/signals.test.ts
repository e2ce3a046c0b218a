import { join } from 'node:path';
import { isVietnamese } from '../../src/understanding/language.ts';
import { loadIntents } from '../../src/understanding/load-intents.ts';
import { createFindSignals } from '../../src/understanding/signals.ts';
import { wordTables } from '../../src/understanding/vietnamese/lexicon.ts';
import { readText } from '../../src/understanding/vietnamese/read-text.ts';

const { lexicon } = loadIntents(join(import.meta.dirname, '../../intents'));
const tables = wordTables(lexicon);
const signals = createFindSignals(lexicon);
const read = (text: string) => readText(text, tables);

test.each([
  'đừng nói tên tui nha',
  'dung noi ten tui',
  'so cty biet la e noi',
  'tui e ho biet tui noi',
  'giấu tên giúp em',
  'em sợ bị trù dập',
  'không muốn sếp biết',
  'có bị lộ tên không',
  'gửi ẩn danh được không',
  'sợ mất việc nên không dám nói',
])('fear of being known: %s', (text) => {
  expect(signals(read(text)).fear).toBe(true);
});

test.each([
  'lương tối thiểu bao nhiêu',
  'công ty nợ lương 2 tháng',
  'tên công ty là gì',
  'phép năm mấy ngày',
])('no fear: %s', (text) => {
  expect(signals(read(text)).fear).toBe(false);
});

test.each([
  'công ty nợ lương tôi 2 tháng',
  'cty no luong tui em 3 thang nay',
  'tháng này chưa có lương',
  'em bị trừ lương vô cớ',
  'sếp chửi công nhân suốt ngày',
  'công ty không đóng bảo hiểm cho em',
  'nhờ công đoàn can thiệp giúp',
  'đòi hoài mà chủ không trả',
  'tui em bi ep ky don',
])('a wrong was done: %s', (text) => {
  expect(signals(read(text)).grievance).toBe(true);
});

test.each([
  'lương tối thiểu vùng là bao nhiêu',
  'chậm lương bao nhiêu ngày thì phải trả lãi',
  'Công ty chậm trả lương bị xử phạt thế nào?',
  'nghỉ việc báo trước mấy ngày',
  'điều kiện hưởng thai sản',
  'tăng ca chủ nhật tính sao',
])('only a question: %s', (text) => {
  expect(signals(read(text)).grievance).toBe(false);
});

test.each([
  'how much is the minimum wage in Buon Ma Thuot',
  'hello my boss not pay salary 2 month',
  'Kâo čiăng êmuh klei mă bruă',
  '我想问一下工资',
  'Здравствуйте, зарплата',
])('not Vietnamese: %s', (text) => {
  expect(isVietnamese(read(text), tables)).toBe(false);
});

test.each([
  'luong toi thieu bao nhieu',
  'ok',
  'hello ad, cho em hỏi',
  'test',
  'team lead bat OT hoai ma ko tra luong',
  "em là H'Lan ở buôn Akô Dhông",
  '😭😭',
  '',
  'sdfkjh',
])('Vietnamese, or too little to tell: %s', (text) => {
  expect(isVietnamese(read(text), tables)).toBe(true);
});
