import fc from 'fast-check';
import { withoutPersonal } from '../../src/understanding/personal.ts';

// Names and numbers are examples (ví dụ).
test.each([
  ['a telephone', 'gọi em 0912 345 678 nha', 'gọi em [số] nha'],
  ['a telephone with dots', 'sđt 0912.345.678', 'sđt [số]'],
  ['a telephone from abroad', '+84 912-345-678 gọi em', '+[số] gọi em'],
  ['a telephone cut by characters nobody sees', '09\u200b1234\u200b5678', '[số]'],
  ['a telephone in wide digits', '０９１２３４５６７８', '[số]'],
  ['an identity card', 'CCCD 079203001234', 'CCCD [số]'],
  ['an identity card in groups', 'cccd 079 203 001 234', 'cccd [số]'],
  ['an old identity card', 'cmnd 023456789', 'cmnd [số]'],
  ['an insurance book', 'số sổ 7912345678', 'số sổ [số]'],
  ['mail', 'mail vi.du+1@example.com nha', 'mail [email] nha'],
  ['a profile', 'fb.com/vi.du và https://example.com/a?b=1', '[link] và [link]'],
  ['a name that is introduced', 'tôi tên là Nguyễn Văn Ví, làm ở may', 'tôi tên là [tên], làm ở may'],
  [
    'a name in small letters without marks',
    'toi ten la nguyen van vi, lam o may',
    'toi ten la [tên], lam o may',
  ],
  ['a given name in small letters', 'em tên lan, công ty nợ lương', 'em tên [tên], công ty nợ lương'],
  ['a form', 'Họ và tên: Trần Thị Ví', 'Họ và tên: [tên]'],
  ['a full name anywhere', 'sếp là Phạm Ví Dụ ấy', 'sếp là [tên] ấy'],
  ['a family that is a word, before Văn', 'ông Trương Văn Ví chửi', 'ông [tên] chửi'],
  ['a name in capitals', 'NGUYỄN VĂN VÍ NỢ LƯƠNG', '[tên] NỢ LƯƠNG'],
  ['after a title', 'chị Lan quản lý không cho nghỉ', 'chị [tên] quản lý không cho nghỉ'],
  ['after a rank', 'tổ trưởng Tuấn chửi em', 'tổ trưởng [tên] chửi em'],
  ["a name with H'", "H'Bia Ksor làm ở rẫy", '[tên] làm ở rẫy'],
  ['with another apostrophe, in small letters', 'em là h’bia', 'em là [tên]'],
  ['a name with Y', 'Y Thuột Niê bị nợ lương', '[tên] bị nợ lương'],
])('%s is masked', (_, text, masked) => {
  expect(withoutPersonal(text)).toBe(masked);
});

test.each([
  'em muốn giấu tên em',
  'tên công ty là gì',
  'đứng tên hợp đồng',
  'lương thì sao',
  'cao thi sao',
  'trần nhà bị dột',
  'Do Công ty nợ lương',
  'chị Công đoàn ơi',
  'y tế công ty không phát thuốc',
  'LƯƠNG THÁNG 13 CÓ KHÔNG',
  'lương 12.500.000 đóng bảo hiểm 5.310.000',
  'từ 1/7/2025 lương tối thiểu vùng bao nhiêu',
  'Luật Lao động 2019 điều 97',
])('%s: stays as it is', (text) => {
  expect(withoutPersonal(text)).toBe(text);
});

test('a firm goes, however it is written', () => {
  const text = 'Cty TNHH   Ví-Dụ nợ lương, cty tnhh ví dụ ở Hòa Phú';
  expect(withoutPersonal(text, ['Cty TNHH Ví Dụ'])).toBe('công ty nợ lương, công ty ở Hòa Phú');
});

test('no telephone leaves, whatever stands around it', () => {
  const separators = fc.constantFrom('', ' ', '.', '-');
  const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 8, maxLength: 8 });
  fc.assert(
    fc.property(fc.string(), fc.string(), separators, digits, (before, after, separator, rest) => {
      const phone = ['0', '9', ...rest.map(String)].join(separator);
      expect(withoutPersonal(`${before} ${phone} ${after}`)).not.toContain(phone);
    }),
  );
});
