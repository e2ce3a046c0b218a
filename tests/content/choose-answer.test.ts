import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { createChooseAnswer, weightOf } from '../../src/content/choose-answer.ts';
import { loadContent } from '../../src/content/load-content.ts';
import type { Answer } from '../../src/content/parse-answer.ts';
import { loadIntents } from '../../src/understanding/load-intents.ts';
import { wordTables } from '../../src/understanding/vietnamese/lexicon.ts';
import { readText } from '../../src/understanding/vietnamese/read-text.ts';

const ROOT = join(import.meta.dirname, '../..');

const some = (id: string, topic: string, words: string[], asks: string[] = []): [string, Answer] => [
  id,
  {
    id,
    topic,
    words,
    asks,
    title: id,
    file: `content/answers/${id}.md`,
    citations: [],
    moreCitations: [],
    validFrom: '2026-01-01',
    reviewed: '2026-11-24',
    owner: 'ví dụ',
    sources: ['law 1.01'],
    choices: [],
    bubbles: [],
    more: null,
    source: '',
    lineOf: () => 1,
  },
];

describe('the answer of a topic that a question is for', () => {
  const choose = createChooseAnswer(
    new Map([
      some('leave', 'leave', ['mấy ngày'], ['nghỉ phép']),
      some('leave-money', 'leave', ['(tiền|lương)', 'tính * tiền'], ['phép còn dư']),
      some('leave-rest', 'leave', ['mấy ngày * dồn', 'lưu [lại]']),
      some('wage', 'wage', ['tính * tiền công thế nào']),
    ]),
  );

  test.each([
    ['is the general one when no words choose', 'nghi phep kieu gi', 'leave'],
    ['is the one whose words stand in it', 'nghi phep co tien khong', 'leave-money'],
    ['is the one with the longest words', 'duoc don may ngay phep don sang nam', 'leave-rest'],
    [
      'is the one with more of them when they are as long',
      'luong nghi may ngay thi tinh ra tien',
      'leave-money',
    ],
    ['may be chosen by what its buttons say', 'phep con du xu ly sao', 'leave-money'],
    ['is not chosen by what the general one is asked for by', 'nghi phep co luong', 'leave-money'],
    ['is found with marks and without', 'Nghỉ phép có TIỀN không?', 'leave-money'],
    ['is found where a doubled letter was read once', 'phep nam nay lu toi nam sau', 'leave-rest'],
    ['is never one of another topic', 'tinh tien cong the nao', 'leave-money'],
  ])('%s: %s', (_, question, answer) => {
    expect(choose('leave', question)).toBe(answer);
  });

  test.each([
    ['bao nhiêu tiền', 3],
    ['(mấy|bao nhiêu) ngày', 2],
    ['lưu [lại] * năm', 2],
    ['*', 0],
  ])('"%s" asks for %i words', (pattern, words) => {
    expect(weightOf(pattern)).toBe(words);
  });
});

describe('what workers ask leads to its own answer', () => {
  const { content } = loadContent(ROOT);
  const { intents, lexicon } = loadIntents(join(ROOT, 'intents'));
  const tables = wordTables(lexicon);
  const general = new Map(
    intents.flatMap(({ topic, respond }) => ('answer' in respond ? [[topic, respond.answer] as const] : [])),
  );
  const table = z
    .record(z.string(), z.array(z.string()).min(3))
    .parse(parse(readFileSync(join(import.meta.dirname, 'questions.yaml'), 'utf8')));
  const asked = Object.entries(table).flatMap(([answer, questions]) =>
    questions.map((question) => [question, answer] as const),
  );

  test.each(asked)('%s → %s', (question, answer) => {
    const first = general.get(content.topicOf(answer)) ?? 'no intent leads to its topic';
    expect(content.answerAbout(first, readText(question, tables).folded)).toBe(answer);
  });
});
