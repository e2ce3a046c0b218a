import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadCalendar } from '../../src/calendar/load-calendar.ts';

const good = readFileSync('content/calendar.yaml', 'utf8');
let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'calendar-'));
  mkdirSync(join(root, 'content'));
});
afterEach(() => rmSync(root, { recursive: true }));

function load(text: string) {
  writeFileSync(join(root, 'content/calendar.yaml'), text);
  return loadCalendar(root).problems;
}
const lineOf = (part: string) => good.slice(0, good.indexOf(part)).split('\n').length;

test('a missing file is named', () => {
  expect(loadCalendar(root).problems).toEqual([
    { file: 'content/calendar.yaml', line: 1, message: 'the file is missing' },
  ]);
});

test.each([
  ['a time that is none', '08:00-11:30', '08:00-11:70', /is written 08:00-11:30/],
  ['a span that ends before it begins', '08:00-11:30', '12:00-11:30', /begins after it ends/],
  ['a day that does not exist', '2026-05-01', '2026-05-32', /Invalid ISO date/],
  ['a level without its times', '{ workHours: 4 }', '{ hours: 4 }', /workHours/],
  ['a holiday without a source', ', source: law 3.21', '', /source/],
])('%s is refused at its line', (_what, part, instead, message) => {
  const [problem] = load(good.replace(part, instead));
  expect(problem).toMatchObject({ file: 'content/calendar.yaml', line: lineOf(part) });
  expect(problem?.message).toMatch(message);
});

test('a day that stands twice is refused', () => {
  const line = '  - { day: 2026-11-24, why: nghỉ, source: law 3.21 }\n';
  const problems = load(good.replace('daysOff:\n', `daysOff:\n${line}`));
  expect(problems).toEqual([
    expect.objectContaining({
      line: lineOf('daysOff:\n') + 1,
      message: '2026-11-24 stands in holidays already',
    }),
  ]);
});
