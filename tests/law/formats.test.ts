import { type LawFormat, readLawFile } from '../../src/law/read-law-file.ts';
import { docxOf } from './docx-file.ts';

const NOTHING_TOLD = { law: null, name: null, source: null };
const read = (text: string | Buffer, format: LawFormat) =>
  readLawFile({ file: `luat${format}`, bytes: Buffer.from(text) }, format, NOTHING_TOLD);

const ARTICLES = [
  { article: '1', title: 'Một', text: '1. A:\na) B;\nb) C.\n2. D.', heading: 'Chương I: Chung' },
  { article: '2', title: 'Hai', text: 'E & G < H.', heading: 'Chương I: Chung' },
];
const LAW = { law: '7/2099/NĐ-CP', name: 'Nghị định về bếp ăn (ví dụ)', source: null, articles: ARTICLES };
const LINES = [
  'Số: 7/2099/NĐ-CP',
  'NGHỊ ĐỊNH',
  'Về bếp ăn (ví dụ)',
  'Căn cứ Luật;',
  'Chương I',
  'CHUNG',
  'Điều 1. Một',
  '1. A:',
  'a) B;',
  'b) C.',
  '2. D.',
  'Điều 2. Hai',
  'E & G < H.',
];

test('the same law comes from a text, a page and a Word document', async () => {
  const named = { ...LAW, name: 'Nghị định Về bếp ăn (ví dụ)' };
  const page = LINES.map((line) => `<p>${line.replace('&', '&amp;').replace('<', '&lt;')}</p>`).join('\n');
  for (const [text, format] of [
    [LINES.join('\n'), '.txt'],
    [`\uFEFF${LINES.join('\r\n')}`, '.txt'],
    [Buffer.from(`\uFEFF${LINES.join('\n')}`, 'utf16le'), '.txt'],
    [`<html><head><title>x</title><style>p {}</style></head><body>${page}</body></html>`, '.html'],
    [docxOf(LINES), '.docx'],
  ] as const)
    expect(await read(text, format)).toEqual({ laws: [named], problems: [], notes: [] });
});

test('a page: line breaks, tables, numbered lists, entities, scripts', async () => {
  const page = `<script>Điều 9. x</script><table><tr><td>CHÍNH PHỦ</td><td>Số: 7/2099/NĐ-CP</td></tr></table>
    <b>Điều 1.</b> Một<br>Nội&nbsp;dung
    dài.
    <ol><li>A:<ol><li>B;</li><li>C.</li></ol></li><li><p>D.</p></li></ol>
    <p>Điều 2. <i>Hai</i></p><div>Bảng:<table><tr><td>Nồi</td><td>2</td></tr></table></div>`;
  const { laws, problems } = await read(page, '.html');
  expect(problems).toEqual([]);
  expect(laws[0]?.law).toBe('7/2099/NĐ-CP');
  expect(laws[0]?.articles.map(({ article, text }) => [article, text])).toEqual([
    ['1', 'Nội dung dài.\n1. A:\na) B;\nb) C.\n2. D.'],
    ['2', 'Bảng:\nNồi | 2'],
  ]);
});

test('what is wrong in a page is named with the line of its source', async () => {
  const { problems } = await read(
    '<p>Số: 7/2099/NĐ-CP</p>\n<p>Điều 1. A</p>\n\n<p>X.</p>\n<p>Điều 1. B</p>',
    '.html',
  );
  expect(problems.map(({ line }) => line)).toEqual([5]);
});

test('a text in an old encoding and a Word document that is none are refused', async () => {
  const old = Buffer.concat([Buffer.from('Số: 7/2099/NĐ-CP\n'), Buffer.from([0xa7, 0x69, 0xd2, 0x75])]);
  expect(await read(old, '.txt')).toMatchObject({ laws: [], problems: [{ line: 2 }] });
  expect(await read('no zip', '.docx')).toMatchObject({ laws: [], problems: [{ line: 1 }] });
});

const row = (law: string, article: string | number, more: object = {}) =>
  JSON.stringify({ law, article, title: 'T', text: 'X.', ...more });

test('lines of JSON hold the articles of several laws, in any order', async () => {
  const text = [row('1/2099/QH99', 2), row('2/2099/QH99', '1'), '', row('1/2099/QH99', '5a')].join('\n');
  const { laws, problems, notes } = await read(text, '.jsonl');
  expect(problems).toEqual([]);
  expect(laws.map(({ law, articles }) => [law, articles.map(({ article }) => article)])).toEqual([
    ['1/2099/QH99', ['2', '5a']],
    ['2/2099/QH99', ['1']],
  ]);
  expect(notes.map(({ line, message }) => `${line} ${message}`)).toEqual([
    '1 1/2099/QH99 has no article 3–4',
  ]);
});

test.each([
  ['nothing', '', 1],
  ['not JSON', `${row('a', 1)}\n{`, 2],
  ['a field that is missing', `${row('a', 1)}\n${JSON.stringify({ law: 'a', article: '2', title: 'x' })}`, 2],
  ['a law without a name', row(' ', 1), 1],
  ['an article that stands twice', `${row('a', 1)}\n${row('b', 1)}\n${row('a', '1')}`, 3],
])('lines of JSON: %s is refused with its line, and nothing is given', async (_name, text, line) => {
  const { laws, problems } = await read(text, '.jsonl');
  expect(laws).toEqual([]);
  expect(problems.map((one) => one.line)).toEqual([line]);
});
