import { isCapitals } from './headings.ts';
import type { Line } from './read-lines.ts';

const FORMULA = /^(?:Bộ luật|Luật|Nghị quyết|Pháp lệnh) này (?:đã )?được .{0,80}thông qua/u;
const SIGNS = [
  /^Nơi nhận ?:?/u,
  /^(?:TM|KT|TL|TUQ|Q)\. ?\p{Lu}/u,
  /^\(?(?:Đã ký|ĐÃ KÝ)\)?[.:]?$/u,
  /^XÁC THỰC VĂN BẢN HỢP NHẤT/u,
];
const OFFICE =
  /^(?:PHÓ )?(?:CHỦ TỊCH|THỦ TƯỚNG|BỘ TRƯỞNG|THỨ TRƯỞNG|TỔNG GIÁM ĐỐC|TỔNG THƯ KÝ|CHÁNH ÁN|VIỆN TRƯỞNG|CHỦ NHIỆM)(?=$|\s)/u;

/** Where the formula, the table of signatures and the list of recipients begin behind the last article; its length when there are none. */
export function endingAt(lines: readonly Line[]): number {
  const at = lines.findIndex(({ text }) => text.split(' | ').some(isEnding));
  return at === -1 ? lines.length : at;
}

const isEnding = (text: string): boolean =>
  FORMULA.test(text) || SIGNS.some((sign) => sign.test(text)) || (OFFICE.test(text) && isCapitals(text));
