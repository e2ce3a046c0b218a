import { checkProgrammes } from '../../src/content/check-programmes.ts';
import { loadLibrary } from '../../src/content/library.ts';
import { loadContent } from '../../src/content/load-content.ts';
import { type ContentFolder, contentFolder } from './content-folder.ts';

let folder: ContentFolder;
beforeEach(() => {
  folder = contentFolder();
});
afterEach(() => folder.remove());

const problems = () => {
  const library = loadLibrary(folder.root);
  return [...library.problems, ...checkProgrammes(library, '2026-11-25')];
};
const TET = 'content/programmes/tet-sum-vay-2027.yaml';
const CRITERIA = 'content/criteria.yaml';

test('the repository’s own programmes are in order', () => expect(problems()).toEqual([]));

test.each<[string, string, string, string, RegExp, string]>([
  ['a status nobody knows', TET, 'status: awaited', 'status: maybe', /status/, 'status:'],
  ['a known programme without dates', TET, 'status: awaited', 'status: known', /has dates/, 'dates:'],
  [
    'a file of another name',
    TET,
    'name: tet-sum-vay-2027',
    'name: tet-2027',
    /belongs into tet-2027.yaml/,
    'name:',
  ],
  ['a topic without a title', TET, 'topic: tet-sum-vay', 'topic: tet-xyz', /no title for tet-xyz/, 'topic:'],
  [
    'a circumstance that is none',
    TET,
    '[hardship, illness',
    '[poor, illness',
    /criteria.yaml has no poor/,
    '  criteria:',
  ],
  [
    'an amount in prose',
    TET,
    'số suất và mức quà',
    'suất 500.000 đ và mức quà',
    /should be a figure/,
    '  what:',
  ],
  [
    'a law nobody knows',
    TET,
    'citations: []',
    'citations: [{ law: 1/2000/QH1 }]',
    /not in laws.yaml/,
    'citations:',
  ],
  [
    'a phrase that asks for an answer',
    TET,
    'asks: [chương trình',
    'asks: [tết sum vầy, chương trình',
    /already asks for tet-sum-vay/,
    'asks:',
  ],
  [
    'a source that is no line',
    TET,
    'sources: [union 3.07',
    'sources: [báo, union 3.07',
    /sources/,
    'sources:',
  ],
  [
    'a circumstance nobody looks at',
    CRITERIA,
    '  - id: housing',
    '  - { id: lonely, title: Một mình, sources: [union 3.07] }\n  - id: housing',
    /no programme looks at lonely/,
    '  - { id: lonely',
  ],
  ['a year that is none', TET, 'year: 2027', 'year: soon', /year/, 'year:'],
])('refuses %s, with file and line', (_, file, was, becomes, message, at) => {
  folder.edit(file, was, becomes);
  const found = problems().filter((one) => message.test(one.message) && one.file === file);
  expect(found.length).toBeGreaterThan(0);
  const line = folder.lineOf(file, at);
  expect(found.some((one) => Math.abs(one.line - line) <= 1)).toBe(true);
});

test('a programme is of interest on its own days only', () => {
  const { content } = loadContent(folder.root);
  const on = (day: string) => content.programmesOf('tet-sum-vay', new Date(`${day}T12:00:00+07:00`));
  expect(on('2027-02-28').map(({ name }) => name)).toEqual(['tet-sum-vay-2027']);
  expect(on('2027-03-01')).toEqual([]);
  expect(content.publishedProgrammes()).toEqual([]);
});

test('which programme a question of the topic is about is decided by its words', () => {
  const { content } = loadContent(folder.root);
  const asked = (text: string) =>
    content.programmeAsked('worker-month', text, new Date('2026-11-25T12:00:00+07:00'))?.programme.name;
  expect(asked('thang hanh dong an toan ve sinh lao dong co gi')).toBe('thang-atvsld-2027');
  expect(asked('thang cong nhan co gi')).toBe('thang-cong-nhan-2027');
  expect(asked('ngay thanh lap cong doan co gi')).toBe('ngay-thanh-lap-2027');
});
