import fc from 'fast-check';
import { splitText } from '../../src/channels/split-text.ts';

const GRAPHEMES = new Intl.Segmenter('vi', { granularity: 'grapheme' });
const withoutSpace = (text: string) => text.replaceAll(/\s/g, '');

test.each<[string, string, number, string[]]>([
  ['a short text stays whole', 'Chào anh/chị.', 20, ['Chào anh/chị.']],
  ['nothing is nothing', '  \n ', 20, []],
  ['at the end of a paragraph', 'Đoạn một dài.\n\nĐoạn hai. Hết.', 22, ['Đoạn một dài.', 'Đoạn hai. Hết.']],
  ['at the end of a line', 'Dòng một dài. Và\ndòng hai. Hết.', 24, ['Dòng một dài. Và', 'dòng hai. Hết.']],
  [
    'at the end of a sentence',
    'Câu một rất ngắn. Câu hai dài hơn một chút.',
    30,
    ['Câu một rất ngắn.', 'Câu hai dài hơn một chút.'],
  ],
  [
    'after closing quotation marks',
    'Họ nói “không trả lương!” Rồi họ đi về nhà.',
    30,
    ['Họ nói “không trả lương!”', 'Rồi họ đi về nhà.'],
  ],
  ['at the end of a word', 'một hai ba bốn năm sáu', 11, ['một hai ba', 'bốn năm sáu']],
  ['inside a word that is too long', 'abcdefghijkl', 5, ['abcde', 'fghij', 'kl']],
  ['exactly at the limit', 'abcde fghij', 5, ['abcde', 'fghij']],
  [
    'not after the number of a choice',
    'Chọn một số nhé\n1. Lương thưởng',
    18,
    ['Chọn một số nhé', '1. Lương thưởng'],
  ],
  ['nor before the word of a choice', 'Chọn số:\n1. Lươngthưởngdài', 20, ['Chọn số:', '1. Lươngthưởngdài']],
  ['not between a space and the mark that sits on it', 'aaaa \u0302bbbb', 7, ['aaaa \u0302b', 'bbb']],
  [
    'a cut that would leave a stump is not taken',
    'A.\n\nmột hai ba bốn năm sáu bảy',
    20,
    ['A.\n\nmột hai ba bốn', 'năm sáu bảy'],
  ],
  ['decomposed letters count once', 'ế'.normalize('NFD').repeat(4), 4, ['ếế'.repeat(2)]],
  ['what people see as one character stays whole', 'a👨‍👩‍👧‍👦b', 11, ['a', '👨‍👩‍👧‍👦', 'b']],
  ['a flag is not torn', '🇻🇳🇻🇳🇻🇳', 6, ['🇻🇳', '🇻🇳', '🇻🇳']],
  ['one character longer than the limit is cut between its parts', '👨‍👩‍👧‍👦', 5, ['👨‍👩', '\u200d', '👧‍👦']],
])('%s', (_, text, max, pieces) => {
  expect(splitText(text, max)).toEqual(pieces);
});

const syllables = fc.constantFrom(
  'lương',
  'tháng',
  'ế'.normalize('NFD'),
  'Người',
  '👩🏽‍🏭',
  '🇻🇳',
  'đ',
  'Điều 98',
  'x'.repeat(70),
  '1.',
);
const gaps = fc.constantFrom(' ', '\n', '\n\n', '. ', '? ', '… ', '\n1. ', '   ', '\u00a0', '');
const texts = fc.array(fc.tuple(syllables, gaps), { maxLength: 120 }).map((parts) => parts.flat().join(''));

test('nothing but white space is lost, no piece is too long, empty or torn', () => {
  fc.assert(
    fc.property(texts, fc.integer({ min: 12, max: 120 }), (text, max) => {
      const pieces = splitText(text, max);
      const whole = text.normalize('NFC');
      expect(withoutSpace(pieces.join(''))).toBe(withoutSpace(whole));
      const characters = new Set([...GRAPHEMES.segment(whole)].map(({ segment }) => segment));
      for (const piece of pieces) {
        expect(piece.length).toBeLessThanOrEqual(max);
        expect(piece).toBe(piece.trim());
        expect(piece).not.toBe('');
        expect(piece).toBe(piece.normalize('NFC'));
        const torn = [...GRAPHEMES.segment(piece)].filter(({ segment }) => !characters.has(segment));
        expect(torn).toEqual([]);
      }
    }),
    { numRuns: 500 },
  );
});

test('any text at any limit comes back whole', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.integer({ min: 1, max: 50 }),
      (text, max) => {
        const pieces = splitText(text, max);
        expect(withoutSpace(pieces.join(''))).toBe(withoutSpace(text.normalize('NFC')));
        for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(Math.max(max, 2));
      },
    ),
    { numRuns: 500 },
  );
});
