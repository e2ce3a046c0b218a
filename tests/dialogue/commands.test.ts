import {
  asCode,
  codedOf,
  isCommand,
  linkCodeOf,
  numberedAnswerOf,
  numberOf,
  phraseOf,
} from '../../src/dialogue/commands.ts';
import { isSure } from '../../src/dialogue/is-sure.ts';
import { FRESH, type Standing } from '../../src/model/exchange.ts';
import { content, KNOWN, received, understood } from './facts.ts';

test.each([
  ['hồ sơ của tôi', 'my-cases'],
  ['  Ho  So cua toi! ', 'my-cases'],
  ['HỦY', 'cancel'],
  ['huỷ', 'cancel'],
  ['hủy'.normalize('NFD'), 'cancel'],
  ['dung', 'stop'],
  ['đúng', null],
  ['hồ sơ', null],
  ['xoá dữ liệu của tôi', 'erase'],
  ['không gửi ai', 'drop-kept'],
  ['', null],
])('phrase %j → %s', (text, phrase) => {
  expect(phraseOf(text)).toBe(phrase);
});

test.each([
  ['nhận #K7-4F2', { verb: 'accept', code: 'K7-4F2', text: '' }],
  ['NHAN #k74f2', { verb: 'accept', code: 'K7-4F2', text: '' }],
  ['nhận k7-4f2', { verb: 'accept', code: 'K7-4F2', text: '' }],
  ['nhận k74f2', { verb: 'accept', code: 'K7-4F2', text: '' }],
  ['#k7 4f2: chào anh', { verb: null, code: 'K7-4F2', text: 'chào anh' }],
  ['# K74F2 hai\ndòng', { verb: null, code: 'K7-4F2', text: 'hai\ndòng' }],
  ['K7-4F2 chào anh', { verb: null, code: 'K7-4F2', text: 'chào anh' }],
  [
    'hỏi #k74f2 Công ty còn nợ bao nhiêu?',
    { verb: 'ask', code: 'K7-4F2', text: 'Công ty còn nợ bao nhiêu?' },
  ],
  ['gia hạn #K7-4F2 chờ bảng lương', { verb: 'extend', code: 'K7-4F2', text: 'chờ bảng lương' }],
  ['lien quan #K7-4F2', { verb: 'exclude', code: 'K7-4F2', text: '' }],
  ['đồng ý rút #K7-4F2', { verb: 'withdraw-yes', code: 'K7-4F2', text: '' }],
  ['nhận thang 5', null],
  ['hỏi luong thang', null],
  ['k74f2', null],
  ['tôi hỏi về #K7-4F2', null],
  ['hỏi 25000', null],
  ['#K7-4F2X', null],
])('coded %j', (text, coded) => {
  expect(codedOf(text)).toEqual(coded);
});

test.each([
  ['k74f2', 'K7-4F2'],
  ['K7-4F2', 'K7-4F2'],
  ['k70f2', null],
  ['K7-4F22', null],
])('code %s', (typed, code) => {
  expect(asCode(typed)).toBe(code);
});

test.each([
  ['trả lời 2 mai chị gọi', { n: 2, text: 'mai chị gọi' }],
  ['tra loi 12: dạ', { n: 12, text: 'dạ' }],
  ['trả lời 2', { n: 2, text: '' }],
  ['trả lời giúp em', null],
  ['tra luong 2 lan', null],
])('numbered answer %j', (text, answer) => {
  expect(numberedAnswerOf(text)).toEqual(answer);
});

test.each([
  ['liên kết ABCD-2345', 'ABCD-2345'],
  ['LIEN KET abcd2345', 'abcd2345'],
  ['liên kết với công đoàn', null],
  ['liên kết', null],
])('link code %j', (text, code) => {
  expect(linkCodeOf(text)).toBe(code);
});

test.each([
  ['2', 2],
  [' 2. ', 2],
  ['số 3', 3],
  ['chon 1', 1],
  ['0', 0],
  ['2 tháng', null],
  ['123', null],
])('number %j', (text, n) => {
  expect(numberOf(text)).toBe(n);
});

test.each(['nhận #K7-4F2', 'nhận #{code}', 'xem thêm', 'mục lương'])('a button may say %j', (say) => {
  expect(isCommand(say)).toBe(true);
});

describe('sure, so served at once', () => {
  const menu: Standing = { ...KNOWN, offered: content.choices('greeting') };
  const unsure = understood('x', { verdict: 'unsure' });
  const sure = understood('x', { topic: 'minimum-wage' });

  test.each([
    [
      'danger',
      KNOWN,
      received('toi muon chet'),
      understood('x', { dangerNow: true, danger: 'self-harm' }),
      true,
    ],
    ['a number that is offered', menu, received('1'), unsure, true],
    ['a number that is not', menu, received('8'), unsure, false],
    ['a command', KNOWN, received('hủy'), unsure, true],
    ["an officer's command", KNOWN, received('#K7-4F2 chào'), unsure, true],
    ['a title of the menu', menu, received('nghỉ việc'), unsure, true],
    ['a quote', KNOWN, received('ok', { quotes: 'm1' }), unsure, true],
    [
      'something told',
      FRESH,
      received('', { kind: 'effect', told: { what: 'case-done', code: 'K7-4F2' } }),
      unsure,
      true,
    ],
    ['a sure message', KNOWN, received('luong toi thieu'), sure, true],
    ['an unsure message', KNOWN, received('cho e hoi'), unsure, false],
    ['a picture, which words may follow', KNOWN, received('', { kind: 'image' }), unsure, false],
    ['a sticker', KNOWN, received('', { kind: 'sticker' }), unsure, true],
    ['own words inside a flow', { ...KNOWN, place: 'complaint/what' }, received('ho no luong'), sure, false],
    [
      'a choice inside a flow',
      { ...KNOWN, place: 'complaint/identity', offered: content.choices('complaint.identity') },
      received('2'),
      unsure,
      true,
    ],
    ["anything in the officer's time", { ...KNOWN, owner: 'officer' }, received('da'), unsure, true],
  ] as const)('%s: %#', (_what, standing, message, meant, expected) => {
    expect(isSure(standing as Standing, message, meant)).toBe(expected);
  });
});
