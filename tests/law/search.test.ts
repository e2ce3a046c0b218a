import { join } from 'node:path';
import { clearHit } from '../../src/law/clear-hit.ts';
import { indexLaws, type LawEntry } from '../../src/law/index-laws.ts';
import { createSearchLaws } from '../../src/law/search-laws.ts';
import { clausesOf, LONGEST_SNIPPET } from '../../src/law/snippet.ts';
import { loadIntents } from '../../src/understanding/load-intents.ts';
import { wordTables } from '../../src/understanding/vietnamese/lexicon.ts';

const { lexicon } = loadIntents(join(import.meta.dirname, '../../intents'), () => false);
const tables = wordTables(lexicon);

const entry = (article: string, title: string, text: string, law = '1/2099/QH99'): LawEntry => ({
  law,
  article,
  title,
  text,
  heading: '',
});
const LAWS = [
  entry('1', 'Phạm vi điều chỉnh', 'Luật ví dụ này quy định về làm thêm giờ, mang thai và bếp ăn.'),
  entry('2', 'Làm thêm giờ', '1. Không quá 04 giờ trong 01 ngày (ví dụ).\n2. Được trả thêm tiền (ví dụ).'),
  entry(
    '3',
    'Bảo vệ thai sản',
    '1. Người sử dụng lao động không được sử dụng người lao động đi công tác xa trong trường hợp sau đây:\na) Mang thai từ tháng thứ 07;\nb) Đang nuôi con nhỏ dưới 12 tháng tuổi.\n2. Được về sớm theo quy định tại Điều 6 của Luật này.',
  ),
  entry('4', 'Quyền của người lao động', 'Người lao động có quyền làm việc (ví dụ).'),
  entry('5', 'Quyền của người lao động thuê lại', 'Người lao động thuê lại có quyền làm việc (ví dụ).'),
  entry(
    '6',
    'Thời giờ',
    `Sáu mươi phút mỗi ngày. ${'Chữ nối dài ví dụ; '.repeat(30)}xe đưa đón dừng trước cổng.`,
  ),
  entry('7', 'Ngừng việc', 'Khi mất điện thì trả lương (ví dụ).'),
  entry('1', 'Làm thêm giờ', 'Không quá 04 giờ trong 01 ngày (ví dụ).', '2/2099/TT-BNV'),
];
const searchIn = async (laws: readonly LawEntry[], asked: readonly string[] = []) => {
  const askedFor = (_law: string, article: string) => (article === '7' ? asked : []);
  return createSearchLaws(await indexLaws(laws, { askedFor, pause: async () => {} }), tables);
};
const best = async (question: string) => {
  const [first] = (await searchIn(LAWS))(question, 3);
  return first && `${first.article} ${first.law}`;
};

test.each([
  ['words of the law', 'không quá mấy giờ làm thêm giờ', '2 1/2099/QH99'],
  ["the people's word for it", 'tăng ca tối đa mấy tiếng', '2 1/2099/QH99'],
  ['abbreviations, no marks', 'ot toi da may h', '2 1/2099/QH99'],
  ['another word for who', 'bầu 7 tháng sếp bắt đi công tác xa', '3 1/2099/QH99'],
  ['a title word for word', 'quyền của người lao động', '4 1/2099/QH99'],
  ['the longer title', 'quyền của người lao động thuê lại', '5 1/2099/QH99'],
  ['capitals', 'NGỪNG VIỆC DO MẤT ĐIỆN', '7 1/2099/QH99'],
  ['letters taken apart', 'ngừng việc do mất điện'.normalize('NFD'), '7 1/2099/QH99'],
])('finds by %s', async (_name, question, wanted) => {
  expect(await best(question)).toBe(wanted);
});

test('finds by what people ask for the answers that cite an article', async () => {
  const search = await searchIn(LAWS, ['xưởng tắt máy cho về sớm có tiền không']);
  expect(search('xưởng tắt máy cho về', 1)[0]?.article).toBe('7');
});

test('of two that say the same the law goes before the circular', async () => {
  const found = (await searchIn(LAWS))('làm thêm giờ', 8);
  const at = (law: string) => found.findIndex((one) => one.law === law && one.title === 'Làm thêm giờ');
  expect(at('1/2099/QH99')).toBeLessThan(at('2/2099/TT-BNV'));
});

test('an article that the best one refers to comes with it', async () => {
  const found = (await searchIn(LAWS))('bảo vệ thai sản', 8);
  expect(found.map(({ article }) => article)).toContain('6');
});

test.each(['', '   ', '???', '😀😀', 'xyzzy plugh', 'xyzzy '.repeat(2000)])(
  '"%.12s" finds nothing and breaks nothing',
  async (text) => {
    expect((await searchIn(LAWS))(text, 10)).toEqual([]);
  },
);

test('no laws, no articles', async () => {
  expect((await searchIn([]))('làm thêm giờ', 10)).toEqual([]);
});

test('a snippet is the clause that fits, with what stands before its points, cut at the end of a word', async () => {
  const search = await searchIn(LAWS);
  const snippet = (question: string) => search(question, 1)[0]?.snippet ?? '';
  expect(snippet('làm thêm giờ được trả thêm tiền')).toBe('2. Được trả thêm tiền (ví dụ).');
  expect(snippet('đang nuôi con nhỏ dưới 12 tháng tuổi đi công tác xa')).toMatch(
    /^1\. Người sử dụng lao động không được .* sau đây: .*b\) Đang nuôi con nhỏ dưới 12 tháng tuổi\.$/,
  );
  expect(snippet('xe đưa đón dừng trước cổng thời giờ')).toMatch(/^….*xe đưa đón dừng trước cổng\.$/);
  for (const { snippet: one } of search('làm việc giờ ngày người lao động tháng ví dụ chữ', 10)) {
    expect(one.length).toBeLessThanOrEqual(LONGEST_SNIPPET);
    expect(one).not.toBe('');
  }
});

test('a list inside a clause belongs to it', () => {
  expect(clausesOf('Lời đầu:\n1. A:\n1. x\n2. y\n3. B')).toEqual(['Lời đầu:', '1. A:\n1. x', '2. y', '3. B']);
  expect(clausesOf('1. A\n2. B\n2a. C\n1. trong\n3. D')).toEqual(['1. A', '2. B', '2a. C\n1. trong', '3. D']);
});

test('only what the law itself has, and enough of it, is a clear hit', async () => {
  const search = await searchIn(LAWS);
  const clear = (question: string) => clearHit(search(question, 1), LAWS.length)?.article ?? null;
  expect(clear('mang thai từ tháng thứ 7 có phải đi công tác xa không')).toBe('3');
  expect(clear('làm việc')).toBeNull();
  expect(clear('giá vàng hôm nay lên bao nhiêu một chỉ')).toBeNull();
  expect(clear('cho hỏi quán phở nào ngon gần cổng có xe đưa đón')).toBeNull();
});
