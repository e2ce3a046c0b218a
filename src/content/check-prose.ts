import { type Library, servedBy } from './library.ts';
import type { Answer } from './parse-answer.ts';
import type { Problem } from './problem.ts';

/** Numbers that carry no amount: tags, dates, years, numbers of laws and articles, numbers of list items. */
const HARMLESS = [
  /\{\{[^}]*\}\}/g,
  /\d+\/\d{4}\/[\p{L}\d-]+/gu,
  /\d+\/[\p{Lu}]+-[\p{Lu}]+/gu,
  /(?:Điều|khoản|điểm) \d+/g,
  /\d{1,2}\/\d{1,2}(?:\/\d{4})?/g,
  /\d{1,2}\/\d{4}/g,
  /^\d+[.)] /g,
  /(?<![\d.,])(?:19|20)\d\d(?![\d.,]*\d| ?(?:đ|đồng|ngày|giờ|người|suất|%))/g,
];
const UNITS = 'ngày|giờ|phút|tuần|tháng|năm|lần|triệu|tỷ|nghìn|ngàn|đồng|đ|người|suất|tuổi';
const NUMBER = new RegExp(`\\d+(?:[.,]\\d+)*(?: ?%| ?(?:${UNITS})(?![\\p{L}\\d]))?`, 'gu');

/** Refuses amounts written into the text of an answer: they belong into figures.yaml, where they have a date and a source. */
export const checkProse = (library: Library): Problem[] =>
  servedBy(library).flatMap((answer) => [...checkBlocks(answer), ...checkTitles(answer)]);

function checkBlocks(answer: Answer): Problem[] {
  const blocks = answer.more === null ? answer.bubbles : [...answer.bubbles, answer.more];
  return blocks.flatMap((block) =>
    block.source.split('\n').flatMap((text, index) =>
      amountsIn(text).map((amount) => ({
        file: answer.file,
        line: block.line + index,
        message: `"${amount}" should be a figure of figures.yaml`,
      })),
    ),
  );
}

const checkTitles = (answer: Answer): Problem[] =>
  answer.choices.flatMap(({ title }, index) =>
    amountsIn(title).map((amount) => ({
      file: answer.file,
      line: answer.lineOf(['choices', index]),
      message: `"${amount}" in a button will be wrong one day`,
    })),
  );

/** What looks like an amount: three digits and more, a percentage, or a count of something. */
export function amountsIn(text: string): string[] {
  const bare = HARMLESS.reduce((rest, harmless) => rest.replace(harmless, ' '), text);
  return [...bare.matchAll(NUMBER)]
    .map(([amount]) => amount)
    .filter((amount) => /[\p{L}%]/u.test(amount) || amount.replace(/\D/g, '').length >= 3);
}
