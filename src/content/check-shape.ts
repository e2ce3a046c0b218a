import { dateOf } from './day.ts';
import { fold } from './fold.ts';
import type { Library } from './library.ts';
import type { Answer } from './parse-answer.ts';
import type { Problem } from './problem.ts';
import { renderOrReason, type Shelf } from './render-answer.ts';
import { shelfOf } from './shelf-of.ts';

/** What a person reads before "Xem thêm", all bubbles together. */
const LONGEST = 900;
/** What brings one to an officer: by word, or by a request that one reads. */
const OFFICER = ['gặp cán bộ', 'gặp cán bộ công đoàn', 'báo hoàn cảnh của tôi'].map(fold);
const COMPLAIN = ['tôi muốn khiếu nại', 'gửi phản ánh'].map(fold);
/** An answer that begins so begins with the law, not with what was asked. */
const LAW_FIRST = /^(?:căn cứ|theo (?:điều|khoản|bộ luật|luật|nghị định|quy định))(?!\p{L})/iu;
const EVIDENCE = /(?<!\p{L})(?:giữ|lưu|chụp|gom|chứng cứ|bằng chứng)(?!\p{L})/iu;
const LINK = /(?:\b\w+:\/\/|\bwww\.|\b[\w-]+\.(?:vn|com|org|net|info|me|ly)\b)\S*/giu;

/** Every answer says the thing first and within bounds, leads on and to a person, and tells who may complain what to keep. */
export function checkShape(library: Library, today: string): Problem[] {
  const shelf = shelfOf(library);
  return [...library.answers.values()].flatMap((answer) => [
    ...tooLong(shelf, answer, today),
    ...beginning(answer),
    ...waysOn(answer),
    ...evidence(answer),
    ...links(answer.file, answer.source, 1),
  ]);
}

function tooLong(shelf: Shelf, answer: Answer, today: string): Problem[] {
  const day = answer.validTo !== undefined && answer.validTo < today ? answer.validTo : today;
  const rendered = renderOrReason(shelf, answer, { date: dateOf(day), area: null });
  if ('why' in rendered) return [];
  const { length } = rendered.bubbles.join('\n');
  const message = `${length} characters before "Xem thêm"; it may have ${LONGEST}`;
  return length > LONGEST ? [{ file: answer.file, line: 1, message }] : [];
}

function beginning({ file, bubbles }: Answer): Problem[] {
  const [first] = bubbles;
  return first !== undefined && LAW_FIRST.test(first.source.trim())
    ? [{ file, line: first.line, message: 'it begins with the law; the answer comes first' }]
    : [];
}

function waysOn({ file, choices, lineOf }: Answer): Problem[] {
  const says = choices.map(({ say }) => fold(say));
  const missing = [
    ...(says.some((say) => OFFICER.includes(say)) ? [] : ['an officer']),
    ...(says.some((say) => !OFFICER.includes(say))
      ? []
      : ['a neighbouring answer, a calculator or a complaint']),
  ];
  return missing.map((to) => ({ file, line: lineOf(['choices']), message: `no button leads to ${to}` }));
}

function evidence({ file, choices, source, lineOf }: Answer): Problem[] {
  const at = choices.findIndex(({ say }) => COMPLAIN.includes(fold(say)));
  return at >= 0 && !EVIDENCE.test(source)
    ? [
        {
          file,
          line: lineOf(['choices', at]),
          message: 'it offers to complain and does not say what to keep',
        },
      ]
    : [];
}

/** Links are whole, encrypted and of the state or the union: nothing else is ours to send people to. */
function links(file: string, text: string, first: number): Problem[] {
  return text
    .split('\n')
    .flatMap((line, index) =>
      [...line.matchAll(LINK)].flatMap(([written]) =>
        isOurs(written.replace(/[).,;:"]+$/, ''))
          ? []
          : [{ file, line: first + index, message: `"${written}" is no https link of gov.vn or congdoan` }],
      ),
    );
}

function isOurs(written: string): boolean {
  if (!URL.canParse(written)) return false;
  const { protocol, hostname } = new URL(written);
  return protocol === 'https:' && /(?:^|\.)(?:gov\.vn|congdoanvietnam\.vn|congdoan\.vn)$/.test(hostname);
}
