import { loadContent } from '../../src/content/load-content.ts';
import { type ContentFolder, contentFolder } from './content-folder.ts';

describe('loading content', () => {
  let folder: ContentFolder;
  beforeEach(() => {
    folder = contentFolder();
  });
  afterEach(() => folder.remove());

  test('the repository’s own files load without a problem', () => {
    expect(loadContent(folder.root).problems).toEqual([]);
  });

  test('the version follows every byte, and nothing else', () => {
    const first = loadContent(folder.root).content.version;
    expect(loadContent(folder.root).content.version).toBe(first);
    folder.edit('content/topics.yaml', 'Chậm lương', 'Nợ lương');
    expect(loadContent(folder.root).content.version).not.toBe(first);
  });

  const LATE = 'content/answers/late-wages.md';
  test.each([
    ['a bracket that is not closed', 'content/figures.yaml', 'percent: "{n}%"', 'percent: ["{n}%"', /./],
    [
      'a figure that is no whole number',
      'content/figures.yaml',
      'value: 4140000',
      'value: 4140000.5',
      /value/,
    ],
    ['a day that does not exist', 'content/figures.yaml', 'to: 2025-12-31', 'to: 2025-02-30', /to: /],
    [
      'a word nobody knows',
      'content/laws.yaml',
      'short: Bộ luật Lao động 2019',
      'shrt: Bộ luật Lao động 2019',
      /short|shrt/,
    ],
    [
      'a place without a name',
      'content/places.yaml',
      '{ name: Phường Tân Lập }',
      '{ nam: Phường Tân Lập }',
      /nam/,
    ],
    ['a title too long for a menu', 'content/topics.yaml', 'Chậm lương', 'Chậm lương'.repeat(5), /40/],
    ['an answer without its topic', LATE, 'topic: late-wages\n', '', /topic/],
    ['a source that is no line of a dossier', LATE, 'law 2.26', 'somewhere', /sources/],
    [
      'a tag nobody knows',
      LATE,
      '{{figure late-wages-max-days}}',
      '{{number late-wages-max-days}}',
      /nothing an answer can say/,
    ],
    ['a condition nobody knows', LATE, '{{when from 2026-09-10}}', '{{when someday}}', /no condition/],
    ['a variant without an end', LATE, '{{end}}', '', /without its \{\{end\}\}/],
    ['an end without a variant', LATE, '{{when from 2026-09-10}}', '', /without its \{\{when\}\}/],
    ['a choice that says nothing', 'content/wording.yaml', ', say: xem thêm', '', /say/],
    ['an id in capitals', 'content/wording.yaml', 'case.opened', 'caseOpened', /not an id/],
    ['a wording id given twice', 'content/wording.yaml', 'case.opened', 'answer.more', /unique/],
    [
      'a step that accepts something unheard of',
      'content/flows/complaint.yaml',
      'accepts: text',
      'accepts: anything',
      /accepts/,
    ],
    ['a holiday without a name', 'content/calendar.yaml', ', name: Quốc khánh', '', /name/],
  ])('%s is refused with its file and line', (_, file, was, becomes, message) => {
    const line = folder.lineOf(file, was);
    folder.edit(file, was, becomes);
    const { problems } = loadContent(folder.root);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.every((problem) => problem.file === file)).toBe(true);
    expect(problems.map(({ message: said }) => said).join('\n')).toMatch(message);
    // YAML notices a bracket or a missing key only later; the rest is found where it stands.
    expect(problems.some((problem) => problem.line >= 1 && Math.abs(problem.line - line) <= 6)).toBe(true);
  });

  test.each([
    ['the exact line of a figure', 'content/figures.yaml', 'value: 20000,', 'value: x,'],
    ['the exact line of a tag deep in an answer', LATE, '{{figure fine-late-wages-max}}', '{{fine}}'],
    ['the exact line of front matter', LATE, 'reviewed: 2026-11-25', 'reviewed: yesterday'],
    [
      'the exact line of a choice',
      'content/wording.yaml',
      '{ title: Xem thêm, say: xem thêm }',
      '{ title: "", say: xem thêm }',
    ],
  ])('%s is named', (_, file, was, becomes) => {
    const line = folder.lineOf(file, was);
    folder.edit(file, was, becomes);
    expect(loadContent(folder.root).problems.map((problem) => [problem.file, problem.line])).toEqual([
      [file, line],
    ]);
  });

  test('an answer without front matter, and a file that is missing, are named', () => {
    folder.write('content/answers/bare.md', 'Chỉ có lời.\n');
    folder.write('content/answers/empty.md', '---\ntitle: Trống\n---\n');
    const { problems } = loadContent(folder.root);
    expect(problems.map(({ file }) => file)).toEqual(
      expect.arrayContaining(['content/answers/bare.md', 'content/answers/empty.md']),
    );
    expect(loadContent(`${folder.root}/nowhere`).problems.map(({ message }) => message)).toContain(
      'the file is missing',
    );
  });

  test('what is wrong is left out, the rest still answers', () => {
    folder.edit(LATE, 'topic: late-wages\n', '');
    const { content } = loadContent(folder.root);
    expect(content.has('late-wages')).toBe(false);
    expect(content.has('overtime-pay')).toBe(true);
  });
});
