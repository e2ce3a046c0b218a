import fc from 'fast-check';
import { dateOf } from '../../src/content/day.ts';
import { fold } from '../../src/content/fold.ts';
import { loadContent } from '../../src/content/load-content.ts';
import { fill, parseWording } from '../../src/content/parse-wording.ts';
import { parseTemplate, renderTemplate } from '../../src/content/template.ts';
import { contentFolder } from './content-folder.ts';

const folder = contentFolder();
const { content } = loadContent(folder.root);
folder.remove();

describe('wording', () => {
  test('fills placeholders in texts, titles and what a choice says', () => {
    folder.write(
      'content/wording.yaml',
      'placeholders: { code: K7-4F2 }\ncard:\n  text: "Hồ sơ {code}"\n  choices:\n    - { title: "Nhận {code}", say: "nhận #{code}" }\n    - { n: 0, title: Không gửi ai, say: hủy }\n',
    );
    const { content: other } = loadContent(folder.root);
    folder.remove();
    expect(other.say('card', { code: 'M3-9QD' })).toBe('Hồ sơ M3-9QD');
    expect(other.choices('card', { code: 'M3-9QD' })).toEqual([
      { n: 1, title: 'Nhận M3-9QD', say: 'nhận #M3-9QD' },
      { n: 0, title: 'Không gửi ai', say: 'hủy' },
    ]);
  });

  test.each([
    ['an id nobody wrote', () => content.say('no.such')],
    ['choices of an id nobody wrote', () => content.choices('no.such')],
    ['a value that is missing', () => content.say('case.opened')],
    ['a value that only every object has', () => fill('{constructor}', {}, 'x')],
    ['an answer nobody wrote', () => content.answer('no-such', { date: new Date(0), area: null })],
    ['a flow nobody wrote', () => content.flow('no-such')],
    ['a figure nobody wrote', () => content.figure('no-such', new Date(0))],
    ['a topic without a title', () => content.topicTitle('no-such')],
  ])('throws an AppError for %s', (_, act) => {
    expect(act).toThrow(expect.objectContaining({ name: 'AppError' }));
  });

  test('takes braces literally when they are doubled', () => {
    expect(fill('{{ {code} }}', { code: 1 }, 'x')).toBe('{ 1 }');
  });

  test('never looks into what it filled in', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(fill('<{first}|{second}>', { first: a, second: b }, 'x')).toBe(`<${a}|${b}>`);
      }),
    );
  });

  test('a bare text and an entry with a text mean the same', () => {
    const bare = parseWording('a.b: "Chào"', 'w').entries.get('a.b');
    const long = parseWording('a.b: { text: "Chào" }', 'w').entries.get('a.b');
    expect(bare).toEqual(long);
  });
});

describe('looking up', () => {
  test.each([
    ['Gặp cán bộ', null],
    ['công ty không trả đủ thì làm gì', 'claim-steps'],
    ['CONG TY KHONG TRA DU THI LAM GI?', 'claim-steps'],
    ['  tiền làm thêm   ban đêm.', 'overtime-night'],
    ['tien lam them', null],
    ['', null],
  ])('"%s" asks for %s', (say, id) => expect(content.answerFor(say)).toBe(id));

  test.each([
    ['overtime-pay', ['2026-11-24'], 'overtime-holiday'],
    ['overtime-pay', ['2026-11-23', '2026-11-24'], 'overtime-holiday'],
    ['overtime-pay', ['2026-11-23'], 'overtime-pay'],
    ['overtime-pay', ['2027-02-05'], 'overtime-pay'],
    ['overtime-pay', [], 'overtime-pay'],
    ['late-wages', ['2026-11-24'], 'late-wages'],
  ])('%s about %j is %s', (id, days, served) => expect(content.answerOn(id, days)).toBe(served));

  test.each([
    ['minimum-wage-3-month', '2025-12-31', 3_860_000],
    ['minimum-wage-3-month', '2026-01-01', 4_140_000],
    ['minimum-wage-3-month', '2027-01-01', null],
    ['minimum-wage-3-month', '2024-12-31', null],
    ['overtime-holiday', '2026-11-24', 300],
  ])('%s on %s is %s', (id, day, value) => expect(content.figure(id, dateOf(day))).toBe(value));

  test('a day is Vietnam’s, from its first second to its last', () => {
    expect(content.figure('base-salary', new Date('2026-06-30T16:59:59Z'))).toBe(2_340_000);
    expect(content.figure('base-salary', new Date('2026-06-30T17:00:00Z'))).toBe(2_530_000);
  });

  test('titles of topics, answers and flows', () => {
    expect(content.topicTitle('late-wages')).toBe('Chậm lương');
    expect([content.has('late-wages'), content.has('no-such')]).toEqual([true, false]);
    expect(content.flow('complaint').steps.map(({ id }) => id)).toEqual(['what']);
  });
});

describe('the zone of a place', () => {
  const now = dateOf('2026-11-24');
  test.each([
    ['bmt', 3],
    ['BMT', 3],
    ['Buôn Ma Thuột', 3],
    ['tp buon me thuot', 3],
    ['p. Tân An', 3],
    ['phường tuy hòa', 3],
    ['tuy hoà', 3],
    ['xa hoa phu', 3],
    ['kcn hòa phú', 3],
    ['Đông Hòa, Hòa Hiệp', 3],
    ['phường Phú Yên', 3],
    ['p phu yen', 3],
    ['Phú Yên', null],
    ['buôn hồ', 4],
    ['xã Ea Kar', 4],
    ["Cư M'gar", 4],
    ['krong pak', 4],
    ["M'Drăk", 4],
    ['Phú Hòa 2', 4],
    ['Krông Ana', 4],
    ['Tân An hoặc Ea Kar', null],
    ['Đắk Lắk', null],
    ['Hà Nội', null],
    ['tân', null],
    ['', null],
    [null, null],
  ])('%s is in zone %s', (area, zone) => expect(content.zoneOf(area, now)).toBe(zone));

  test('is not known before 2026', () => expect(content.zoneOf('bmt', dateOf('2025-12-31'))).toBeNull());
});

describe('small properties', () => {
  test('folding twice is folding once, and marks, case and spaces do not matter', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
        expect(fold(` ${text.toUpperCase().toLowerCase()}  `)).toBe(fold(text.toUpperCase().toLowerCase()));
      }),
    );
    expect(fold('Đắk LẮK – Hoà, hòa!')).toBe('dak lak hoa hoa');
  });

  test('a template without tags is its own text', () => {
    const lookups = { holds: () => true, figure: () => '1', since: () => '1', named: () => '1' };
    fc.assert(
      fc.property(
        fc.string().filter((text) => !text.includes('{{')),
        (text) => {
          expect(renderTemplate(parseTemplate(text, 1).pieces, lookups)).toBe(text);
        },
      ),
    );
  });
});
