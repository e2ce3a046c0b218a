/** A line of a law's text, with the line (or, in a document without lines, the paragraph) of the file it stands on. */
export type Line = {
  text: string;
  n: number;
  /** Something ends above it: an empty line, a page, a block. */
  opens: boolean;
};

/** What nobody sees, and page breaks; the rest of the text is law and stays as it is. */
const UNSEEN = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF]|(?![\t\n\f])\p{Cc}/gu;

/** Official spelling stays, in one encoding of it; blanks of every kind become one space. */
export const tidy = (text: string): string =>
  text
    .normalize('NFC')
    .replace(UNSEEN, '')
    .replace(/[^\S\n\f]+/gu, ' ');

/** The lines of a plain text, without the empty ones. */
export function textLines(text: string): Line[] {
  const lines: Line[] = [];
  let opens = true;
  for (const [at, whole] of tidy(text.replace(/\r\n?/g, '\n')).split('\n').entries()) {
    for (const [part, raw] of whole.split('\f').entries()) {
      const line = raw.trim();
      if (part > 0 || line === '') opens = true;
      if (line === '') continue;
      lines.push({ text: line, n: at + 1, opens });
      opens = false;
    }
  }
  return lines;
}
