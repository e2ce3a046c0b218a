import fc from 'fast-check';
import { parseStatute } from '../../src/law/parse-statute.ts';
import { textLines } from '../../src/law/read-lines.ts';
import type { LawArticle } from '../../src/model/law.ts';

const NOTHING_TOLD = { law: null, name: null, source: null };
const parse = (text: string, told = NOTHING_TOLD) => parseStatute(textLines(text), 'luat.txt', told);

const HEAD = `QUỐC HỘI                    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Luật số: 7/2099/QH99
LUẬT
BẾP ĂN TẬP THỂ (VÍ DỤ)
Căn cứ Hiến pháp;
Quốc hội ban hành Luật Bếp ăn tập thể.
`;
/** The articles of a law whose head is as it should be. */
function articlesOf(body: string): LawArticle[] {
  const { laws, problems } = parse(`${HEAD}\n${body}`);
  expect(problems).toEqual([]);
  return laws[0]?.articles ?? [];
}
const brief = (body: string) => articlesOf(body).map(({ article, title, text }) => [article, title, text]);

test('a law is read with its number, name, chapters, sections, clauses and points', () => {
  const { laws, problems, notes } = parse(`${HEAD}
Chương I
NHỮNG QUY ĐỊNH
CHUNG

Điều 1. Phạm vi

Luật này quy định về bếp ăn.

Mục 1: NGƯỜI NẤU ĂN
Điều 2. Người nấu ăn
1. Người nấu ăn được:
a) Khám sức khỏe;
b) Nghỉ giữa giờ.
2. Không được hút thuốc.
`);
  expect([problems, notes]).toEqual([[], []]);
  expect(laws).toEqual([
    {
      law: '7/2099/QH99',
      name: 'Luật bếp ăn tập thể (ví dụ)',
      source: null,
      articles: [
        {
          article: '1',
          title: 'Phạm vi',
          text: 'Luật này quy định về bếp ăn.',
          heading: 'Chương I: Những quy định chung',
        },
        {
          article: '2',
          title: 'Người nấu ăn',
          text: '1. Người nấu ăn được:\na) Khám sức khỏe;\nb) Nghỉ giữa giờ.\n2. Không được hút thuốc.',
          heading: 'Chương I: Những quy định chung › Mục 1: Người nấu ăn',
        },
      ],
    },
  ]);
});

const LAYOUTS: [string, string, string[][]][] = [
  [
    'an inserted article',
    'Điều 1. Một\nA.\nĐiều 1a. Một a\nB.\nĐiều 2. Hai\nC.',
    [
      ['1', 'Một', 'A.'],
      ['1a', 'Một a', 'B.'],
      ['2', 'Hai', 'C.'],
    ],
  ],
  [
    'a title over two lines',
    'Điều 1. Quyền của người nấu ăn và của\nngười rửa chén\nNội dung.',
    [['1', 'Quyền của người nấu ăn và của người rửa chén', 'Nội dung.']],
  ],
  ['a title on the line below', 'Điều 1\nPhạm vi\nNội dung.', [['1', 'Phạm vi', 'Nội dung.']]],
  [
    'an article without a title',
    'Điều 1. Luật này có hiệu lực từ ngày ký.',
    [['1', '', 'Luật này có hiệu lực từ ngày ký.']],
  ],
  [
    'a colon, capitals and a dash',
    'Điều 1: Một\nA.\nĐIỀU 2.- Hai\nB.',
    [
      ['1', 'Một', 'A.'],
      ['2', 'Hai', 'B.'],
    ],
  ],
  [
    'lines that the page broke',
    'Điều 1. Một\nNgười nấu ăn phải rửa\ntay trước khi nấu.',
    [['1', 'Một', 'Người nấu ăn phải rửa tay trước khi nấu.']],
  ],
  [
    'a reference where a line begins',
    'Điều 1. Một\nTheo quy định tại\nĐiều 2. Của luật khác.\nĐiều 2. Hai\nB.',
    [
      ['1', 'Một', 'Theo quy định tại Điều 2. Của luật khác.'],
      ['2', 'Hai', 'B.'],
    ],
  ],
  [
    'a reference without a full stop',
    'Điều 1. Một\nA.\nĐiều 5 của luật khác không áp dụng.',
    [['1', 'Một', 'A.\nĐiều 5 của luật khác không áp dụng.']],
  ],
  [
    'a quoted article',
    'Điều 1. Sửa đổi\n1. Điều 60 như sau:\n“Điều 60. Cũ\nĐiều 61. Mới”.\nĐiều 2. Hai\nB.',
    [
      ['1', 'Sửa đổi', '1. Điều 60 như sau:\n“Điều 60. Cũ\nĐiều 61. Mới”.'],
      ['2', 'Hai', 'B.'],
    ],
  ],
  [
    'a new wording without quotation marks',
    'Điều 1. Sửa đổi\nĐiều 60 được sửa đổi như sau:\nĐiều 60. Mới\nX.\nĐiều 2. Hai\nB.',
    [
      ['1', 'Sửa đổi', 'Điều 60 được sửa đổi như sau:\nĐiều 60. Mới\nX.'],
      ['2', 'Hai', 'B.'],
    ],
  ],
  ['a footnote at the number', 'Điều 1.[2] Một\nA.', [['1', 'Một', 'A.']]],
  [
    'a list that begins again inside a clause',
    'Điều 1. Một\n1. Gồm:\n1. Nồi;\n2. Chén.\n2. Hết.',
    [['1', 'Một', '1. Gồm:\n1. Nồi;\n2. Chén.\n2. Hết.']],
  ],
  [
    'an annex with articles of its own',
    'Điều 1. Một\nA.\nPHỤ LỤC I\nMẪU HỢP ĐỒNG\nĐiều 1. Công việc\nNấu ăn.',
    [
      ['1', 'Một', 'A.'],
      ['Phụ lục I', 'MẪU HỢP ĐỒNG', 'Điều 1. Công việc\nNấu ăn.'],
    ],
  ],
  [
    'two annexes without numbers',
    'Điều 1. Một\nA.\nPHỤ LỤC\nX.\nMẪU SỐ 01\nY.\nPHỤ LỤC\nZ.',
    [
      ['1', 'Một', 'A.'],
      ['Phụ lục', '', 'X.'],
      ['Mẫu số 01', '', 'Y.'],
      ['Phụ lục (2)', '', 'Z.'],
    ],
  ],
];
test.each(LAYOUTS)('%s', (_name, body, wanted) => {
  expect(brief(body)).toEqual(wanted);
});

test('text in decomposed letters, with odd blanks and signs that nobody sees, is the same law', () => {
  const body = 'Điều 1. Người nấu ăn\nĐược khám sức khỏe.';
  const odd = `${HEAD}\n${body}`.normalize('NFD').replaceAll(' ', '\u00a0').replaceAll('.', '.\u200b');
  expect(parse(odd)).toEqual(parse(`${HEAD}\n${body}`));
});

test('signatures and recipients are no part of the last article, and that is said', () => {
  const { laws, notes } = parse(`${HEAD}
Điều 1. Hiệu lực
Luật này có hiệu lực.
Luật này đã được Quốc hội thông qua ngày 01 tháng 01.
CHỦ TỊCH QUỐC HỘI
Nơi nhận: | (Đã ký)`);
  expect(laws[0]?.articles[0]?.text).toBe('Luật này có hiệu lực.');
  expect(notes.map(({ line, message }) => `${line} ${message}`)).toEqual([
    '10 3 lines of signatures and recipients left out',
  ]);
});

test('numbers, heads and feet of pages are left out, cells of a table are not', () => {
  const page = (n: number) => [
    ...Array.from({ length: 9 }, (_, at) => `${n}. Câu ${at} của trang.`),
    String(n),
    'Bếp ăn tập thể',
  ];
  const { laws, notes } = parse(
    `${HEAD}\nĐiều 1. Một\n${[1, 2, 3, 4].flatMap(page).join('\n')}\nBảng:\n1\nNồi;\n2\nChén;`,
  );
  const text = laws[0]?.articles[0]?.text ?? '';
  expect(text).not.toContain('Bếp ăn tập thể');
  expect(text).not.toMatch(/\n[34]$/m);
  expect(text).toContain('Câu 8 của trang.');
  expect(text.slice(text.indexOf('Bảng'))).toMatch(/1.*Nồi;.*2.*Chén;/s);
  expect(notes.map(({ message }) => message)).toEqual(['8 lines of page numbers, heads and feet left out']);
});

const WRONG: [string, string, string[]][] = [
  [
    'an empty file',
    '',
    [
      '1 the number of the law is not in the text: give it with --law',
      '1 there is no article in it ("Điều 1. …")',
    ],
  ],
  ['a law without articles', `${HEAD}Chỉ có lời nói đầu.`, ['1 there is no article in it ("Điều 1. …")']],
  [
    'an article that stands twice',
    `${HEAD}\nĐiều 1. Một\nA.\nĐiều 2. Hai\nB.\nĐiều 2. Hai nữa\nC.`,
    ['12 article 2 stands twice, on line 10 too'],
  ],
  [
    'articles in disorder',
    `${HEAD}\nĐiều 1. Một\nA.\nĐiều 3. Ba\nB.\nĐiều 2. Hai\nC.`,
    ['12 article 2 comes after article 3; what is quoted stands in “quotation marks”'],
  ],
];
test.each(WRONG)('%s is refused with its line, and nothing of it is given', (_name, text, messages) => {
  const { laws, problems } = parse(text);
  expect(laws).toEqual([]);
  expect(problems.map(({ line, message }) => `${line} ${message}`)).toEqual(messages);
  expect(problems.every(({ file }) => file === 'luat.txt')).toBe(true);
});

test('a gap, a title alone and a quotation that never ends are worth a note', () => {
  const { laws, notes } = parse(`${HEAD}\nĐiều 1. Một “chưa xong\nA.\nĐiều 3. (được bãi bỏ)`);
  expect(laws[0]?.articles.map(({ article }) => article)).toEqual(['1', '3']);
  expect(notes.map(({ line, message }) => `${line} ${message}`)).toEqual([
    '8 a quotation begins here and never ends',
    '10 article 3 follows article 1: something between is missing',
    '10 3 has a title and no text',
  ]);
});

test('what is told goes before what is read', () => {
  const told = { law: '8/2099/QH99', name: 'Luật khác', source: 'https://example.vn/luat' };
  expect(parse(`${HEAD}\nĐiều 1. Một\nA.`, told as never).laws[0]).toMatchObject(told);
});

test('whatever is written in it, no word of an article is lost', () => {
  const word = fc.constantFrom(
    'nồi',
    'Chén',
    'a)',
    '1.',
    '“',
    '”',
    'Điều',
    '12',
    'như sau:',
    'rửa;',
    'tay.',
    '-',
  );
  const line = fc.array(word, { minLength: 1, maxLength: 7 }).map((words) => words.join(' '));
  fc.assert(
    fc.property(fc.array(fc.array(line, { maxLength: 8 }), { minLength: 1, maxLength: 5 }), (bodies) => {
      const text = bodies
        .map((lines, at) => `Điều ${at + 1}. Tên số ${at + 1}\n${lines.join('\n')}`)
        .join('\n\n');
      const { laws, problems, notes } = parse(`${HEAD}\n${text}`);
      if (problems.length > 0) return;
      const left = notes.some(({ message }) => message.includes('left out'));
      const kept = laws.flatMap(({ articles }) => articles.flatMap((one) => [one.title, one.text])).join(' ');
      const count = (all: string, wanted: RegExp) => (all.match(wanted) ?? []).length;
      if (left) return;
      for (const wanted of [/nồi/g, /Chén/g, /rửa/g, /tay/g, /như sau/g, /“/g])
        expect(count(kept, wanted)).toBe(count(text, wanted));
    }),
  );
});
