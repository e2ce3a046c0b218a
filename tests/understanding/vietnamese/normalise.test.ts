import fc from 'fast-check';
import { blankEmoji } from '../../../src/understanding/vietnamese/emoji.ts';
import { fold } from '../../../src/understanding/vietnamese/fold.ts';
import { dropInvisible, normalise, tidySpaces } from '../../../src/understanding/vietnamese/normalise.ts';
import { placeTones } from '../../../src/understanding/vietnamese/place-tones.ts';
import { squeeze, squeezeEnd } from '../../../src/understanding/vietnamese/squeeze.ts';
import { isPlainSyllable, isSyllable } from '../../../src/understanding/vietnamese/syllable.ts';
import { tokenise } from '../../../src/understanding/vietnamese/tokens.ts';
import { untangle } from '../../../src/understanding/vietnamese/untangle.ts';

test.each([
  ['hoà', 'hòa'],
  ['Tuy Hoà', 'Tuy Hòa'],
  ['khoẻ', 'khỏe'],
  ['thuỷ', 'thủy'],
  ['hòan', 'hoàn'],
  ['toàn', 'toàn'],
  ['qúy', 'quý'],
  ['quý', 'quý'],
  ['gía', 'giá'],
  ['gì', 'gì'],
  ['lựơng', 'lượng'],
  ['luơng', 'lương'],
  ['lưong', 'lương'],
  ['nguời', 'người'],
  ['thuở', 'thuở'],
  ['KHOẺ', 'KHỎE'],
])('a tone mark has one place: %s → %s', (written, right) => {
  expect(placeTones(written)).toBe(right);
});

test('composed and decomposed text become the same', () => {
  expect(normalise('tiền lương'.normalize('NFD'))).toBe('tiền lương');
});

test('what nobody sees is dropped, and line breaks are one kind', () => {
  expect(dropInvisible('l\u200Bương\uFEFF\r\ncơ\u00AD bản')).toBe('lương\ncơ bản');
});

test('spaces are one, lines stay lines', () => {
  expect(tidySpaces('  cho \u00A0 em\t hỏi \n\n  với ')).toBe('cho em hỏi\nvới');
});

test('normalising twice changes nothing more', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => normalise(normalise(text)) === normalise(text)),
  );
});

test.each([
  ['Đắk Lắk', 'Dak Lak'],
  ['đường', 'duong'],
  ['Ê Đê', 'E De'],
  ['plain', 'plain'],
])('%s folds to %s', (written, plain) => {
  expect(fold(written)).toBe(plain);
});

test('folding keeps the length of normalised text, so that positions stay true', () => {
  const words = 'Người lao động ở Buôn Ma Thuột được trả lương thế nào? ĂÂÊÔƠƯĐ ặẫểổởựý';
  expect(fold(words)).toHaveLength(words.length);
});

test.each([
  ['luonggg', 'luong'],
  ['đâuuuu', 'đâu'],
  ['ạaa', 'ạ'],
  ['vayyy', 'vay'],
  ['không', 'không'],
  ['oii', 'oi'],
  ['nhann', 'nhan'],
])('stretched %s is squeezed to %s', (written, right) => {
  expect(squeeze(written)).toBe(right);
});

test.each([
  ['nhaa', 'nha'],
  ['alo', 'alo'],
])('what is no telex either is squeezed at its end: %s → %s', (written, right) => {
  expect(squeezeEnd(written)).toBe(right);
});

test.each([
  ['luowng', 'lương'],
  ['tieenf', 'tiền'],
  ['hieemr', 'hiểm'],
  ['dduwocj', 'được'],
  ['khoong', 'không'],
  ['thuwowngr', 'thưởng'],
  ['nghir', 'nghỉ'],
  ['cos', 'có'],
  ['nguowif', 'người'],
  ['lu7o7ng', 'lương'],
  ['kho6ng', 'không'],
  ['d9uo7c5', 'được'],
  ['tie6n2', 'tiền'],
  // Words that are spelled well, and what would be no syllable, stay.
  ['luong', 'luong'],
  ['thanh', 'thanh'],
  ['task', 'task'],
  ['vssid', 'vssid'],
  ['t10', 't10'],
])('a keyboard leftover is read: %s → %s', (written, right) => {
  expect(untangle(written)).toBe(right);
});

test.each(['lương', 'nghỉ', 'quyền', 'giấy', 'khuya', 'thuở', 'a', 'ơi', 'nghiệp', 'đoàn'])(
  '%s is a syllable',
  (word) => {
    expect(isSyllable(word)).toBe(true);
    expect(isPlainSyllable(fold(word))).toBe(true);
  },
);

test.each(['luowng', 'minimum', 'salary', 'stress', 'wfh', 'how'])('%s is none', (word) => {
  expect(isPlainSyllable(word)).toBe(false);
});

test.each([
  ['lương trễ 😭😭 :((', 'lương trễ'],
  ['hihi =)) ^^', 'hihi'],
  ['từ 8:30 đến 5:00', 'từ 8:30 đến 5:00'],
  ['số 3 nhé <3', 'số 3 nhé'],
  ['ok :v', 'ok'],
])('faces become blanks: %s', (written, left) => {
  expect(blankEmoji(written).trim().replace(/ +/g, ' ')).toBe(left);
  expect(blankEmoji(written)).toHaveLength(written.length);
});

test.each([
  ['khôngMình đi', ['không', 'Mình', 'đi']],
  ['thang7 luong70', ['thang', '7', 'luong', '70']],
  ['70trCấp', ['70tr', 'Cấp']],
  ["H'Lan ở Ea M'Droh", ["H'Lan", 'ở', 'Ea', "M'Droh"]],
  ['Y Thông Niê', ['Y', 'Thông', 'Niê']],
  ['6tr2, 4.140.000đ', ['6tr2', '4.140.000đ']],
  ['24/11/2026', ['24/11/2026']],
  ['VssID bhxh', ['VssID', 'bhxh']],
  ['xong.Rồi sao?', ['xong', 'Rồi', 'sao']],
  ['t7 cn', ['t7', 'cn']],
])('%s is cut into words', (text, words) => {
  expect(tokenise(text).map(({ raw }) => raw)).toEqual(words);
});

test('a word knows where it stood', () => {
  const text = 'lương 😭 thang7 bao nhiêu';
  for (const { raw, at } of tokenise(text)) expect(text.slice(at, at + raw.length)).toBe(raw);
});
