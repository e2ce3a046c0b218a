import { scenes } from '../../src/content/check-rendered.ts';
import { citationLine } from '../../src/content/citations.ts';
import { dateOf, dayOf, within } from '../../src/content/day.ts';
import { writeFigure } from '../../src/content/figures.ts';
import { type Library, loadLibrary } from '../../src/content/library.ts';
import { loadContent } from '../../src/content/load-content.ts';
import { renderAnswer } from '../../src/content/render-answer.ts';
import { shelfOf } from '../../src/content/shelf-of.ts';
import type { Content } from '../../src/model/content.ts';
import { contentFolder } from './content-folder.ts';

const TODAY = '2026-11-24';
const folder = contentFolder();
const library: Library = loadLibrary(folder.root);
const { content } = loadContent(folder.root);
folder.remove();

const said = (id: string, day = TODAY, area: string | null = null, from: Content = content): string => {
  const { bubbles, more } = from.answer(id, { date: dateOf(day), area });
  return [...bubbles, more ?? ''].join('\n');
};

describe('an answer speaks of the day it is about', () => {
  test.each([
    [
      'minimum-wage',
      '2025-12-31',
      ['3.860.000 đ/tháng', '3.450.000 đ/tháng', 'Nghị định 74/2024/NĐ-CP'],
      ['4.140.000'],
    ],
    [
      'minimum-wage',
      '2026-01-01',
      ['4.140.000 đ/tháng', '3.700.000 đ/tháng', '20.000 đ/giờ', 'Điều 3 và Phụ lục'],
      ['3.860.000'],
    ],
    ['minimum-wage', '2026-12-31', ['4.140.000 đ/tháng'], ['chưa có thông tin']],
    [
      'minimum-wage',
      '2027-01-01',
      ['chưa có thông tin chính thức', 'năm 2026', '4.140.000 đ/tháng'],
      ['từ 01/01/2026)'],
    ],
    ['base-salary', '2026-06-30', ['2.340.000 đ/tháng', 'Nghị định 73/2024/NĐ-CP'], ['2.530.000']],
    ['base-salary', '2026-07-01', ['2.530.000 đ/tháng', 'Nghị định 161/2026/NĐ-CP'], ['2.340.000']],
    ['public-holidays', '2026-06-30', ['11 ngày'], ['24/11', 'Nghị quyết 28/2026/QH16']],
    ['public-holidays', '2026-07-01', ['12 ngày', '24/11', 'Nghị quyết 28/2026/QH16.'], ['11 ngày']],
    ['late-wages', '2026-09-09', ['30 ngày', '15 ngày'], ['bị phạt', '283/2026']],
    [
      'late-wages',
      '2026-09-10',
      ['bị phạt từ 5 triệu đồng đến 50 triệu đồng', '283/2026/NĐ-CP, Điều 23'],
      [],
    ],
    ['below-minimum-wage', '2026-09-09', ['trái luật'], ['bị phạt']],
    ['below-minimum-wage', '2026-09-10', ['từ 20 triệu đồng đến 75 triệu đồng'], []],
    ['overtime-holiday', '2026-11-23', ['300%'], ['Ngày Văn hóa']],
    [
      'overtime-holiday',
      '2026-11-24',
      [
        '24/11/2026 là ngày nghỉ lễ',
        'Ngày Văn hóa Việt Nam',
        '300%',
        'Điều 98, 107, 108, 112 và 190',
        'Nghị quyết 28/2026/QH16',
      ],
      [],
    ],
    ['overtime-holiday', '2026-09-02', ['Quốc khánh', '300%'], ['24/11', '28/2026']],
  ])('%s on %s', (id, day, says, silent) => {
    const text = said(id, day);
    for (const part of says) expect(text).toContain(part);
    for (const part of silent) expect(text).not.toContain(part);
  });

  test.each([
    [null, ['Vùng III: 4.140.000', 'Vùng IV: 3.700.000'], []],
    ['bmt', ['Phường Buôn Ma Thuột thuộc vùng III', '4.140.000', '20.000 đ/giờ'], ['17.800']],
    ['xã Ea Kar', ['Xã Ea Kar thuộc vùng IV', '3.700.000', '17.800 đ/giờ'], ['20.000 đ/giờ']],
    ['Hà Nội', ['Vùng III: 4.140.000', 'Vùng IV: 3.700.000'], ['Hà Nội']],
  ])('the minimum wage at %s', (area, says, silent) => {
    const [first = ''] = content.answer('minimum-wage', { date: dateOf(TODAY), area }).bubbles;
    for (const part of says) expect(first).toContain(part);
    for (const part of silent) expect(first).not.toContain(part);
  });
});

// The numbers and articles a reader with the dossier open would look for.
test.each([
  ['late-wages', ['30 ngày', '15 ngày', '6 tháng', 'Điều 97 và 190']],
  ['claim-steps', ['5 ngày làm việc', '6 tháng', '9 tháng', '1 năm', 'Điều 187, 188 và 190']],
  [
    'overtime-pay',
    [
      '150%',
      '200%',
      '300%',
      '37.500 đ',
      '50.000 đ',
      '75.000 đ',
      'Điều 95, 98 và 190',
      '145/2020/NĐ-CP, Điều 55',
    ],
  ],
  [
    'overtime-night',
    ['22 giờ', '6 giờ sáng', '200%', '210%', '270%', '390%', '30%', '145/2020/NĐ-CP, Điều 57'],
  ],
  ['overtime-limits', ['50%', '40 giờ', '200 giờ', '300 giờ', '12 giờ', '6 tháng', 'Điều 107, 108 và 190']],
  [
    'annual-leave',
    ['12 ngày làm việc', '14 ngày làm việc', '16 ngày làm việc', '5 năm', '6 tháng', 'Điều 113, 114 và 190'],
  ],
  ['annual-leave-money', ['14 ngày làm việc', 'Điều 48, 113 và 190']],
  ['resignation-notice', ['45 ngày', '30 ngày', '3 ngày làm việc', '120 ngày', 'Điều 20 và 35']],
  ['resignation-no-notice', ['bất khả kháng', 'Điều 35']],
  ['resignation-unlawful', ['nửa tháng lương', 'trợ cấp thất nghiệp', 'Luật Việc làm 2025, Điều 38']],
  ['final-payment', ['14 ngày làm việc', '30 ngày', '3 tháng', 'Điều 48']],
  ['tet-sum-vay', ['chưa có thông tin chính thức', '2027', 'Không phải nộp phí', 'OTP']],
  ['tet-sum-vay-2026', ['1.300.000 đ', '2.300.000 đ', '500.000 đ', 'không có một mức chung']],
])('%s says what the law says today', (id, says) => {
  const text = said(id);
  for (const part of says) expect(text).toContain(part);
});

describe('every answer, on the days around every change, in either zone and none', () => {
  const answers = [...library.answers.values()];
  const all = answers.flatMap((answer) => scenes(library, answer, TODAY).map((about) => ({ answer, about })));

  test('is complete, short enough, and signed with laws of that day', () => {
    expect(all.length).toBeGreaterThan(250);
    for (const { answer, about } of all) {
      const { state, bubbles, more, citations } = renderAnswer(shelfOf(library), answer, about);
      const day = dayOf(about.date);
      const where = `${answer.id} on ${day}`;
      expect([where, state]).toEqual([where, 'ok']);
      expect(bubbles.length).toBeLessThanOrEqual(3);
      for (const text of [...bubbles, more ?? '']) {
        expect(text.length).toBeLessThanOrEqual(600);
        expect(text).not.toMatch(/\{\{|\}\}|null|undefined|NaN|\n\n| {2}/);
      }
      const line = citationLine(library.laws, citations);
      if (citations.length > 0) expect([...bubbles, more].join('\n')).toContain(line.slice(0, 12));
      // Only the minimum wage speaks of another year's law, to say that it rose or is not known yet.
      if (answer.id === 'minimum-wage') continue;
      for (const { law } of citations)
        expect([where, law, within(day, library.laws.laws[law] ?? { from: '9' })]).toEqual([
          where,
          law,
          true,
        ]);
    }
  });

  test('shows the value of that day, never that of the day before', () => {
    const { figures } = library;
    let seen = 0;
    for (const [id, figure] of Object.entries(figures.figures)) {
      for (const [index, value] of figure.values.entries()) {
        const before = figure.values[index - 1];
        if (before?.to === undefined) continue;
        for (const answer of answers.filter(({ source }) => source.includes(`{{figure ${id}}}`))) {
          const [old, young] = [before.value, value.value].map((number) =>
            writeFigure(figures, figure, number),
          );
          if (answer.validFrom > before.to) continue;
          expect(said(answer.id, before.to)).toContain(old);
          expect(said(answer.id, before.to)).not.toContain(young);
          expect(said(answer.id, value.from)).toContain(young);
          expect(said(answer.id, value.from)).not.toContain(old);
          seen += 1;
        }
      }
    }
    expect(seen).toBeGreaterThanOrEqual(4);
  });

  test('is followed by buttons that lead to another answer, a programme, or something that can always be typed', () => {
    const always = /^(gặp cán bộ|tôi muốn khiếu nại|xem thêm|báo hoàn cảnh của tôi)$/;
    const leads = (say: string) =>
      content.has(content.answerFor(say) ?? '') || content.programmeFor(say, dateOf(TODAY)) !== null;
    for (const { id } of answers) {
      const { choices } = content.answer(id, { date: dateOf(TODAY), area: null });
      expect(choices.map(({ n }) => n)).toEqual(choices.map((_, index) => index + 1));
      for (const { say } of choices) expect(always.test(say) || leads(say)).toBe(true);
    }
  });

  test('offers "xem thêm" exactly when there is more', () => {
    for (const { id } of answers) {
      const { more, choices } = content.answer(id, { date: dateOf(TODAY), area: null });
      expect(choices.some(({ say }) => say === 'xem thêm')).toBe(more !== null);
    }
  });

  test('uses no exclamation mark, no "em", and no certainty about an outcome', () => {
    for (const { id } of answers)
      expect(said(id)).not.toMatch(/!|(?<!\p{L}|trẻ |anh chị )em(?!\p{L})|chắc chắn sẽ|đảm bảo/u);
  });
});

describe('an answer that must not be served', () => {
  const reviewing = (edit: (folder: ReturnType<typeof contentFolder>) => void, id: string, day: string) => {
    const changed = contentFolder();
    edit(changed);
    const loaded = loadContent(changed.root).content.answer(id, { date: dateOf(day), area: null });
    changed.remove();
    return loaded;
  };
  const LATE = 'content/answers/late-wages.md';
  test.each([
    ['is asked about a day before it holds', () => {}, 'minimum-wage', '2024-12-31'],
    ['is asked about a day after its last', () => {}, 'tet-sum-vay', '2027-03-01'],
    [
      'ran out',
      (f) => f.edit(LATE, 'validFrom: 2021-01-01', 'validFrom: 2021-01-01\nvalidTo: 2026-11-23'),
      'late-wages',
      TODAY,
    ],
    [
      'rests on a law that ended',
      (f) => f.edit('content/laws.yaml', 'from: 2021-01-01', 'from: 2021-01-01\n    to: 2026-10-31'),
      'late-wages',
      TODAY,
    ],
    [
      'rests on an article that changed since it was read',
      (f) =>
        f.edit(
          'content/laws.yaml',
          '      - { on: 2026-07-01, articles: ["139"]',
          '      - { on: 2026-11-25, articles: ["97"], by: 1/2026/QH16 }\n      - { on: 2026-07-01, articles: ["139"]',
        ),
      'late-wages',
      '2026-11-25',
    ],
    [
      'needs a figure that nobody knows for that day',
      (f) =>
        f.edit(
          'content/figures.yaml',
          '{ from: 2026-07-01, value: 2530000,',
          '{ from: 2026-07-01, to: 2026-08-31, value: 2530000,',
        ),
      'base-salary',
      TODAY,
    ],
  ] satisfies [string, (f: ReturnType<typeof contentFolder>) => void, string, string][])(
    'says that it is being reviewed and offers an officer when it %s',
    (_, edit, id, day) => {
      const answer = reviewing(edit, id, day);
      expect(answer).toMatchObject({ id, state: 'reviewing', more: null, citations: [] });
      expect(answer.bubbles.join()).toContain('đang rà soát');
      expect(answer.choices).toEqual([{ n: 1, title: 'Gặp cán bộ', say: 'gặp cán bộ' }]);
    },
  );

  test('is served again for days before the change, and once it was read again', () => {
    const change = (f: ReturnType<typeof contentFolder>) =>
      f.edit(
        'content/laws.yaml',
        '{ on: 2026-07-01, articles: ["139"]',
        '{ on: 2026-12-01, articles: ["97", "139"]',
      );
    expect(reviewing(change, 'late-wages', '2026-11-30').state).toBe('ok');
    expect(reviewing(change, 'late-wages', '2026-12-01').state).toBe('reviewing');
    const read = (f: ReturnType<typeof contentFolder>) => {
      change(f);
      f.edit(LATE, 'reviewed: 2026-11-25', 'reviewed: 2026-12-01');
    };
    // Its figures stand in the same article and have to be read as well.
    expect(reviewing(read, 'late-wages', '2026-12-01').state).toBe('reviewing');
    const all = (f: ReturnType<typeof contentFolder>) => {
      read(f);
      f.edit('content/figures.yaml', '\nreviewed: 2026-11-24', '\nreviewed: 2026-12-01');
    };
    expect(reviewing(all, 'late-wages', '2026-12-01').state).toBe('ok');
  });
});

describe('the version of an answer', () => {
  const version = (id: string, day: string, area: string | null = null) =>
    content.answer(id, { date: dateOf(day), area }).version;
  test('stays while the same words are served and changes with them', () => {
    expect(version('base-salary', TODAY)).toBe(version('base-salary', '2026-07-01'));
    expect(version('base-salary', TODAY)).not.toBe(version('base-salary', '2026-06-30'));
    expect(version('minimum-wage', TODAY, 'bmt')).not.toBe(version('minimum-wage', TODAY));
  });
});
