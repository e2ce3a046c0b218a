import fc from 'fast-check';
import type { Intent } from '../../src/model/intent.ts';
import { crossValidate } from '../../src/understanding/embedded/cross-validate.ts';
import { featureTable, rowOf } from '../../src/understanding/embedded/feature-table.ts';
import { hashPart, hashText, seededRandom } from '../../src/understanding/embedded/hash.ts';
import { createRecognise } from '../../src/understanding/embedded/recognise.ts';
import { softmax } from '../../src/understanding/embedded/scores.ts';
import { type Model, train } from '../../src/understanding/embedded/train.ts';
import { lexiconFile, wordTables } from '../../src/understanding/vietnamese/lexicon.ts';
import { readText } from '../../src/understanding/vietnamese/read-text.ts';

const lexicon = lexiconFile.parse({
  words: { ko: 'không', cty: 'công ty' },
  context: [],
  spellings: {},
  synonyms: { 'tăng ca': ['làm thêm giờ'] },
  padding: ['cho em hỏi', 'ạ'],
  english: [],
  places: {},
  fear: [],
  grievance: { yes: [], maybe: [], no: [] },
});
const tables = wordTables(lexicon);
const INTENTS: Intent[] = [
  {
    name: 'overtime-pay',
    topic: 'overtime-pay',
    respond: { answer: 'overtime-pay' },
    examples: [
      'tăng ca tính sao',
      'tiền tăng ca bao nhiêu',
      'làm thêm giờ được mấy phần trăm',
      'tăng ca chủ nhật',
      'bắt tăng ca',
    ],
  },
  {
    name: 'annual-leave',
    topic: 'annual-leave',
    respond: { answer: 'annual-leave' },
    examples: [
      'phép năm mấy ngày',
      'nghỉ phép có lương không',
      'còn phép chưa nghỉ',
      'xin nghỉ phép',
      'phép năm trả tiền',
    ],
  },
  {
    name: 'erase-data',
    topic: 'privacy',
    respond: { act: 'erase-data' },
    examples: ['xóa dữ liệu', 'xóa tin nhắn', 'xóa thông tin', 'hủy dữ liệu của tôi', 'xóa hết đi'],
  },
  {
    name: 'privacy',
    topic: 'privacy',
    respond: { act: 'privacy' },
    examples: [
      'ai đọc tin nhắn',
      'bảo mật không',
      'quyền riêng tư',
      'dữ liệu lưu ở đâu',
      'thông tin có lộ không',
    ],
  },
];
const model = train(INTENTS, lexicon);
const ask = (text: string, by: Model = model) => createRecognise(by, tables)(readText(text, tables));

test.each([
  ['tiền tăng ca tính sao', 'overtime-pay'],
  ['tien tang ca tinh sao', 'overtime-pay'],
  ['CHO EM HỎI tăng ca chủ nhật Ạ', 'overtime-pay'],
  ['phep nam con may ngay', 'annual-leave'],
  ['xóa dữ liệu của tôi', 'erase-data'],
])('"%s" is recognised as %s', (text, intent) => {
  expect(ask(text)[0]?.intent).toBe(intent);
});

test('a phrase said word by word is what it says, with politeness and without marks', () => {
  expect(ask('Cho em hỏi XOA HET DI ạ')[0]).toMatchObject({
    intent: 'erase-data',
    score: expect.closeTo(1, 1),
  });
});

test('topics come once, best first, and their shares are one', () => {
  const ranked = ask('dữ liệu của tôi');
  expect(ranked.map(({ topic }) => topic).sort()).toEqual(['annual-leave', 'overtime-pay', 'privacy']);
  expect(ranked.map(({ score }) => score)).toEqual(ranked.map(({ score }) => score).sort((a, b) => b - a));
  expect(ranked.reduce((sum, { score }) => sum + score, 0)).toBeCloseTo(1, 5);
});

test('the same phrases give the same model, to the last bit', () => {
  expect(train(INTENTS, lexicon)).toEqual(model);
});

test('another phrase gives another version', () => {
  const [first, ...rest] = INTENTS;
  const changed = first ? [{ ...first, examples: [...first.examples, 'ot'] }, ...rest] : [];
  expect(train(changed, lexicon).version).not.toBe(model.version);
});

test('a model may be posted to another thread and back', () => {
  expect(ask('tăng ca', structuredClone(model))).toEqual(ask('tăng ca'));
});

test('any text is recognised as something, and nothing throws', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      const ranked = ask(text);
      return ranked.length === 3 && ranked.every(({ score }) => score >= 0 && score <= 1);
    }),
  );
});

test('cross-validation judges each phrase by a model that was not shown it', () => {
  const { accuracy, temperature } = crossValidate(INTENTS, lexicon);
  expect(accuracy).toBeGreaterThan(0.4);
  expect(temperature).toBeGreaterThanOrEqual(0.5);
});

test('a feature keeps its row, and an unknown one has none', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 2 ** 32 - 1 }), { maxLength: 500 }), (hashes) => {
      const table = featureTable(hashes);
      const known = new Set(hashes);
      const free = [1, 2, 3, 77, 2 ** 31].find((hash) => !known.has(hash)) ?? 5;
      return (
        hashes.every((hash, row) => rowOf(table, hash) === row) &&
        (known.has(free) || rowOf(table, free) === -1)
      );
    }),
  );
});

test('a part of a text hashes as if it had been cut out', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(20), fc.nat(20), (text, a, b) => {
      const [from, to] = [Math.min(a, b, text.length), Math.min(Math.max(a, b), text.length)];
      return hashPart(text, from, to, 3) === hashText(text.slice(from, to), 3);
    }),
  );
});

test('chance is the same every time', () => {
  const [one, other] = [seededRandom(7), seededRandom(7)];
  expect(Array.from({ length: 5 }, one)).toEqual(Array.from({ length: 5 }, other));
});

test('a higher temperature is more modest', () => {
  const [sharp, modest] = [Float64Array.of(2, 0), Float64Array.of(2, 0)];
  softmax(sharp, 1);
  softmax(modest, 2);
  expect(modest[0]).toBeLessThan(sharp[0] ?? 0);
});
