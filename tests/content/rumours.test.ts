import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { z } from 'zod';
import { loadLibrary } from '../../src/content/library.ts';
import { loadContent } from '../../src/content/load-content.ts';
import { createNearRumour, LIKE } from '../../src/content/near-rumour.ts';
import { loadIntents } from '../../src/understanding/load-intents.ts';
import { wordTables } from '../../src/understanding/vietnamese/lexicon.ts';
import { readText } from '../../src/understanding/vietnamese/read-text.ts';

const root = join(import.meta.dirname, '../..');
const library = loadLibrary(root);
const { content } = loadContent(root);
const tables = wordTables(loadIntents(join(root, 'intents'), () => false).lexicon);
const folded = (text: string) => readText(text, tables).folded;
const cases = z
  .object({ hits: z.record(z.string(), z.array(z.string())), others: z.array(z.string()) })
  .parse(load(readFileSync(join(import.meta.dirname, 'rumours.yaml'), 'utf8')));
const hits = Object.entries(cases.hits).flatMap(([id, texts]) => texts.map((text) => ({ id, text })));

test.each(hits)('$text → $id', ({ id, text }) => {
  expect(content.rumours.about(folded(text))).toBe(`rumour-${id}`);
});

test.each(cases.others)('nothing is published about: %s', (text) => {
  expect(content.rumours.about(folded(text))).toBeNull();
});

test('every claim finds its own rumour', () => {
  for (const { id, claims, verdict } of library.rumours.values())
    if (verdict !== 'scam')
      for (const claim of claims) expect([claim, content.rumours.about(folded(claim))]).toEqual([claim, id]);
});

test('the threshold has room on both sides', () => {
  const near = createNearRumour([...library.rumours.values()]);
  const likeness = (text: string) => near(folded(text))?.likeness ?? 0;
  const found = (least: number) => ({
    least,
    hits: hits.filter(({ text }) => likeness(text) >= least).length / hits.length,
    falseAlarms: cases.others.filter((text) => likeness(text) >= least).length / cases.others.length,
  });
  const table = [0.3, 0.4, LIKE, 0.6, 0.7, 0.8].map(found);
  expect(table.find(({ least }) => least === LIKE)).toEqual({ least: LIKE, hits: 1, falseAlarms: 0 });
  expect(found(LIKE - 0.1)).toMatchObject({ hits: 1, falseAlarms: 0 });
  expect(found(LIKE + 0.1).hits).toBeGreaterThan(0.9);
});

describe('scams', () => {
  test.each([
    ['co nguoi xung cong doan bao gui otp nhan qua tet', 'scam-union'],
    ['cán bộ công đoàn nhắn xin số tài khoản để chuyển quà', 'scam-union'],
    ['họ kêu đóng phí 50k mới được nhận quà tết công đoàn', 'scam-union'],
    ['nhóm zalo công đoàn kêu bấm link nhận 2 triệu', 'scam-union'],
    ['có số lạ gọi đòi đọc mã otp', 'scam-union'],
    ['co nguoi goi xung bhxh keu cap nhat vssid', 'scam-vssid'],
    ['bên bảo hiểm gọi yêu cầu cài app để đồng bộ vssid', 'scam-vssid'],
    ['có người tới phòng trọ thu tiền nói là phí công đoàn', 'scam-collector'],
    ['việc nhẹ lương cao bên campuchia có đi được không', 'scam-job'],
    ['môi giới đòi cọc 20 triệu đi nhật có phải lừa không', 'scam-job'],
    ['có người rao thu mua sổ bảo hiểm xã hội', 'scam-book-buyer'],
    ['lỡ đọc mã otp cho người ta rồi làm sao', 'scam-fallen'],
    ['em bị lừa mất 5 triệu tiền xin việc', 'scam-fallen'],
  ])('%s → %s', (text, id) => {
    expect(content.rumours.scam(folded(text))).toBe(`rumour-${id}`);
  });

  test.each([
    'đoàn phí công đoàn đóng bao nhiêu',
    'công ty bắt đóng tiền đồng phục có đúng luật không',
    'làm sao vào công đoàn',
    'công ty trả lương qua tài khoản ngân hàng được không',
    'công ty chuyển khoản lương trễ',
    'cài vssid ở đâu',
    'quên mật khẩu vssid',
    'công ty giữ căn cước của em',
    'bảo hiểm xã hội gửi tiền thai sản chưa',
    'em gửi ảnh bảng lương cho công đoàn rồi',
    'chủ tịch công đoàn công ty em là ai',
    'công đoàn xuống công ty kiểm tra',
    'công ty đòi tiền đào tạo',
    'rút bhxh một lần nhanh nhất mấy ngày',
    'nộp hồ sơ thất nghiệp ở đâu',
    'đi xuất khẩu lao động thì đóng bảo hiểm thế nào',
    'bị công ty lừa ký giấy nghỉ việc',
    'gặp cán bộ công đoàn',
  ])('no scam: %s', (text) => {
    expect(content.rumours.scam(folded(text))).toBeNull();
  });
});

test('every rebuttal is served today, begins with its verdict, and asks nobody for anything', () => {
  for (const id of library.rumours.keys()) {
    const said = content.rumours.rebuttal(id, new Date('2026-11-25T12:00:00+07:00'));
    expect([id, said?.state]).toEqual([id, 'ok']);
    const text = said?.bubbles.join('\n') ?? '';
    expect(text.startsWith(content.say(`rumour.verdict.${content.rumours.verdict(id)}`))).toBe(true);
    expect(text.length).toBeLessThanOrEqual(600);
  }
});
