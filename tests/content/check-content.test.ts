import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../src/cli/content.ts';
import { checkContent } from '../../src/content/check-content.ts';
import { amountsIn } from '../../src/content/check-prose.ts';
import { dueContent } from '../../src/content/due-content.ts';
import { loadLibrary } from '../../src/content/library.ts';
import type { Problem } from '../../src/content/problem.ts';
import { readIntents } from '../../src/content/read-intents.ts';
import { isCommand } from '../../src/dialogue/commands.ts';
import { type ContentFolder, contentFolder } from './content-folder.ts';

const TODAY = '2026-11-24';
const LATE = 'content/answers/late-wages.md';
const RUMOUR = 'content/rumours/lump-sum-ban.yaml';
const FIGURES = 'content/figures.yaml';
const LAWS = 'content/laws.yaml';
const PLACES = 'content/places.yaml';
const WORDING = 'content/wording.yaml';

/** The buttons of an answer as its file has them, to the end of its front matter. */
const folderOf = (file: string): string => {
  const text = readFileSync(join(import.meta.dirname, '../..', file), 'utf8');
  return text.slice(text.indexOf('choices:'), text.indexOf('---\n', 5) + 4);
};

const problemsOf = (root: string, today = TODAY): Problem[] =>
  checkContent(loadLibrary(root), readIntents(root).intents, { today, isCommand });

describe('content check', () => {
  let folder: ContentFolder;
  beforeEach(() => {
    folder = contentFolder();
  });
  afterEach(() => folder.remove());

  test('finds nothing wrong with the repository’s own content', () =>
    expect(problemsOf(folder.root)).toEqual([]));

  /** What is wrong, in which file, what stood there, what stands there now, what is said about it. */
  test.each<[string, string, string, string, RegExp]>([
    [
      'a law nobody knows',
      LATE,
      'law: 45/2019/QH14, article: 35',
      'law: 45/2012/QH13, article: 35',
      /laws.yaml does not know/,
    ],
    [
      'a rebuttal that does not begin with its verdict',
      RUMOUR,
      'Không đúng. Ai đã đóng',
      'Ai đã đóng',
      /begins with the words of its verdict/,
    ],
    [
      'a claim that says nothing',
      RUMOUR,
      '- bỏ quy định rút bảo hiểm xã hội một lần',
      '- nghe nói có thật không',
      /says too little/,
    ],
    [
      'an amount in a rebuttal',
      RUMOUR,
      'Đừng vội rút',
      'Chờ 12 tháng. Đừng vội rút',
      /"12 tháng" should be a figure/,
    ],
    ['an unknown verdict', RUMOUR, 'verdict: wrong', 'verdict: maybe', /verdict/],
    ['an article that is not listed', LATE, 'article: 35', 'article: 35a', /article 35a .* does not list/],
    [
      'a law not yet in force for all the days of an answer',
      'content/answers/claim-steps.md',
      'law: 45/2019/QH14, article: 187',
      'law: 74/2025/QH15, article: 38',
      /only from 2026-01-01/,
    ],
    [
      'a law that ended before today',
      'content/answers/claim-steps.md',
      'law: 45/2019/QH14, article: 187',
      'law: 73/2024/NĐ-CP, article: 3',
      /after 2026-06-30, its last day/,
    ],
    [
      'a figure’s law that ends before the figure',
      FIGURES,
      'to: 2025-12-31, value: 3860000, citation: { law: 74/2024/NĐ-CP',
      'to: 2025-12-31, value: 3860000, citation: { law: 283/2026/NĐ-CP',
      /cites 283\/2026\/NĐ-CP from 2025-01-01, but it is in force only from/,
    ],
    [
      'a figure nobody wrote',
      LATE,
      '{{figure late-wages-max-days}}',
      '{{figure late-wages-days}}',
      /no figure is called late-wages-days/,
    ],
    [
      'a figure on a day it has no value',
      'content/answers/minimum-wage.md',
      '{{figure minimum-wage-3-month on 2026-12-31}}',
      '{{figure minimum-wage-3-month on 2027-12-31}}',
      /no value on 2027-12-31/,
    ],
    [
      'two values on one day',
      FIGURES,
      '{ from: 2026-07-01, value: 2530000',
      '{ from: 2026-06-01, value: 2530000',
      /two values on 2026-06-01/,
    ],
    [
      'a value that ends before it begins',
      FIGURES,
      'from: 2024-07-01, to: 2026-06-30',
      'from: 2026-07-30, to: 2026-06-30',
      /before it begins/,
    ],
    [
      'an amount in prose',
      LATE,
      'báo công đoàn cơ sở',
      'gọi 19001234, báo công đoàn cơ sở',
      /"19001234" should be a figure/,
    ],
    [
      'a percentage in prose',
      LATE,
      'báo công đoàn cơ sở',
      'đòi 10%, báo công đoàn cơ sở',
      /"10%" should be a figure/,
    ],
    [
      'a count of days in prose',
      LATE,
      'báo công đoàn cơ sở',
      'đợi 7 ngày, báo công đoàn cơ sở',
      /"7 ngày" should be a figure/,
    ],
    [
      'an amount in a button',
      LATE,
      'title: Nghỉ việc luôn có được không',
      'title: Đợi 30 ngày',
      /"30 ngày" in a button/,
    ],
    [
      'a button that leads nowhere',
      LATE,
      'say: các bước đòi quyền lợi',
      'say: các bước đòi lương',
      /"các bước đòi lương" leads nowhere/,
    ],
    [
      'one phrase for two answers',
      LATE,
      '  - chậm lương',
      '  - Tết sum vầy',
      /"Tết sum vầy" already asks for|"tết sum vầy" already asks for/,
    ],
    [
      'an answer for holidays that does not exist',
      'content/answers/overtime-pay.md',
      'onHoliday: overtime-holiday',
      'onHoliday: overtime-tet',
      /no answer is called overtime-tet/,
    ],
    ['a topic without a title', LATE, 'topic: late-wages', 'topic: later-wages', /no title for later-wages/],
    [
      'an answer nobody read again for half a year',
      LATE,
      'reviewed: 2026-11-25',
      'reviewed: 2026-05-01',
      /overdue since 2026-10-28/,
    ],
    [
      'an answer past its last day',
      'content/answers/tet-sum-vay.md',
      'validTo: 2027-02-28',
      'validTo: 2026-11-23',
      /overdue since 2026-11-23/,
    ],
    [
      'an intent whose answer does not exist',
      'intents/late-wages.yaml',
      'respond: { answer: late-wages }',
      'respond: { answer: owed-wages }',
      /no answer is called owed-wages/,
    ],
    [
      'an intent whose flow does not exist',
      'intents/late-wages.yaml',
      'respond: { answer: late-wages }',
      'respond: { flow: owed-wages }',
      /no flow is called owed-wages/,
    ],
    [
      'an intent of no known topic',
      'intents/late-wages.yaml',
      'topic: late-wages',
      'topic: owed-wages',
      /no title for owed-wages/,
    ],
    [
      'a placeholder nobody declared',
      WORDING,
      'Mã hồ sơ: {code}.',
      'Mã hồ sơ: {cod}.',
      /\{cod\} is not among the placeholders/,
    ],
    [
      'a placeholder nobody uses',
      WORDING,
      'code: K7-4F2',
      'code: K7-4F2\n  unit: Công đoàn',
      /nothing says \{unit\}/,
    ],
    [
      'a sentence that a # cuts off',
      WORDING,
      'text: Còn nữa.',
      'text: Còn nữa, nhắn "rút #K7-4F2".',
      /answer.more opens a quotation that does not end/,
    ],
    ['wording too long for a bubble', WORDING, 'Mã hồ sơ:', 'Mã hồ sơ '.repeat(70), /a bubble holds 600/],
    [
      'a dead button in the wording',
      WORDING,
      '{ title: Gặp cán bộ, say: gặp cán bộ }',
      '{ title: Gặp cán bộ, say: gặp sếp }',
      /answer.reviewing: the button "gặp sếp" leads nowhere/,
    ],
    [
      'a number offered twice',
      WORDING,
      '- { n: 0, title: Gặp cán bộ, say: gặp cán bộ }',
      '- { n: 1, title: Gặp cán bộ, say: gặp cán bộ }',
      /one number twice/,
    ],
    [
      'a flow’s question nobody worded',
      'content/flows/complaint.yaml',
      'ask: ask.what',
      'ask: ask.why',
      /wording.yaml has no ask.why/,
    ],
    [
      'a flow in the file of another',
      'content/flows/complaint.yaml',
      'name: complaint',
      'name: hardship',
      /belongs into hardship.yaml/,
    ],
    [
      'a place of zone III that does not exist',
      PLACES,
      '      - Phường Tân An',
      '      - Phường Tân Anh',
      /not among the places/,
    ],
    [
      'two places of one name',
      PLACES,
      '{ name: Phường Tân Lập }',
      '{ name: Phường Tân Lập, aliases: [BMT] }',
      /already means Phường Buôn Ma Thuột/,
    ],
    [
      'an answer that begins with the law',
      LATE,
      'Không trả lương đúng hạn là',
      'Theo Điều 97, không trả lương đúng hạn là',
      /begins with the law/,
    ],
    [
      'an answer without a way to an officer',
      LATE,
      '  - { title: Gặp cán bộ công đoàn, say: gặp cán bộ }\n',
      '',
      /no button leads to an officer/,
    ],
    [
      'an answer that leads to nobody but an officer',
      'content/answers/union-dues-use.md',
      folderOf('content/answers/union-dues-use.md'),
      'choices:\n  - { title: Gặp cán bộ công đoàn, say: gặp cán bộ }\n---\n',
      /no button leads to a neighbouring answer/,
    ],
    [
      'an answer that lets complain and does not say what to keep',
      LATE,
      'Nên giữ: hợp đồng, bảng lương, tin nhắn hẹn trả lương, ảnh chấm công.\n',
      '',
      /does not say what to keep/,
    ],
    [
      'a link that is not encrypted',
      LATE,
      'báo công đoàn cơ sở',
      'xem http://daklak.gov.vn, báo công đoàn cơ sở',
      /"http:\/\/daklak.gov.vn," is no https link/,
    ],
    [
      'a link to somebody else',
      LATE,
      'báo công đoàn cơ sở',
      'xem bit.ly/abc báo công đoàn cơ sở',
      /"bit.ly\/abc" is no https link/,
    ],
    [
      'a law nothing cites',
      LAWS,
      '  28/2026/QH16:',
      '  29/2026/QH16: { name: a, short: a, from: 2026-01-01, articles: [], source: law 1 }\n  28/2026/QH16:',
      /nothing cites 29\/2026\/QH16/,
    ],
    [
      'an article nothing cites',
      LAWS,
      'articles: ["3", "13"',
      'articles: ["1", "3", "13"',
      /nothing cites article 1 /,
    ],
  ])('refuses %s', (_, file, was, becomes, message) => {
    const line = folder.lineOf(file, was);
    folder.edit(file, was, becomes);
    const problems = problemsOf(folder.root);
    const said = problems.map((problem) => `${problem.file}:${problem.line} ${problem.message}`).join('\n');
    expect(said).toMatch(message);
    const hit = problems.find((problem) => message.test(problem.message));
    // A phrase given twice is told at the second answer, wherever that one stands.
    if (hit === undefined || /already asks/.test(message.source)) return;
    expect(hit.file).toBe(file);
    expect(Math.abs(hit.line - line)).toBeLessThanOrEqual(
      /one number twice|officer|what to keep/.test(message.source) ? 8 : 1,
    );
  });

  test('refuses an answer of more than 900 characters before "Xem thêm", though each bubble fits', () => {
    folder.edit(LATE, '\n## Xem thêm', `---\n${'Nên hỏi sớm. '.repeat(40)}\n\n## Xem thêm`);
    expect(problemsOf(folder.root)).toEqual([
      {
        file: LATE,
        line: 1,
        message: expect.stringMatching(/^9\d\d characters before "Xem thêm"; it may have 900$/),
      },
    ]);
  });

  test('refuses an answer that nobody is led to, at its first line', () => {
    folder.write(
      'content/answers/lonely.md',
      `---\ntitle: Một mình\ntopic: other\nvalidFrom: 2026-01-01\nreviewed: 2026-11-24\nowner: Ban\nsources: [law 2.01]\nchoices:\n  - { title: Chậm lương, say: chậm lương }\n  - { title: Gặp cán bộ, say: gặp cán bộ }\n---\nXin chào.\n`,
    );
    expect(problemsOf(folder.root)).toEqual([
      { file: 'content/answers/lonely.md', line: 1, message: 'no intent and no button leads to this answer' },
    ]);
  });

  test('refuses a figure that no answer says', () => {
    folder.write(
      FIGURES,
      `${folder.read(FIGURES)}  lonely: { about: a, unit: days, values: [{ from: 2026-01-01, value: 1, source: law 1 }] }\n`,
    );
    expect(problemsOf(folder.root).map(({ message }) => message)).toEqual(['no answer says lonely']);
  });

  test('refuses an answer that becomes too long on some day, or has too many bubbles', () => {
    folder.edit(
      LATE,
      '\n## Xem thêm',
      '{{when from 2026-09-10}}\nĐừng để lâu. '.concat(
        'Nên hỏi sớm. '.repeat(20),
        '\n{{end}}\n---\nHai.\n---\nBa.\n---\nBốn.\n\n## Xem thêm',
      ),
    );
    const said = problemsOf(folder.root)
      .map(({ file, message }) => `${file} ${message}`)
      .join('\n');
    expect(said).toMatch(/late-wages.md a bubble is \d+ characters long on 2026-09-10/);
    expect(said).toMatch(/late-wages.md 4 bubbles on 2026-11-24/);
    expect(said).not.toMatch(/characters long on 2026-09-09/);
  });

  test('refuses an answer that a figure leaves in the lurch on a day it is meant for', () => {
    folder.edit('content/answers/minimum-wage-places.md', 'validTo: 2026-12-31\n', '');
    expect(problemsOf(folder.root)).toEqual([
      {
        file: 'content/answers/minimum-wage-places.md',
        line: 1,
        message: 'cannot be served: a figure or a name it needs is not known for 2027-01-01',
      },
    ]);
  });

  test('refuses answers whose article has changed, from that day on', () => {
    folder.edit(
      LAWS,
      '{ on: 2026-07-01, articles: ["139"]',
      '{ on: 2026-12-01, articles: ["97"], by: 113/2025/QH15 }\n      - { on: 2026-07-01, articles: ["139"]',
    );
    expect(problemsOf(folder.root, '2026-11-30')).toEqual([]);
    const [first, ...more] = problemsOf(folder.root, '2026-12-01');
    expect(first).toMatchObject({
      file: LATE,
      message: expect.stringMatching(/article 97 was changed by 113\/2025\/QH15/),
    });
    expect(more.map(({ file }) => file)).toEqual(['content/answers/wage-advance.md']);
  });

  test.each(['answer.reviewing', 'answer.more'])('needs the wording %s', (id) => {
    folder.edit(WORDING, `${id}:`, 'other.entry:');
    expect(problemsOf(folder.root).map(({ message }) => message)).toContain(
      `answers need an entry ${id} with a choice`,
    );
  });

  test('leaves the choices of a flow’s question to the flow, and takes commands that name a case', () => {
    folder.edit(
      WORDING,
      'case.opened: "Mã hồ sơ: {code}."',
      'case.opened:\n  text: "Mã hồ sơ: {code}."\n  choices:\n    - { title: Nhận, say: "nhận #{code}" }\n    - { title: Rút, say: "rút #{code}" }\n    - { title: Ví dụ, say: ví dụ một late-wages }',
    );
    expect(problemsOf(folder.root)).toEqual([]);
  });
});

test('everything that ships is in order', () => {
  expect(problemsOf(join(import.meta.dirname, '../..'))).toEqual([]);
});

describe('an amount in prose', () => {
  test.each([
    ['từ 01/01/2026 đến 30/6', []],
    ['tháng 6/2026, năm 2027, Tết 2027', []],
    ['Nghị định 293/2025/NĐ-CP, Điều 97 khoản 4; Kế hoạch 34/KH-TLĐ', []],
    ['1) Hỏi công ty', []],
    ['{{figure late-wages-max-days}} và {{when from 2026-09-10}}', []],
    ['xã Phú Hòa 2', []],
    ['4.140.000 đ', ['4.140.000 đ']],
    ['khoảng 500 người', ['500 người']],
    ['gọi 1900', []],
    ['mã 12345', ['12345']],
    ['30%', ['30%']],
    ['0,5 %', ['0,5 %']],
    ['3 tháng, 2 tuần', ['3 tháng', '2 tuần']],
    ['2027 đồng', ['2027 đồng']],
    ['6 triệu', ['6 triệu']],
  ])('in "%s": %j', (text, amounts) => expect(amountsIn(text)).toEqual(amounts));
});

describe('content due', () => {
  test('lists answers, figures and laws in the order of their days', () => {
    const folder = contentFolder();
    const library = loadLibrary(folder.root);
    folder.remove();
    const due = dueContent(library, { today: TODAY, days: 100 });
    expect(due.map(({ day }) => day)).toEqual(due.map(({ day }) => day).sort());
    expect(due.map(({ file, what }) => `${file} ${what}`)).toEqual(
      expect.arrayContaining([
        'content/answers/minimum-wage-places.md its last day',
        'content/figures.yaml last known day of minimum-wage-3-month',
        'content/laws.yaml 129/2025/NĐ-CP changes 145/2020/NĐ-CP, articles 91, 93, 94, 95, 97, 110, 111, 112',
      ]),
    );
    // What may change on 01/12 is all there is in a month.
    expect(
      dueContent(library, { today: TODAY, days: 30 }).filter(({ what }) => !what.startsWith('expected')),
    ).toEqual([]);
    const review = dueContent(library, { today: TODAY, days: 181 }).filter(({ what }) =>
      what.endsWith('reads it again'),
    );
    const { answers, rumours, calculators, programmes } = library;
    expect(review.length).toBe(answers.size + rumours.size + calculators.size + programmes.size);
    expect(new Set(review.map(({ day }) => day))).toEqual(new Set(['2027-05-23', '2027-05-24']));
  });
});

describe('the command', () => {
  const io = (root: string) => {
    const out: string[] = [];
    const err: string[] = [];
    return {
      out,
      err,
      root,
      stdout: (line: string) => out.push(line),
      stderr: (line: string) => err.push(line),
    };
  };
  const world = { now: () => new Date(`${TODAY}T09:00:00+07:00`) };

  test.each([
    [['check'], 0, /^content is in order: \d+ answers, \d+ figures/],
    [['check', '--on', '2027-06-01'], 1, /^\d+ problems in/],
    [['due'], 0, /^2 to look at within 30 days of 2026-11-24$/],
    [['due', '--within', '40'], 0, /to look at within 40 days/],
    [['due', '--days', '40'], 0, /to look at within 40 days/],
    [['due', '--days', 'x'], 2, /^$/],
    [['--help'], 0, /content check/],
    [[], 2, /^$/],
    [['chek'], 2, /^$/],
    [['check', '--within'], 2, /^$/],
    [['due', '--within', 'soon'], 2, /^$/],
    [['due', '--on', '24/11/2026'], 2, /^$/],
    [['check', 'twice'], 2, /^$/],
    [['check', '--fast'], 2, /^$/],
  ])('content %j ends with %i', async (args, code, last) => {
    const folder = contentFolder();
    const spy = io(folder.root);
    expect(await run(args, spy, world)).toBe(code);
    folder.remove();
    expect(spy.out.at(-1) ?? '').toMatch(last);
    if (code === 2) expect(spy.err.join()).toContain('content check');
  });

  test('says every problem on stderr as file:line and one summary on stdout', async () => {
    const folder = contentFolder();
    folder.edit(LATE, '{{figure late-wages-max-days}}', '{{figure no-such}}');
    const line = folder.lineOf(LATE, '{{figure no-such}}');
    const spy = io(folder.root);
    expect(await run(['check'], spy, world)).toBe(1);
    folder.remove();
    expect(spy.out).toEqual([expect.stringMatching(/^\d+ problems in /)]);
    expect(spy.err).toContain(`${LATE}:${line} no figure is called no-such`);
  });
});
