import { lexiconFile, wordTables } from '../../../src/understanding/vietnamese/lexicon.ts';
import {
  compilePatterns,
  haystackOf,
  pattern,
  without,
} from '../../../src/understanding/vietnamese/pattern.ts';
import { readText } from '../../../src/understanding/vietnamese/read-text.ts';

const tables = wordTables(
  lexiconFile.parse({
    words: {},
    context: [],
    spellings: {},
    synonyms: {},
    padding: [],
    english: [],
    places: {},
    fear: [],
    grievance: { yes: [], maybe: [], no: [] },
  }),
);
const find = (source: string, text: string) =>
  compilePatterns([source]).find(haystackOf(readText(text, tables)));

test.each([
  ['máy * cuốn', 'bị máy cưa nó cuốn tay', 'máy cưa nó cuốn'],
  ['máy * cuốn', 'may cuon tay', 'may cuon'],
  ['máy * cuốn', 'máy một hai ba bốn năm cuốn', null],
  ['(nợ|giam) lương', 'công ty giam lương em', 'giam lương'],
  ['(chảy|ra) [nhiều] máu', 'chảy nhiều máu quá', 'chảy nhiều máu'],
  ['(chảy|ra) [nhiều] máu', 'bị ra máu hoài', 'ra máu'],
  ['(tự tử|nhảy lầu)', 'nó đòi nhảy lầu', 'nhảy lầu'],
  ['muốn chết', 'tôi muốn chế tạo', null],
  // With diacritics a word is what it says; without, it may be.
  ['đánh', 'danh sách của tôi đây nhé', null],
  ['đánh', 'no danh toi', 'danh'],
  ['=đánh', 'no danh toi', null],
  ['=đánh', 'nó đánh tôi', 'đánh'],
  ['nghỉ việc', 'tôi nghĩ việc này', 'nghỉ việc'],
])('"%s" in "%s" finds %s', (source, text, found) => {
  expect(find(source, text)).toBe(found);
});

test('what was taken out leaves a gap that nothing reaches across by accident', () => {
  const text = haystackOf(readText('mệt muốn chết ở xưởng', tables));
  expect(without(text, 'muốn chết').line).toBe(' mệt ~ ở xưởng ');
});

test.each(['(a|b', 'a|b', '(a (b))', '[a', 'a*b', '*', ''])('"%s" is no pattern', (source) => {
  expect(pattern.safeParse(source).success).toBe(false);
});
