import { CASE_CODE } from '../model/case.ts';

/** What everybody can always type, in any case, with or without diacritics, and what it does. */
const PHRASES = {
  'hồ sơ của tôi': 'my-cases',
  'gặp cán bộ': 'talk',
  'gặp cán bộ công đoàn': 'talk',
  'tôi muốn khiếu nại': 'complain',
  'gửi phản ánh': 'complain',
  'quay lại': 'back',
  'bỏ qua': 'skip',
  'không biết': 'skip',
  hủy: 'cancel',
  dừng: 'stop',
  'nhận tin lại': 'resume',
  'xóa dữ liệu của tôi': 'erase',
  'đồng ý xóa dữ liệu': 'erase-yes',
  'quyền riêng tư': 'privacy',
  'rút đồng ý': 'consents',
  'đồng ý nhật ký': 'agree-advice',
  'rút đồng ý nhật ký': 'withdraw-advice',
  'đồng ý chương trình': 'agree-programmes',
  'rút đồng ý chương trình': 'withdraw-programmes',
  'đồng ý thống kê': 'agree-statistics',
  'rút đồng ý thống kê': 'withdraw-statistics',
  'đồng ý google': 'agree-google',
  'rút đồng ý google': 'withdraw-google',
  'rút đồng ý phản ánh': 'withdraw-case',
  'rút mọi hồ sơ': 'withdraw-cases',
  'xem thêm': 'more',
  'xem các mục': 'menu',
  'mục lương': 'menu-wages',
  'mục nghỉ việc': 'menu-leaving',
  'mục ngày nghỉ': 'menu-days-off',
  'báo việc này cho công đoàn': 'report',
  'báo hoàn cảnh của tôi': 'hardship',
  'nhắn cho tôi khi có thông tin': 'tell-me',
  rút: 'withdraw',
  'của tôi': 'mine',
  'không gửi ai': 'drop-kept',
  'sửa việc': 'correct-what',
  'sửa nơi': 'correct-where',
  'sửa thời gian': 'correct-when',
  'sửa hoàn cảnh': 'correct-criteria',
  'sửa tên': 'correct-identity',
  'không sửa gì': 'correct-nothing',
  'không có gì': 'nothing',
} as const;
export type Phrase = (typeof PHRASES)[keyof typeof PHRASES];

/** Words that stand before `#CODE`. */
const VERBS = {
  nhận: 'accept',
  hỏi: 'ask',
  ghi: 'note',
  chuyển: 'transfer',
  'liên quan': 'exclude',
  'gia hạn': 'extend',
  xong: 'resolve',
  rút: 'withdraw',
  'đồng ý rút': 'withdraw-yes',
  'đã xong': 'solved',
  'chưa xong': 'reopen',
  'thêm vào': 'add-kept',
  'gửi cho': 'send-kept',
} as const;
type Verb = (typeof VERBS)[keyof typeof VERBS];

/** `text` is what follows the code, as typed; `verb` is null for `#CODE text`. */
export type Coded = { verb: Verb | null; code: string; text: string };

/** The phrase that this text is, or null. A word with marks must have the right ones: "đúng" is not "dừng". */
export function phraseOf(text: string): Phrase | null {
  return lookUp(PHRASES, text.replace(/[.!,;:\s]+$/u, ''));
}

const WITH_HASH = /#\s?([A-HJ-NP-Z2-9]{2})\s?[-–]?\s?([A-HJ-NP-Z2-9]{3})(?![\p{L}\p{N}])/iu;
const WITH_DASH = /(?<![\p{L}\p{N}-])([A-HJ-NP-Z2-9]{2})[-–]([A-HJ-NP-Z2-9]{3})(?![\p{L}\p{N}])/iu;
// Without either, only after a verb and with a digit: every word of five letters would be a code.
const PLAIN = /(?<![\p{L}\p{N}-])(?=\p{L}*\d)([A-HJ-NP-Z2-9]{2})([A-HJ-NP-Z2-9]{3})(?![\p{L}\p{N}])/iu;

/** `nhận #K7-4F2`, `hỏi #k74f2 câu hỏi`, `#K7-4F2 nội dung`; null when the text begins in no such way. */
export function codedOf(text: string): Coded | null {
  for (const pattern of [WITH_HASH, WITH_DASH, PLAIN]) {
    const found = pattern.exec(text);
    const code = found && asCode(found.slice(1).join(''));
    if (!found || !code) continue;
    const before = text.slice(0, found.index).trim();
    const verb = lookUp(VERBS, before);
    if (verb === null && (before !== '' || pattern === PLAIN)) continue;
    const after = text.slice(found.index + found[0].length).replace(/^[\s:.,–-]+/u, '');
    return { verb, code, text: after.trim() };
  }
  return null;
}

/** A word that can stand alone when a case is quoted: "nhận", "xong". */
export const verbOf = (text: string): Verb | null => lookUp(VERBS, text);

/** `K7-4F2`, however it was typed; null when it is no code. */
export function asCode(typed: string): string | null {
  const letters = typed.toUpperCase().replace(/[^A-Z0-9]/g, '');
  const code = `${letters.slice(0, 2)}-${letters.slice(2)}`;
  return CASE_CODE.test(code) ? code : null;
}

/** `trả lời 2 nội dung`: the number of `của tôi`, and the words. */
export function numberedAnswerOf(text: string): { n: number; text: string } | null {
  const found = /^\s*(\p{L}+\s+\p{L}+)\s+(\d{1,2})(?!\d)[\s:.,)]*(.*)$/su.exec(text);
  if (!found || !sounds('trả lời', found[1] ?? '')) return null;
  return { n: Number(found[2]), text: (found[3] ?? '').trim() };
}

/** `liên kết CODE`. */
export function linkCodeOf(text: string): string | null {
  const found = /^\s*(\p{L}+\s+\p{L}+)\s+#?([\p{L}\p{N}-]{4,40})\s*$/u.exec(text);
  return found && sounds('liên kết', found[1] ?? '') ? (found[2] ?? null) : null;
}

/** A bare number: "2", "2.", "số 2". */
export function numberOf(text: string): number | null {
  const found = /^\s*(?:(?:số|so|chọn|chon)\s+)?(\d{1,2})\s*[.)]?\s*$/iu.exec(text);
  return found ? Number(found[1]) : null;
}

/** Whether a button with this text leads somewhere; `{code}` stands for any code. */
export function isCommand(say: string): boolean {
  const text = say.replaceAll('{code}', 'K7-4F2');
  return phraseOf(text) !== null || codedOf(text) !== null;
}

/** No phrase is half as long, however its marks are written; a letter of a megabyte is compared with none. */
const LONGEST = 200;

function lookUp<T extends string>(table: Record<string, T>, typed: string): T | null {
  if (typed.length > LONGEST) return null;
  const words = wordsOf(typed);
  for (const [phrase, meaning] of Object.entries(table)) if (isSaid(phrase, words)) return meaning;
  return null;
}

const wordsOf = (typed: string): string[] => typed.normalize('NFC').toLowerCase().trim().split(/\s+/);

const sounds = (phrase: string, typed: string): boolean => isSaid(phrase, wordsOf(typed));

/** The same words: each either without any mark or with exactly its own, wherever the tone was put ("huỷ", "hủy"). */
function isSaid(phrase: string, words: readonly string[]): boolean {
  const wanted = phrase.split(' ');
  return (
    words.length === wanted.length &&
    wanted.every((word, index) => {
      const other = words[index] ?? '';
      return other === bare(word) || inOrder(other) === inOrder(word);
    })
  );
}

const bare = (word: string): string => word.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd');

/** Base letters, then the marks sorted: where the tone stands does not matter. */
function inOrder(word: string): string {
  const parts = word.normalize('NFD');
  const marks = [...parts.matchAll(/\p{M}/gu)].map(([mark]) => mark).sort();
  return parts.replace(/\p{M}/gu, '') + marks.join('');
}
