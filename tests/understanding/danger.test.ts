import { join } from 'node:path';
import type { Danger } from '../../src/model/understanding.ts';
import { createFindDanger } from '../../src/understanding/danger.ts';
import { loadIntents } from '../../src/understanding/load-intents.ts';
import { fold } from '../../src/understanding/vietnamese/fold.ts';
import { wordTables } from '../../src/understanding/vietnamese/lexicon.ts';
import { readText } from '../../src/understanding/vietnamese/read-text.ts';

const { lexicon, danger } = loadIntents(join(import.meta.dirname, '../../intents'));
const tables = wordTables(lexicon);
const findDanger = createFindDanger(danger);
const find = (text: string) => findDanger(readText(text, tables));

const NOW: [Danger, string][] = [
  ['accident', 'co nguoi bi may cuon tay o xuong may chay nhieu mau qua'],
  ['accident', 'có người bị máy cuốn tay, chảy nhiều máu quá'],
  ['accident', 'anh thợ rơi từ giàn giáo xuống bất tỉnh'],
  ['accident', 'xưởng đang cháy'],
  ['accident', 'sập giàn giáo có người bị đè'],
  ['accident', 'công nhân ngất xỉu hàng loạt'],
  ['accident', 'bạn em bị điện giật'],
  ['accident', 'may dap nat ban tay'],
  ['accident', 'rò rỉ khí amoniac trong kho lạnh'],
  ['accident', 'mấy chục công nhân ngộ độc thức ăn'],
  ['accident', 'lò hơi phát nổ'],
  ['accident', 'đứt lìa ngón tay rồi'],
  ['accident', 'xe nâng tông trúng người'],
  ['accident', 'có người bị tai nạn gọi cấp cứu với'],
  ['accident', 'bị kẹt trong thang máy chở hàng'],
  ['accident', 'hóa chất văng vào mắt em'],
  ['violence', 'quản lý đánh công nhân'],
  ['violence', 'em bị bảo vệ đánh'],
  ['violence', 'có người cầm dao vô xưởng'],
  ['violence', 'họ dọa giết em'],
  ['violence', 'bị nhốt trong kho không cho ra'],
  ['violence', 'côn đồ tới chặn cổng'],
  ['violence', 'tức quá muốn giết thằng quản lý'],
  ['violence', 'đòi đốt xưởng'],
  ['violence', 'bị cưỡng hiếp'],
  ['self-harm', 'chan song qua khong muon di lam khong muon gi nua'],
  ['self-harm', 'em muốn chết'],
  ['self-harm', 'không muốn sống nữa'],
  ['self-harm', 'tôi định tự tử'],
  ['self-harm', 'chết cho xong'],
  ['self-harm', 'sống làm gì nữa'],
  ['self-harm', 'bạn cùng phòng em đòi nhảy lầu'],
  ['self-harm', 'uống thuốc sâu cho rồi'],
  ['self-harm', 'vĩnh biệt mọi người'],
  ['child-labour', 'xưởng thuê trẻ em 12 tuổi làm đêm'],
  ['child-labour', 'mấy bé 13 tuổi bị bắt bốc vác'],
  ['child-labour', 'lo gach bat tre em lam'],
  ['trafficking', 'em gái em bị lừa sang campuchia'],
  ['trafficking', 'họ giữ hộ chiếu không cho về'],
  ['trafficking', 'bị bán qua biên giới'],
  ['trafficking', 'bên kia đòi tiền chuộc'],
  ['trafficking', 'bị ép bán dâm'],
  ['harassment', 'sếp khóa cửa ôm em'],
];
test.each(NOW)('%s happens now: %s', (kind, text) => {
  expect(find(text)).toMatchObject({ danger: kind, now: true });
});

test('next to nothing is lost when it is typed without diacritics', () => {
  const lost = NOW.filter(([, text]) => !find(fold(text)).now).map(([, text]) => text);
  expect(lost).toEqual([]);
});

const NAMED: [Danger, string][] = [
  ['accident', 'bị tai nạn lao động được hưởng gì'],
  ['accident', 'chế độ tai nạn lao động'],
  ['accident', 'năm ngoái em bị máy cắt đứt ngón tay, giờ làm chế độ sao'],
  ['accident', 'tai nạn giao thông trên đường đi làm có được tính tai nạn lao động không'],
  ['violence', 'đánh nhau trong công ty bị kỷ luật thế nào, quy định ra sao'],
  ['harassment', 'bị quấy rối tình dục ở công ty'],
  ['harassment', 'quản lý hay sờ mông công nhân nữ'],
  ['harassment', 'sep ru di nha nghi'],
  ['strike', 'cả xưởng đang đình công'],
  ['strike', 'công nhân ngừng việc tập thể'],
  ['child-labour', 'sử dụng lao động trẻ em bị phạt bao nhiêu'],
];
test.each(NAMED)('%s is named, nothing happens now: %s', (kind, text) => {
  expect(find(text)).toMatchObject({ danger: kind, now: false });
});

test.each([
  'mệt muốn chết',
  'met muon chet',
  'đói gần chết',
  'nóng chết đi được',
  'kiểu này chết mất',
  'chết mất thôi, deadline dí',
  'cười chết',
  'lương chết đói',
  'đánh giá cuối năm thấp quá',
  'danh gia nang luc',
  'danh sach nhan qua tet',
  'danh cho cong nhan',
  'máy chạy cả đêm',
  'may chay ca dem khong nghi',
  'nợ lương',
  'cty no luong 2 thang nay roi, ho hen hoai',
  'phỏng vấn rồi mà chưa báo',
  'phong van xong cho ket qua',
  'chém gió',
  'hóa đơn công đoàn',
  'lương tối thiểu vùng',
  'xin nghỉ phép về quê',
  'bảo hiểm thất nghiệp',
  'mấy giờ rồi',
  'tăng ca đêm mấy giờ về',
  'làm ca đêm buồn ngủ muốn chết',
  '17 tuổi đi làm được không',
  'bao nhiêu tuổi được đi làm',
  '',
])('no danger at all: %s', (text) => {
  expect(find(text)).toMatchObject({ danger: null, now: false });
});
