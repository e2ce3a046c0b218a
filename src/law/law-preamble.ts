import { isCapitals } from './headings.ts';
import type { Line } from './read-lines.ts';

const NUMBER =
  /(?:^|[\s|])(?:Bộ luật|Luật|Nghị quyết|Pháp lệnh)?\s?số\s?:?\s?(\d+[a-z]?\/(?:\d{4}\/)?[\p{Lu}\d-]+)/iu;
const KINDS = /^(?:BỘ LUẬT|LUẬT|PHÁP LỆNH|NGHỊ QUYẾT|NGHỊ ĐỊNH|THÔNG TƯ(?: LIÊN TỊCH)?|QUYẾT ĐỊNH)(?=$|\s)/u;
const BASIS = /^(?:Căn cứ|Theo đề nghị|Xét đề nghị|Quốc hội ban hành|-{2,}|_{2,}|\*)/u;
const LONGEST_NAME = 240;

/** What stands before the first article: the law's number and how it is called. Null where it is not said. */
export function readPreamble(lines: readonly Line[]): { law: string | null; name: string | null } {
  const numbered = lines.find(({ text }) => NUMBER.test(text));
  return { law: NUMBER.exec(numbered?.text ?? '')?.[1] ?? null, name: nameOf(lines) };
}

/** "NGHỊ ĐỊNH" and the lines below it, up to what the law is based on. */
function nameOf(lines: readonly Line[]): string | null {
  const at = lines.findIndex(({ text }) => KINDS.test(text) && isCapitals(text));
  const kind = lines[at];
  if (!kind) return null;
  const rest: string[] = [];
  for (const { text } of lines.slice(at + 1)) {
    if (BASIS.test(text) || /^Chương |^CHƯƠNG /u.test(text)) break;
    rest.push(text);
  }
  const words = [kind.text, ...rest].map(asName).join(' ').trim();
  const name = words.length > LONGEST_NAME ? asName(kind.text) : words;
  return `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
}

const asName = (text: string): string => (isCapitals(text) ? text.toLowerCase() : text);
