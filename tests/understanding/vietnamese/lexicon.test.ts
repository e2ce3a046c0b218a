import { type Lexicon, lexiconFile, wordTables } from '../../../src/understanding/vietnamese/lexicon.ts';
import { readText } from '../../../src/understanding/vietnamese/read-text.ts';

const lexicon: Lexicon = lexiconFile.parse({
  words: { cty: 'công ty', ko: 'không', đc: 'được', bhxh: 'bảo hiểm xã hội', rep: 'trả lời' },
  context: [
    { written: 'k', afterNumber: true, means: 'nghìn' },
    { written: 'k', means: 'không' },
    { written: 'cn', after: ['ngày', 'làm'], means: 'chủ nhật' },
    { written: 'cn', before: ['viên'], means: 'công' },
    { written: 'cn', means: 'công nhân' },
  ],
  spellings: { 'nghĩ việc': 'nghỉ việc' },
  synonyms: { 'tăng ca': ['làm thêm giờ'] },
  padding: ['cho em hỏi', 'ạ'],
  english: ['max'],
  places: { bmt: 'Buôn Ma Thuột' },
  fear: [],
  grievance: { yes: [], maybe: [], no: [] },
});
const tables = wordTables(lexicon);
const read = (text: string) => readText(text, tables);

test.each([
  ['cty ko tra luong', 'cong ty khong tra luong'],
  ['CTY KO TRẢ LƯƠNG', 'cong ty khong tra luong'],
  ['ctyyy kooo', 'cong ty khong'],
  ['BHXH đc ko', 'bao hiem xa hoi duoc khong'],
  ['500 k', '500 nghin'],
  ['500k', '500k'],
  ['k có', 'khong co'],
  ['làm cn', 'lam chu nhat'],
  ['cn may', 'cong nhan may'],
  ['nghĩ việc', 'nghi viec'],
  ['max', 'max'],
  ['luowng t10', 'luong t10'],
  ["H'Lan Y Thông", "h'lan y thong"],
])('%s reads as "%s"', (text, folded) => {
  expect(read(text).folded).toBe(folded);
});

test('marks that were written stay beside the folded words', () => {
  expect(read('Nghĩ việc').words).toEqual(['nghỉ', 'việc']);
});

test.each([
  ['công ty nợ lương tôi', true],
  ['cong ty no luong toi', false],
  ['cong ty no lương toi hai thang', false],
  ['', false],
])('whether "%s" was typed with diacritics: %s', (text, marked) => {
  expect(read(text).marked).toBe(marked);
});

test('a text of two thousand characters is read whole', () => {
  const letter = 'Tôi làm ở công ty may đã ba năm, '.repeat(60);
  expect(read(letter).words.length).toBe(60 * 9);
});
