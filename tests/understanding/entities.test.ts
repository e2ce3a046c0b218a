import { join } from 'node:path';
import { clausesOf, isAsking, piecesOf } from '../../src/understanding/clauses.ts';
import { findAreas } from '../../src/understanding/entities/areas.ts';
import { findDates } from '../../src/understanding/entities/dates.ts';
import { findDurations } from '../../src/understanding/entities/durations.ts';
import { findMoney } from '../../src/understanding/entities/money.ts';
import { findPhones } from '../../src/understanding/entities/phones.ts';
import { findWorkplaces } from '../../src/understanding/entities/workplaces.ts';
import { loadIntents } from '../../src/understanding/load-intents.ts';
import { wordTables } from '../../src/understanding/vietnamese/lexicon.ts';
import { readText } from '../../src/understanding/vietnamese/read-text.ts';
import { tokenise } from '../../src/understanding/vietnamese/tokens.ts';

const { lexicon } = loadIntents(join(import.meta.dirname, '../../intents'));
const tables = wordTables(lexicon);
const folded = (text: string) => readText(text, tables).folded;
const NOW = new Date('2026-11-24T03:00:00Z');

test.each([
  ['luong 6tr2', [6_200_000]],
  ['6 trieu 2', [6_200_000]],
  ['6tr25', [6_250_000]],
  ['6tr2 thang 26 cong', [6_200_000]],
  ['6 trieu 2 thang chua tra', [6_000_000]],
  ['lương 5 triệu rưỡi', [5_500_000]],
  ['6 triệu 2 tháng nay', [6_000_000]],
  ['sáu triệu', [6_000_000]],
  ['4.140.000', [4_140_000]],
  ['4,140,000đ', [4_140_000]],
  ['1,5 triệu', [1_500_000]],
  ['7.8 củ', [7_800_000]],
  ['500k', [500_000]],
  ['300 ngàn', [300_000]],
  ['hai trăm nghìn', [200_000]],
  ['phạt 5 xị', [500_000]],
  ['3700000 đồng', [3_700_000]],
  ['4-5tr', [4_000_000, 5_000_000]],
  ['450k-2tr', [450_000, 2_000_000]],
  ['lương 6tr2, phạt 200k', [6_200_000, 200_000]],
  ['nghị định 293/2025', []],
  ['ngày 24/11', []],
  ['1.200 công nhân', []],
  ['tăng ca 3 tiếng', []],
])('money in "%s"', (text, found) => {
  expect(findMoney(folded(text))).toEqual(found);
});

test.each([
  ['24/11', ['2026-11-24']],
  ['ngày 24-11-2025', ['2025-11-24']],
  ['hnay 24/11 cong ty bat di lam', ['2026-11-24']],
  ['thang nay em lam 24/26 cong', []],
  ['nghi 2/26 ngay cong', []],
  ['2/9', ['2026-09-02']],
  ['tháng 6/2026', ['2026-06-01']],
  ['tháng 6 năm 2025', ['2025-06-01']],
  ['ngày 5 tháng 10', ['2026-10-05']],
  ['tháng 1', ['2027-01-01']],
  ['từ t7', ['2026-07-01']],
  ['lương t10', ['2026-10-01']],
  ['chiều t7 đi làm', []],
  ['lương t13', []],
  ['hnay', ['2026-11-24']],
  ['hôm qua bị trừ lương', ['2026-11-23']],
  ['mai nghỉ được không', []],
  ['sáng mai', ['2026-11-25']],
  ['ngày 31/2', []],
  ['2/3 số lương', []],
  ['từ 1/5 đến 30/4', ['2026-05-01', '2026-04-30']],
])('dates in "%s"', (text, found) => {
  expect(findDates(folded(text), NOW)).toEqual(found);
});

test('today is today in Vietnam', () => {
  expect(findDates('hom nay', new Date('2026-11-23T20:00:00Z'))).toEqual(['2026-11-24']);
});

test.each([
  ['no luong 2 thang nay', ['2 thang nay']],
  ['hơn 3 tháng nay rồi', ['hơn 3 tháng nay rồi']],
  ['tuan truoc', ['tuan truoc']],
  ['từ t7 tới giờ', ['từ t7 tới giờ']],
  ['nửa năm', ['nửa năm']],
  ['mấy tháng nay', ['mấy tháng nay']],
  ['nghỉ được mấy ngày', []],
  ['làm 8 tiếng', []],
  ['hôm nay', []],
])('durations in "%s"', (text, found) => {
  expect(findDurations(text)).toEqual(found);
});

test.each([
  ['gọi em 0912345678', ['0912345678']],
  ['sdt 0912.345.678 nha', ['0912345678']],
  ['+84 912 345 678', ['0912345678']],
  ['lương 4140000', []],
])('telephone numbers in "%s"', (text, found) => {
  expect(findPhones(text)).toEqual(found);
});

test.each([
  ['luong o bmt', ['Buôn Ma Thuột']],
  ['ở phường Tân An', ['phường Tân An']],
  ['xã Ea Kar', ['xã Ea Kar']],
  ['Xã Phú Hòa 1', ['Xã Phú Hòa 1']],
  ['ở Tuy Hoà', ['Tuy Hòa']],
  ['tp Nha Trang', ['tp Nha Trang']],
  ['xã hội hóa', []],
  ['công nhân may', []],
])('areas in "%s"', (text, found) => {
  expect(findAreas(text, tables)).toEqual(found);
});

const ORDINARY = new Set('no luong khong tra bat di lam may cuon chay o bi oi em cho nghi da het'.split(' '));
test.each([
  ['cong ty A no luong', ['cong ty A']],
  ['cong ty a no luong', ['cong ty a']],
  ['cho em hỏi công ty ạ', []],
  ['cty TNHH Hòa Phát không trả lương', ['cty TNHH Hòa Phát']],
  ['nhà máy A Hòa Phú', ['nhà máy A Hòa Phú']],
  ['xuong may X bat di lam', ['xuong may X']],
  ['cong ty minh tam no luong', ['cong ty minh tam']],
  ['công ty nợ lương', []],
  ['xuong may chay', []],
  ['công ty cổ phần may Ví Dụ 2', ['công ty cổ phần may Ví Dụ 2']],
])('workplaces in "%s"', (text, found) => {
  expect(findWorkplaces(tokenise(text), (word) => ORDINARY.has(word))).toEqual(found);
});

test.each([
  ['Lương bao nhiêu? Nghỉ phép mấy ngày?', ['Lương bao nhiêu', 'Nghỉ phép mấy ngày']],
  ['lương 4.140.000 có đúng không', ['lương 4.140.000 có đúng không']],
  ['lương bao nhiêu với lại phép mấy ngày', ['lương bao nhiêu', 'với lại phép mấy ngày']],
  ['e nghi viec\nthang truoc', ['e nghi viec thang truoc']],
  [
    'luong toi thieu bmt bao nhieu\nphep nam duoc may ngay',
    ['luong toi thieu bmt bao nhieu', 'phep nam duoc may ngay'],
  ],
])('clauses of "%s"', (text, parts) => {
  expect(clausesOf(text)).toEqual(parts);
});

test('pieces are also cut at commas and "và"', () => {
  expect(piecesOf('tăng ca tính sao và nghỉ việc báo mấy ngày')).toEqual([
    'tăng ca tính sao',
    'và nghỉ việc báo mấy ngày',
  ]);
});

test.each([
  ['luong bao nhieu vay ad', true],
  ['duoc khong', true],
  ['bao gio duoc nghi huu', true],
  ['le nay nghi may ngay', true],
  ['em nghi viec thang truoc', false],
])('"%s" asks: %s', (text, asks) => {
  expect(isAsking(text.split(' '))).toBe(asks);
});
