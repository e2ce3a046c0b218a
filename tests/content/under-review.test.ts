import { checkContent } from '../../src/content/check-content.ts';
import { dateOf } from '../../src/content/day.ts';
import { citedWhole, dueContent } from '../../src/content/due-content.ts';
import { loadLibrary } from '../../src/content/library.ts';
import { loadContent } from '../../src/content/load-content.ts';
import { readIntents } from '../../src/content/read-intents.ts';
import { underReview } from '../../src/content/under-review.ts';
import { isCommand } from '../../src/dialogue/commands.ts';
import { type ContentFolder, contentFolder } from './content-folder.ts';

const TODAY = '2026-11-24';
const LAWS = 'content/laws.yaml';
const CODE =
  '  45/2019/QH14:\n    name: Bộ luật Lao động\n    short: Bộ luật Lao động 2019\n    from: 2021-01-01\n';
const OLD = `---
title: Chậm lương trước 2026
topic: late-wages
validFrom: 2021-01-01
validTo: 2025-12-31
reviewed: 2025-01-01
owner: Ban
sources: [law 2.25]
citations: [{ law: 45/2019/QH14, article: 97 }]
choices: [{ title: Các bước, say: các bước đòi quyền lợi }, { title: Gặp cán bộ công đoàn, say: gặp cán bộ }]
---
Câu trả lời cũ.
`;

describe('the law ends or changes', () => {
  let folder: ContentFolder;
  beforeEach(() => {
    folder = contentFolder();
  });
  afterEach(() => folder.remove());

  const inCode = (line: string) => folder.edit(LAWS, CODE, `${CODE}    ${line}\n`);
  const state = (id: string, day: string) =>
    loadContent(folder.root).content.answer(id, { date: dateOf(day), area: null }).state;
  const listed = (day: string) =>
    underReview(loadLibrary(folder.root), day).map(({ kind, id }) => `${kind} ${id}`);
  const problems = () =>
    checkContent(loadLibrary(folder.root), readIntents(folder.root).intents, { today: TODAY, isCommand });

  test('as it stands, nothing is under review', () => expect(listed(TODAY)).toEqual([]));

  test('a statute that ended withholds answers, figures and calculators that rest on it, from the day after', () => {
    inCode('to: 2026-10-31');
    expect(listed('2026-10-31')).toEqual([]);
    const found = listed('2026-11-01');
    for (const one of [
      'answer late-wages',
      'answer claim-steps',
      'figure late-wages-max-days',
      'calculator overtime',
    ])
      expect(found).toContain(one);
    expect(state('late-wages', '2026-10-31')).toBe('ok');
    expect(state('late-wages', '2026-11-01')).toBe('reviewing');
    expect(state('union-dues', '2026-11-01')).toBe('ok');
  });

  test('a statute amended as a whole withholds the same until each was read again', () => {
    folder.edit(
      LAWS,
      '      - { on: 2026-01-01, articles: ["154"]',
      '      - { on: 2026-11-24, by: 1/2026/QH16 }\n      - { on: 2026-01-01, articles: ["154"]',
    );
    // Read on the day of the change or after it is read again.
    expect(listed('2026-11-24')).toEqual([]);
    folder.edit('content/answers/claim-steps.md', 'reviewed: 2026-11-25', 'reviewed: 2026-11-23');
    expect(listed('2026-11-24')).toEqual(['answer claim-steps']);
    folder.edit('content/figures.yaml', '\nreviewed: 2026-11-24', '\nreviewed: 2026-11-23');
    expect(listed('2026-11-24')).toEqual(
      expect.arrayContaining(['figure late-wages-max-days', 'answer late-wages', 'calculator overtime']),
    );
    expect(state('late-wages', '2026-11-23')).toBe('ok');
    expect(state('late-wages', '2026-11-24')).toBe('reviewing');
  });

  test('an article that ended withholds what cites it, whoever read it since, and is refused by the check', () => {
    inCode('ended: [{ on: 2026-11-01, articles: ["190"], by: 2/2026/QH16 }]');
    const found = listed(TODAY);
    expect(found).toEqual(expect.arrayContaining(['figure mediation-claim-months', 'calculator limitation']));
    expect(found).not.toContain('answer union-dues');
    expect(state('claim-steps', '2026-10-31')).toBe('ok');
    expect(state('claim-steps', TODAY)).toBe('reviewing');
    const said = problems().map(({ file, message }) => `${file} ${message}`);
    expect(said.join('\n')).toMatch(
      /figures.yaml cites article 190 of 45\/2019\/QH14, which 2\/2026\/QH16 ended on 2026-11-01/,
    );
  });

  test('a law cited as a whole is touched by a change of any of its articles', () => {
    folder.edit(
      LAWS,
      '    short: Nghị quyết 28/2026/QH16\n    from: 2026-07-01\n',
      '    short: Nghị quyết 28/2026/QH16\n    from: 2026-07-01\n    amended: [{ on: 2026-12-01, articles: ["4"], by: 3/2026/QH16 }]\n',
    );
    expect(listed('2026-11-30')).toEqual([]);
    expect(listed('2026-12-01').length).toBeGreaterThan(0);
  });

  test('zones of the minimum wage stop with their decree', () => {
    folder.edit(
      LAWS,
      '    short: Nghị định 293/2025/NĐ-CP\n',
      '    short: Nghị định 293/2025/NĐ-CP\n    to: 2026-11-23\n',
    );
    expect(listed(TODAY)).toEqual(
      expect.arrayContaining([
        'places zones-2026-01-01',
        'figure minimum-wage-3-month',
        'answer minimum-wage',
      ]),
    );
  });

  describe('a question about an earlier day', () => {
    beforeEach(() => {
      folder.write('content/answers/late-wages-2025.md', OLD);
      folder.edit(
        'content/answers/late-wages.md',
        'validFrom: 2021-01-01',
        'validFrom: 2026-01-01\nbefore: late-wages-2025',
      );
    });
    const answer = (day: string) =>
      loadContent(folder.root).content.answer('late-wages', { date: dateOf(day), area: null });

    test('is given the answer that was valid then', () => {
      expect(answer('2025-12-31')).toMatchObject({ id: 'late-wages-2025', state: 'ok' });
      expect(answer('2025-12-31').bubbles.join()).toContain('Câu trả lời cũ.');
      expect(answer('2026-01-01')).toMatchObject({ id: 'late-wages', state: 'ok' });
      expect(answer('2020-12-31').state).toBe('reviewing');
    });

    test('has it still when the law of today changed, and the older one needs no reading', () => {
      inCode('to: 2026-11-23');
      expect(answer('2025-06-01')).toMatchObject({ id: 'late-wages-2025', state: 'ok' });
      expect(answer(TODAY).state).toBe('reviewing');
    });

    test('is no fault, and no further answer among those of its topic', () => {
      expect(problems()).toEqual([]);
      expect(loadContent(folder.root).content.answerAbout('late-wages', 'chậm lương trước 2026')).toBe(
        'late-wages',
      );
    });

    test.each<[string, string, string, RegExp]>([
      [
        'an earlier answer that does not exist',
        'late-wages',
        'before: late-wages-2024',
        /no answer is called late-wages-2024/,
      ],
      ['one of another topic', 'late-wages', 'before: union-dues', /union-dues is of another topic/],
    ])('refuses %s', (_, id, line, message) => {
      folder.edit(`content/answers/${id}.md`, 'before: late-wages-2025', line);
      const found = problems().find((one) => message.test(one.message));
      expect(found).toMatchObject({
        file: `content/answers/${id}.md`,
        line: folder.lineOf(`content/answers/${id}.md`, line),
      });
    });

    test.each<[string, string, RegExp]>([
      ['one that has not ended by then', 'validTo: 2026-01-01', /must end before 2026-01-01/],
      ['one that ends before it begins', 'validTo: 2020-12-31', /before it begins/],
    ])('refuses %s', (_, line, message) => {
      folder.edit('content/answers/late-wages-2025.md', 'validTo: 2025-12-31', line);
      expect(problems().map((one) => one.message)).toEqual(
        expect.arrayContaining([expect.stringMatching(message)]),
      );
    });
  });

  test('what is under review, expected or over is due', () => {
    inCode('to: 2026-11-23');
    const due = dueContent(loadLibrary(folder.root), { today: TODAY, days: 0 });
    expect(due.map(({ day }) => day)).toEqual(due.map(() => TODAY));
    expect(due.map(({ what }) => what)).toContain(
      `answer late-wages is under review: 45/2019/QH14 is not in force on ${TODAY}`,
    );
  });

  test('what is expected to change is due on the first day it may, and every day after', () => {
    const due = (today: string) =>
      dueContent(loadLibrary(folder.root), { today, days: 30 }).filter(({ what }) =>
        what.startsWith('expected: '),
      );
    expect(due('2026-12-31').map(({ day }) => day)).toContain('2027-01-01');
    expect(due('2027-01-10').map(({ day }) => day)).toContain('2027-01-10');
  });

  test('laws cited without an article are named, so that somebody looks for it', () => {
    const found = citedWhole(loadLibrary(folder.root), TODAY).map(({ what }) => what);
    expect(found).toContain('figure base-salary cites 73/2024/NĐ-CP without an article');
    expect(found).toContain('figure minimum-wage-3-month cites 74/2024/NĐ-CP without an article');
  });
});
