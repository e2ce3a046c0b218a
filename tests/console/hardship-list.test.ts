import { harmless } from '../../src/console/xlsx.ts';
import { officerOf } from '../union/example-tree.ts';
import { openExample } from './example-cases.ts';
import { type RunningConsole, startConsole } from './start-console.ts';
import { unzip } from './unzip.ts';
import { createVisitor } from './visitor.ts';

const LIST = '/console/cases/hardship.xlsx';
let running: RunningConsole;
beforeEach(async () => {
  const officers = [
    officerOf('o1', 'cd-tan-an', ['cases'], { persons: [] }),
    officerOf('o-else', 'cd-khac', ['cases'], { persons: [] }),
  ];
  running = await startConsole({ officers });
  await running.add({ login: 'can.bo', role: 'officer', unit: 'cd-tan-an', officer: 'o1' });
  await running.add({ login: 'can.bo.khac', role: 'officer', unit: 'cd-khac', officer: 'o-else' });
  await running.add({ login: 'chuyen.vien', role: 'staff', unit: 'dl' });
});
afterEach(() => running.close());

const request = (more: Parameters<typeof openExample>[1] = {}) =>
  openExample(running.store, {
    kind: 'hardship',
    topic: 'hardship-support',
    identity: 'named',
    unit: 'cd-tan-an',
    told: ['o1'],
    text: 'Nhà bị bão sập (ví dụ), gọi 0905123456',
    facts: { criteria: 'disaster gone', name: 'Người Ví Dụ', member: 'yes', programme: 'tet-sum-vay-2027' },
    ...more,
  });

/** What a spreadsheet shows: the texts of the sheet, one after the other. */
async function download(login: string, query = ''): Promise<{ status: number; text: string; type: string }> {
  const visitor = createVisitor(running.url);
  await visitor.signIn(login);
  const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const answer = await fetch(`${running.url}${LIST}${query}`, { headers: { cookie } });
  const files = unzip(Buffer.from(await answer.arrayBuffer()));
  const text = [...files]
    .flatMap(([name, xml]) => (/sharedStrings|sheet1/.test(name) ? [xml] : []))
    .join('\n');
  return { status: answer.status, text, type: answer.headers.get('content-type') ?? '' };
}
const downloads = async () =>
  (await running.store.audit.list({}, null, 50)).filter(({ what }) => what === 'list-downloaded');

test('the list has the circumstances by their names, what people wrote of themselves, and room for an opinion', async () => {
  const code = await request();
  const { status, text, type } = await download('can.bo');
  expect(status).toBe(200);
  expect(type).toContain('spreadsheetml');
  for (const shown of [
    code,
    'Người Ví Dụ',
    'Ở vùng thiên tai; gone',
    'là đoàn viên',
    'Tết Sum vầy 2027',
    'Ý kiến xét',
  ])
    expect(text).toContain(shown);
});

test('staff have every unit’s, an officer that of their own, and each download is written down', async () => {
  const [ours, theirs] = [await request(), await request({ unit: 'cd-khac', told: ['o-else'] })];
  const complaint = await openExample(running.store, { unit: 'cd-tan-an', told: ['o1'] });
  const staff = (await download('chuyen.vien')).text;
  expect([ours, theirs, complaint].map((code) => staff.includes(code))).toEqual([true, true, false]);
  const own = (await download('can.bo')).text;
  expect([ours, theirs, complaint].map((code) => own.includes(code))).toEqual([true, false, false]);
  expect((await download('can.bo', '?unit=cd-khac')).text).not.toContain(theirs);
  expect((await downloads()).map(({ who, target, why }) => [who, target, why])).toEqual([
    ['can.bo', 'cd-tan-an', '0 hồ sơ xin hỗ trợ'],
    ['can.bo', 'cd-tan-an', '1 hồ sơ xin hỗ trợ'],
    ['chuyen.vien', null, '2 hồ sơ xin hỗ trợ'],
  ]);
});

test('a hidden name stays hidden, and an excluded officer has no line of it', async () => {
  const hidden = await request({ identity: 'hidden' });
  const excluded = await request({ excluded: ['o1'] });
  const { text } = await download('can.bo');
  expect(text).toContain(hidden);
  expect(text).toContain('giấu tên');
  expect(text).not.toContain('Người Ví Dụ');
  expect(text).not.toContain(excluded);
});

test('nothing that was written is computed', async () => {
  await request({
    text: '=HYPERLINK("http://vi-du.example";"bấm")',
    facts: { criteria: '', name: '@SUM(1)' },
  });
  const { text } = await download('chuyen.vien');
  expect(text).not.toMatch(/<f[ >]/);
  expect(text).toMatch(/(?:'|&apos;|&#39;)=HYPERLINK/);
  expect(text).toMatch(/(?:'|&apos;|&#39;)@SUM/);
});

test.each([
  ['=1+1', "'=1+1"],
  ['  =1', "'  =1"],
  ['+84905', "'+84905"],
  ['-1', "'-1"],
  ['@a', "'@a"],
  ['\t=1', "'\t=1"],
  ['chữ = chữ', 'chữ = chữ'],
  ['a\u0000b\u001fc\uffff', 'abc'],
  ['a\ud800b', 'ab'],
  ['', ''],
])('%j becomes %j', (text, becomes) => expect(harmless(text)).toBe(becomes));
