import { hasNumbers, withNumbers } from '../../src/channels/numbered-text.ts';

const choice = (n: number, title: string) => ({ n, title, say: title });
const MENU = [choice(0, 'Gặp cán bộ'), choice(1, 'Lương'), choice(2, 'Nghỉ việc')];

test.each<[string, string, ReturnType<typeof choice>[], string]>([
  ['no choices', 'Chào.', [], 'Chào.'],
  ['0 comes last', 'Chọn một số:', MENU, 'Chọn một số:\n1. Lương\n2. Nghỉ việc\n0. Gặp cán bộ'],
  [
    'written already',
    'Chọn:\n1. Lương\n2. Nghỉ việc\n0. Gặp cán bộ',
    MENU,
    'Chọn:\n1. Lương\n2. Nghỉ việc\n0. Gặp cán bộ',
  ],
  [
    'written on one line',
    'Chọn: 1. Lương  2. Nghỉ việc 0. Gặp cán bộ',
    MENU,
    'Chọn: 1. Lương  2. Nghỉ việc 0. Gặp cán bộ',
  ],
  [
    'written in decomposed letters',
    '1. Lương\n2. Nghỉ việc\n0. Gặp cán bộ'.normalize('NFD'),
    MENU,
    '1. Lương\n2. Nghỉ việc\n0. Gặp cán bộ'.normalize('NFD'),
  ],
  ['only the missing one', '1. Lương\n0. Gặp cán bộ', MENU, '1. Lương\n0. Gặp cán bộ\n2. Nghỉ việc'],
  ['the number of another one', '11. Lương', [choice(1, 'Lương')], '11. Lương\n1. Lương'],
  [
    'the beginning of another title',
    '1. Lương tối thiểu',
    [choice(1, 'Lương')],
    '1. Lương tối thiểu\n1. Lương',
  ],
  [
    'signs that mean something to a pattern',
    'Chọn',
    [choice(1, 'Có (đúng) + $5?')],
    'Chọn\n1. Có (đúng) + $5?',
  ],
  ['white space at the end', 'Chọn:  \n\n', [choice(1, 'Có')], 'Chọn:\n1. Có'],
  ['choices alone', '', [choice(1, 'Có')], '1. Có'],
])('%s', (_, text, choices, expected) => {
  expect(withNumbers(text, choices)).toBe(expected);
  expect(withNumbers(expected, choices)).toBe(expected);
});

test('the end of a menu is enough to know that it is written', () => {
  expect(hasNumbers('2. Nghỉ việc\n0. Gặp cán bộ', MENU)).toBe(true);
  expect(hasNumbers('Chọn một số', MENU)).toBe(false);
});
