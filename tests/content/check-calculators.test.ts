import { checkCalculators } from '../../src/content/check-calculators.ts';
import { loadLibrary } from '../../src/content/library.ts';
import { isCommand } from '../../src/dialogue/commands.ts';
import { type ContentFolder, contentFolder } from './content-folder.ts';

let folder: ContentFolder;
beforeEach(() => {
  folder = contentFolder();
});
afterEach(() => folder.remove());

const problems = () => {
  const library = loadLibrary(folder.root);
  return [...library.problems, ...checkCalculators(library, isCommand)];
};
const OVERTIME = 'content/calculators/overtime.yaml';
const SEVERANCE = 'content/calculators/severance.yaml';

test('the repository’s own calculators are in order', () => expect(problems()).toEqual([]));

test.each<[string, string, string, string, RegExp, string]>([
  [
    'a line nobody worded',
    OVERTIME,
    '  by-daylight: làm ban ngày\n',
    '',
    /words has no by-daylight/,
    'words:\n  wage:',
  ],
  [
    'words nobody says',
    OVERTIME,
    'words:\n  wage:',
    'words:\n  lonely: Một mình\n  wage:',
    /nothing says lonely/,
    'lonely:',
  ],
  [
    'a question nobody worded',
    OVERTIME,
    'ask: hours',
    'ask: minutes-asked',
    /words has no minutes-asked/,
    'words:\n  wage:',
  ],
  [
    'no words for what was assumed',
    OVERTIME,
    '  assumed-days: mỗi tháng 26 ngày công\n',
    '',
    /words has no assumed-days/,
    'words:\n  wage:',
  ],
  [
    'a value that the calculator does not give',
    OVERTIME,
    '{total:dong} cho {hours:hours} làm vào ngày nghỉ hằng',
    '{totl:dong} cho {hours:hours} làm vào ngày nghỉ hằng',
    /needs a value for \{totl\}/,
    'on: 2026-11-24',
  ],
  [
    'a unit nobody knows',
    OVERTIME,
    '{total:dong} cho {hours:hours} làm vào ngày nghỉ hằng',
    '{total:dollar} cho {hours:hours} làm vào ngày nghỉ hằng',
    /names no unit: dollar/,
    'on: 2026-11-24',
  ],
  [
    'an amount of law in a line',
    OVERTIME,
    'by-daylight: làm ban ngày',
    'by-daylight: làm trước 22 giờ',
    /"22 giờ" should be a figure/,
    'by-daylight:',
  ],
  [
    'a button that leads nowhere',
    OVERTIME,
    'say: gặp cán bộ }',
    'say: gặp ai đó }',
    /"gặp ai đó" leads nowhere/,
    'gặp ai đó',
  ],
  [
    'a topic without a title',
    OVERTIME,
    'topic: overtime-pay',
    'topic: overtime-money',
    /no title for overtime-money/,
    'topic:',
  ],
  [
    'a phrase of another calculator',
    OVERTIME,
    'tính tiền tăng ca của tôi',
    'tính trợ cấp thôi việc của tôi',
    /already asks for/,
    '',
  ],
  [
    'needs that no step fills',
    OVERTIME,
    'needs: [wage]',
    'needs: [salary]',
    /no step fills salary/,
    'needs:',
  ],
  [
    'a condition on what comes later',
    SEVERANCE,
    'onlyIf: { reason: [ended, layoff] } }',
    'onlyIf: { wage: [1] } }',
    /onlyIf names wage, which no step before fills/,
    'id: worked',
  ],
  [
    'a condition on a figure that is none',
    SEVERANCE,
    'onlyIf: { reason: [ended, layoff] } }',
    'onlyIf: { reason: { over: no-figure } } }',
    /no figure is called no-figure/,
    'id: worked',
  ],
  [
    'fewer values than choices',
    SEVERANCE,
    'values: [ended, layoff, dismissed, unlawful, pension]',
    'values: [ended, layoff]',
    /2 values for 5 choices/,
    'id: reason',
  ],
  [
    'an unknown that may not be',
    OVERTIME,
    'unknown: 26',
    'unknown: 99',
    /99 is outside of what it may be/,
    'id: days',
  ],
  [
    'a number without limits',
    OVERTIME,
    ', min: 8000, max: 500000000',
    '',
    /a number has min and max/,
    'id: wage',
  ],
  [
    'an example of other facts',
    OVERTIME,
    'wage: 6200000, ',
    '',
    /its facts are not those of overtime: wage/,
    'on: 2026-11-24',
  ],
  [
    'an example before the law',
    OVERTIME,
    'on: 2026-11-24, facts: { wage: 6200000',
    'on: 2019-01-01, facts: { wage: 6200000',
    /nothing is known for 2019-01-01/,
    'on: 2019-01-01',
  ],
  [
    'a step that accepts nothing we know',
    OVERTIME,
    'accepts: minutes',
    'accepts: hours',
    /steps\.2\.accepts/,
    'id: minutes',
  ],
  [
    'a reply only the complaint takes',
    OVERTIME,
    'accepts: minutes',
    'accepts: workplace',
    /a calculator cannot take workplace/,
    'id: minutes',
  ],
  [
    'a calculator that is none',
    OVERTIME,
    'name: overtime',
    'name: overtimes',
    /no calculator is called overtimes/,
    'name:',
  ],
  ['a figure that is gone', 'content/figures.yaml', '  day-hours:', '  day-hour:', /it reads day-hours/, ''],
])('refuses %s', (_title, file, was, becomes, message, at) => {
  folder.edit(file, was, becomes);
  const found = problems().find((one) => message.test(one.message));
  expect(found?.message).toMatch(message);
  if (at !== '') expect(found).toMatchObject({ file, line: folder.lineOf(file, at) });
});

test('refuses a calculator without words and words in the file of another', () => {
  folder.write('content/calculators/leave.yaml', folder.read('content/calculators/annual-leave.yaml'));
  expect(problems().map(({ message }) => message)).toContain(
    'the calculator annual-leave belongs into annual-leave.yaml',
  );
});
