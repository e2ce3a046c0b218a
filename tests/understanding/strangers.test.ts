import { learnedOn } from '../models.ts';

// How people write whom nobody had in mind: a rubber tapper, a teacher, a driver, a parent, a clerk. Each row stands for a cause why
// such a message was misunderstood once; none of them is a phrase of intents/.

const { understand } = await learnedOn('2026-11-25');

test.each([
  // Words of a trade
  ['Chủ lô cao su chưa phát tiền mủ tháng rồi cho anh em cạo', 'late-wages'],
  ['mưa miết cạo không được, đội cho ở nhà thì có tính công hông', 'work-suspension-pay'],
  ['đội cao su điều tui qua lô bên kia xa lắc mà chẳng hỏi', 'transfer-demotion'],
  ['cô giáo mà trường đẩy xuống bếp nấu cơm, không có quyết định', 'transfer-demotion'],
  ['tran lop hoc bong troc roi xuong hoai truong khong sua', 'unsafe-workplace'],
  ['xe công ty hư nằm gara cả tuần, tài xế không có chuyến thì trả lương sao', 'work-suspension-pay'],
  // A side of the topic that nobody had asked about
  ['tôi nghỉ việc rồi, phép còn dư mấy hôm công ty bảo không tính tiền', 'final-payment'],
  ['đang chờ xác minh mất đồ nên bị đình chỉ, em được ứng lương không', 'wage-advance'],
  ['lỡ nộp đơn thôi việc, giờ muốn rút đơn về', 'resignation-notice'],
  ['lương thật tám triệu mà khai đóng bảo hiểm có năm triệu', 'si-evasion'],
  ['hộp sữa phát mỗi ca bây giờ cắt mất tiêu', 'toxic-allowance'],
  ['vo em khong co bao hiem, em dong bhxh thi lanh tien sinh con duoc khong', 'paternity'],
  ['con đau phải nghỉ làm ở nhà trông, bảo hiểm trả đồng nào không', 'sick-leave'],
  ['ngày hành kinh chị em được nghỉ ba mươi phút phải không', 'pregnant-worker-protection'],
  ['công ty phá sản, tụi em nghỉ hết rồi thì lương nợ ai chịu', 'final-payment'],
  // What numbers and short forms mean
  ['luong thang 10 van chua tra', 'late-wages'],
  ['lương t11 chưa thấy đâu', 'late-wages'],
  ['lương tháng 13 tính ra sao', '13th-month'],
  ['con 16t bi bat tang ca toi khuya', 'minors'],
  // The other side of a boundary
  ['phản ánh mà muốn giấu tên thì gửi được chứ, em sợ bị đuổi', 'privacy'],
  ['đang kiện, công đoàn có cho luật sư giúp đoàn viên miễn phí không', 'union-benefits'],
  ['tiền đoàn viên đóng một phần trăm là tính trên khoản lương nào', 'union-dues'],
  ['thôi hủy đi, khỏi hỏi nữa', 'stop'],
  ['xỉn rượu lái xe bị cảnh sát giữ bằng lái mấy tháng', 'off-topic'],
])('"%s" is answered as %s, or that is among the choices', async (text, topic) => {
  const understood = await understand(text);
  expect(understood.ranked.slice(0, 3).map((one) => one.topic)).toContain(topic);
  if (understood.verdict === 'sure') expect(understood.topic).toBe(topic);
});

test.each([
  ['ok cam on', 'thanks'],
  ['oke cam on ad', 'thanks'],
])('"%s" is Vietnamese', async (text, topic) => {
  expect(await understand(text)).toMatchObject({ topic, vietnamese: true });
});

test.each(['zzzzz zz', 'vay vay', 'z z z'])('"%s" says nothing, and no loan is offered', async (text) => {
  expect((await understand(text)).verdict).not.toBe('sure');
});

test.each([
  ['nó còn rình ngoài cổng, em trốn trong nhà kho sợ quá', 'violence'],
  ['mẹ tui bị chủ tấn công, đang la khóc', 'violence'],
  ['chắc tôi đi luôn cho khỏi khổ vợ con', 'self-harm'],
  ['nó để lại lời cuối cho mẹ rồi biến đâu mất', 'self-harm'],
  ['ống bơm hút luôn tay anh thợ vô trong', 'accident'],
  ['sập mái rồi, còn hai người bên trong', 'accident'],
  ['bị giữ trên tàu mấy tháng rồi không cho lên bờ', 'trafficking'],
  ['lò gạch có mấy đứa bé lớp 5 phải bốc gạch', 'child-labour'],
])('"%s" is an emergency: %s', async (text, danger) => {
  expect(await understand(text)).toMatchObject({ danger, dangerNow: true });
});

test.each([
  'nhà tôi bị lũ cuốn trôi hồi tháng trước, có được hỗ trợ không',
  'lương cuối tháng bị chém mất hai triệu',
  'nắng chết luôn á',
  'bị kỷ luật vì đánh nhau thì trình tự ra sao',
  'em phụ ba mẹ bán quán có bị coi là lao động trẻ em không',
  'xin phát ngôn về vụ ngộ độc để đăng báo',
])('"%s" is no emergency', async (text) => {
  expect((await understand(text)).dangerNow).toBe(false);
});
